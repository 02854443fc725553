import { freeStarts } from '@interlude/shared/slots/free-slots';
import { type Cell, cells, listingOf } from './engine-workload.ts';
import type { PeerEngine } from './peer-engine.ts';
import { latencyText, ms, type Row } from './report.ts';
import { median } from './statistics.ts';

const rounds = 5;
const blockMs = 120;
const goals = { one: 30, eight: 80 };

/** W1 without HTTP and database: both engines on the same cells, first the starts compared, then timed in turns. */
export function measureSideBySide(peer: PeerEngine): Row[] {
  return cells.map((cell) => {
    const listing = listingOf(cell);
    const reference = peer(listing);
    const ours = () => freeStarts(listing.question, listing.span);
    const starts = ours();
    const theirs = reference().map((start) => start.valueOf());
    const differing = symmetricDifference(starts, theirs);
    const times = timeInTurns({ ours, reference });
    const ratio = median(times.reference.p50s) / median(times.ours.p50s);
    const goal = cell.people === 1 ? goals.one : goals.eight;
    const same = differing.length === 0 ? `${starts.length} start(s)` : `${differing.length} starts differ`;
    return {
      workload: `W1 engine, ${nameOf(cell)}`,
      ours: `${textOf(times.ours)}; ${same}`,
      reference: textOf(times.reference),
      ratio,
      goal: `≥ ${goal}×, same starts`,
      met: ratio >= goal && differing.length === 0,
    };
  });
}

function nameOf({ kind, people, days, busyTimes }: Cell): string {
  const who = { one: '1 host', any: `${people} round robin`, all: `${people} collective` }[kind];
  return `${who}, ${days} days, ${busyTimes} busy`;
}

/** Starts that only one of the two lists has. */
export function symmetricDifference(one: readonly number[], other: readonly number[]): number[] {
  const [left, right] = [new Set(one), new Set(other)];
  return [...one.filter((at) => !right.has(at)), ...other.filter((at) => !left.has(at))].sort((a, b) => a - b);
}

interface Times {
  readonly p50s: number[];
  readonly samples: number[];
  cpuMs: number;
}

function textOf({ p50s, samples, cpuMs }: Times): string {
  const [, p99 = ''] = latencyText(samples).split(', ');
  return `p50 ${ms(median(p50s))}, ${p99}, CPU ${ms(cpuMs / samples.length)}`;
}

// In turns, so that whatever else the machine does meets both alike; the median over rounds drops a disturbed one.
function timeInTurns(engines: { ours: () => unknown; reference: () => unknown }) {
  const times = { ours: noTimes(), reference: noTimes() };
  const counts = { ours: callsPerBlock(engines.ours), reference: callsPerBlock(engines.reference) };
  for (let round = 0; round < rounds; round++) {
    for (const name of ['reference', 'ours'] as const) timeBlock(engines[name], counts[name], times[name]);
  }
  return times;
}

function noTimes(): Times {
  return { p50s: [], samples: [], cpuMs: 0 };
}

function callsPerBlock(engine: () => unknown): number {
  const began = performance.now();
  let calls = 0;
  // The warm-up, which is not counted.
  for (; calls < 3 || performance.now() - began < blockMs; calls++) engine();
  const each = (performance.now() - began) / calls;
  return Math.min(200, Math.max(3, Math.round(blockMs / each)));
}

function timeBlock(engine: () => unknown, calls: number, times: Times): void {
  const cpu = process.cpuUsage();
  const block: number[] = [];
  for (let call = 0; call < calls; call++) {
    const began = performance.now();
    engine();
    block.push(performance.now() - began);
  }
  const { user, system } = process.cpuUsage(cpu);
  times.cpuMs += (user + system) / 1_000;
  times.samples.push(...block);
  times.p50s.push(median(block));
}
