import { exclusionIndex } from '@interlude/booking/reservation-store';
import type { Connection } from 'mongoose';
import { reservationOf } from './booking-guards.ts';

const hour = 3_600_000;
const begin = Date.parse('2027-03-01T00:00:00Z');
let made = 0;

/**
 * The least a correct booking costs on this MongoDB: a claim, and one transaction of five writes, with the driver
 * alone. Each call books another time.
 */
export async function createBareBooking(connection: Connection, database: string): Promise<() => Promise<void>> {
  const { db } = connection.useDb(database);
  if (db === undefined) throw new Error('not connected');
  const reservations = db.collection('bareReservations');
  const written = ['bareInterviews', 'bareAudit', 'bareOutbox', 'bareIdempotency'].map((name) => db.collection(name));
  const { key, ...rest } = exclusionIndex;
  await reservations.createIndex({ ...key }, rest);
  // Collections are made by a first row each, so that no transaction has to.
  for (const collection of written) await collection.insertOne({});
  const writeConcern = { w: 'majority', journal: true } as const;
  return async () => {
    const startsAt = begin + made++ * hour;
    const row = reservationOf({ personId: 'per_bare', startsAt, endsAt: startsAt + hour });
    await reservations.insertOne(row as never, { writeConcern });
    await connection.transaction(
      async (session) => {
        const kept = { $set: { kind: 'booking' }, $unset: { expiresAt: 1 as const } };
        await reservations.updateOne({ _id: row._id as never }, kept, { session });
        for (const collection of written) await collection.insertOne({ of: row._id, at: new Date() }, { session });
      },
      { readConcern: 'snapshot', writeConcern },
    );
  };
}
