import type { Refusal } from '@interlude/shared/booking/refusal';
import type { InterviewView } from '@interlude/shared/schemas/views';
import type { Problem } from '../api.ts';
import type { CandidateDictionary } from '../i18n/dictionaries.ts';
import type { Translator } from '../i18n/translator.ts';
import type { ZonedText } from '../time/formats.models.ts';
import { waitMinutes } from '../time/wait-minutes.ts';

export interface Told {
  readonly t: Translator<CandidateDictionary>;
  readonly text: ZonedText;
  readonly view: Pick<InterviewView, 'contact'>;
}

/** The one place that turns a refusal into a sentence for a candidate. Codes only staff can meet share one sentence. */
export function refusalText(refusal: Refusal, { t, text, view }: Told): string {
  const { name } = view.contact;
  const dateOf = (instant: string) => text.fullWhen(Date.parse(instant));
  switch (refusal.code) {
    case 'slot_taken':
    case 'slot_not_offered':
    case 'hold_expired':
    case 'version_conflict':
    case 'status_forbids':
    case 'parts_together':
    case 'reason_required':
    case 'time_zone_invalid':
    case 'phone_invalid':
    case 'idempotency_mismatch':
    case 'invalid_input':
    case 'retake_not_eligible':
    case 'retake_active':
    case 'retake_limit':
    case 'forbidden':
    case 'unavailable':
      return t(`no.${refusal.code === 'parts_together' ? 'status_forbids' : refusal.code}`);
    case 'reschedule_limit':
      return t(refusal.limit === 0 ? 'no.reschedule_never' : 'no.reschedule_limit', { count: refusal.limit, name });
    case 'reschedule_cutoff':
    case 'cancel_cutoff':
      return t(`no.${refusal.code}`, { date: dateOf(refusal.cutoffAt), name });
    case 'retake_cooldown':
      return t('no.retake_cooldown', { date: dateOf(refusal.until) });
    case 'rate_limited':
      return t('no.rate_limited', { count: waitMinutes(refusal) });
    case 'link_invalid':
    case 'link_expired':
    case 'link_replaced':
    case 'not_signed_in':
    case 'not_found':
      return t(`dead.${refusal.code}.what`);
    case 'local_time_nonexistent':
    case 'approver_is_requester':
    case 'interviewer_inactive':
    case 'interviewer_role':
    case 'interviewer_unqualified':
    case 'panel_short':
    case 'interviewer_time_off':
    case 'interviewer_busy':
    case 'interviewer_cap':
    case 'calendar_refused':
    case 'resource_short':
    case 'overwrite_unconfirmed':
    // These arise only where an address is proved, which has sentences of its own.
    case 'code_wrong':
    case 'code_expired':
    case 'appointments_open':
    case 'last_administrator':
    case 'several_companies':
      return t('no.forbidden');
  }
}

export function problemText(problem: Problem, told: Told): string {
  if (problem.kind === 'refused') return refusalText(problem.refusal, told);
  if (problem.kind === 'fault') return told.t('no.unknown', { id: problem.reference || '–' });
  return told.t(problem.kind === 'offline' ? 'no.offline' : 'no.unavailable');
}
