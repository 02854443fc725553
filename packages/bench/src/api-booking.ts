import { book, startsOf } from './bench-candidate.ts';
import type { BenchPortal } from './bench-portal.ts';
import { createLoadClient } from './load-client.ts';
import { costOf } from './pinning.ts';
import { latencyRow, latencyText, type Row } from './report.ts';
import { median, timed, timedAll } from './statistics.ts';

interface Load {
  readonly clients: number;
  readonly bookings: number;
  /** How many people every interview needs at once. */
  readonly panel: number;
  readonly goalP50: number | null;
  readonly note?: string;
}

const warmUp = 24;
const interviewers = 8;
// For each of several clients: short turns would mostly measure how the last ones end.
const jobsInTurn = 5;

/** W2 with one, eight and thirty-two at once, and a panel of four. */
export async function measureBooking(portal: BenchPortal): Promise<Row[]> {
  const loads: Load[] = [
    { clients: 1, bookings: 160, panel: 1, goalP50: 6 },
    { clients: 8, bookings: 400, panel: 1, goalP50: null },
    { clients: 32, bookings: 640, panel: 1, goalP50: null },
    { clients: 1, bookings: 120, panel: 4, goalP50: 12 },
  ];
  const rows: Row[] = [];
  for (const load of loads) rows.push(await measureLoad(portal, load));
  return rows;
}

/** W2 while the workflow engine is down: facts are kept, obligations wait in the outbox. */
export async function measureBookingAlone(portal: BenchPortal): Promise<Row[]> {
  const note = ', workflow engine down';
  return [await measureLoad(portal, { clients: 1, bookings: 120, panel: 1, goalP50: 6, note })];
}

async function measureLoad(portal: BenchPortal, load: Load): Promise<Row> {
  const { clients, bookings, panel, goalP50, note = '' } = load;
  const client = createLoadClient(portal.base, clients);
  const jobs = await distinctBookings(portal, client, load);
  // The warm-up opens all connections too.
  await timedAll(jobs.splice(0, warmUp), clients);
  const before = await costOf(portal.pid);
  const { ours, bare } = await inTurns(jobs, await portal.bareBooking(), clients);
  const after = await costOf(portal.pid);
  client.close();
  const who = panel === 1 ? '' : `, panel of ${panel}`;
  const row = latencyRow(`W2 book${who}, ${clients} client(s)${note}`, ours.times, goalP50);
  const cpu = before && after ? `, server CPU ${((after.cpuMs - before.cpuMs) / bookings).toFixed(2)} ms each` : '';
  const perSecond = ({ times, tookMs }: Measured) => `${((times.length / tookMs) * 1_000).toFixed(0)}/s`;
  const reference = `bare MongoDB, claim and 5 writes: ${latencyText(bare.times)}, ${perSecond(bare)}`;
  const ratio = median(bare.times) / median(ours.times);
  return { ...row, ours: `${row.ours}, ${perSecond(ours)}${cpu}`, reference, ratio };
}

interface Measured {
  readonly times: number[];
  tookMs: number;
}

// What else the machine does meets both alike, so that their ratio says more than either.
async function inTurns(jobs: readonly (() => Promise<void>)[], bare: () => Promise<void>, clients: number) {
  const measured: Record<'ours' | 'bare', Measured> = {
    ours: { times: [], tookMs: 0 },
    bare: { times: [], tookMs: 0 },
  };
  const turn = async (whose: Measured, some: readonly (() => Promise<void>)[]) => {
    whose.tookMs += await timed(async () => {
      whose.times.push(...(await timedAll(some, clients)));
    });
  };
  await timedAll(
    Array.from({ length: warmUp }, () => bare),
    clients,
  );
  const each = clients === 1 ? 1 : clients * jobsInTurn;
  for (let n = 0; n < jobs.length; n += each) {
    const some = jobs.slice(n, n + each);
    await turn(measured.ours, some);
    await turn(
      measured.bare,
      some.map(() => bare),
    );
  }
  return measured;
}

/** One job per booking, no two of which want the same time of the same person. */
async function distinctBookings(portal: BenchPortal, client: ReturnType<typeof createLoadClient>, load: Load) {
  const each = Math.ceil((load.bookings + warmUp) / interviewers);
  const groups: (() => Promise<void>)[][] = [];
  for (let n = 0; n < interviewers; n++) {
    const people = await Promise.all(Array.from({ length: load.panel }, () => portal.addInterviewer()));
    const candidates = await portal.inviteMany(each, await portal.addTemplate(people));
    const [first] = candidates;
    const starts = first === undefined ? [] : await startsOf(client, first, 40);
    // Meetings of an hour every half hour: every second start is free of the others; the first few may pass meanwhile.
    groups.push(candidates.map((candidate, k) => () => book(client, candidate, starts[4 + k * 2] ?? '')));
  }
  // Round the interviewers, so that neighbours in time are different people.
  return Array.from({ length: each }, (_, k) => groups.flatMap((group) => group[k] ?? []))
    .flat()
    .slice(0, load.bookings + warmUp);
}
