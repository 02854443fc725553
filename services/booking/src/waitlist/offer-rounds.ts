import type { TenantId } from '@interlude/shared/ids';
import { errorFacts } from '../log.ts';
import { writesOf } from '../write-count.ts';
import { offerRound, type Parts } from './offer-round.ts';

// Time passes too: holds run out, notices move on, and other processes write.
const lookAgainMs = 10_000;

/**
 * Rounds of their own for each company: a long line in one keeps nobody of another waiting. A company is looked at when
 * this process has written something there since the last look, and every ten seconds.
 */
export function createOfferRounds(parts: Parts) {
  const running = new Map<TenantId, Promise<void>>();
  const looked = new Map<TenantId, { readonly at: number; readonly writes: number }>();
  let isStopped = false;

  async function round(tenantId: TenantId): Promise<void> {
    try {
      await offerRound(parts, tenantId);
    } catch (error) {
      looked.delete(tenantId);
      parts.log.warn({ tenantId, error: errorFacts(error) }, 'a round of the waitlist failed, will be repeated');
    } finally {
      running.delete(tenantId);
    }
  }

  function isDue(tenantId: TenantId): boolean {
    const last = looked.get(tenantId);
    return last === undefined || last.writes !== writesOf(tenantId) || performance.now() - last.at >= lookAgainMs;
  }

  return {
    /** Begins what is due, and waits for none of it. */
    async look(): Promise<void> {
      const tenants = await parts.stores.bookings.listTenantsWaiting();
      // Told to stop in between: a round begun now would be waited for by nobody.
      if (isStopped) return;
      for (const tenantId of tenants) {
        if (running.has(tenantId) || !isDue(tenantId)) continue;
        looked.set(tenantId, { at: performance.now(), writes: writesOf(tenantId) });
        running.set(tenantId, round(tenantId));
      }
    },
    async stop(): Promise<void> {
      isStopped = true;
      await Promise.all(running.values());
    },
  };
}
