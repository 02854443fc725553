import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import type { Reason } from '@interlude/shared/schemas/fields';
import { type Change, type CommandContext, checkedReason } from '../booking/change.ts';
import type { Command, CommandStores } from '../booking/command.ts';
import { type MoveInput, moveChange } from '../booking/commands/reschedule.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { boundsFor } from '../calendar/bounds.ts';
import { asMeeting } from '../calendar/joinable-sessions.ts';
import type { Claim } from '../claims/claim.ts';
import { claimToCommit } from '../claims/claim-start.ts';
import { LostRace } from '../mongo/lost-race.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import { changeGuests, guestsIn, heldPlacesEnded, sessionToChange } from './guests-along.ts';

/**
 * Moves a group session with everybody in it, in one transaction: its reservation takes the new time, and each booking
 * in it follows as if HR had moved it. A place that is only held is given back, because its holder chose a time at which
 * there is no session any more; whoever waits and was offered one stays in line.
 */
async function judgeMove(
  stores: CommandStores,
  row: BookingRow,
  context: CommandContext,
  input: MoveInput,
): Promise<Change> {
  const session = await sessionToChange(stores, row, context, 'moveGroup');
  const reason = checkedReason(input.reason, reasonCodes.reschedule);
  const own = await stores.reservations.findLive(row.tenantId, row._id, 'group');
  // The session was read just before somebody ended it: the next attempt reads what happened.
  if (own === null) throw new LostRace();
  const bounds = { ...boundsFor(session, 'staff', context.now), others: [] };
  const claim = await claimToCommit(stores, asMeeting(session), context, { startsAt: input.startsAt, own, bounds });
  return {
    ...moveChange({ row: session, context, input: {}, claim, status: 'rescheduled', reason }),
    reservation: { do: 'move', claim, own },
    also: async () => await takeGuestsAlong(stores, context, { own, full: claim.full, reason }),
  };
}

interface Moved {
  readonly own: ReservationRow;
  readonly full: Claim['full'];
  readonly reason: Reason;
}

async function takeGuestsAlong(
  stores: CommandStores,
  context: CommandContext,
  { own, full, reason }: Moved,
): Promise<void> {
  const { groups } = stores.reservations;
  const guests = await guestsIn(stores, own, context);
  if (!(await groups.movePlaces(own, full, guests.length))) throw new LostRace();
  // The promises made on the clocks of the people who give it stand with the session, not with its guests.
  const claim = { full: { ...full, terms: [] } };
  const moves = guests.map((row) => {
    const change = moveChange({ row, context, input: {}, claim, status: 'rescheduled', reason });
    return { row, change: { ...change, detail: { ...change.detail, together: guests.length } } };
  });
  await changeGuests(stores, context, [...moves, ...(await heldPlacesEnded(stores, own))]);
}

export function moveGroup(input: MoveInput): Command {
  const { startsAt } = input;
  return { name: 'moveGroup', startsAt, decide: (stores, row, context) => judgeMove(stores, row, context, input) };
}
