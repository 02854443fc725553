/** The value below which `share` (0 to 1) of the samples lie; milliseconds in, milliseconds out. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs the work and answers how long it took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Runs all jobs with so many at once and answers the time of each. */
export async function timedAll(jobs: readonly (() => Promise<unknown>)[], atOnce: number): Promise<number[]> {
  const waiting = [...jobs];
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let job = waiting.shift(); job; job = waiting.shift()) times.push(await timed(job));
    }),
  );
  return times;
}

export interface Row {
  readonly workload: string;
  readonly measured: string;
  readonly goal: string;
  readonly holds: boolean;
}

const ms = (value: number) => (value < 1 ? value.toFixed(3) : value.toFixed(1));

/** A row of latencies; the goal is on p50. */
export function latencyRow(workload: string, samples: readonly number[], goalP50: number, extra = ''): Row {
  const [p50, p99] = [quantile(samples, 0.5), quantile(samples, 0.99)];
  return {
    workload,
    measured: `p50 ${ms(p50)} ms, p99 ${ms(p99)} ms, n ${samples.length}${extra}`,
    goal: `p50 ≤ ${goalP50} ms`,
    holds: p50 <= goalP50,
  };
}

export function tableOf(rows: readonly Row[]): string {
  const width = (pick: (row: Row) => string) => Math.max(...rows.map((row) => pick(row).length));
  const [first, second] = [width(({ workload }) => workload), width(({ measured }) => measured)];
  return rows
    .map(({ workload, measured, goal, holds }) => {
      return `${holds ? ' ok ' : 'MISS'}  ${workload.padEnd(first)}  ${measured.padEnd(second)}  ${goal}`;
    })
    .join('\n');
}
