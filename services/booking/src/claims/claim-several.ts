import type { Policy } from '@interlude/shared/booking/policy';
import type { BookingId, TenantId } from '@interlude/shared/ids';
import type { Question } from '../calendar/bookable.ts';
import { LostRace } from '../mongo/lost-race.ts';
import type { Claim, ClaimBy, ClaimStores } from './claim.ts';
import { claimTime } from './claim-people.ts';
import { knowing } from './claim-start.ts';

/** A process killed between claim and commit keeps the times from others for so long. */
const claimForMs = 30_000;

export interface TogetherClaim {
  readonly row: {
    readonly _id: BookingId;
    readonly tenantId: TenantId;
    readonly policy: Pick<Policy, 'holdFor' | 'calendarAway'>;
  };
  readonly question: Question;
  readonly startsAt: number;
}

function lost(): never {
  throw new LostRace();
}

/**
 * Claims several times in their order, each by itself and never waiting: all of them, or none. Throws LostRace when one
 * is lost, because who may come depends on all of them, which are then to be looked at again. So is one for which the
 * calendars of somebody say that they are busy: all are looked at together, which takes no longer than one.
 */
export async function claimTogether<Wanted extends TogetherClaim>(
  stores: ClaimStores,
  context: ClaimBy,
  wanted: readonly Wanted[],
): Promise<(Wanted & { readonly claim: Claim })[]> {
  const { now, idempotency, requestId } = context;
  const read = () => Promise.reject(new LostRace());
  const claimed: (Wanted & { readonly claim: Claim })[] = [];
  try {
    for (const one of wanted) {
      const { row, question, startsAt } = one;
      const { tenantId, _id: bookingId } = row;
      const wish = { tenantId, bookingId, requestId: idempotency?.key ?? requestId, startsAt, now, own: null };
      const until = { ...wish, expiresAt: now + claimForMs };
      claimed.push({ ...one, claim: await claimTime(stores.reservations, { question, read }, until) });
    }
    for (const { claim } of claimed) stores.liveLooks.begin(claim.hold, context.people);
    return await Promise.all(
      claimed.map(async (one) => ({ ...one, claim: (await knowing(stores, one.row, context, one.claim)) ?? lost() })),
    );
  } catch (error) {
    for (const { claim } of claimed) {
      // What could not be released ends by itself; the first error is the one to report.
      await stores.reservations.releaseHold(claim.hold).catch(() => false);
    }
    throw error;
  }
}
