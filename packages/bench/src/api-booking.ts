import type { BareSteps } from './bare-booking.ts';
import { type Candidate, candidateCall, slotsCall, startsOf } from './bench-candidate.ts';
import type { BenchPortal } from './bench-portal.ts';
import { createLoadClient, expected, type LoadClient } from './load-client.ts';
import { costOf } from './pinning.ts';
import { goalRow, latencyText, type Row } from './report.ts';
import { median, timed } from './statistics.ts';

interface Load {
  readonly clients: number;
  readonly visits: number;
  /** How many people every interview needs at once. */
  readonly panel: number;
  readonly note?: string;
}

const warmUp = 32;
const interviewers = 8;
// For each of several clients: short turns would mostly measure how the last ones end.
const visitsInTurn = 4;

/** W2, the page's own path, with one, eight and thirty-two at once, and a panel of four. */
export async function measureBooking(portal: BenchPortal): Promise<Row[]> {
  const loads: Load[] = [
    { clients: 1, visits: 100, panel: 1 },
    { clients: 8, visits: 240, panel: 1 },
    { clients: 32, visits: 512, panel: 1 },
    { clients: 1, visits: 80, panel: 4 },
  ];
  const rows: Row[] = [];
  for (const load of loads) rows.push(...(await measureLoad(portal, load)));
  return rows;
}

/** W2 while the workflow engine is down: facts are kept, obligations wait in the outbox. */
export async function measureBookingAlone(portal: BenchPortal): Promise<Row[]> {
  return await measureLoad(portal, { clients: 1, visits: 80, panel: 1, note: ', workflow engine down' });
}

const steps = ['view', 'slots', 'hold', 'book', 'move', 'cancel'] as const;
type Step = (typeof steps)[number];

/** What a step may cost, as a multiple of the same writes with the driver alone. */
const goals: Partial<Record<Step, number>> = { hold: 1.5, book: 1.5 };

/** Milliseconds of each step, in the order they ended. */
type Times = Record<Step, number[]>;

interface Visit {
  readonly candidate: Candidate;
  readonly startsAt: string;
  readonly movedTo: string;
}

async function measureLoad(portal: BenchPortal, load: Load): Promise<Row[]> {
  const { clients, panel, note = '' } = load;
  const client = createLoadClient(portal.base, clients);
  const visits = await distinctVisits(portal, client, load);
  const bareVisit = await portal.bareVisits();
  const ours = timesOf();
  const bare = timesOf();
  await inParallel(visits.splice(0, warmUp), clients, (visit) => visitPage(client, visit, timesOf()));
  await inParallel(Array.from({ length: warmUp }), clients, () => visitBare(bareVisit(), timesOf()));
  const cost = { ours: 0, bare: 0 };
  const took = { ours: 0, bare: 0 };
  const each = clients === 1 ? 1 : clients * visitsInTurn;
  // What else the machine does meets both alike, so that their ratio says more than either.
  for (let n = 0; n < visits.length; n += each) {
    const some = visits.slice(n, n + each);
    const before = (await costOf(portal.pid))?.cpuMs ?? Number.NaN;
    took.ours += await timed(() => inParallel(some, clients, (visit) => visitPage(client, visit, ours)));
    cost.ours += ((await costOf(portal.pid))?.cpuMs ?? Number.NaN) - before;
    const own = process.cpuUsage();
    took.bare += await timed(() => inParallel(some, clients, () => visitBare(bareVisit(), bare)));
    const used = process.cpuUsage(own);
    cost.bare += (used.user + used.system) / 1_000;
  }
  client.close();
  const who = `W2 ${panel === 1 ? '' : `panel of ${panel}, `}${clients} client(s)${note}`;
  const perSecond = (whose: 'ours' | 'bare') => (visits.length / took[whose]) * 1_000;
  const cpu = (whose: 'ours' | 'bare') => cost[whose] / visits.length;
  const whole: Row = {
    ...goalRow(`${who}, whole visits`, `${perSecond('ours').toFixed(0)}/s, CPU ${cpu('ours').toFixed(1)} ms`, '', null),
    reference: `4 writing steps, bare: ${perSecond('bare').toFixed(0)}/s, CPU ${cpu('bare').toFixed(1)} ms`,
    ratio: perSecond('ours') / perSecond('bare'),
  };
  return [...steps.map((step) => stepRow(`${who}, ${step}`, ours[step], bare[step], goals[step])), whole];
}

function stepRow(workload: string, ours: readonly number[], bare: readonly number[], goal: number | undefined): Row {
  if (bare.length === 0) return goalRow(workload, latencyText(ours), '', null);
  const ratio = median(bare) / median(ours);
  return {
    ...goalRow(workload, latencyText(ours), goal ? `p50 ≤ ${goal} × bare` : '', goal ? 1 / ratio <= goal : null),
    reference: `bare: ${latencyText(bare)}`,
    ratio,
  };
}

function timesOf(): Times {
  return { view: [], slots: [], hold: [], book: [], move: [], cancel: [] };
}

// As the page does: it looks, holds what is chosen, books what is held; so too when it moves.
async function visitPage(client: LoadClient, { candidate, startsAt, movedTo }: Visit, times: Times): Promise<void> {
  const call = (name: string, input: object = {}) => candidateCall(candidate, name, input);
  const step = async (name: Step, asked: Parameters<LoadClient['send']>[0]) => {
    times[name].push(await timed(async () => expected(await client.send(asked), 200)));
  };
  await step('view', {
    ...call('interview'),
    path: `/trpc/candidate.interview?input=${encodeURIComponent(JSON.stringify({ interviewId: candidate.interviewId }))}`,
    json: undefined,
  });
  await step('slots', slotsCall(candidate, { days: 31 }));
  await step('hold', call('hold', { startsAt }));
  await step('book', call('book', { startsAt, zone: 'America/New_York' }));
  await step('move', call('reschedule', { startsAt: movedTo, zone: 'America/New_York' }));
  await step('cancel', call('cancel', { reason: { code: 'illness' } }));
}

async function visitBare(visit: BareSteps, times: Times): Promise<void> {
  for (const name of ['hold', 'book', 'move', 'cancel'] as const) times[name].push(await timed(() => visit[name]()));
}

async function inParallel<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < all.length) await work(all[next++] as T);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** One candidate a visit, no two of which want the same time of the same person. */
async function distinctVisits(portal: BenchPortal, client: LoadClient, load: Load): Promise<Visit[]> {
  const each = Math.ceil((load.visits + warmUp) / interviewers);
  const groups: Visit[][] = [];
  for (let n = 0; n < interviewers; n++) {
    const people = await Promise.all(Array.from({ length: load.panel }, () => portal.addInterviewer()));
    const candidates = await portal.inviteMany(each, await portal.addTemplate(people));
    const [first] = candidates;
    const starts = first === undefined ? [] : await startsOf(client, first, 60);
    // Meetings of an hour every half hour: every second start is free of the others; the first few may pass meanwhile.
    const start = (k: number) => starts[4 + k * 2] ?? '';
    groups.push(candidates.map((candidate, k) => ({ candidate, startsAt: start(2 * k), movedTo: start(2 * k + 1) })));
  }
  // Round the interviewers, so that neighbours in time are different people.
  return Array.from({ length: each }, (_, k) => groups.flatMap((group) => group[k] ?? []))
    .flat()
    .slice(0, load.visits + warmUp);
}
