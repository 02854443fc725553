import { fileURLToPath } from 'node:url';
import { environment } from '@interlude/dev-stack/config';
import { runCommand } from '@interlude/dev-stack/run-command';
import { ms, type Row } from './report.ts';
import { median } from './statistics.ts';

const processes = 9;
const goalMs = 5;
const script = fileURLToPath(new URL('./first-call.ts', import.meta.url));

/** The first listing of a fresh process, of both engines in turns; `bundle` is null when there is no reference. */
export async function measureFirstCall(bundle: string | null): Promise<Row[]> {
  const ours: FirstCall[] = [];
  const theirs: FirstCall[] = [];
  for (let n = 0; n < processes; n++) {
    if (bundle !== null) theirs.push(await firstCall(bundle));
    ours.push(await firstCall());
  }
  const tookOf = (calls: FirstCall[]) => median(calls.map(({ took }) => took));
  const text = (calls: FirstCall[]) =>
    `median ${ms(tookOf(calls))}, worst ${ms(Math.max(...calls.map(({ took }) => took)))} ms, CPU ${ms(median(calls.map(({ cpu }) => cpu)))}`;
  return [
    {
      workload: `W1 engine, first listing of a process, ${processes} processes`,
      ours: text(ours),
      reference: bundle === null ? 'not to be had' : text(theirs),
      ratio: bundle === null ? null : tookOf(theirs) / tookOf(ours),
      goal: `median ≤ ${goalMs} ms`,
      met: tookOf(ours) <= goalMs,
    },
  ];
}

interface FirstCall {
  /** Milliseconds by the clock and of processor time. */
  readonly took: number;
  readonly cpu: number;
}

async function firstCall(...bundle: string[]): Promise<FirstCall> {
  const env = { ...environment, TZ: 'UTC', NODE_ENV: 'production' };
  const [took = 0, cpu = 0] = (await runCommand(process.execPath, [script, ...bundle], env)).split(' ').map(Number);
  return { took, cpu };
}
