/** One reading of another clock: our clock before and after the call, and what the other one said. Epoch milliseconds. */
export interface ClockReading {
  readonly before: number;
  readonly theirs: number;
  readonly after: number;
}

/** How far the other clock is ahead of ours; 0 below the length of the call, where the measurement is noise. */
export function clockOffsetOf({ before, theirs, after }: ClockReading): number {
  const measured = theirs - (before + after) / 2;
  return Math.abs(measured) > after - before + 50 ? Math.round(measured) : 0;
}
