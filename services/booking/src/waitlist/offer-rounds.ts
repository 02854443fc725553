import type { TenantId } from '@interlude/shared/ids';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { onWrites } from '../mongo/write-count.ts';
import { errorFacts } from '../runtime/log.ts';
import { freedNames } from './freed-names.ts';
import { namesToServe, nextOf, type Parts, serveLine } from './offer-round.ts';

// Time frees starts too: holds run out, notices move on, and other processes write.
const sweepEveryMs = 10_000;
/** More ids than this are not looked up one by one; everybody is looked at instead. */
const mostWritten = 500;

interface Company {
  readonly written: Set<string>;
  left: readonly BookingRow['_id'][];
  sweptAt: number;
  running: Promise<void> | null;
}

/**
 * Rounds of their own for each company: a long line in one keeps nobody of another waiting. What this process changes
 * there is followed at once by a look at those who wait for just these people and rooms. For all else everybody in line
 * is looked at in turn, a page at a time, and whoever could have something is served in the order of the line.
 */
export function createOfferRounds(parts: Parts, every = { sweepEveryMs }) {
  const companies = new Map<TenantId, Company>();
  const { bookings } = parts.stores;
  let isStopped = false;
  const stopListening = onWrites((tenantId, ids) => {
    const written = companies.get(tenantId as TenantId)?.written;
    for (const id of ids) written?.add(id);
  });

  async function namesToLookAt(tenantId: TenantId, company: Company): Promise<string[]> {
    const ids = [...company.written];
    company.written.clear();
    if (ids.length > mostWritten) company.sweptAt = Number.NEGATIVE_INFINITY;
    const freed = ids.length > mostWritten ? [] : await freedNames(parts.stores, tenantId, ids);
    if (company.left.length === 0 && performance.now() - company.sweptAt >= every.sweepEveryMs) {
      company.sweptAt = performance.now();
      company.left = await bookings.listWaiting(tenantId);
    }
    const [next, rest] = nextOf(company.left);
    company.left = rest;
    return [...freed, ...(await namesToServe(parts, tenantId, next))];
  }

  async function round(tenantId: TenantId, company: Company): Promise<void> {
    try {
      const names = await namesToLookAt(tenantId, company);
      if (names.length > 0) await serveLine(parts, tenantId, [...new Set(names)]);
    } catch (error) {
      // The names that this round was about are lost, so everybody is looked at again.
      company.left = [];
      company.sweptAt = Number.NEGATIVE_INFINITY;
      parts.log.warn({ tenantId, error: errorFacts(error) }, 'a round of the waitlist failed, will be repeated');
    } finally {
      company.running = null;
    }
  }

  function isDue({ written, left, sweptAt }: Company): boolean {
    return written.size > 0 || left.length > 0 || performance.now() - sweptAt >= every.sweepEveryMs;
  }

  const settled = async () => void (await Promise.all([...companies.values()].map(({ running }) => running)));
  return {
    /** Begins what is due, and waits for none of it. */
    async look(): Promise<void> {
      const waiting = new Set<TenantId>(await bookings.listTenantsWaiting());
      // After a stop nobody would wait for a round that begins now.
      if (isStopped) return;
      for (const [tenantId, { running }] of companies) {
        if (!waiting.has(tenantId) && running === null) companies.delete(tenantId);
      }
      for (const tenantId of waiting) {
        const company = companies.get(tenantId) ?? newCompany();
        companies.set(tenantId, company);
        if (company.running === null && isDue(company)) company.running = round(tenantId, company);
      }
    },
    settled,
    async stop(): Promise<void> {
      isStopped = true;
      stopListening();
      await settled();
    },
  };
}

function newCompany(): Company {
  return { written: new Set(), left: [], sweptAt: Number.NEGATIVE_INFINITY, running: null };
}
