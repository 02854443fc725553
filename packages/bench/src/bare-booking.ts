import { exclusionIndex } from '@interlude/booking/reservation-store';
import type { Connection } from 'mongoose';
import { reservationOf } from './booking-guards.ts';

const hour = 3_600_000;
const begin = Date.parse('2027-03-01T00:00:00Z');
let made = 0;

/** The steps of a page with the driver alone: the least that each can cost on this MongoDB. */
export interface BareSteps {
  hold(): Promise<void>;
  book(): Promise<void>;
  move(): Promise<void>;
  cancel(): Promise<void>;
}

/**
 * Makes the writes of one visit: a claim, then one transaction a step that changes the reservation and writes booking,
 * audit row, outbox row and the answer kept under its key. Each visit has a time of its own.
 */
export async function createBareVisits(connection: Connection, database: string): Promise<() => BareSteps> {
  const { db } = connection.useDb(database);
  if (db === undefined) throw new Error('not connected');
  const reservations = db.collection('bareReservations');
  const bookings = db.collection('bareBookings');
  const written = ['bareAudit', 'bareOutbox', 'bareIdempotency'].map((name) => db.collection(name));
  const { key, ...rest } = exclusionIndex;
  await reservations.createIndex({ ...key }, rest);
  // Collections are made by a first row each, so that no transaction has to.
  for (const collection of [bookings, ...written]) await collection.insertOne({});
  const writeConcern = { w: 'majority', journal: true } as const;

  return () => {
    const claim = () => {
      const startsAt = begin + made++ * hour;
      return reservationOf({ personId: 'per_bare', startsAt, endsAt: startsAt + hour });
    };
    const row = claim();
    const _id = row._id as never;
    const commit = (change: object) =>
      connection.transaction(
        async (session) => {
          await reservations.updateOne({ _id }, change, { session });
          await bookings.updateOne({ _id }, { $set: { at: new Date() } }, { session, upsert: true });
          for (const collection of written) await collection.insertOne({ of: _id, at: new Date() }, { session });
        },
        { readConcern: 'snapshot', writeConcern },
      );
    return {
      async hold() {
        await reservations.insertOne(row as never, { writeConcern });
      },
      book: () => commit({ $set: { kind: 'booking' }, $unset: { expiresAt: 1 as const } }),
      move() {
        const { startsAt, endsAt, cells } = claim();
        return commit({ $set: { startsAt, endsAt, cells } });
      },
      cancel: () => commit({ $set: { active: false }, $unset: { cells: 1 as const } }),
    };
  };
}
