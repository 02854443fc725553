// Queries that may be under way at once; what is asked beyond that waits and is gathered into the next ones.
const mostInFlight = 16;
const mostKeys = 200;
/** A shared read that takes longer is an outage for those who asked, so that it cannot keep others waiting. */
export const readPatienceMs = 5_000;

export type LoadGroup<K, V> = (keys: readonly K[], first: K) => Promise<readonly V[]>;

interface Waiter<K, V> {
  readonly key: K;
  resolve(value: V): void;
  reject(error: unknown): void;
}

/**
 * Reads that share queries: what is asked for in one turn of the event loop, or while enough is on its way, goes out
 * together, one query for each group, and each group is answered by itself. No answer is older than its question, so
 * nothing is kept. Not for use inside a transaction, whose session a shared query would not have.
 */
export function coalesceReads<K, V>(groupOf: (key: K) => string, loadGroup: LoadGroup<K, V>): (key: K) => Promise<V> {
  const waiting = new Map<string, Waiter<K, V>[]>();
  let inFlight = 0;
  let isDue = false;

  function send(): void {
    isDue = false;
    for (const [group, waiters] of waiting) {
      if (inFlight >= mostInFlight) return;
      waiting.delete(group);
      if (waiters.length > mostKeys) waiting.set(group, waiters.splice(mostKeys));
      void answer(waiters);
    }
  }

  function sendSoon(): void {
    if (isDue || waiting.size === 0 || inFlight >= mostInFlight) return;
    isDue = true;
    setImmediate(send);
  }

  async function answer(waiters: readonly Waiter<K, V>[]): Promise<void> {
    inFlight += 1;
    try {
      await answerAll(waiters, loadGroup);
    } finally {
      inFlight -= 1;
      sendSoon();
    }
  }

  return async (key) =>
    await new Promise<V>((resolve, reject) => {
      const group = groupOf(key);
      const waiters = waiting.get(group) ?? [];
      waiters.push({ key, resolve, reject });
      waiting.set(group, waiters);
      sendSoon();
    });
}

async function answerAll<K, V>(waiters: readonly Waiter<K, V>[], loadGroup: LoadGroup<K, V>): Promise<void> {
  const keys = [...new Set(waiters.map(({ key }) => key))];
  try {
    const [first] = keys;
    const values = first === undefined ? [] : await loadGroup(keys, first);
    const answers = new Map(keys.map((key, n) => [key, values[n]]));
    for (const { key, resolve, reject } of waiters) {
      const value = answers.get(key);
      if (value === undefined) reject(new Error('a read without an answer'));
      else resolve(value);
    }
  } catch (error) {
    for (const { reject } of waiters) reject(error);
  }
}
