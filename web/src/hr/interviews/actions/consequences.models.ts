import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import type { ZonedText } from '../../../time/formats.models.ts';
import { spanText } from '../../words/duration-text.models.ts';
import type { HrTranslator } from '../../words/hr-words.tsx';
import type { InterviewDetail } from '../interviews.queries.ts';
import type { StaffAction } from './actions.models.ts';

export interface Situation {
  readonly interview: InterviewDetail;
  readonly nowMs: number;
  readonly t: HrTranslator;
  readonly text: ZonedText;
}

// Nobody is sent a mail about these.
const unmailed: readonly StaffAction[] = ['confirm', 'start', 'complete', 'decide', 'applyTemplate'];

/** What an action brings about, in sentences said before the click. */
export function consequencesOf(action: StaffAction, situation: Situation): string[] {
  const lines = linesOf(action, situation);
  return !unmailed.includes(action) && situation.interview.candidate.mailBounces
    ? [...lines, situation.t('means.suppressed')]
    : lines;
}

function linesOf(action: StaffAction, situation: Situation): string[] {
  const { interview, t } = situation;
  switch (action) {
    case 'book':
      return [t('means.book.mail', { name: nameOf(situation) }), t('means.book.change'), ...besideLine(situation)];
    case 'reschedule':
      return [
        ...mailLines(situation),
        t('means.calendar.moved'),
        t('means.old.kept'),
        t('means.reminders.new'),
        t('means.uncounted'),
        ...(interview.policy.confirmAttendance ? [t('means.confirm.again')] : []),
        ...sessionLines(situation),
        ...besideLine(situation),
      ];
    case 'confirm':
      return [t('means.confirm.noMail')];
    case 'start':
      return [...earlyLine(situation), t('means.start.locked'), t('means.reminders.void')];
    case 'complete':
      if (interview.appointment !== null) return [...restLine(situation), t('means.noReturn')];
      return [...restLine(situation), t('means.outcome.later'), t('means.outcome.seen')];
    case 'decide':
      return [t('means.outcome.seen'), ...retakeLine(situation)];
    case 'markNoShow':
      return [
        t('means.mail.candidate', { name: nameOf(situation) }),
        t('means.noShow.candidate'),
        t('means.noShow.interviewer'),
      ];
    case 'extendLink':
      return [
        t('means.link.new'),
        ...(interview.status === 'expired' ? [t('means.link.open')] : []),
        ...(interview.parts === null ? [] : [t('means.parts.extend')]),
      ];
    case 'applyTemplate':
      return [t('means.template.page'), t('means.template.kept'), t('means.template.hold')];
    case 'resendLink':
      return [t('means.link.same', { email: interview.candidate.email || t('means.link.address') })];
    case 'undo':
      return [t('means.mail.candidate', { name: nameOf(situation) }), t('means.undo.same'), t('means.undo.record')];
    case 'cancel':
      return [...cancelLines(situation), ...(interview.parts === null ? [] : [t('means.parts.stay')])];
  }
}

function cancelLines(situation: Situation): string[] {
  const { interview, t, text } = situation;
  if (interview.startsAt === null) {
    return [t('means.mail.candidate', { name: nameOf(situation) }), t('means.link.stops'), t('means.final')];
  }
  return [
    ...mailLines(situation),
    t('means.calendar.withdrawn'),
    t('means.freed', { when: text.when(Date.parse(interview.startsAt)) }),
    ...(interview.kind === 'group' ? [t('group.means.others')] : []),
    t('means.reminders.void'),
    t('means.final'),
  ];
}

// Staff may leave the arrangement, and are told where it ends.
function besideLine({ interview: { parts }, t, text }: Situation): string[] {
  if (parts === null) return [];
  const { from, to } = parts.beside;
  const whenOf = (at: string) => text.when(Date.parse(at));
  if (from !== null && to !== null) {
    return from > to ? [t('means.parts.never')] : [t('means.parts.between', { from: whenOf(from), to: whenOf(to) })];
  }
  if (from !== null) return [t('means.parts.from', { from: whenOf(from) })];
  return to === null ? [] : [t('means.parts.until', { to: whenOf(to) })];
}

function nameOf({ interview, t }: Situation): string {
  return interview.candidate.name || t('means.candidate');
}

function mailLines(situation: Situation): string[] {
  const { interview, t } = situation;
  const count = interview.interviewers.length;
  if (interview.kind === 'group') {
    return [t('group.means.guests', { count: comingTo(interview).length }), t('group.means.givers', { count })];
  }
  const name = nameOf(situation);
  return [count === 0 ? t('means.mail.candidate', { name }) : t('means.mail.all', { name, count })];
}

// Only guests who are still to come are told.
function comingTo({ group }: InterviewDetail) {
  return (group?.guests ?? []).filter(({ status }) => upcomingStatuses.includes(status));
}

function sessionLines({ interview, t }: Situation): string[] {
  if (interview.kind !== 'group') return [];
  const isConfirmed = comingTo(interview).some(({ status }) => status === 'confirmed');
  return [...(isConfirmed ? [t('group.means.confirm')] : []), t('group.means.held')];
}

function earlyLine({ interview, nowMs, t, text }: Situation): string[] {
  const earlyMs = interview.startsAt === null ? 0 : Date.parse(interview.startsAt) - nowMs;
  return earlyMs < 60_000 ? [] : [t('means.start.early', { distance: spanText(earlyMs, text.formats.tag) })];
}

function restLine({ interview, nowMs, t, text }: Situation): string[] {
  const endsAt = interview.endsAt === null ? 0 : Date.parse(interview.endsAt);
  return endsAt <= nowMs ? [] : [t('means.complete.free', { when: text.when(endsAt) })];
}

function retakeLine({ interview, t, text }: Situation): string[] {
  const outcomes = interview.policy.retake.outcomes.map((outcome) => t(`outcome.${outcome}`));
  const isLeft = interview.attempt - 1 < interview.policy.retake.limit;
  return isLeft && outcomes.length > 0 ? [t('means.retake.possible', { outcomes: text.formats.list(outcomes) })] : [];
}
