import { type BenchMongo, startBenchMongo } from './bench-mongo.ts';
import { exclusionGuard, type Guard, transactionGuard, uniqueStartGuard, type Wish } from './booking-guards.ts';
import { latencyText, type Row } from './report.ts';
import { overlapsIn, timed } from './statistics.ts';

const minute = 60_000;
const day = 1_440 * minute;
const ten = Date.parse('2027-03-08T10:00:00Z');
const rivals = 20;
const rounds = 60;

interface Storm {
  readonly name: string;
  /** Minutes between the starts of two rivals. */
  readonly apart: number;
  /** Whether these guards are known to let the storm through: a storm that harms nobody proves nothing. */
  readonly harms: readonly (keyof Controls)[];
}

interface Controls {
  readonly transaction: Guard;
  readonly uniqueStart: Guard;
}

const storms: readonly Storm[] = [
  { name: 'same start', apart: 0, harms: ['transaction'] },
  { name: 'overlapping starts', apart: 5, harms: ['transaction', 'uniqueStart'] },
];

/** W3 against other guards: the same rivals on the same MongoDB, counted from what the database has afterwards. */
export async function measureControls(): Promise<Row[]> {
  const mongo = await startBenchMongo();
  try {
    return await allStorms(mongo);
  } finally {
    await mongo.stop();
  }
}

async function allStorms(mongo: BenchMongo): Promise<Row[]> {
  const ours = exclusionGuard(mongo);
  const controls = { transaction: await transactionGuard(mongo), uniqueStart: await uniqueStartGuard(mongo) };
  const rows: Row[] = [];
  for (const storm of storms) {
    const own = await runStorm(ours, storm);
    for (const [key, control] of Object.entries(controls) as [keyof Controls, Guard][]) {
      const other = await runStorm(control, storm);
      const harmed = !storm.harms.includes(key) || other.doubled > 0;
      rows.push({
        workload: `W3 control, ${rivals} rivals, ${storm.name}, ${rounds} rounds`,
        ours: textOf(own),
        reference: `${control.name}: ${textOf(other)}`,
        ratio: null,
        goal: storm.harms.includes(key) ? 'ours 0 doubled, reference > 0' : 'ours 0 doubled',
        met: own.doubled === 0 && own.empty === 0 && harmed,
      });
    }
  }
  return rows;
}

interface Outcome {
  doubled: number;
  pairs: number;
  /** Rounds in which everybody was refused. */
  empty: number;
  readonly times: number[];
}

function textOf({ doubled, pairs, times }: Outcome): string {
  return `${doubled} of ${rounds} rounds doubled (${pairs} pairs), ${latencyText(times)}`;
}

async function runStorm(guard: Guard, storm: Storm): Promise<Outcome> {
  const outcome: Outcome = { doubled: 0, pairs: 0, empty: 0, times: [] };
  for (let round = 0; round < rounds; round++) {
    const personId = `per_${storm.apart}_${round}`;
    const wishes = Array.from({ length: rivals }, (_, n): Wish => {
      const startsAt = ten + round * day + n * storm.apart * minute;
      return { personId, startsAt, endsAt: startsAt + 60 * minute };
    });
    const times = await Promise.all(wishes.map((wish) => timed(() => guard.book(wish))));
    const booked = await guard.booked(personId);
    const pairs = overlapsIn(booked.map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt })));
    outcome.times.push(...times);
    outcome.pairs += pairs;
    outcome.doubled += pairs > 0 ? 1 : 0;
    outcome.empty += booked.length === 0 ? 1 : 0;
  }
  return outcome;
}
