import type { BookingId, GroupId, PersonId, ReservationId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import { createKeyedMutex } from '../runtime/keyed-mutex.ts';
import { overUpdate } from './ended-update.ts';
import type { ReservationRow } from './reservation-row.ts';

type Ref = Pick<ReservationRow, '_id' | 'tenantId'>;

/**
 * The reservations of group sessions. A session is given up only by a write that names the version at which it was
 * seen empty, and whoever takes a place raises that version after taking it: so either sees the other.
 */
export function createGroupReservationStore(connection: Connection) {
  const Reservation = connection.model<Stored<ReservationRow>>('Reservation');
  const { trusted } = mongoose;
  const inTurn = createKeyedMutex();
  const live = ({ tenantId, _id }: Ref) => ({ tenantId, _id, kind: 'group', active: true });

  return {
    async find({ tenantId, _id }: Ref): Promise<ReservationRow | null> {
      return await Reservation.findOne({ tenantId, _id, kind: 'group' }).lean<ReservationRow>();
    },

    /**
     * One change of a session after the other within this process: each writes the same count, so that at once all but
     * one would fail and have to be done again.
     */
    inTurn: <T>(placeIn: ReservationId, work: () => Promise<T>) => inTurn(placeIn, work),

    /** After a place was taken: the session stands at that time; false when it was given up or moved before. */
    async keep({ startsAt, ...group }: Ref & Pick<ReservationRow, 'startsAt'>): Promise<boolean> {
      const { matchedCount } = await Reservation.updateOne({ ...live(group), startsAt }, { $inc: { version: 1 } });
      return matchedCount === 1;
    },

    /** Its places that are booked or held, also those held until an instant that is over. */
    async listPlaces(tenantId: TenantId, placeIn: ReservationId): Promise<ReservationRow[]> {
      return await Reservation.find({ tenantId, placeIn, active: true }).lean<ReservationRow[]>();
    },

    /** Frees the people of a session that was seen without anybody in it; false when it has changed since. */
    async giveUp({ version, ...group }: Ref & Pick<ReservationRow, 'version'>): Promise<boolean> {
      const { matchedCount } = await Reservation.updateOne(
        { ...live(group), version, booked: 0 },
        overUpdate('$tookPlace'),
        { updatePipeline: true },
      );
      return matchedCount === 1;
    },

    /** In the transaction of whoever books a place: the session as it was before, or null when it was given up. */
    async join(group: Ref): Promise<ReservationRow | null> {
      return await Reservation.findOneAndUpdate(
        live(group),
        { $inc: { booked: 1, version: 1 } },
        { returnDocument: 'before' },
      ).lean<ReservationRow>();
    },

    /** In the transaction of whoever gives a place back: the session as it is now. */
    async leave(group: Ref, tookPlace: boolean): Promise<ReservationRow | null> {
      return await Reservation.findOneAndUpdate(
        live(group),
        { $inc: { booked: -1, version: 1 }, ...(tookPlace ? { $set: { tookPlace } } : {}) },
        { returnDocument: 'after' },
      ).lean<ReservationRow>();
    },

    /** In the transaction of the first booking: whose obligations these are from now on. */
    async name(group: Ref, bookingId: GroupId): Promise<void> {
      await Reservation.updateOne(live(group), { $set: { bookingId } });
    },

    /** In the transaction of the last one who leaves: frees the people unless somebody is just choosing this session. */
    async end(group: Ref, now: Date): Promise<void> {
      const held = await Reservation.exists({
        tenantId: group.tenantId,
        placeIn: group._id,
        active: true,
        expiresAt: trusted({ $gt: now }),
      });
      if (held === null) await Reservation.updateOne(live(group), { $set: { active: false } });
    },

    /** In the transaction that completes a session before its planned end: it counts for who is next, and frees the rest. */
    async close(group: Ref): Promise<void> {
      await Reservation.updateOne(live(group), overUpdate(true), { updatePipeline: true });
    },

    /** In the transaction that calls a session off: its people are free; false when these were not all of its guests. */
    async callOff(group: Ref, guests: readonly { readonly _id: BookingId }[]): Promise<boolean> {
      const { tenantId, _id } = group;
      const session = await Reservation.updateOne(
        { ...live(group), booked: guests.length },
        { $set: { booked: 0, active: false }, $inc: { version: 1 } },
      );
      const ended = { $set: { active: false }, $inc: { version: 1 } };
      const places = await Reservation.updateMany({ tenantId, placeIn: _id, kind: 'booking', active: true }, ended);
      // The guests' own holds too: times they were looking at to move to.
      const bookingId = trusted({ $exists: true, $in: guests.map((guest) => guest._id) });
      await Reservation.updateMany({ tenantId, bookingId, kind: 'hold', active: true }, ended);
      return session.matchedCount === 1 && places.matchedCount === guests.length;
    },

    /**
     * In the transaction that moves a session or ends it, after its own reservation: gives back the places that were
     * only held or on offer, as whoever has one chose what there is no longer. Answers what they were.
     */
    async releaseHeld({ tenantId, _id }: Ref): Promise<ReservationRow[]> {
      const held = { tenantId, placeIn: _id, kind: 'hold', active: true };
      const places = await Reservation.find(held).lean<ReservationRow[]>();
      await Reservation.updateMany(held, { $set: { active: false }, $inc: { version: 1 } });
      return places;
    },

    /**
     * In the transaction that moves a session, after its own reservation: the booked places are at its new time. False
     * when there were not as many guests.
     */
    async movePlaces(
      { tenantId, _id }: Ref,
      { startsAt, endsAt }: Pick<ReservationRow, 'startsAt' | 'endsAt'>,
      guests: number,
    ): Promise<boolean> {
      const booked = await Reservation.updateMany(
        { tenantId, placeIn: _id, kind: 'booking', active: true },
        { $set: { startsAt, endsAt }, $inc: { version: 1 } },
      );
      return booked.matchedCount === guests;
    },

    /** In the transaction that changes the people of a session: the places that are held name them too. */
    async tellPlaces({ tenantId, _id }: Ref, people: readonly PersonId[]): Promise<void> {
      await Reservation.updateMany(
        { tenantId, placeIn: _id, kind: 'hold', active: true },
        { $set: { people: [...people] }, $inc: { version: 1 } },
      );
    },
  };
}
