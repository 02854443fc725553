import { actionsOf, upcomingStatuses } from '@interlude/shared/booking/booking-status';
import {
  type ClockOwner,
  type MovedClock,
  type PromisedTime,
  presentTable,
  promisesOf,
} from '@interlude/shared/time/promised-time';
import type { Claim } from '../../claims/claim.ts';
import { refuse } from '../../runtime/refused.ts';
import { type Change, type CommandContext, candidateOf, interviewersOf, notice } from '../change.ts';
import type { Command } from '../command.ts';
import { guestIdOf, isEither, venueZoneOf } from '../row/booking-kind.ts';
import type { BookingChange, BookingRow } from '../row/booking-row.ts';
import { withMark } from '../row/marks.ts';
import type { ScheduledRow } from '../row/scheduled-row.ts';

/** What to do about clocks that show another time than was promised: ask both sides, or keep the time as it now reads. */
export type ClockWish =
  | { readonly ask: { readonly moved: readonly MovedClock[]; readonly tzdata: string } }
  | { readonly keep: true };

type Claimed = Pick<Claim, 'full'>;

/** What each side of a claim is told of its start: the guest, the interviewers, and the venue where there is one. */
export function promisedBy(row: BookingRow, { full }: Claimed, zone: string): PromisedTime[] {
  const guest = promisesOf([{ personId: guestIdOf(row), zone }], full.startsAt.getTime());
  return [...guest, ...promisedToPanel(row, { full })];
}

/** The same without a guest, as of a group session, whose guests were told with their bookings. */
export function promisedToPanel(row: ScheduledRow, { full: { startsAt, terms = [] } }: Claimed): PromisedTime[] {
  const venueZone = venueZoneOf(row);
  const venue: ClockOwner[] = venueZone === null ? [] : [{ personId: null, zone: venueZone }];
  return promisesOf([...terms, ...venue], startsAt.getTime());
}

/** After a candidate's change of zone: from now on they read the time there. */
export function promisedInZone(row: BookingRow, zone: string | undefined): BookingChange {
  if (zone === undefined || row.startsAt === null) return {};
  const others = (row.promised ?? []).filter(({ personId }) => personId !== guestIdOf(row));
  return { promised: [...promisesOf([{ personId: guestIdOf(row), zone }], row.startsAt.getTime()), ...others] };
}

export const clockSettled: BookingChange = { clockAskedFor: null };

function judgeClock(row: ScheduledRow, context: CommandContext, wish: ClockWish): Change {
  const { status, startsAt } = row;
  if (startsAt === null || !upcomingStatuses.includes(status)) {
    refuse({ code: 'status_forbids', status, action: 'keepTime', allowed: actionsOf(status, context.actor.party) });
  }
  return 'ask' in wish ? askBothSides(row, context, wish.ask) : keepTime(row, startsAt);
}

function askBothSides(
  row: ScheduledRow,
  { now }: CommandContext,
  { moved, tzdata }: Extract<ClockWish, { ask: object }>['ask'],
): Change {
  const { scheduleRev } = row;
  const [first] = moved;
  const recipients = [candidateOf(row), ...interviewersOf(row.people)];
  return {
    action: 'needAttention',
    detail: {
      zone: first?.zone ?? null,
      promised: first?.localTime ?? null,
      present: first?.presentTime ?? null,
      clocks: moved.length,
      tzdata,
    },
    set: { marks: withMark(row, { cause: 'clock_changed', since: new Date(now) }), clockAskedFor: tzdata },
    notices: [notice('clock_changed', `clock_changed:${tzdata}@${scheduleRev}`, recipients, { now, scheduleRev })],
    raisesVersion: false,
  };
}

function keepTime(row: ScheduledRow, startsAt: Date): Change {
  return {
    action: 'keepTime',
    detail: { tzdata: presentTable.tzdata },
    set: { promised: promisesOf(row.promised ?? [], startsAt.getTime()), ...clockSettled },
    raisesVersion: false,
  };
}

export function settleClock(wish: ClockWish): Command {
  return { name: 'settleClock', takes: isEither, decide: (_, row, context) => judgeClock(row, context, wish) };
}
