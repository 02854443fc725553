import { interviewStatuses } from '@interlude/shared/booking/booking-status';
import type { Refusal } from '@interlude/shared/booking/refusal';
import type { Problem } from '../../api.ts';
import type { ZonedText } from '../../time/formats.models.ts';
import { waitMinutes } from '../../time/wait-minutes.ts';
import type { HrTranslator } from './hr-words.tsx';
import { outcomeWord } from './state-words.models.ts';

export interface HrTold {
  readonly t: HrTranslator;
  readonly text: ZonedText;
}

/** The one place that turns a refusal into a sentence for staff. */
export function hrRefusalText(refusal: Refusal, { t, text }: HrTold): string {
  const dateOf = (instant: string) => text.fullWhen(Date.parse(instant));
  const overridable = 'overridable' in refusal ? (refusal.overridable ?? []) : [];
  if (overridable.length > 0) return t('refused.overridable', { count: overridable.length });
  switch (refusal.code) {
    case 'slot_taken':
    case 'hold_expired':
      return t('refused.slot_taken');
    case 'slot_not_offered':
      return t(`refused.slot_not_offered.${refusal.because}`);
    case 'version_conflict':
      // Something that is active or archived is kept by people; any other status is that of a booking.
      return ['active', 'archived'].includes(refusal.status)
        ? t('refused.version_conflict.saved')
        : t('refused.version_conflict', { status: statusWord(refusal.status, t) });
    case 'status_forbids':
      if (refusal.action === 'invite') return t('refused.archived');
      if (refusal.action === 'resendLink') return t('refused.resendLink');
      return refusal.action === 'decideRetake' || refusal.action === 'issueRetake'
        ? t('refused.retake_decided')
        : t('refused.status_forbids', { status: statusWord(refusal.status, t) });
    case 'reschedule_limit':
      return t('refused.reschedule_limit', { count: refusal.limit });
    case 'reschedule_cutoff':
    case 'cancel_cutoff':
      return t('refused.cutoff', { date: dateOf(refusal.cutoffAt) });
    case 'time_zone_invalid':
    case 'local_time_nonexistent':
      return t('refused.time_zone_invalid', { zone: refusal.zone });
    case 'invalid_input':
      return t('refused.invalid_input', { fields: refusal.issues.map(({ path }) => path).join(', ') || '–' });
    case 'retake_not_eligible':
      return notEligibleText(refusal.because, t);
    case 'retake_cooldown':
      return t('refused.retake_cooldown', { date: dateOf(refusal.until) });
    case 'retake_limit':
      return t('refused.retake_limit', { count: refusal.limit });
    case 'overwrite_unconfirmed':
      return t('refused.overwrite_unconfirmed', { from: String(refusal.from), to: String(refusal.to) });
    case 'rate_limited':
      return t('refused.rate_limited', { count: waitMinutes(refusal) });
    case 'panel_short':
    case 'resource_short':
      return t(`refused.${refusal.code}`, { group: String(refusal.group + 1), count: refusal.missing });
    case 'interviewer_role':
    case 'interviewer_unqualified':
      return t('refused.interviewer');
    case 'phone_invalid':
    case 'interviewer_time_off':
    case 'interviewer_busy':
    case 'interviewer_cap':
    case 'parts_together':
    case 'reason_required':
    case 'idempotency_mismatch':
    case 'retake_active':
    case 'approver_is_requester':
    case 'interviewer_inactive':
    case 'calendar_refused':
    case 'last_administrator':
    case 'several_companies':
    case 'not_signed_in':
    case 'forbidden':
    case 'not_found':
    case 'unavailable':
      return t(`refused.${refusal.code}`);
    case 'link_invalid':
    case 'link_expired':
    case 'link_replaced':
    case 'code_wrong':
    case 'code_expired':
    case 'appointments_open':
      return t('refused.other');
  }
}

export function hrProblemText(problem: Problem, told: HrTold): string {
  if (problem.kind === 'refused') return hrRefusalText(problem.refusal, told);
  if (problem.kind === 'fault') return told.t('problem.fault', { id: problem.reference || '–' });
  return told.t(`problem.${problem.kind}`);
}

function notEligibleText(because: string, t: HrTranslator): string {
  const outcome = outcomeWord(because, t);
  if (outcome !== null) return t('refused.retake_not_eligible.outcome', { outcome });
  if (!interviewStatuses.some((one) => one === because)) return t('refused.retake_not_eligible');
  return t('refused.retake_not_eligible.status', { status: statusWord(because, t) });
}

function statusWord(status: string, t: HrTranslator): string {
  const known = interviewStatuses.find((one) => one === status);
  return known ? t(`status.${known}`).toLowerCase() : status;
}
