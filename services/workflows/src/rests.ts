/** An item that did not work out rests until then; each further try makes the rest twice as long. */
export interface Rest {
  readonly tries: number;
  readonly until: number;
  readonly because: string;
}

const longestMs = 60 * 60_000;

/** The `tries`-th wait of a series that begins with `firstMs` and doubles up to an hour; `tries` counts from 0. */
export function growingWait(firstMs: number, tries: number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(tries, 20));
}

/**
 * Which items rest, by key. An hour at most, so that what was refused for a day still happens soon after the reason is
 * gone; a person can end all rests at once.
 */
export function createRests() {
  const rests = new Map<string, Rest>();
  return {
    of: (key: string): Rest | null => rests.get(key) ?? null,
    begin(key: string, because: string, { now, firstMs }: { now: number; firstMs: number }): void {
      const tries = rests.get(key)?.tries ?? 0;
      rests.set(key, { tries: tries + 1, until: now + growingWait(firstMs, tries), because });
    },
    end(key: string): void {
      rests.delete(key);
    },
    endAll(): void {
      rests.clear();
    },
  };
}
