import { quantile } from './statistics.ts';

/** One line of the report. */
export interface Row {
  readonly workload: string;
  readonly ours: string;
  /** What ours is held against; empty when the goal is an absolute figure. */
  readonly reference: string;
  /** How many times better than the reference. */
  readonly ratio: number | null;
  readonly goal: string;
  /** Null when there is no goal, or when the reference was not to be had. */
  readonly met: boolean | null;
}

export const ms = (value: number) => (value < 10 ? value.toFixed(value < 1 ? 3 : 2) : value.toFixed(1));

/** Both quantiles as the table shows them; milliseconds in. */
export function latencyText(samples: readonly number[]): string {
  return `p50 ${ms(quantile(samples, 0.5))}, p99 ${ms(quantile(samples, 0.99))} ms`;
}

/** A row with an absolute goal. */
export function goalRow(workload: string, ours: string, goal: string, met: boolean | null): Row {
  return { workload, ours, reference: '', ratio: null, goal, met };
}

/** A row of latencies in milliseconds whose goal is on p50. */
export function latencyRow(workload: string, samples: readonly number[], goalP50: number | null, extra = ''): Row {
  const goal = goalP50 === null ? '' : `p50 ≤ ${goalP50} ms`;
  const met = goalP50 === null ? null : quantile(samples, 0.5) <= goalP50;
  return goalRow(workload, `${latencyText(samples)}, n ${samples.length}${extra}`, goal, met);
}

/**
 * One answer that was not expected makes the times of a run worthless: a row that says so stands in their place.
 */
export async function unlessVoid(workload: string, measure: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await measure();
  } catch (error) {
    return [goalRow(workload, `void: ${error instanceof Error ? error.message : String(error)}`, '', false)];
  }
}

const columns = [
  { title: 'workload', text: (row: Row) => row.workload },
  { title: 'ours', text: (row: Row) => row.ours },
  { title: 'reference', text: (row: Row) => row.reference },
  { title: 'ratio', text: (row: Row) => (row.ratio === null ? '' : `${row.ratio.toFixed(row.ratio < 10 ? 1 : 0)}×`) },
  { title: 'goal', text: (row: Row) => row.goal },
] as const;

/** The rows as plain text, one line each. */
export function tableOf(rows: readonly Row[]): string {
  const widths = columns.map(({ title, text }) => Math.max(title.length, ...rows.map((row) => text(row).length)));
  const line = (mark: string, texts: readonly string[]) =>
    `${mark}  ${texts.map((text, n) => text.padEnd(widths[n] ?? 0)).join('  ')}`.trimEnd();
  const head = columns.map(({ title }) => title);
  const body = rows.map((row) => {
    const mark = row.met === null ? ' -- ' : row.met ? ' ok ' : 'MISS';
    const texts = columns.map(({ text }) => text(row));
    return line(mark, texts);
  });
  return [line('    ', head), ...body].join('\n');
}
