import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether what takes minutes is tried whole, as `npm run test:long` does, or a sample of it, as `npm test` does. */
    extent: 'sample' | 'whole';
    /** Decides what is random in a run; `INTERLUDE_TEST_SEED` repeats it. */
    seed: number;
    /** By how much it is later in this run than on the machine's clock, milliseconds; usually 0. */
    shiftMs: number;
  }
}

/** One of two sizes, for a test that is long whole. */
export function sizeOf<Size>(sizes: { readonly sample: Size; readonly whole: Size }): Size {
  return sizes[inject('extent')];
}

/** So many of them, which ones this run's seed decides, in their order; where a run is whole, all. */
export function sampleOf<One>(all: readonly One[], count: number): readonly One[] {
  if (inject('extent') === 'whole') return all;
  const { below } = numbersFrom(inject('seed'));
  const left = all.map((_, n) => n);
  const chosen = Array.from({ length: Math.min(count, all.length) }, () => left.splice(below(left.length), 1)[0]);
  return all.filter((_, n) => chosen.includes(n));
}

/** The same numbers for the same seed (mulberry32). */
export function numbersFrom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  const oneOf = <One>(all: readonly One[]): One | undefined => all[below(all.length)];
  return { below, oneOf };
}
