import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import type { Reason } from '@interlude/shared/schemas/fields';
import { type Change, type CommandContext, checkedReason } from '../booking/change.ts';
import type { Command, CommandStores } from '../booking/command.ts';
import { promisedToPanel } from '../booking/commands/clock.ts';
import { type MoveInput, moveChange, timeChange } from '../booking/commands/reschedule.ts';
import { ownTimeOf } from '../booking/own-time.ts';
import { isSession } from '../booking/row/booking-kind.ts';
import type { SessionRow } from '../booking/row/session-row.ts';
import { staffBounds } from '../calendar/bounds.ts';
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
  row: SessionRow,
  context: CommandContext,
  input: MoveInput,
): Promise<Change> {
  const session = await sessionToChange(stores, row, context, 'moveGroup');
  const reason = checkedReason(input.reason, reasonCodes.reschedule);
  const own = await ownTimeOf(stores, row);
  const bounds = staffBounds(context.now);
  const claim = await claimToCommit(stores, session, context, { startsAt: input.startsAt, own, bounds });
  const change = timeChange({ row: session, context, claim, status: 'rescheduled', reason });
  return {
    ...change,
    set: { ...change.set, promised: promisedToPanel(session, claim) },
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

export function moveGroup(input: MoveInput): Command<SessionRow> {
  const { startsAt } = input;
  const decide: Command<SessionRow>['decide'] = (stores, row, context) => judgeMove(stores, row, context, input);
  return { name: 'moveGroup', takes: isSession, startsAt, decide };
}
