import { intentKey } from '@interlude/dev-stack/api-fixtures';
import type { BenchPortal } from './bench-portal.ts';
import { goalRow, ms, type Row } from './report.ts';
import { exponentOf, median, timed } from './statistics.ts';

const rounds = 3;
/** Milliseconds, of each of many. */
const mostOfEach = 20;

interface Work {
  readonly name: string;
  readonly counts: readonly number[];
  /** Answers the request that is timed, for so many at once. */
  readonly prepare: (count: number) => Promise<() => Promise<unknown>>;
}

/** W9: what HR do with one request for many days or many candidates. */
export async function measureMany(portal: BenchPortal): Promise<Row[]> {
  const templateId = await portal.addTemplate([await portal.addInterviewer()]);
  const { jobId } = await portal.call<{ jobId: string }>('jobs.create', { title: 'Many' });
  const works: readonly Work[] = [
    {
      name: 'days off',
      counts: [30, 365],
      async prepare(count) {
        const personId = await portal.addInterviewer();
        const [from, to] = [1, count].map((days) =>
          new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
        );
        return async () => await portal.call('availability.addTimeOff', { personId, from, to });
      },
    },
    {
      name: 'invitations',
      counts: [20, 150],
      async prepare(count) {
        const rows: { applicationId: string; templateId: string }[] = [];
        for (let n = 0; n < count; n++) {
          const candidate = { name: 'Candidate', email: `${intentKey()}@candidate.example` };
          const { applicationId } = await portal.call<{ applicationId: string }>('applications.create', {
            jobId,
            candidate,
          });
          rows.push({ applicationId, templateId });
        }
        return async () => await portal.call('interviews.inviteMany', { rows, idempotencyKey: intentKey() });
      },
    },
  ];
  const reported: Row[] = [];
  for (const work of works) reported.push(await measureOne(work));
  return reported;
}

async function measureOne({ name, counts, prepare }: Work): Promise<Row> {
  const points: { x: number; y: number }[] = [];
  for (const count of counts) {
    const times: number[] = [];
    for (let n = 0; n < rounds; n++) times.push(await timed(await prepare(count)));
    points.push({ x: count, y: median(times) });
  }
  const each = points.map(({ x, y }) => y / x);
  return goalRow(
    `W9 ${counts.join(' and ')} ${name} at once`,
    `${each.map(ms).join(' and ')} ms each, growing as the power ${exponentOf(points).toFixed(2)}`,
    `≤ ${mostOfEach} ms each`,
    each.every((one) => one <= mostOfEach),
  );
}
