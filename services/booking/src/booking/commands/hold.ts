import { rescheduleRefusal } from '@interlude/shared/booking/booking-rules';
import { actionsOf, pickingStatuses } from '@interlude/shared/booking/booking-status';
import { askAbout, claimStart, holdForMs } from '../../claims/claim-start.ts';
import { isHolding } from '../../claims/own-hold.ts';
import type { HoldTimeStore } from '../../reservations/hold-time-store.ts';
import { refuse } from '../../runtime/refused.ts';
import { type CommandContext, checkDeadline } from '../change.ts';
import type { StartStores } from '../command.ts';
import type { BookingRow } from '../row/booking-row.ts';
import { readBounds } from '../siblings.ts';

interface HoldStores extends StartStores {
  readonly holdTimes: HoldTimeStore;
}

// Within an hour nobody keeps one start from others for longer than this, however often they change their mind. Starts
// that overlap are counted apart.
const longestHoldMs = 15 * 60_000;

/**
 * Keeps a start for a candidate who is still deciding; asking again extends it, another start replaces it. Answers when
 * that ends: an instant that is over means that the start is not kept any longer, though it may still be free to book.
 */
export async function holdSlot(
  stores: HoldStores,
  row: BookingRow,
  context: CommandContext,
  startsAt: number,
): Promise<Date> {
  const { status } = row;
  if (!pickingStatuses.includes(status)) {
    refuse({ code: 'status_forbids', status, action: 'hold', allowed: actionsOf(status, 'candidate') });
  }
  if (status === 'invited') checkDeadline(row, context.now);
  // Where the candidate may not move, holding a time would only keep it from others.
  const refusal =
    status === 'invited' ? null : rescheduleRefusal({ ...row, startsAt: row.startsAt?.getTime() ?? null }, context.now);
  if (refusal !== null) refuse(refusal);
  const { tenantId, _id: bookingId } = row;
  const now = new Date(context.now);
  const wish = { tenantId, bookingId, startsAt };
  const bounds = await readBounds(stores, row, 'candidate', context.now);
  const [own, since, held, found] = await Promise.all([
    row.startsAt === null ? null : stores.reservations.findLive(tenantId, bookingId, 'booking'),
    stores.holdTimes.findSince(wish, now),
    stores.reservations.findLive(tenantId, bookingId, 'hold'),
    askAbout(stores, row, context, { startsAt, bounds }),
  ]);
  const until = (since?.getTime() ?? context.now) + longestHoldMs;
  if (until <= context.now) {
    await releaseHold(stores, row);
    return new Date(until);
  }
  if (held !== null && isHolding(held, row, wish, context)) {
    // What was legal when held stays so, whatever happened to hours and people since: only its end moves.
    const expiresAt = new Date(Math.min(context.now + holdForMs(row.policy.holdFor), until));
    const renewed = await stores.reservations.moveHold(held, { expiresAt, heldAt: now });
    if (renewed !== null) {
      // Somebody may have become busy since it was held.
      stores.liveLooks.begin(renewed, context.people);
      return expiresAt;
    }
  }
  const { hold } = await claimStart(stores, row, context, { startsAt, own, until, bounds, found, held });
  if (since === null) await stores.holdTimes.begin(wish, now);
  return hold.expiresAt ?? now;
}

/** Gives a held start back when the candidate leaves; nothing happens when there is none. */
export async function releaseHold(stores: StartStores, row: BookingRow): Promise<void> {
  await stores.reservations.releaseHoldOf(row.tenantId, row._id);
}
