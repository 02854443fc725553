import type { TenantId } from '@interlude/shared/ids';
import { LRUCache } from 'lru-cache';
import { writesOf } from '../mongo/write-count.ts';

// What another process wrote is seen this late at most; what this one wrote, at once.
const longestMs = 900;
const keptAtMost = 500;

interface Kept<T> {
  readonly value: T;
  readonly tenantId: TenantId;
  readonly writes: number;
  /** Epoch milliseconds; from then on the answer may differ. */
  readonly until: number;
}

/**
 * Ready answers, so that a page asked for again and again costs no query. An answer depends on what is stored, which
 * the count of writes and the short life cover, and on the time, which `changesAt` must cover.
 */
export function createKeptAnswers<T>() {
  const kept = new LRUCache<string, Kept<T>>({ max: keptAtMost });

  return {
    get(key: string, now: number): T | null {
      const found = kept.get(key);
      if (found === undefined) return null;
      if (now < found.until && writesOf(found.tenantId) === found.writes) return found.value;
      kept.delete(key);
      return null;
    },

    /** `writes` is the count from before the first read the answer was made of. */
    keep(key: string, value: T, facts: { tenantId: TenantId; writes: number; now: number; changesAt: number }): void {
      const { tenantId, writes, now, changesAt } = facts;
      kept.set(key, { value, tenantId, writes, until: Math.min(now + longestMs, changesAt) });
    },
  };
}
