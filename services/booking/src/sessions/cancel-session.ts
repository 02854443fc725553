import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import type { Reason } from '@interlude/shared/schemas/fields';
import { type Change, type CommandContext, checkedReason } from '../booking/change.ts';
import type { Command, CommandStores } from '../booking/command.ts';
import { cancelChange } from '../booking/commands/cancel.ts';
import { isSession } from '../booking/row/booking-kind.ts';
import type { SessionRow } from '../booking/row/session-row.ts';
import { LostRace } from '../mongo/lost-race.ts';
import { changeGuests, guestsIn, heldPlacesEnded, sessionToChange } from './guests-along.ts';

/**
 * Calls off a group session: it and the booking of everybody in it end in one transaction, each told once, and its
 * people are free at once, also of those who only hold a place or were offered one. Whoever joins or leaves at the same
 * moment writes the session's count, so their change comes whole before or whole after this.
 */
async function judgeCancel(
  stores: CommandStores,
  row: SessionRow,
  context: CommandContext,
  said: Reason | undefined,
): Promise<Change> {
  const session = await sessionToChange(stores, row, context, 'cancelGroup');
  const reason = checkedReason(said, reasonCodes.cancelGroup);
  const ref = { tenantId: session.tenantId, _id: session.reservationId };
  return {
    ...cancelChange(session, context, { status: 'cancelled', reason }),
    also: async () => {
      const guests = await guestsIn(stores, ref, context);
      const { groups } = stores.reservations;
      if (!(await groups.callOff(ref, guests))) throw new LostRace();
      const changes = guests.map((guest) => {
        const change = cancelChange(guest, context, { status: 'cancelled', reason });
        return { row: guest, change: { ...change, detail: { ...change.detail, together: guests.length } } };
      });
      await changeGuests(stores, context, [...changes, ...(await heldPlacesEnded(stores, ref))]);
    },
  };
}

export function cancelGroup(reason: Reason | undefined): Command<SessionRow> {
  return {
    name: 'cancelGroup',
    takes: isSession,
    decide: (stores, row, context) => judgeCancel(stores, row, context, reason),
  };
}
