import { createReservationStore } from '@interlude/booking/reservation-store';
import { type BenchMongo, exclusionIndexName, startBenchMongo } from './bench-mongo.ts';
import { reservationOf, type Wish } from './booking-guards.ts';
import { goalRow, latencyText, type Row } from './report.ts';
import { randomFrom } from './seeded.ts';
import { exponentOf, median, timed } from './statistics.ts';

const minute = 60_000;
const begin = Date.parse('2027-01-04T00:00:00Z');
const people = 200;
const slotMs = 40 * minute;
const batch = 2_000;
const claims = 400;
// Loading a million must not make the bench a matter of patience.
const loadLimitMs = 150_000;

/** The product's claim on its own store, beside ever more reservations that are already there. */
export async function measureClaimScaling(million: boolean): Promise<Row[]> {
  const mongo = await startBenchMongo();
  try {
    return await allSizes(mongo, [100, 1_000, 10_000, 100_000, ...(million ? [1_000_000] : [])]);
  } finally {
    await mongo.stop();
  }
}

async function allSizes(mongo: BenchMongo, sizes: readonly number[]): Promise<Row[]> {
  const store = createReservationStore(mongo.connection);
  const random = randomFrom(7);
  const rows: Row[] = [];
  const points: { x: number; y: number }[] = [];
  let there = 0;
  for (const size of sizes) {
    const began = performance.now();
    there = await loadUpTo(mongo, there, size);
    const loaded = (performance.now() - began) / 1_000;
    const times: number[] = [];
    for (let n = 0; n < claims; n++) {
      const row = reservationOf(holeAt(random), 10);
      const took = await timed(() => store.claim(row));
      // The first claims warm the connection and the cache up.
      if (n >= claims / 10) times.push(took);
      await mongo.reservations.deleteOne({ _id: row._id as never });
    }
    points.push({ x: there, y: median(times) });
    const index = `exclusion index ${(await indexMb(mongo)).toFixed(1)} MB`;
    const note = there < size ? `, loading stopped after ${loaded.toFixed(0)} s` : '';
    rows.push(goalRow(`Claim beside ${there} reservations`, `${latencyText(times)}; ${index}${note}`, '', null));
  }
  const exponent = exponentOf(points);
  const measured = `p50 grows with the power ${exponent.toFixed(2)}`;
  const span = `Claim, ${sizes[0]} → ${there} reservations`;
  return [...rows, goalRow(span, measured, 'power ≤ 0.15 (flat)', exponent <= 0.15)];
}

/** Inserts natively up to the size; answers how many are there, fewer when it took too long. */
async function loadUpTo(mongo: BenchMongo, from: number, size: number): Promise<number> {
  const began = performance.now();
  // Building the index once over all is much faster than feeding it a million times.
  const rebuild = size >= 1_000_000;
  if (rebuild) await mongo.dropExclusionIndex();
  let there = from;
  while (there < size && performance.now() - began < loadLimitMs / 2) {
    const count = Math.min(batch, size - there);
    const rows = Array.from({ length: count }, (_, n) => settled(reservationOf(filledAt(there + n), 10)));
    await mongo.reservations.insertMany(rows as never[], { ordered: false, writeConcern: { w: 1 } });
    there += count;
  }
  if (rebuild) await mongo.buildExclusionIndex();
  return there;
}

function settled(row: ReturnType<typeof reservationOf>) {
  const { expiresAt: _, ...rest } = row;
  return { ...rest, kind: 'booking' };
}

// Every fiftieth slot of a person stays free: those are the times the measured claims take.
function filledAt(n: number): Wish {
  const nth = Math.floor(n / people);
  return wishAt(n % people, nth + Math.floor(nth / 49));
}

function holeAt(random: () => number): Wish {
  return wishAt(Math.floor(random() * people), Math.floor(random() * 100) * 50 + 49);
}

function wishAt(person: number, slot: number): Wish {
  const startsAt = begin + slot * slotMs;
  return { personId: `per_${String(person).padStart(26, '0')}`, startsAt, endsAt: startsAt + 30 * minute };
}

async function indexMb({ db }: BenchMongo): Promise<number> {
  const [stats] = await db
    .collection('reservations')
    .aggregate<{ storageStats: { indexSizes: Record<string, number> } }>([{ $collStats: { storageStats: {} } }])
    .toArray();
  return (stats?.storageStats.indexSizes[exclusionIndexName] ?? Number.NaN) / 1024 / 1024;
}
