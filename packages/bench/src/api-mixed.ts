import { type Candidate, scheduleCall, slotsCall, startsOf, wonOrTaken } from './bench-candidate.ts';
import type { BenchPortal } from './bench-portal.ts';
import { createLoadClient, expected, type LoadClient } from './load-client.ts';
import { goalRow, latencyText, type Row } from './report.ts';
import { randomFrom } from './seeded.ts';
import { overlapsIn, quantile } from './statistics.ts';

const perSecond = 100;
const writeShare = 0.05;
const interviewers = 8;
const perInterviewer = 25;
const goalP99 = 15;

/** Somebody with a page open: the list it shows may be old by the time they choose. */
interface Visitor {
  readonly candidate: Candidate;
  starts: string[];
  busy: boolean;
  booked: boolean;
}

interface Tally {
  readonly lists: number[];
  readonly writes: number[];
  stale: number;
}

/**
 * W4: at a fixed rate, nineteen of twenty look at the list and one books or moves. Times count from the moment a call
 * was due, so that a server that falls behind cannot hide it.
 */
export async function measureMixed(portal: BenchPortal, seconds: number, note = ''): Promise<Row[]> {
  const client = createLoadClient(portal.base, 64);
  const people = await Promise.all(Array.from({ length: interviewers }, () => portal.addInterviewer()));
  const visitors: Visitor[] = [];
  for (const person of people) {
    const candidates = await portal.inviteMany(perInterviewer, await portal.addTemplate([person]));
    for (const candidate of candidates) {
      visitors.push({ candidate, starts: await startsOf(client, candidate, 30), busy: false, booked: false });
    }
  }
  const tally: Tally = { lists: [], writes: [], stale: 0 };
  await runFor(seconds, client, visitors, tally);
  client.close();
  const reservations = await Promise.all(people.map((person) => portal.reservationsOf(person)));
  const doubled = reservations.reduce((sum, own) => sum + overlapsIn(own), 0);
  const kept = reservations.reduce((sum, own) => sum + own.length, 0);
  const booked = visitors.filter((visitor) => visitor.booked).length;
  const p99 = quantile(tally.lists, 0.99);
  const stale = ((tally.stale / tally.writes.length) * 100).toFixed(1);
  return [
    goalRow(
      `W4 mixed 95/5, ${perSecond}/s for ${seconds} s${note}`,
      `list ${latencyText(tally.lists)}, n ${tally.lists.length}; write ${latencyText(tally.writes)}; ${stale} % stale offers; ${doubled} doubled, ${booked - kept} lost`,
      `list p99 ≤ ${goalP99} ms`,
      p99 <= goalP99 && doubled === 0 && booked === kept,
    ),
  ];
}

async function runFor(seconds: number, client: LoadClient, visitors: readonly Visitor[], tally: Tally): Promise<void> {
  const random = randomFrom(4);
  const calls = seconds * perSecond;
  const began = performance.now();
  const running: Promise<void>[] = [];
  const failures: unknown[] = [];
  for (let n = 0; n < calls; n++) {
    const due = began + (n * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const visitor = await freeVisitor(visitors, random);
    const writes = random() < writeShare;
    const call = writes ? write(client, visitor, { tally, random, due }) : list(client, visitor, { tally, due });
    running.push(call.catch((error: unknown) => void failures.push(error)).finally(() => (visitor.busy = false)));
    const isHopeless = performance.now() - due > seconds * 1_000;
    if (failures.length > 0 || isHopeless) break;
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}

// One browser does one thing at a time; when all wait for the server, so does the next call, and its time counts on.
async function freeVisitor(visitors: readonly Visitor[], random: () => number): Promise<Visitor> {
  for (;;) {
    const from = Math.floor(random() * visitors.length);
    const found = [...visitors.slice(from), ...visitors.slice(0, from)].find(({ busy }) => !busy);
    if (found !== undefined) {
      found.busy = true;
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function list(
  client: LoadClient,
  visitor: Visitor,
  { tally, due }: { tally: Tally; due: number },
): Promise<void> {
  const answer = expected(await client.send(slotsCall(visitor.candidate, { days: 30 })), 200);
  // The clock may tick late by the time the timer of this call ran; it never counts as less than nothing.
  tally.lists.push(Math.max(0, performance.now() - due));
  if (answer.body.length === 0) throw new Error('an empty answer');
}

interface Write {
  readonly tally: Tally;
  readonly random: () => number;
  readonly due: number;
}

async function write(client: LoadClient, visitor: Visitor, { tally, random, due }: Write): Promise<void> {
  // The first few starts may pass during the run.
  const start = visitor.starts[4 + Math.floor(random() * (visitor.starts.length - 4))] ?? '';
  const action = visitor.booked ? 'reschedule' : 'book';
  const won = wonOrTaken(await client.send(scheduleCall(visitor.candidate, action, start)));
  tally.writes.push(Math.max(0, performance.now() - due));
  if (won) visitor.booked = true;
  else tally.stale += 1;
  // They look again after choosing, whatever came of it; this look is not counted.
  visitor.starts = await startsOf(client, visitor.candidate, 30);
}
