import pLimit, { type LimitFunction } from 'p-limit';

/** One piece of work at a time for each key, in the order it was asked for. For this process: others need the database. */
export function createKeyedMutex() {
  const limits = new Map<string, LimitFunction>();

  return async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const limit = limits.get(key) ?? pLimit(1);
    limits.set(key, limit);
    try {
      return await limit(work);
    } finally {
      // The limit counts the work that ends here until after this line, so one means none.
      if (limit.pendingCount === 0 && limit.activeCount <= 1) limits.delete(key);
    }
  };
}
