import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from '@interlude/dev-stack/api-browser';
import type { BenchPortal } from './bench-portal.ts';
import { examinedBy } from './examined.ts';
import { goalRow, ms, type Row } from './report.ts';
import { quantile, timed } from './statistics.ts';

const size = { interviews: 100_000, people: 200, jobs: 500 };
const administrator = { email: 'ada@large.example', password: 'a password of the bench' };
const command = fileURLToPath(new URL('../../../services/booking/src/seed.ts', import.meta.url));
const mostSeconds = 300;
const calls = 60;

interface Asked {
  readonly name: string;
  readonly procedure: 'search.find' | 'interviews.list' | 'queue.list';
  /** What the n-th call asks: never the same twice in a row. */
  readonly input: (n: number) => object;
  /** The goal of p95, milliseconds. */
  readonly goal: number;
}

const limit = 50;
const of = <T>(list: readonly T[], n: number) => list[n % list.length] as T;
const statuses = ['completed', 'cancelled', 'invited'];

/** W7: what the console of a large company waits for: the search, the lists and what needs somebody. */
export async function measureConsole(portal: BenchPortal): Promise<Row[]> {
  const took = await timed(() => seed(portal));
  const browser = await portal.signIn(administrator.email, administrator.password);
  const { candidates, people, jobs } = await someOf(portal);
  const cursor = candidates[0]?.interviewId ?? '';
  const search = (name: string, text: (n: number) => string): Asked => {
    return { name: `search ${name}`, procedure: 'search.find', input: (n) => ({ text: text(n) }), goal: 50 };
  };
  const list = (name: string, input: (n: number) => object): Asked => {
    return { name: `interviews ${name}`, procedure: 'interviews.list', input, goal: 300 };
  };
  const asked: Asked[] = [
    search('by one letter', (n) => of(['a', 'k', 'm', 's', 'e'], n)),
    search('by the beginning of a name', (n) => of(candidates, n).name.slice(0, 4)),
    search('by a whole name', (n) => of(candidates, n).name),
    search('by a name with a letter missing', (n) => without(of(candidates, n).name)),
    search('by an address', (n) => of(candidates, n).email),
    search('by an id', (n) => of(candidates, n).interviewId),
    search('for what is not there', (n) => `qqxz${n}`),
    list('newest', () => ({ limit })),
    list('from the middle', () => ({ limit, cursor })),
    list('of one status', (n) => ({ limit, filter: { statuses: [of(statuses, n)] } })),
    list('of one person', (n) => ({ limit, filter: { personId: of(people, n) } })),
    list('of one job', (n) => ({ limit, filter: { jobId: of(jobs, n) } })),
    { name: 'queue', procedure: 'queue.list', input: () => ({ limit }), goal: 300 },
  ];
  const rows = [
    goalRow(
      `W7 seed of ${size.interviews} interviews`,
      `${(took / 1_000).toFixed(0)} s`,
      `≤ ${mostSeconds} s`,
      took <= mostSeconds * 1_000,
    ),
  ];
  for (const one of asked) rows.push(await measureOne(portal, browser, one));
  return rows;
}

async function seed({ environment }: BenchPortal): Promise<void> {
  const counts = Object.entries(size).flatMap(([name, count]) => [`--${name}`, String(count)]);
  const { email, password } = administrator;
  const options = ['--email', email, '--password', password, ...counts];
  await promisify(execFile)(process.execPath, [command, ...options], { env: environment });
}

function without(name: string): string {
  return name.replace(/(?<=..)\p{L}/u, '');
}

async function measureOne(portal: BenchPortal, browser: Browser, one: Asked): Promise<Row> {
  const plan = await examinedBy(portal, () => browser.ask(one.procedure, one.input(1)));
  const times: number[] = [];
  for (let n = 0; n < calls * 2; n++) {
    const took = await timed(() => browser.ask(one.procedure, one.input(n)));
    // The first half is the warm-up.
    if (n >= calls) times.push(took);
  }
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
  const how = plan.scans ? 'a whole collection' : 'by indexes';
  return goalRow(
    `W7 ${one.name}`,
    `p50 ${ms(p50)}, p95 ${ms(p95)} ms, ${plan.queries} queries, ${plan.examined} rows read at most, ${how}`,
    `p95 ≤ ${one.goal} ms, by indexes`,
    p95 <= one.goal && !plan.scans,
  );
}

/** Some of what was made, from the whole length of it. */
async function someOf({ rows }: BenchPortal) {
  interface Sampled {
    readonly _id: string;
    readonly candidateId: string;
    readonly jobId: string;
    readonly people: readonly string[];
  }
  const bookings = rows.collection<Sampled>('bookings');
  const found = await bookings.aggregate<Sampled>([{ $sample: { size: 50 } }]).toArray();
  const guests = rows.collection<{ _id: string; name: string; email: string }>('candidates');
  const named = await guests.find({ _id: { $in: found.map(({ candidateId }) => candidateId) } }).toArray();
  const candidates = found.flatMap(({ _id: interviewId, candidateId }) => {
    const guest = named.find(({ _id }) => _id === candidateId);
    return guest === undefined ? [] : [{ interviewId, name: guest.name, email: guest.email }];
  });
  const people = found.flatMap((row) => row.people);
  return { candidates, people, jobs: found.map(({ jobId }) => jobId) };
}
