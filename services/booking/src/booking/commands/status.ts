import { calledOffId } from '@interlude/shared/booking/agenda';
import type { Notice } from '@interlude/shared/booking/agenda-facts';
import { cancelRefusal } from '@interlude/shared/booking/booking-rules';
import { reservedStatuses } from '@interlude/shared/booking/booking-status';
import { bookableSpan } from '@interlude/shared/booking/booking-window';
import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import type { Outcome } from '@interlude/shared/booking/terms';
import type { Reason } from '@interlude/shared/schemas/interview';
import { moved } from '@interlude/shared/time/instant';
import type { PersonStore } from '../../company/person-store.ts';
import { newId } from '../../runtime/new-id.ts';
import { refuse } from '../../runtime/refused.ts';
import {
  accessEndsAt,
  type Change,
  type CommandContext,
  candidateOf,
  checkedReason,
  instantDetail,
  interviewersOf,
  lastToldOf,
  newAccess,
  nextStatus,
  notice,
  reasonDetail,
} from '../change.ts';
import type { Command } from '../command.ts';
import { gapMarks } from '../panel-gaps.ts';
import { blankSchedule } from '../row/blank-booking.ts';
import { interviewOf, isAppointment, isGroup, isInterview } from '../row/booking-kind.ts';
import type { AppointmentRow, BookingRow, InterviewRow } from '../row/booking-row.ts';
import { withMark, withoutMarks } from '../row/marks.ts';
import { withLeadPassedOn } from '../siblings.ts';
import { clockSettled, promisedInZone } from './clock.ts';

// A reservation exists exactly in the reserved statuses, so leaving them frees the time in the same transaction; before
// there may be a hold.
function freed(row: BookingRow, tookPlace: boolean): Pick<Change, 'reservation'> {
  // The reservation of a group session is that of its guests: the last one who leaves frees it.
  if (isGroup(row)) return {};
  return { reservation: reservedStatuses.includes(row.status) ? { do: 'release', tookPlace } : { do: 'releaseHold' } };
}

function judgeConfirm(row: BookingRow, context: CommandContext): Change {
  const status = nextStatus(row, 'confirm', context);
  return { action: 'confirm', detail: {}, set: { status }, raisesVersion: true };
}

function judgeStart(row: BookingRow, context: CommandContext, reason?: Reason): Change {
  const { now, actor } = context;
  const status = nextStatus(row, 'start', context);
  // Starting ends the reminders and locks the candidate out of moving, so an early start by staff needs a reason.
  const isEarly = actor.party === 'staff' && row.startsAt !== null && now < row.startsAt.getTime();
  if (isEarly) checkedReason(reason, reasonCodes.startEarly);
  return {
    action: 'start',
    detail: reasonDetail(reason),
    set: { status, startedAt: new Date(now) },
    raisesVersion: true,
  };
}

function judgeComplete(row: BookingRow, context: CommandContext, outcome: Outcome): Change {
  const status = nextStatus(row, 'complete', context);
  const completedAt = new Date(context.now);
  // Nobody said how it went, or whether it took place.
  const isUntold = isInterview(row) && context.actor.party === 'timer' && outcome === 'pending';
  // Nobody passes or fails an appointment.
  const judged = isInterview(row) ? { outcome } : {};
  return {
    action: 'complete',
    detail: judged,
    set: {
      status,
      ...judged,
      completedAt,
      ...(isUntold ? { marks: withMark(row, { cause: 'no_outcome', since: completedAt }) } : {}),
    },
    raisesVersion: true,
    ...freed(row, true),
  };
}

/** Decides or changes an outcome; what was passed or failed changes only with a reason and no open retake. */
function judgeDecide(booking: BookingRow, context: CommandContext, outcome: Outcome, reason?: Reason): Change {
  const row = interviewOf(booking, 'decide');
  const status = nextStatus(row, 'decide', context);
  const wasFinal = row.outcome === 'passed' || row.outcome === 'failed';
  if (wasFinal && outcome !== row.outcome) {
    if (isRetakeOpen(row)) refuse({ code: 'retake_active', interviewId: row._id });
    if (reason === undefined) refuse({ code: 'reason_required', codes: ['other'] });
  }
  const detail = { from: row.outcome, outcome, ...reasonDetail(reason) };
  const said = reason ? { reason: { ...reason, by: 'staff' as const } } : {};
  return { action: 'decide', detail, set: { status, outcome, ...said }, raisesVersion: true };
}

export function isRetakeOpen(row: InterviewRow): boolean {
  return row.retake?.state === 'pending' || row.retake?.state === 'approved';
}

/** Somebody did not come. An interviewer's absence is not the candidate's: they choose another time. */
function judgeNoShow(row: BookingRow, context: CommandContext, absent: 'candidate' | 'interviewer'): Change {
  const { now } = context;
  const status = nextStatus(row, 'markNoShow', context);
  if (absent === 'interviewer') return reopened(row, context);
  return {
    action: 'markNoShow',
    detail: { absent },
    set: { status, noShow: absent },
    notices: [
      notice('no_show', `no_show@${row.scheduleRev}`, [candidateOf(row)], { now, scheduleRev: row.scheduleRev }),
      ...calledOff(row, now),
    ],
    raisesVersion: true,
    ...freed(row, true),
  };
}

// A meeting that was begun early and missed still lies ahead in the calendars of the people who were to come.
function calledOff(row: BookingRow, now: number): Notice[] {
  const { startsAt, scheduleRev, people } = row;
  if (startsAt === null || startsAt.getTime() <= now || people.length === 0) return [];
  const told = notice('cancelled', calledOffId(scheduleRev), interviewersOf(people), { now, scheduleRev });
  return [{ ...told, lastTold: lastToldOf(row, people) }];
}

// The same link, open as long as a new invitation's; the changes that were used up stay used up.
function reopened(row: BookingRow, context: CommandContext): Change {
  const { now } = context;
  const status = nextStatus(row, 'reopen', context);
  const anew = moved(now, row.policy.invitationValidFor, row.zone, 1);
  // A client chooses anew with the page open; a candidate who was let down has to read a mail first.
  const bookBy = isAppointment(row) ? Math.max(anew, bookableSpan(row, now).endsAt) : anew;
  const rev = row.link.rev + 1;
  const scheduleRev = row.scheduleRev + 1;
  const exp = Math.max(row.access.exp, accessEndsAt(row, bookBy));
  return {
    action: 'markNoShow',
    detail: { absent: 'interviewer', startsAt: instantDetail(row.startsAt), bookBy: instantDetail(bookBy) },
    set: {
      ...blankSchedule,
      // The other parts are booked or over, and its session takes place without them: it is arranged by itself.
      part: undefined,
      placeIn: undefined,
      status,
      noShow: 'interviewer',
      scheduleRev,
      formerStartsAt: row.startsAt,
      ...clockSettled,
      link: { rev, issuedAt: new Date(now), bookBy: new Date(bookBy) },
      access: { ...row.access, exp },
    },
    notices: [
      notice('interviewer_missed', `interviewer_missed@l${rev}`, [candidateOf(row)], { now, scheduleRev }),
      ...calledOff(row, now),
    ],
    raisesVersion: true,
    ...freed(row, false),
  };
}

export function cancelled(row: BookingRow, context: CommandContext, reason: Reason | undefined): Change {
  const { actor, now } = context;
  const status = nextStatus(row, 'cancel', context);
  const change = cancelChange(row, context, { status, reason });
  const facts = { ...row, startsAt: row.startsAt?.getTime() ?? null };
  const late = actor.party === 'candidate' ? cancelRefusal(facts, now) : null;
  if (late !== null) refuse(late);
  return { ...change, ...freed(row, false) };
}

/** What calling off a booking changes, beside its reservation; refuses `reason_required`. */
export function cancelChange(
  row: BookingRow,
  { actor, now }: CommandContext,
  { status, reason }: { readonly status: BookingRow['status']; readonly reason: Reason | undefined },
): Change {
  const byCandidate = actor.party === 'candidate';
  const said = checkedReason(reason, byCandidate ? reasonCodes.cancelByCandidate : reasonCodes.cancelByStaff);
  const scheduleRev = row.scheduleRev + 1;
  const recipients = [candidateOf(row), ...interviewersOf(row.people)];
  return {
    action: 'cancel',
    detail: { reason: said.code, startsAt: instantDetail(row.startsAt) },
    set: {
      status,
      scheduleRev,
      cancelledAt: new Date(now),
      ...clockSettled,
      reason: { ...said, by: byCandidate ? 'candidate' : 'staff' },
    },
    notices: [notice('cancelled', `cancelled@${scheduleRev}`, recipients, { now, scheduleRev })],
    raisesVersion: true,
  };
}

function judgeExpire(row: BookingRow, context: CommandContext): Change {
  const { now } = context;
  const status = nextStatus(row, 'expire', context);
  // A later deadline does not raise the version, so the timer of the former one may still fire.
  if (now < row.link.bookBy.getTime())
    refuse({ code: 'status_forbids', status: row.status, action: 'expire', allowed: [] });
  // A client who chose no time knows it; other guests rely on being told.
  const isSilent = row.part?.isFollowing || (isAppointment(row) && !row.waitlist);
  return {
    action: 'expire',
    detail: { bookBy: instantDetail(row.link.bookBy) },
    // The old link stops in the same transaction; it still tells its holder what happened.
    set: {
      status,
      access: { ...row.access, ver: row.access.ver + 1 },
      ...((isInterview(row) && !row.part?.isFollowing) || row.noShow === 'interviewer'
        ? { marks: withMark(row, { cause: 'expired', since: new Date(now) }) }
        : {}),
    },
    notices: isSilent
      ? []
      : [notice('expired', `expired@l${row.link.rev}`, [candidateOf(row)], { now, scheduleRev: row.scheduleRev })],
    raisesVersion: true,
    ...freed(row, false),
  };
}

/** A new deadline and a new link; the old one says that it was replaced. */
export async function extended(
  stores: { readonly people: PersonStore },
  row: BookingRow,
  context: CommandContext,
  validFor?: string,
): Promise<Change> {
  const { now } = context;
  const status = nextStatus(row, 'extendLink', context);
  const bookBy = moved(now, validFor ?? row.policy.invitationValidFor, row.zone, 1);
  const rev = row.link.rev + 1;
  return {
    action: 'extendLink',
    detail: { bookBy: instantDetail(bookBy) },
    set: {
      status,
      link: { rev, issuedAt: new Date(now), bookBy: new Date(bookBy) },
      access: newAccess(row, { now, bookBy, ver: row.access.ver + 1 }),
      marks: await gapMarks(stores, row, now),
    },
    notices: row.part?.isFollowing
      ? []
      : [notice('link', `link@l${rev}`, [candidateOf(row)], { now, scheduleRev: row.scheduleRev })],
    raisesVersion: true,
  };
}

/** Mails the same link again to the address on file. */
function judgeResend(row: BookingRow, { actor, now }: CommandContext): Change {
  // Staff extend the link instead: the same one would only say that the invitation has ended.
  if (actor.party === 'staff' && hasEnded(row, now))
    refuse({ code: 'status_forbids', status: row.status, action: 'resendLink', allowed: ['extendLink'] });
  if (isGroup(row)) refuse({ code: 'status_forbids', status: row.status, action: 'resendLink', allowed: [] });
  const id = `link:${newId('event')}`;
  return {
    action: 'resendLink',
    detail: {},
    // Of what has ended the link only tells that it has: whoever still asks for it may need more. `marksAfter` drops
    // the mark where it has not.
    set: {
      marks:
        actor.party === 'candidate'
          ? withMark(row, { cause: 'link_asked', since: new Date(now) })
          : withoutMarks(row, ({ cause }) => cause === 'link_asked'),
    },
    notices: [notice('link', id, [candidateOf(row)], { now, scheduleRev: row.scheduleRev })],
    raisesVersion: false,
  };
}

function hasEnded({ status, link }: BookingRow, now: number): boolean {
  // The timer that marks the booking as expired may be late.
  return status === 'expired' || (status === 'invited' && link.bookBy.getTime() < now);
}

/** Somebody whose invitation has ended asks for another one: HR decide, by extending it. */
function judgeAsk(row: BookingRow, { now }: CommandContext): Change {
  const marks = withMark(row, { cause: 'link_asked', since: new Date(now) });
  if (!isInterview(row) || !hasEnded(row, now) || marks === row.marks)
    refuse({ code: 'status_forbids', status: row.status, action: 'requestInvitation', allowed: [] });
  return { action: 'requestInvitation', detail: {}, set: { marks }, raisesVersion: false };
}

export type Preferences = Partial<Pick<AppointmentRow, 'zone' | 'locale' | 'hourCycle' | 'reminderBefore'>>;

/** Zone, language and clock of this interview; what is planned follows, what was sent is not repeated. */
function judgePreferences(row: BookingRow, { now }: CommandContext, preferences: Preferences): Change {
  const { status } = row;
  if (preferences.reminderBefore !== undefined && !isAppointment(row)) {
    refuse({ code: 'status_forbids', status, action: 'setReminder', allowed: [] });
  }
  const detail = { zone: preferences.zone ?? null, locale: preferences.locale ?? null };
  // Saying the same again changes nothing, so it must not cost a reminder that is about to go out.
  const isNewWish =
    isAppointment(row) && preferences.reminderBefore !== undefined && preferences.reminderBefore !== row.reminderBefore;
  const set = {
    ...preferences,
    ...(isNewWish ? { reminderWishedAt: new Date(now) } : {}),
    ...promisedInZone(row, preferences.zone),
  };
  return { action: 'setPreferences', detail, set, raisesVersion: false };
}

export const confirm: Command = { name: 'confirm', decide: (_, row, context) => judgeConfirm(row, context) };

export function start(reason?: Reason): Command {
  return { name: 'start', decide: (_, row, context) => judgeStart(row, context, reason) };
}

export function complete(outcome: Outcome): Command {
  return { name: 'complete', decide: (_, row, context) => judgeComplete(row, context, outcome) };
}

export function decide(outcome: Outcome, reason?: Reason): Command {
  return { name: 'decide', decide: (_, row, context) => judgeDecide(row, context, outcome, reason) };
}

export function markNoShow(absent: 'candidate' | 'interviewer'): Command {
  return { name: 'markNoShow', decide: (_, row, context) => judgeNoShow(row, context, absent) };
}

export function cancel(reason: Reason | undefined): Command {
  const decide: Command['decide'] = (stores, row, context) =>
    withLeadPassedOn(stores, row, context, cancelled(row, context, reason));
  return { name: 'cancel', decide };
}

export const expire: Command = { name: 'expire', decide: (_, row, context) => judgeExpire(row, context) };

export function extendLink(validFor?: string): Command {
  return { name: 'extendLink', decide: (stores, row, context) => extended(stores, row, context, validFor) };
}

export const resendLink: Command = { name: 'resendLink', decide: (_, row, context) => judgeResend(row, context) };

export const requestInvitation: Command = {
  name: 'requestInvitation',
  decide: (_, row, context) => judgeAsk(row, context),
};

export function savePreferences(preferences: Preferences): Command {
  return { name: 'savePreferences', decide: (_, row, context) => judgePreferences(row, context, preferences) };
}
