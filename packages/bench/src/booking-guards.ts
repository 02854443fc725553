import { isDuplicateKey } from '@interlude/booking/mongo';
import type { ReservationRow } from '@interlude/booking/reservation-row';
import { createReservationStore } from '@interlude/booking/reservation-store';
import type { InterviewId, PersonId, ReservationId, TenantId } from '@interlude/shared/ids';
import { claimKeys } from '@interlude/shared/slots/cells';
import type { BenchMongo } from './bench-mongo.ts';

/** One person's time somebody wants, epoch milliseconds. */
export interface Wish {
  readonly personId: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** A way of keeping two bookings apart. */
export interface Guard {
  readonly name: string;
  /** Whether the time was given; false is a refusal, anything unexpected throws. */
  book(wish: Wish): Promise<boolean>;
  /** What was given to a person, as the database has it afterwards. */
  booked(personId: string): Promise<Wish[]>;
}

export const benchTenant = 'ten_bench' as TenantId;
let made = 0;

/** A reservation as a claim writes it. */
export function reservationOf({ personId, startsAt, endsAt }: Wish, afterMinutes = 0): ReservationRow {
  made += 1;
  const id = `${process.pid}${String(made).padStart(12, '0')}`;
  return {
    _id: `rsv_${id}` as ReservationId,
    tenantId: benchTenant,
    kind: 'hold',
    bookingId: `int_${id}` as InterviewId,
    requestId: id,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    beforeMinutes: 0,
    afterMinutes,
    people: [personId as PersonId],
    seats: [],
    cells: claimKeys({ personId, startsAt, endsAt, beforeMinutes: 0, afterMinutes }),
    active: true,
    expiresAt: new Date(Date.now() + 3_600_000),
    version: 1,
    createdAt: new Date(),
  };
}

/** The product's own claim on its own store. */
export function exclusionGuard({ connection, reservations }: BenchMongo): Guard {
  const store = createReservationStore(connection);
  return {
    name: 'claim under the exclusion index',
    book: (wish) => wonUnlessDuplicate(store.claim(reservationOf(wish))),
    async booked(personId) {
      const rows = await reservations.find({ people: personId, active: true }).toArray();
      return rows.map(({ startsAt, endsAt }) => ({ personId, startsAt: Number(startsAt), endsAt: Number(endsAt) }));
    },
  };
}

interface BookedRow {
  personId: string;
  startsAt: Date;
  endsAt: Date;
}

/** Counts what overlaps and inserts when there is nothing, both in one transaction. */
export async function transactionGuard({ db, connection }: BenchMongo): Promise<Guard> {
  const rows = db.collection<BookedRow>('transactionControl');
  await rows.createIndex({ personId: 1, startsAt: 1 });
  return {
    name: 'count, then insert, in a transaction',
    async book(wish) {
      const session = await connection.startSession();
      try {
        return await session.withTransaction(
          async () => {
            if ((await rows.countDocuments(overlapping(wish), { session })) > 0) return false;
            await rows.insertOne(rowOf(wish), { session });
            return true;
          },
          { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } },
        );
      } finally {
        await session.endSession();
      }
    },
    booked: (personId) => rows.find({ personId }).map(wishOf).toArray(),
  };
}

/** Looks for what overlaps and inserts under a unique index of person and start. */
export async function uniqueStartGuard({ db }: BenchMongo): Promise<Guard> {
  const rows = db.collection<BookedRow>('uniqueStartControl');
  await rows.createIndex({ personId: 1, startsAt: 1 }, { unique: true });
  return {
    name: 'look, then insert, unique (person, start)',
    async book(wish) {
      if ((await rows.findOne(overlapping(wish))) !== null) return false;
      return await wonUnlessDuplicate(rows.insertOne(rowOf(wish)));
    },
    booked: (personId) => rows.find({ personId }).map(wishOf).toArray(),
  };
}

function overlapping({ personId, startsAt, endsAt }: Wish) {
  return { personId, startsAt: { $lt: new Date(endsAt) }, endsAt: { $gt: new Date(startsAt) } };
}

function rowOf({ personId, startsAt, endsAt }: Wish): BookedRow {
  return { personId, startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
}

function wishOf({ personId, startsAt, endsAt }: BookedRow): Wish {
  return { personId, startsAt: startsAt.getTime(), endsAt: endsAt.getTime() };
}

async function wonUnlessDuplicate(insert: Promise<unknown>): Promise<boolean> {
  try {
    await insert;
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
