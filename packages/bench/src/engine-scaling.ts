import { freeStarts } from '@interlude/shared/slots/free-slots';
import { type Cell, listingOf } from './engine-workload.ts';
import { goalRow, ms, type Row } from './report.ts';
import { exponentOf } from './statistics.ts';

const plain: Cell = { kind: 'any', people: 8, days: 30, busyTimes: 50 };
const axes = [
  { name: 'days', at: [30, 60, 120, 240, 365], cell: (days: number): Cell => ({ ...plain, days }) },
  { name: 'interviewers', at: [1, 2, 4, 8, 16, 32, 64], cell: (people: number): Cell => ({ ...plain, people }) },
  {
    name: 'busy times',
    at: [100, 316, 1_000, 3_162, 10_000],
    cell: (busyTimes: number): Cell => ({ ...plain, busyTimes }),
  },
];

/** How the engine's time grows with each size of the question, the others held. */
export function measureEngineScaling(): Row[] {
  return axes.map(({ name, at, cell }) => {
    const points = at.map((x) => ({ x, y: bestMs(cell(x)) }));
    const exponent = exponentOf(points);
    const [first, last] = [points[0], points.at(-1)];
    // Fixed costs flatten the whole; the last step shows where it is heading.
    const powers = `${exponent.toFixed(2)} (last step ${exponentOf(points.slice(-2)).toFixed(2)})`;
    const measured = `${ms(first?.y ?? 0)} → ${ms(last?.y ?? 0)} CPU ms, grows with the power ${powers}`;
    return goalRow(`Engine, ${at[0]} → ${at.at(-1)} ${name}`, measured, 'power ≤ 1 (linear)', exponent <= 1);
  });
}

// The best of several blocks, in processor time: growth is a property of the code, and the rest of the machine only
// ever adds to it.
function bestMs(cell: Cell): number {
  const listing = listingOf(cell);
  const blocks = Array.from({ length: 9 }, () => {
    const began = process.cpuUsage();
    let calls = 0;
    let spentMs = 0;
    do {
      for (let n = 0; n < 8; n++, calls++) freeStarts(listing.question, listing.span);
      const { user, system } = process.cpuUsage(began);
      spentMs = (user + system) / 1_000;
    } while (spentMs < 40);
    return spentMs / calls;
  });
  return Math.min(...blocks);
}
