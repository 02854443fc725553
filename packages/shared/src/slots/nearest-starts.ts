/**
 * The starts nearest to one that cannot be had, itself left out, in order of time. Some of each side come first: whoever
 * cannot come earlier is not helped by five earlier starts.
 */
export function nearestStarts(starts: readonly number[], wanted: number, count: number): number[] {
  const near = starts
    .filter((at) => at !== wanted)
    .sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted) || one - other);
  const ofEach = Math.floor(count / 2);
  const earlier = near.filter((at) => at < wanted).slice(0, ofEach);
  const later = near.filter((at) => at > wanted).slice(0, ofEach);
  const rest = near.filter((at) => !earlier.includes(at) && !later.includes(at));
  return [...earlier, ...later, ...rest].slice(0, count).sort((one, other) => one - other);
}
