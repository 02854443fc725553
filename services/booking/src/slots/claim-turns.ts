/**
 * One claim at a time of the same start and people in this process: those who come meanwhile wait until it is decided
 * and look again, so that of many rivals one claims and the others are told by one read that it is taken.
 */
export function createClaimTurns() {
  const deciding = new Map<string, Promise<unknown>>();

  return {
    /** Resolves when the claim under way is decided; undefined when there is none. */
    underWay: (key: string): Promise<unknown> | undefined => deciding.get(key),

    async take<T>(key: string, claim: () => Promise<T>): Promise<T> {
      const work = claim();
      const settled = work.catch(() => undefined);
      deciding.set(key, settled);
      try {
        return await work;
      } finally {
        deciding.delete(key);
      }
    },
  };
}
