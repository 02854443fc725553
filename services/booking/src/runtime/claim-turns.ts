/**
 * One claim at a time of the same start and people in this process: those who come meanwhile wait until it is decided
 * and look again, so that of many rivals one claims and the others are told by one read that it is taken.
 */
export function createClaimTurns() {
  const deciding = new Map<string, Promise<void>>();

  /** Begins a turn and answers what ends it, which must be called whatever happens, and may be called again. */
  function begin(key: string): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    deciding.set(key, promise);
    return () => {
      if (deciding.get(key) === promise) deciding.delete(key);
      resolve();
    };
  }

  return {
    underWay: (key: string): Promise<void> | undefined => deciding.get(key),

    begin,
  };
}
