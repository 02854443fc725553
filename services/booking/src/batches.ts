import DataLoader from 'dataloader';

// So many in flight at once: with a single one every reader would wait for two in a row.
const mostInFlight = 4;
const mostKeys = 200;

/** One query for several keys of a group; answers in their order. */
export type LoadGroup<K, V> = (keys: readonly K[], first: K) => Promise<readonly V[]>;

/**
 * Reads that share queries: what is asked for in one turn of the event loop, or while enough is on its way, goes out
 * together, one query for each group. No answer is older than its question, so nothing is kept. Not for use inside a
 * transaction, whose session a shared query would not have.
 */
export function createBatches<K, V>(groupOf: (key: K) => string, loadGroup: LoadGroup<K, V>): (key: K) => Promise<V> {
  const waiting: (() => void)[] = [];
  let inFlight = 0;
  const schedule = (send: () => void) => {
    if (inFlight >= mostInFlight) {
      waiting.push(send);
      return;
    }
    inFlight += 1;
    setImmediate(send);
  };

  async function load(keys: readonly K[]): Promise<(V | Error)[]> {
    try {
      return await loadGroups(keys, groupOf, loadGroup);
    } finally {
      inFlight -= 1;
      const next = waiting.shift();
      if (next !== undefined) schedule(next);
    }
  }

  const loader = new DataLoader<K, V>(load, { cache: false, maxBatchSize: mostKeys, batchScheduleFn: schedule });
  return async (key) => await loader.load(key);
}

// What fails for one group fails for those who asked for it, not for everybody who happened to ask at that moment.
async function loadGroups<K, V>(
  keys: readonly K[],
  groupOf: (key: K) => string,
  loadGroup: LoadGroup<K, V>,
): Promise<(V | Error)[]> {
  const answers = new Map<K, V | Error>();
  const groups = [...Map.groupBy(new Set(keys), groupOf).values()];
  await Promise.all(
    groups.map(async (group) => {
      const [first] = group;
      if (first === undefined) return;
      try {
        const values = await loadGroup(group, first);
        for (const [n, key] of group.entries()) answers.set(key, values[n] ?? new Error('a read without an answer'));
      } catch (error) {
        for (const key of group) answers.set(key, error instanceof Error ? error : new Error(String(error)));
      }
    }),
  );
  return keys.map((key) => answers.get(key) ?? new Error('a read without an answer'));
}
