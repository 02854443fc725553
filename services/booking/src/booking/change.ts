import type { Notice } from '@interlude/shared/booking/agenda-facts';
import { instantText } from '@interlude/shared/booking/booking-rules';
import {
  type ActionFacts,
  actionsNow,
  type InterviewAction,
  type InterviewStatus,
  type Party,
  statusAfter,
} from '@interlude/shared/booking/booking-status';
import { bookableSpan } from '@interlude/shared/booking/booking-window';
import type { MailKind, Recipient } from '@interlude/shared/contracts/lifecycle';
import type { BookingId, CandidateId, ClientId, GroupId, PersonId, TenantId } from '@interlude/shared/ids';
import type { Reason } from '@interlude/shared/schemas/fields';
import { moved } from '@interlude/shared/time/instant';
import type { Claim } from '../claims/claim.ts';
import type { OverAway } from '../claims/claim-over-time-away.ts';
import type { Colleague } from '../company/person-store.ts';
import type { AuditRow } from '../journal/audit-store.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import { refuse } from '../runtime/refused.ts';
import { guestIdOf, replacementOf } from './row/booking-kind.ts';
import type { BookingChange, BookingRow } from './row/booking-row.ts';
import type { ScheduledChange, ScheduledRow } from './row/scheduled-row.ts';

export interface Actor {
  readonly party: Party;
  /** Null for timers. */
  readonly id: PersonId | CandidateId | ClientId | GroupId | null;
}

export interface CommandContext {
  readonly tenantId: TenantId;
  readonly interviewId: BookingId;
  readonly actor: Actor;
  /** Epoch milliseconds; for timers the server's time, at least the instant they were due. */
  readonly now: number;
  readonly requestId: string;
  readonly expectedVersion?: number;
  /** The interview as just read by the gate; the first attempt judges it without another read. */
  readonly seen?: ScheduledRow;
  /** The people of its panel as read with it; read again when absent. */
  readonly people?: readonly Colleague[];
  readonly idempotency?: { readonly scope: string; readonly key: string; readonly hash: string };
  /** Which bookings beside this one the caller may change; absent where it is all of them. */
  readonly mayWrite?: (row: ScheduledRow) => boolean;
  /** Who of the staff had taken the link that the guest acts with; absent for one that was mailed. */
  readonly takenBy?: PersonId | undefined;
  /** Whether the limit of changes in an hour binds the caller. */
  readonly isPaced?: boolean;
}

/** What a command decided: written in one transaction with its audit row and its nudge. */
export interface Change {
  readonly action: string;
  readonly detail: AuditRow['detail'];
  readonly set: ScheduledChange;
  /** What staff wrote of it; it stays on the row. */
  readonly written?: readonly string[];
  readonly notices?: readonly Notice[];
  /** False for facts a client's `expectedVersion` does not cover: preferences, retake requests, resent links. */
  readonly raisesVersion: boolean;
  readonly reservation?:
    | { readonly do: 'promote'; readonly claim: Claim }
    /** The claim is written with the booking, over somebody's time away. */
    | { readonly do: 'take'; readonly claim: Claim }
    | { readonly do: 'move'; readonly claim: Claim; readonly own: ReservationRow }
    /** Other people at the same time: what is new in it is claimed by this one write. */
    | {
        readonly do: 'reseat';
        readonly full: Claim['full'];
        readonly own: ReservationRow;
        readonly overAway?: OverAway;
      }
    | { readonly do: 'keep'; readonly claim: Claim; readonly until: Date }
    /** `tookPlace`: it was held, or the interviewers waited in vain; it counts for who is next. */
    | { readonly do: 'release'; readonly tookPlace: boolean }
    | { readonly do: 'releaseHold' };
  /** It is so already: nothing is written but the answer under its key. */
  readonly isNothing?: true;
  /** Further writes of the same transaction, awaited one by one. */
  readonly also?: () => Promise<void>;
}

/** The next status, or the refusal: first what the status forbids, then a version that moved on. */
export function nextStatus(row: ScheduledRow, action: InterviewAction, context: CommandContext): InterviewStatus {
  const { party } = context.actor;
  const { status, version } = row;
  const allowed = actionsNow(actionFacts(row), party, context.now);
  const next = allowed.includes(action) ? statusAfter(status, action, party) : null;
  if (next === null) refuse({ code: 'status_forbids', status, action, allowed });
  if (context.expectedVersion !== undefined && context.expectedVersion !== version) {
    refuse({ code: 'version_conflict', version, status });
  }
  checkPace(row, context);
  return next;
}

/** Refuses once the deadline to book is over. */
export function checkDeadline({ link: { bookBy } }: Pick<BookingRow, 'link'>, now: number): void {
  if (now > bookBy.getTime()) refuse({ code: 'link_expired', expiredAt: bookBy.toISOString() });
}

export function actionFacts(row: ScheduledRow): ActionFacts {
  const { status, kind, policy, startsAt } = row;
  return { status, kind, policy, startsAt: startsAt?.getTime() ?? null, isReplaced: replacementOf(row) !== null };
}

type Paced = Pick<ScheduledRow, '_id'> & Pick<BookingRow, 'effectsAt'>;

const effectsAnHour = 10;
const hourMs = 3_600_000;

// Each effect mails several people. Kept on the row, the count holds for all copies of the service.
function checkPace(row: Paced, { isPaced, now }: CommandContext): void {
  if (!isPaced) return;
  const [oldest] = recentEffects(row, now).slice(-effectsAnHour);
  if (recentEffects(row, now).length < effectsAnHour || oldest === undefined) return;
  refuse({ code: 'rate_limited', retryAfterSeconds: Math.ceil((oldest.getTime() + hourMs - now) / 1000) });
}

function recentEffects({ effectsAt = [] }: Paced, now: number): Date[] {
  return effectsAt.filter((at) => at.getTime() > now - hourMs);
}

/** What a change of the status or the time by its guest adds, so that the next one can be paced. */
export function withEffect(row: Paced, { actor, now }: CommandContext, set: ScheduledChange): ScheduledChange {
  if (actor.party !== 'candidate' || set.status === undefined) return set;
  return { ...set, effectsAt: [...recentEffects(row, now), new Date(now)] };
}

export function candidateOf(row: ScheduledRow): Recipient {
  return { role: 'candidate', personId: guestIdOf(row) };
}

export function interviewersOf(people: readonly string[]): Recipient[] {
  return people.map((personId) => ({ role: 'interviewer', personId }));
}

export function notice(
  kind: MailKind,
  id: string,
  recipients: readonly Recipient[],
  context: { now: number; scheduleRev: number },
): Notice {
  return { id, kind, at: context.now, scheduleRev: context.scheduleRev, recipients };
}

/** What each of these people was last invited to, for the message that takes them off; pinned when they leave. */
export function lastToldOf(row: ScheduledRow, people: readonly string[]): NonNullable<Notice['lastTold']> {
  const { startsAt, endsAt, timeRev, scheduleRev, notices } = row;
  if (startsAt === null || endsAt === null) return {};
  const invited = notices.filter(({ kind }) => kind === 'scheduled' || kind === 'rescheduled');
  const sequenceFor = (id: string) =>
    invited.findLast(({ recipients }) => recipients.some(({ personId }) => personId === id))?.scheduleRev;
  const told = (id: string) => ({
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
    sequence: sequenceFor(id) ?? timeRev ?? scheduleRev,
  });
  return Object.fromEntries(people.map((id) => [id, told(id)]));
}

const disputeMs = 24 * 3_600_000;

/**
 * When the token of a link ends, in seconds since the epoch. It covers the whole promise (booking, the interview,
 * dispute, asking for a retake); the deadline to book is a fact of its own.
 */
export function accessEndsAt(row: Pick<BookingRow, 'policy' | 'zone' | 'gridZone'>, promisedUntil: number): number {
  const { policy, zone } = row;
  const latest = Math.max(bookableSpan(row, promisedUntil).endsAt, promisedUntil) + disputeMs;
  const retake = moved(latest, policy.retake.cooldown, zone, 1);
  return Math.ceil(moved(retake, policy.retake.requestValidFor, zone, 1) / 1000);
}

/** The access of a new link; every earlier one of the booking stops with its `ver`. */
export function newAccess(
  row: Pick<BookingRow, 'policy' | 'zone' | 'gridZone'>,
  { now, bookBy, ver = 1 }: { readonly now: number; readonly bookBy: number; readonly ver?: number },
): BookingRow['access'] {
  return { ver, jti: crypto.randomUUID(), iat: Math.floor(now / 1000), exp: accessEndsAt(row, bookBy) };
}

/** A later deadline to book, under the same link; changes nothing where there is time enough already. */
export function keptOpenUntil(row: BookingRow, bookBy: number): BookingChange {
  const { link, access } = row;
  if (bookBy <= link.bookBy.getTime()) return {};
  return {
    link: { ...link, rev: link.rev + 1, bookBy: new Date(bookBy) },
    access: { ...access, exp: Math.max(access.exp, accessEndsAt(row, bookBy)) },
  };
}

/** What the change adds for the timeline, in words. */
export function withWritten(
  row: ScheduledRow,
  { now }: CommandContext,
  { action, written, set }: Change,
): ScheduledChange {
  if (written === undefined || written.length === 0) return set;
  const said = written.map((text) => ({ at: new Date(now), action, text }));
  return { ...set, written: [...(row.written ?? []), ...said] };
}

/** The words of reasons beside their codes. */
export function textsOf(...reasons: readonly (Reason | undefined)[]): string[] {
  return reasons.flatMap((reason) => (reason?.text ? [reason.text] : []));
}

export function reasonDetail(reason: { code: string } | undefined): AuditRow['detail'] {
  return reason ? { reason: reason.code } : {};
}

export function instantDetail(at: Date | number | null): string | null {
  return at === null ? null : instantText(typeof at === 'number' ? at : at.getTime());
}

export function checkedReason(reason: Reason | undefined, codes: readonly string[]): Reason {
  if (reason === undefined || !codes.includes(reason.code)) refuse({ code: 'reason_required', codes: [...codes] });
  return reason;
}
