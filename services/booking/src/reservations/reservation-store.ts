import type { BookingId, PersonId, ReservationId, TenantId } from '@interlude/shared/ids';
import type { AssignmentDecision } from '@interlude/shared/slots/assignment';
import { unprovedSeatPattern } from '@interlude/shared/slots/unproved-seats';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import { countWrite, countWrites } from '../mongo/write-count.ts';
import { createClaimTurns } from '../runtime/claim-turns.ts';
import { coalesceReads, readPatienceMs } from '../runtime/coalesced-reads.ts';
import { createBusyStore } from './busy-store.ts';
import { createElsewhereStore } from './elsewhere-store.ts';
import { overUpdate } from './ended-update.ts';
import type { HoldEnd, ReservationRow } from './reservation-row.ts';
import { createGroupReservationStore } from './session-reservation-store.ts';
import { createTimeOffStore } from './time-off-store.ts';

const schema = new Schema<Stored<ReservationRow>>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    kind: { type: String, required: true },
    bookingId: String,
    offeredTo: String,
    timeOffId: String,
    over: { type: [String], default: undefined },
    requestId: String,
    startsAt: Date,
    endsAt: Date,
    beforeMinutes: Number,
    afterMinutes: Number,
    people: [String],
    look: Number,
    spans: { type: Schema.Types.Mixed, default: undefined },
    heldAt: Date,
    looked: { type: Schema.Types.Mixed, default: undefined },
    terms: { type: Schema.Types.Mixed, default: undefined },
    resources: { type: Schema.Types.Mixed, default: undefined },
    freed: { type: [String], default: undefined },
    seats: [String],
    placeIn: String,
    place: Number,
    offerId: String,
    booked: Number,
    openedWith: { type: [String], default: undefined },
    // An empty array would be indexed as one value and collide with every other empty one, so it is absent instead.
    cells: {
      type: [String],
      default: undefined,
      validate: (cells?: string[]) => cells === undefined || cells.length > 0,
    },
    active: { type: Boolean, required: true },
    expiresAt: Date,
    isUnproved: Boolean,
    assignment: Schema.Types.Mixed,
    tookPlace: Boolean,
    version: Number,
    createdAt: Date,
  },
  { collection: 'reservations', strict: 'throw', versionKey: false },
);

countWrites(schema);

/** The index that makes two claims of one cell impossible; the whole product stands on it. */
export const exclusionIndex = {
  key: { tenantId: 1, cells: 1 },
  unique: true,
  partialFilterExpression: { active: true, cells: { $exists: true } },
} as const;

export const reservationIndexes = [
  exclusionIndex,
  {
    key: { tenantId: 1, bookingId: 1, kind: 1 },
    unique: true,
    partialFilterExpression: { active: true, bookingId: { $exists: true } },
  },
  { key: { tenantId: 1, people: 1, startsAt: 1 } },
  {
    key: { tenantId: 1, 'resources.id': 1, startsAt: 1 },
    partialFilterExpression: { 'resources.id': { $exists: true } },
  },
  { key: { tenantId: 1, placeIn: 1 }, partialFilterExpression: { placeIn: { $exists: true } } },
  {
    key: { tenantId: 1, offerId: 1, startsAt: 1 },
    partialFilterExpression: { offerId: { $exists: true } },
  },
  { key: { over: 1 }, partialFilterExpression: { over: { $exists: true } } },
  { key: { expiresAt: 1 }, expireAfterSeconds: 0, partialFilterExpression: { kind: 'hold' } },
] as const;

// A claim waits behind a transaction on the same cells; past this the answer is "unavailable", never a guess.
const claimPatienceMs = 2_000;

type LookedAt = Pick<ReservationRow, 'tenantId' | '_id' | 'startsAt' | 'people' | 'createdAt' | 'heldAt'>;

export type ReservationStore = ReturnType<typeof createReservationStore>;

export function createReservationStore(connection: Connection) {
  const Reservation = connection.model('Reservation', schema);
  const { trusted } = mongoose;
  const findHold = coalesceReads(
    ({ tenantId }: { tenantId: TenantId; bookingId: BookingId }) => tenantId,
    async (keys, { tenantId }) => {
      const bookingId = trusted({ $exists: true, $in: keys.map((key) => key.bookingId) });
      const rows = await Reservation.find({ tenantId, bookingId, kind: 'hold', active: true })
        .maxTimeMS(readPatienceMs)
        .lean<ReservationRow[]>();
      return keys.map((key) => ({ row: rows.find((row) => row.bookingId === key.bookingId) ?? null }));
    },
  );

  return {
    turns: createClaimTurns(),
    ...createBusyStore(connection),

    /** Inserts a claim; throws the duplicate-key error when a cell is taken. */
    async claim(row: ReservationRow): Promise<void> {
      await Reservation.insertMany([row], { lean: true });
    },

    /** In the booking's transaction: inserts its reservation; throws the duplicate-key error when a cell is taken. */
    async take({ _id, tenantId, cells = [], ...rest }: ReservationRow): Promise<boolean> {
      const { upsertedCount } = await Reservation.updateOne(
        { tenantId, cells: cells[0] ?? '', active: true, _id },
        { $setOnInsert: { ...rest, cells } },
        // An insert takes no hint; `promote`, which follows, has it.
        { upsert: true },
      ).hint(exclusionIndex.key);
      countWrite(tenantId, []);
      return upsertedCount === 1;
    },

    /** Moves a live hold to another time; null when it is gone, duplicate-key when the other time is taken. */
    async moveHold(held: ReservationRow, set: Partial<ReservationRow>): Promise<ReservationRow | null> {
      const { tenantId, _id, version } = held;
      return await Reservation.findOneAndUpdate(
        { tenantId, _id, kind: 'hold', active: true, version },
        { $set: set, $inc: { version: 1 } },
        { returnDocument: 'after', maxTimeMS: claimPatienceMs },
      ).lean<ReservationRow>();
    },

    /** In the booking's transaction: the hold becomes the reservation, if it still lives. */
    async promote(hold: ReservationRow, now: Date): Promise<boolean> {
      const { tenantId, _id, version, cells, offeredTo, placeIn } = hold;
      // The hint makes this fail at once when somebody dropped the index that excludes double bookings.
      const { matchedCount } = await Reservation.updateOne(
        {
          tenantId,
          cells: cells?.[0] ?? '',
          active: true,
          _id,
          kind: 'hold',
          version,
          expiresAt: trusted({ $gt: now }),
        },
        {
          $set: {
            kind: 'booking',
            ...(offeredTo ? { bookingId: offeredTo } : {}),
            ...(placeIn ? { people: [] } : {}),
          },
          $unset: { expiresAt: 1, isUnproved: 1, offeredTo: 1, ...(placeIn ? { resources: 1, offerId: 1 } : {}) },
          $inc: { version: 1 },
        },
      ).hint(exclusionIndex.key);
      return matchedCount === 1;
    },

    /** In the transaction: frees the old time and takes the new one in a single write; false when it moved meanwhile. */
    async move(own: ReservationRow, set: Partial<ReservationRow>): Promise<boolean> {
      const { tenantId, _id, version, cells } = own;
      // Guests come and go in a session while others are sought to give it: that changes nobody's claim.
      const seen = own.kind === 'group' ? { people: trusted({ $eq: own.people }) } : { version };
      // The hint again makes the write fail where the exclusion index is missing.
      const { matchedCount } = await Reservation.updateOne(
        { tenantId, cells: cells?.[0] ?? '', active: true, _id, kind: own.kind, ...seen },
        { $set: set, $inc: { version: 1 } },
      ).hint(exclusionIndex.key);
      return matchedCount === 1;
    },

    /** In the transaction: the time is free again, see `overUpdate`. */
    async release(tenantId: TenantId, bookingId: BookingId, tookPlace = false): Promise<boolean> {
      const { matchedCount } = await Reservation.updateOne(
        { tenantId, bookingId, kind: 'booking', active: true },
        overUpdate(tookPlace),
        { updatePipeline: true },
      );
      return matchedCount === 1;
    },

    /** The hold of an interview, over or not. Calls for one company that come at once share a query. */
    async findHold(tenantId: TenantId, bookingId: BookingId): Promise<ReservationRow | null> {
      return (await findHold({ tenantId, bookingId })).row;
    },

    /** The calendars of a hold's people were looked at, or are to be again: null; nothing where it is another start's by now. */
    async noteLooked(hold: LookedAt, unseen: readonly PersonId[] | null): Promise<void> {
      const { tenantId, _id, startsAt, people, createdAt, heldAt = createdAt } = hold;
      const looked = { startsAt, people, heldAt, unseen: [...(unseen ?? [])] };
      const set = unseen === null ? { $unset: { looked: 1 } } : { $set: { looked } };
      await Reservation.updateOne({ tenantId, _id, startsAt }, set as never);
    },

    /** Of whom the look at a hold could say nothing; null while it is under way. One before it was renewed is none. */
    async findLooked(hold: LookedAt): Promise<readonly PersonId[] | null> {
      const { tenantId, _id, startsAt, people, createdAt, heldAt = createdAt } = hold;
      const row = await Reservation.findOne({ tenantId, _id }, { looked: 1 }).lean<Pick<ReservationRow, 'looked'>>();
      const looked = row?.looked;
      if (looked?.startsAt.getTime() !== startsAt.getTime() || looked.people.join() !== people.join()) return null;
      return looked.heldAt?.getTime() === heldAt.getTime() ? looked.unseen : null;
    },

    elsewhere: createElsewhereStore(connection),
    groups: createGroupReservationStore(connection),
    ...createTimeOffStore(connection),

    async findLive(
      tenantId: TenantId,
      bookingId: string,
      kind: 'hold' | 'booking' | 'group',
    ): Promise<ReservationRow | null> {
      return await Reservation.findOne({ tenantId, bookingId, kind, active: true }).lean<ReservationRow>();
    },

    /** Why the people of an interview were chosen, as long as it has or had a booking. */
    async findAssignment(tenantId: TenantId, reservationId: ReservationId): Promise<AssignmentDecision | null> {
      const row = await Reservation.findOne({ tenantId, _id: reservationId }, { assignment: 1 }).lean<ReservationRow>();
      return row?.assignment ?? null;
    },

    async listByIds(tenantId: TenantId, ids: readonly string[]): Promise<ReservationRow[]> {
      return await Reservation.find({ tenantId, _id: trusted({ $in: [...ids] }) }).lean<ReservationRow[]>();
    },

    /** The hold behind an offer, or null when it is gone or has become a booking. */
    async findOffer(tenantId: TenantId, reservationId: string): Promise<ReservationRow | null> {
      return await Reservation.findOne({
        tenantId,
        _id: reservationId,
        kind: 'hold',
        active: true,
      }).lean<ReservationRow>();
    },

    /** Gives an offered time back; nothing happens when it has become a booking or is gone. */
    async releaseOffer(tenantId: TenantId, reservationId: string): Promise<void> {
      await Reservation.updateOne(
        { tenantId, _id: reservationId, kind: 'hold', active: true },
        { $set: { active: false }, $inc: { version: 1 } },
      );
    },

    /**
     * Gives the hold back in the state it was seen; false when it was replaced meanwhile. The document stays until its
     * time is over: of a deleted one nobody who watches could tell whose time is free again.
     */
    async releaseHold(hold: Pick<ReservationRow, '_id' | 'version' | 'tenantId'>): Promise<boolean> {
      const { tenantId, _id, version } = hold;
      const { matchedCount } = await Reservation.updateOne(
        { tenantId, _id, kind: 'hold', active: true, version },
        { $set: { active: false }, $inc: { version: 1 } },
      );
      return matchedCount === 1;
    },

    async releaseHoldOf(tenantId: TenantId, bookingId: BookingId): Promise<void> {
      await Reservation.updateOne(
        { tenantId, bookingId, kind: 'hold', active: true },
        { $set: { active: false }, $inc: { version: 1 } },
      );
    },

    /**
     * In a transaction: what was held for a visitor is held for their booking, which lets go what it held itself.
     * Nothing happens when it is over and gone.
     */
    async proveHold(tenantId: TenantId, heldAs: BookingId, bookingId: BookingId): Promise<void> {
      const held = { tenantId, kind: 'hold', active: true } as const;
      if (heldAs !== bookingId && (await Reservation.exists({ ...held, bookingId: heldAs })) !== null)
        await Reservation.updateOne({ ...held, bookingId }, { $set: { active: false }, $inc: { version: 1 } });
      await Reservation.updateOne(
        { ...held, bookingId: heldAs },
        {
          $set: { bookingId },
          $unset: { isUnproved: 1 },
          // What it counted for among visitors is others' again.
          $pull: { seats: unprovedSeatPattern, cells: unprovedSeatPattern },
          $inc: { version: 1 },
        },
      );
    },

    /** Removes a hold whose time is over, so that another may take its cells. */
    async dropExpiredHold(tenantId: TenantId, reservationId: ReservationId, now: Date): Promise<void> {
      await Reservation.deleteOne({ tenantId, _id: reservationId, kind: 'hold', expiresAt: trusted({ $lte: now }) });
    },

    /** Whoever holds one of the cells now. */
    async listHoldersOf(tenantId: TenantId, cells: readonly string[]): Promise<ReservationRow[]> {
      return await Reservation.find({
        tenantId,
        active: true,
        cells: trusted({ $exists: true, $in: [...cells] }),
      }).lean<ReservationRow[]>();
    },

    /** Holds that will end by themselves, across tenants, for those who are told of it. */
    async listHoldEnds(now: Date): Promise<HoldEnd[]> {
      return await Reservation.find(
        { kind: 'hold', active: true, expiresAt: trusted({ $gt: now }) },
        { tenantId: 1, people: 1, resources: 1, expiresAt: 1 },
        { crossTenant: true },
      ).lean<HoldEnd[]>();
    },

    /** Wakes subscribers when times are taken or freed; see `live.ts`. */
    watch() {
      const fields = ['_id', 'tenantId', 'people', 'resources', 'freed', 'kind', 'active', 'expiresAt'];
      const change = Object.fromEntries(fields.map((field) => [`fullDocument.${field}`, 1]));
      return Reservation.watch([{ $project: change }], { fullDocument: 'updateLookup' });
    },
  };
}
