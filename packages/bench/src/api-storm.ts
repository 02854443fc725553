import { type Candidate, scheduleCall, startsOf, wonOrTaken } from './bench-candidate.ts';
import type { BenchPortal } from './bench-portal.ts';
import { createLoadClient, type LoadClient } from './load-client.ts';
import { goalRow, latencyText, type Row, unlessVoid } from './report.ts';
import { overlapsIn, quantile, timed } from './statistics.ts';

interface Storm {
  readonly rivals: number;
  readonly rounds: number;
  readonly goalP99: number | null;
}

const storms: readonly Storm[] = [
  { rivals: 2, rounds: 40, goalP99: null },
  { rivals: 20, rounds: 20, goalP99: null },
  { rivals: 100, rounds: 8, goalP99: 100 },
  { rivals: 1_000, rounds: 3, goalP99: null },
];
const mostRivals = Math.max(...storms.map(({ rivals }) => rivals));
const allRounds = storms.reduce((sum, { rounds }) => sum + rounds, 0);

/** W3: so many rivals for one start; who lost tries again in the next round, for another start. */
export async function measureStorms(portal: BenchPortal): Promise<Row[]> {
  const person = await portal.addInterviewer();
  const candidates = await portal.inviteMany(mostRivals + allRounds, await portal.addTemplate([person]));
  const client = createLoadClient(portal.base, 1);
  const [first] = candidates;
  const starts = first === undefined ? [] : await startsOf(client, first, 40);
  client.close();
  const stage: Stage = { portal, person, candidates, starts: starts.slice(4), booked: 0 };
  const rows: Row[] = [];
  for (const storm of storms) {
    const found = await unlessVoid(nameOf(storm), () => measureStorm(stage, storm));
    rows.push(...found);
  }
  return rows;
}

interface Stage {
  readonly portal: BenchPortal;
  readonly person: string;
  /** Who has not won yet. */
  candidates: Candidate[];
  /** Times nobody was after yet: every second one, because a meeting takes two steps. */
  starts: string[];
  booked: number;
}

async function measureStorm(stage: Stage, storm: Storm): Promise<Row[]> {
  const losers: number[] = [];
  const winners: number[] = [];
  for (let n = 0; n < storm.rounds; n++) {
    const [start = ''] = stage.starts;
    stage.starts = stage.starts.slice(2);
    const rivals = stage.candidates.slice(0, storm.rivals);
    const client = createLoadClient(stage.portal.base, storm.rivals);
    await openConnections(client, storm.rivals);
    const won = await oneRound(client, rivals, start, losers);
    client.close();
    winners.push(won.length);
    stage.booked += won.length;
    stage.candidates = stage.candidates.filter((candidate) => !won.includes(candidate));
  }
  const kept = await stage.portal.reservationsOf(stage.person);
  return [stormRow(storm, { losers, winners, doubled: overlapsIn(kept), lost: stage.booked - kept.length })];
}

function nameOf({ rivals, rounds }: Storm): string {
  return `W3 storm, ${rivals} rivals for one start, ${rounds} rounds`;
}

// Rivals have the page open already; how fast a thousand strangers connect is another question.
async function openConnections(client: LoadClient, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => client.send({ path: '/healthz', headers: {} })));
}

/** Who won, by the answers; the times of the others are added to `losers`. */
async function oneRound(client: LoadClient, rivals: readonly Candidate[], start: string, losers: number[]) {
  const winners: Candidate[] = [];
  await Promise.all(
    rivals.map(async (rival) => {
      let won = false;
      const took = await timed(async () => {
        won = wonOrTaken(await client.send(scheduleCall(rival, 'book', start)));
      });
      if (won) winners.push(rival);
      else losers.push(took);
    }),
  );
  return winners;
}

interface Outcome {
  readonly losers: readonly number[];
  readonly winners: readonly number[];
  readonly doubled: number;
  readonly lost: number;
}

function stormRow(storm: Storm, { losers, winners, doubled, lost }: Outcome): Row {
  const { goalP99 } = storm;
  const oneEach = winners.every((count) => count === 1);
  const fast = goalP99 === null || quantile(losers, 0.99) <= goalP99;
  const won = oneEach ? 'one winner each' : `winners ${winners.join(' ')}`;
  return goalRow(
    nameOf(storm),
    `${won}, ${doubled} doubled, ${lost} lost; losers ${latencyText(losers)}`,
    goalP99 === null ? 'one winner each' : `one winner each, losers p99 ≤ ${goalP99} ms`,
    oneEach && doubled === 0 && lost === 0 && fast,
  );
}
