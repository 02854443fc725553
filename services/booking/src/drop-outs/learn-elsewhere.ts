import type { ElsewhereDay, ElsewhereReport } from '@interlude/shared/contracts/calendars';
import type { BookingId, TenantId } from '@interlude/shared/ids';
import { applyAsTimer } from '../booking/apply-as-timer.ts';
import { changeMarks } from '../booking/change-marks.ts';
import type { CommandStores } from '../booking/command.ts';
import type { BookingDeps } from '../booking/deps.ts';
import { nudgeFor } from '../booking/nudge.ts';
import { isSession } from '../booking/row/booking-kind.ts';
import type { Mark } from '../booking/row/booking-parts.ts';
import { withMark, withoutMarks } from '../booking/row/marks.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { lookPatienceMs } from '../claims/live-look.ts';
import { type Elsewhere, keepElsewhere, reachMs } from '../claims/time-elsewhere.ts';
import type { PersonRow } from '../company/person-store.ts';
import { changePeople } from './drop-out-commands.ts';

interface Learned {
  /** The bookings that something stands over. */
  readonly conflicts: readonly string[];
  /** Nobody books them any more: their calendars are to be forgotten. */
  readonly isGone: boolean;
  /** Where they live now: when their whole days begin. */
  readonly zone?: string;
}

/** What is known of them, and how well. */
export interface Learning extends Elsewhere, Pick<ElsewhereReport, 'isConnected' | 'seenAt' | 'writesTo'> {}

type LearnDeps = Pick<BookingDeps, 'applyCommand' | 'now'> & { readonly stores: CommandStores };

/**
 * Takes over what the other calendars of a person say. What arrives over a booking is no refusal and no cancellation: the
 * booking gets a mark, which goes when the calendar is free again or the booking has moved. Safe to repeat.
 */
export async function learnElsewhere(deps: LearnDeps, wish: Learning): Promise<Learned> {
  const { tenantId, personId } = wish;
  const person = await deps.stores.people.find(tenantId, personId);
  if (!person?.active) {
    await deps.stores.reservations.elsewhere.forgetDays(tenantId, personId);
    // What still counts on them is put into no calendar, and waits for none.
    const none = { hasCalendars: false, writesTo: null, placesDue: false };
    if (person !== null) await deps.stores.people.setCalendars(tenantId, person._id, none);
    return { conflicts: [], isGone: true };
  }
  // What an older look says of their purpose counts no more than what it says of their time.
  if (!(await deps.stores.reservations.elsewhere.beginLook(wish)))
    return { conflicts: [], isGone: false, zone: person.zone };
  await keepPurpose(deps, person, wish);
  if (!(await keepElsewhere(deps, wish))) return { conflicts: [], isGone: false, zone: person.zone };
  const known = { ...wish, days: [...wish.days, ...(await besideOf(deps, wish))] };
  const conflicts: string[] = [];
  for (const found of await deps.stores.scheduled.listUpcomingOf(tenantId, personId)) {
    const { _id: interviewId, startsAt, endsAt } = found;
    if (startsAt === null || endsAt === null || !isMetBy(wish, { from: +startsAt, to: +endsAt })) continue;
    const isOut = found.dropOuts?.some((one) => one.personId === personId && one.because === 'busy') === true;
    if (isOut && conflictIn(found, known) === null) {
      const free = changePeople({ do: 'keepInterviewer', personId, isFreeAgain: true });
      await applyAsTimer(deps, { tenantId, interviewId }, free);
    }
    if (found.unseen?.length) await settleUnseen(deps, found, wish);
    await changeMarks(deps, { tenantId, interviewId }, (row) => {
      const over = conflictIn(row, known);
      if (over !== null) conflicts.push(interviewId);
      // HR were asked about them: that is a mark of its own.
      const isAsked = row.dropOuts?.some((one) => one.personId === personId) === true;
      return marksBy(row, wish, over === null || isAsked ? null : { since: new Date(deps.now()), over });
    });
  }
  return { conflicts: [...new Set(conflicts)], isGone: false, zone: person.zone };
}

async function planAnew(stores: CommandStores, tenantId: TenantId, id: BookingId, now: number): Promise<void> {
  const row = await stores.scheduled.askToPlan(tenantId, id);
  if (row !== null) await stores.outbox.append(nudgeFor(row, now));
}

/** What their calendars are for. In which one bookings are to stand is news for all that are still to come. */
async function keepPurpose(
  { stores, now }: LearnDeps,
  { tenantId, _id: personId, hasCalendars = false, writesTo: before = null, placesDue: wasDue = false }: PersonRow,
  { isConnected, writesTo }: Learning,
): Promise<void> {
  const placesDue = wasDue || before !== writesTo;
  if (hasCalendars === isConnected && !placesDue) return;
  const isFirst = before === null && writesTo !== null;
  const set = { hasCalendars: isConnected, writesTo, ...(isFirst ? { writesSince: new Date(now()) } : {}) };
  // First, as plans are made from it; due until all are asked, whatever happens in between.
  await stores.people.setCalendars(tenantId, personId, { ...set, placesDue });
  if (!placesDue) return;
  for (const { _id } of await stores.scheduled.listUpcomingOf(tenantId, personId))
    await stores.inTransaction(async () => await planAnew(stores, tenantId, _id, now()));
  await stores.people.setCalendars(tenantId, personId, { ...set, placesDue: false });
}

/** The timer makes no mark of it any more; one that it has just made goes with the marks of this look. */
async function settleUnseen({ stores, now }: LearnDeps, { _id }: ScheduledRow, wish: Learning): Promise<void> {
  const { tenantId, personId } = wish;
  await stores.inTransaction(async () => {
    if (!(await stores.scheduled.noteSeen(tenantId, _id, personId, seenBefore(wish)))) return;
    await planAnew(stores, tenantId, _id, now());
  });
}

/** What was booked until then was booked before the calendars were read. The look that a booking waited for began before it. */
function seenBefore({ isConnected, seenAt }: Learning): Date {
  // Where nothing is connected any more there is nothing to be read.
  return isConnected ? new Date((seenAt ?? 0) + lookPatienceMs) : new Date(8.64e15);
}

/** The marks of a booking once it is known whether somebody is busy meanwhile, or free: null. */
function marksBy(row: ScheduledRow, wish: Learning, conflict: Required<Pick<Mark, 'since' | 'over'>> | null) {
  const { personId } = wish;
  const marks = withoutMarks(row, ({ cause, of, since }) => {
    if (of !== personId) return false;
    return cause === 'busy_elsewhere' ? conflict === null : cause === 'calendar_unseen' && since <= seenBefore(wish);
  });
  return conflict === null ? marks : withMark({ marks }, { cause: 'busy_elsewhere', of: personId, ...conflict });
}

/** What is known of the days on either side, which a meeting over midnight reaches into. */
async function besideOf({ stores }: LearnDeps, { tenantId, personId, ...wish }: Elsewhere): Promise<ElsewhereDay[]> {
  const [from, to] = [Date.parse(wish.from), Date.parse(wish.to)];
  const sides = [
    { from: from - reachMs, to: from },
    { from: to, to: to + reachMs },
  ];
  const { elsewhere } = stores.reservations;
  const rows = await Promise.all(sides.map(async (side) => await elsewhere.listAround(tenantId, personId, side)));
  const days = rows.flat().filter(({ kind, active }) => kind === 'external' && active);
  return days.map(({ startsAt, spans = [] }) => ({
    date: startsAt.toISOString().slice(0, 10),
    spans: spans.map((span) => ({ from: +span.from, to: +span.to })),
  }));
}

function isMetBy({ from, to }: Elsewhere, meeting: { readonly from: number; readonly to: number }): boolean {
  return meeting.from < Date.parse(to) && meeting.to > Date.parse(from);
}

/**
 * What part of a booking somebody who comes is busy for, without staff having said that they come all the same; null where
 * they are free. The people of a place are those of its session.
 */
function conflictIn(row: ScheduledRow, { personId, days }: Elsewhere): string | null {
  const { people, startsAt, endsAt, overElsewhere = [] } = row;
  const isPlace = !isSession(row) && row.group !== undefined;
  if (isPlace || !people.includes(personId) || overElsewhere.includes(personId)) return null;
  if (startsAt === null || endsAt === null) return null;
  const [first, last] = [startsAt.getTime(), endsAt.getTime()];
  const met = days.flatMap(({ spans }) => spans).filter(({ from, to }) => from < last && to > first);
  const taken = met.map(({ from, to }) => `${Math.max(from, first)}-${Math.min(to, last)}`);
  return taken.length === 0 ? null : taken.toSorted().join();
}
