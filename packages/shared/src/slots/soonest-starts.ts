/** Where a start lies on the reader's clock: which half-day, as the caller names it, and its minute of the day. */
export interface StartPlace {
  readonly half: string;
  readonly minuteOfDay: number;
}

const wakingFrom = 8 * 60;
const wakingTo = 20 * 60;

/**
 * The soonest times worth offering at once: the first of each half-day between 8 and 20 o'clock of the reader, since
 * three starts in one hour are hardly a choice, and one at night is none; filled up with the next best when there are
 * fewer.
 */
export function soonestStarts(starts: readonly number[], placeOf: (at: number) => StartPlace, count = 3): number[] {
  const sorted = [...starts].sort((one, other) => one - other);
  const waking = sorted.filter((at) => {
    const { minuteOfDay } = placeOf(at);
    return minuteOfDay >= wakingFrom && minuteOfDay < wakingTo;
  });
  const halves = new Map<string, number>();
  for (const at of waking) {
    const { half } = placeOf(at);
    if (halves.size < count && !halves.has(half)) halves.set(half, at);
  }
  // A set keeps what came first: those by half-days, then others of the day, then the rest.
  return [...new Set([...halves.values(), ...waking, ...sorted])].slice(0, count).sort((one, other) => one - other);
}
