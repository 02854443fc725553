/**
 * The soonest times worth offering at once: the first of each half-day, since three starts in one hour are hardly a
 * choice; filled up with the next best when there are fewer half-days. `halfOf` names the half-day of a start on the
 * reader's clock.
 */
export function soonestStarts(starts: readonly number[], halfOf: (at: number) => string, count = 3): number[] {
  const sorted = [...starts].sort((one, other) => one - other);
  const halves = new Map<string, number>();
  for (const at of sorted) {
    const half = halfOf(at);
    if (!halves.has(half)) halves.set(half, at);
  }
  const chosen = [...halves.values()].slice(0, count);
  const rest = sorted.filter((at) => !chosen.includes(at)).slice(0, count - chosen.length);
  return [...chosen, ...rest].sort((one, other) => one - other);
}
