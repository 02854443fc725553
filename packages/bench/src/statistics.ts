/** The value below which `share` (0 to 1) of the samples lie; milliseconds in, milliseconds out. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** How many pairs of spans share time; epoch milliseconds, ends not included. */
export function overlapsIn(spans: readonly { readonly from: number; readonly to: number }[]): number {
  return spans.flatMap((one, n) => spans.slice(n + 1).filter(({ from, to }) => one.from < to && from < one.to)).length;
}

/** Runs the work and answers how long it took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Runs all jobs with so many at once and answers the time of each. */
export async function timedAll(jobs: readonly (() => Promise<unknown>)[], atOnce: number): Promise<number[]> {
  let next = 0;
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let job = jobs[next++]; job; job = jobs[next++]) times.push(await timed(job));
    }),
  );
  return times;
}

/** By which power of x y grows: the slope of the line through the logarithms. */
export function exponentOf(points: readonly { readonly x: number; readonly y: number }[]): number {
  const logs = points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const meanX = logs.reduce((sum, { x }) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, { y }) => sum + y, 0) / logs.length;
  const rise = logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return rise / logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
}
