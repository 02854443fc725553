import type { BookingId, PersonId, TenantId } from '@interlude/shared/ids';
import type { Span } from '@interlude/shared/slots/slot-question';
import mongoose, { type Connection } from 'mongoose';
import { isDuplicateKey, type Stored } from '../mongo/mongo.ts';
import { type AwayRule, awayKinds, type BusyRow, type ReservationRow, type TimeOffOver } from './reservation-row.ts';

const shown = { cells: 0, freed: 0, requestId: 0, tenantId: 0, assignment: 0 } as const;

// No day away, with the widest buffers of a meeting, reaches further.
const reachMs = 2 * 86_400_000;

export function createTimeOffStore(connection: Connection) {
  const Reservation = connection.model<Stored<ReservationRow>>('Reservation');
  const { trusted } = mongoose;

  return {
    /** Inserts of several claims those whose cells are free; false when there are others. */
    async claimFree(rows: readonly ReservationRow[]): Promise<boolean> {
      try {
        await Reservation.insertMany(rows, { lean: true, ordered: false });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** What a person has, or begins or ends, in a span, and what this time off has taken of it, ended or not. */
    async listWithin(tenantId: TenantId, personId: PersonId, { from, to, timeOffId }: Span & { timeOffId: string }) {
      const startsAt = trusted({ $gt: new Date(from), $lt: new Date(to) });
      return await Reservation.find({
        tenantId,
        people: personId,
        startsAt,
        $or: [{ active: true }, { timeOffId }],
      }).lean<ReservationRow[]>();
    },

    async listTimeOff(tenantId: TenantId, personId: string, from: Date): Promise<(BusyRow & { timeOffId: string })[]> {
      return await Reservation.find(
        { tenantId, people: personId, kind: 'timeoff', active: true, endsAt: trusted({ $gt: from }) },
        shown,
      )
        .sort({ startsAt: 1 })
        .lean<(BusyRow & { timeOffId: string })[]>();
    },

    /** The days that these people are away around a meeting, whatever its buffers. */
    async listTimeAwayAround(
      tenantId: TenantId,
      people: readonly PersonId[],
      { startsAt, endsAt }: Pick<ReservationRow, 'startsAt' | 'endsAt'>,
    ): Promise<ReservationRow[]> {
      const from = new Date(startsAt.getTime() - reachMs);
      const to = new Date(endsAt.getTime() + reachMs);
      return await Reservation.find({
        tenantId,
        people: trusted({ $in: [...people] }),
        startsAt: trusted({ $gt: from, $lt: to }),
        kind: trusted({ $in: Object.values(awayKinds) }),
        active: true,
      }).lean<ReservationRow[]>();
    },

    /** In the transaction: these cells are not kept by anybody's time away any more, whose days stay what they are. */
    async takeFromTimeAway(
      tenantId: TenantId,
      { people, kind }: { readonly people: readonly PersonId[]; readonly kind: (typeof awayKinds)[AwayRule] },
      cells: readonly string[],
    ): Promise<void> {
      const left = { $setDifference: ['$cells', [...cells]] };
      const which = { tenantId, people: trusted({ $in: [...people] }), kind, active: true };
      await Reservation.updateMany(
        { ...which, cells: trusted({ $exists: true, $in: [...cells] }) },
        // Without any the field goes: an empty array would collide with every other one.
        [{ $set: { cells: { $cond: [{ $eq: [left, []] }, '$$REMOVE', left] }, version: { $add: ['$version', 1] } } }],
        { updatePipeline: true },
      );
    },

    /** In the transaction: a day away keeps these cells too. */
    async giveToTimeAway(day: Pick<ReservationRow, '_id' | 'tenantId'>, cells: readonly string[]): Promise<void> {
      const { tenantId, _id } = day;
      await Reservation.updateOne(
        { tenantId, _id, active: true },
        { $addToSet: { cells: { $each: [...cells] } }, $inc: { version: 1 } },
      );
    },

    /** Time off whose interviews still have to look for somebody else: one of them, or those of all tenants. */
    async listTimeOffOver(
      which: { tenantId: TenantId; timeOffId: string } | { after: string },
    ): Promise<TimeOffOver[]> {
      const asked = 'after' in which ? { _id: trusted({ $gt: which.after }) } : which;
      const fields = { tenantId: 1, people: 1, startsAt: 1, endsAt: 1, over: 1 };
      const found = Reservation.find({ over: trusted({ $exists: true }), ...asked }, fields, { crossTenant: true });
      return await found.sort({ _id: 1 }).limit(200).lean<TimeOffOver[]>();
    },

    async settleTimeOffOver({ tenantId, _id }: Pick<TimeOffOver, '_id' | 'tenantId'>, left: readonly BookingId[]) {
      const change = left.length > 0 ? { $set: { over: [...left] } } : { $unset: { over: 1 } };
      await Reservation.updateOne({ tenantId, _id }, change);
    },

    async removeTimeOff(tenantId: TenantId, personId: string, timeOffId: string): Promise<number> {
      // Not deleted: of what is gone nobody who watches could tell whose time is free again.
      const { matchedCount } = await Reservation.updateMany(
        { tenantId, people: personId, kind: 'timeoff', timeOffId, active: true },
        { $set: { active: false }, $inc: { version: 1 } },
      );
      return matchedCount;
    },
  };
}
