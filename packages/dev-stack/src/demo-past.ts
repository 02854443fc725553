import { CELL_MS } from '@interlude/shared/slots/cells';
import { promisesOf } from '@interlude/shared/time/promised-time';
import mongoose from 'mongoose';
import type { Portal } from './portal.ts';

const day = 86_400_000;
const minute = 60_000;
const inAudit = ['start', 'markNoShow', 'complete', 'requestRetake', 'approveRetake', 'issueRetake'];

interface BookingDoc {
  readonly _id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly factsRev: number;
  readonly promised: { personId: string | null; zone: string }[];
  readonly notices: { at: number; kind: string }[];
}
interface ReservationDoc {
  readonly _id: string;
  readonly cells?: string[];
}

/**
 * Moves what the demo has played to its end into the last days. The portal books nothing in the past, and an interview
 * that was held tomorrow is believed by nobody; so this is the one part of the demo that is written past the API.
 */
export async function moveToPast(portal: Portal, interviewIds: readonly string[]): Promise<void> {
  const { mongoUrl, databases } = portal.settings;
  const connection = await mongoose.createConnection(mongoUrl, { dbName: databases.booking }).asPromise();
  try {
    for (const [nth, interviewId] of interviewIds.entries()) await moveOne(connection, interviewId, nth);
  } finally {
    await connection.close();
  }
}

async function moveOne(connection: mongoose.Connection, interviewId: string, nth: number): Promise<void> {
  const bookings = connection.collection<BookingDoc>('bookings');
  for (;;) {
    const row = await bookings.findOne({ _id: interviewId });
    if (row === null) throw new Error(`no interview ${interviewId}`);
    const byMs = -daysBack(row.startsAt.getTime(), nth) * day;
    const { _id, ...moved } = shifted(row, byMs);
    const over = overIn(moved.startsAt, moved.endsAt, row);
    const set = {
      ...moved,
      ...over,
      notices: row.notices.map((notice) => ({ ...notice, at: notice.at + byMs })),
      promised: promisesOf(row.promised, moved.startsAt.getTime()),
      // The workflow plans anew from what it finds now.
      factsRev: row.factsRev + 1,
      planOver: false,
    };
    const { matchedCount } = await bookings.updateOne({ _id, factsRev: row.factsRev }, { $set: set as never });
    if (matchedCount === 1) return await moveRecords(connection, { interviewId, byMs, at: moved });
  }
}

/**
 * How many days bring an instant to the nth latest working day before today, so that nobody was in two places at once,
 * whatever the time of day is now.
 */
function daysBack(startsAt: number, nth: number): number {
  const isWorkday = (at: number) => ![0, 6].includes(new Date(at).getUTCDay());
  const today = Math.floor(Date.now() / day) * day;
  let left = nth;
  for (let days = 0; ; days++) {
    const at = startsAt - days * day;
    if (at < today && isWorkday(at) && left-- === 0) return days;
  }
}

// It began and ended when it was to; the demo had no time to wait for that.
function overIn(startsAt: Date, endsAt: Date, row: object) {
  const has = (field: string) => Reflect.get(row, field) instanceof Date;
  return {
    ...(has('startedAt') ? { startedAt: startsAt } : {}),
    ...(has('completedAt') ? { completedAt: endsAt } : {}),
  };
}

interface Moved {
  readonly interviewId: string;
  readonly byMs: number;
  readonly at: Pick<BookingDoc, 'startsAt' | 'endsAt'>;
}

async function moveRecords(connection: mongoose.Connection, { interviewId, byMs, at }: Moved): Promise<void> {
  for (const name of ['audit', 'sends', 'retakeRequests']) {
    const collection = connection.collection<{ _id: string; action?: string }>(name);
    for (const row of await collection.find({ interviewId } as never).toArray()) {
      const when = name === 'audit' ? toldAt(row.action ?? '', at) : null;
      // Its dates alone: what a mail has come to may be told of it at the same moment.
      const dates = { ...movedDates(row, byMs), ...(when === null ? {} : { at: when }) };
      if (Object.keys(dates).length > 0) await collection.updateOne({ _id: row._id }, { $set: dates as never });
    }
  }
  const reservations = connection.collection<ReservationDoc>('reservations');
  // What took place then takes no seat of these days.
  await reservations.deleteMany({ bookingId: interviewId, active: true, kind: 'seat' } as never);
  for (const row of await reservations.find({ bookingId: interviewId } as never).toArray()) {
    const { _id, ...rest } = shifted(row, byMs);
    const cells = row.cells?.map((cell) => movedCell(cell, byMs));
    await reservations.updateOne({ _id }, { $set: { ...rest, ...(cells ? { cells } : {}) } as never });
  }
}

function toldAt(action: string, { startsAt, endsAt }: Moved['at']): Date | null {
  const nth = inAudit.indexOf(action);
  if (nth < 0) return null;
  if (action === 'start') return startsAt;
  if (action === 'markNoShow') return new Date(startsAt.getTime() + 15 * minute);
  return new Date(endsAt.getTime() + nth * minute);
}

function movedCell(cell: string, byMs: number): string {
  const [number = '', ...rest] = cell.split(':').reverse();
  const moved = Number.parseInt(number, 36) + byMs / CELL_MS;
  return [...rest.reverse(), moved.toString(36)].join(':');
}

/** The same with every date in it moved. */
function shifted<Value>(value: Value, byMs: number): Value {
  if (value instanceof Date) return new Date(value.getTime() + byMs) as Value;
  if (Array.isArray(value)) return value.map((one) => shifted(one, byMs)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shifted(one, byMs)])) as Value;
}

/** Every date in it moved, by its path: `{ 'history.0.at': … }`. */
function movedDates(value: unknown, byMs: number, path: readonly string[] = []): Record<string, Date> {
  if (value instanceof Date) return { [path.join('.')]: new Date(value.getTime() + byMs) };
  if (typeof value !== 'object' || value === null) return {};
  const inside = Object.entries(value).map(([key, one]) => movedDates(one, byMs, [...path, key]));
  return Object.assign({}, ...inside);
}
