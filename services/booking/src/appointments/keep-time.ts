import type { AppointmentId } from '@interlude/shared/ids';
import type { Bookable } from '../calendar/bookable.ts';
import type { Bounds } from '../calendar/bounds.ts';
import { type ClaimStores, HeldEnough } from '../claims/claim.ts';
import { askAbout, claimStart } from '../claims/claim-start.ts';

/** The longest that a policy could keep a start for a visitor; the code ends first. */
const longestHold = 'PT1H';

interface Wish {
  readonly startsAt: number;
  /** The appointment that the code will make. */
  readonly heldAs: AppointmentId;
  readonly until: number;
  readonly now: number;
  readonly requestId: string;
}

interface Offer {
  readonly bookable: Bookable;
  readonly bounds: Bounds;
}

/**
 * Holds a start for a visitor until their code ends, and answers whether it is held: visitors who have proved nothing
 * hold at most a third of a provider's bookable time of a day. A start that is not free is refused with the nearest
 * that are. What is held for them already stays unless the new start is held.
 */
export async function keepTime(stores: ClaimStores, { bookable, bounds }: Offer, wish: Wish): Promise<boolean> {
  const { startsAt, heldAs, until, now, requestId } = wish;
  const row = { ...bookable, _id: heldAs, policy: { holdFor: longestHold }, startsAt: null };
  const context = { now, requestId, actor: { party: 'candidate' } } as const;
  const [found, held] = await Promise.all([
    askAbout(stores, row, context, { startsAt, bounds }),
    stores.reservations.findHold(row.tenantId, heldAs),
  ]);
  const asked = { startsAt, bounds, own: null, until, isUnproved: true, found, held } as const;
  return await claimStart(stores, row, context, asked).then(
    () => true,
    (error: unknown) => {
      if (error instanceof HeldEnough) return false;
      throw error;
    },
  );
}
