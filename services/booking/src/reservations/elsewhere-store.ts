import type { PersonId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, Schema } from 'mongoose';
import { LostRace } from '../mongo/lost-race.ts';
import { isDuplicateKey, type Stored } from '../mongo/mongo.ts';
import type { ReservationRow } from './reservation-row.ts';

/** The newest look at the other calendars of a person that was begun to be taken over. */
interface LookRow {
  /** The person. */
  _id: PersonId;
  tenantId: TenantId;
  look: number;
  /** Rises with each write of that look, so that a newer one cannot begin beside it unseen. */
  writes: number;
}

const dayMs = 86_400_000;

const lookSchema = new Schema<Stored<LookRow>>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    look: { type: Number, required: true },
    writes: Number,
  },
  { collection: 'elsewhereLooks', strict: 'throw', versionKey: false },
);

/** Of whose look something is written. */
export interface LookOf {
  readonly tenantId: TenantId;
  readonly personId: PersonId;
  readonly look: number;
}

/** What other calendars say: one row for a person and UTC day, kept when the day gets free. */
export function createElsewhereStore(connection: Connection) {
  const Reservation = connection.model<Stored<ReservationRow>>('Reservation');
  const Look = connection.model('ElsewhereLook', lookSchema);
  const { trusted } = mongoose;

  async function beginLook({ tenantId, personId, look }: LookOf): Promise<boolean> {
    const row = await Look.findOneAndUpdate(
      { _id: personId, tenantId },
      { $max: { look } },
      { upsert: true, returnDocument: 'after' },
    ).lean<LookRow>();
    return row?.look === look;
  }

  return {
    /** False when a newer look has begun, which knows better; the same one may begin again. */
    async beginLook(of: LookOf): Promise<boolean> {
      try {
        return await beginLook(of);
      } catch (error) {
        // Two first looks at once: by now there is a row.
        if (isDuplicateKey(error)) return await beginLook(of);
        throw error;
      }
    },

    /** Forgets when somebody was busy on days that are over, or, without an end, ever. */
    async forgetDays(tenantId: TenantId, personId: PersonId, before?: number): Promise<void> {
      const over = before === undefined ? {} : { startsAt: trusted({ $lt: new Date(before) }) };
      await Reservation.deleteMany({ tenantId, people: personId, kind: 'external', ...over });
    },

    /** What a person has that begins in a span of instants, and what was known of their other calendars there. */
    async listAround(tenantId: TenantId, personId: PersonId, { from, to }: { from: number; to: number }) {
      return await Reservation.find({
        tenantId,
        people: personId,
        startsAt: trusted({ $gte: new Date(from), $lt: new Date(to) }),
        $or: [{ active: true }, { kind: 'external' }],
      }).lean<ReservationRow[]>();
    },

    /** Whether another calendar of any of them says that they are busy within a span. */
    async isBusy(
      tenantId: TenantId,
      people: readonly PersonId[],
      { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date },
    ): Promise<boolean> {
      const days = trusted({ $gt: new Date(startsAt.getTime() - dayMs), $lt: endsAt });
      const spans = trusted({ $elemMatch: { from: { $lt: endsAt }, to: { $gt: startsAt } } });
      const of = { tenantId, people: trusted({ $in: [...people] }), startsAt: days };
      return (await Reservation.exists({ ...of, kind: 'external', active: true, spans })) !== null;
    },

    /**
     * In a transaction: writes days as they were found, over the versions they were made from. False when a newer look
     * has begun. Throws `LostRace` when a version is gone, and the duplicate-key error when somebody else has a cell.
     */
    async writeDays({ tenantId, personId, look }: LookOf, days: readonly ReservationRow[]): Promise<boolean> {
      const { matchedCount } = await Look.updateOne({ _id: personId, tenantId, look }, { $inc: { writes: 1 } });
      if (matchedCount === 0) return false;
      for (const day of days) await writeDay(day);
      return true;
    },
  };

  async function writeDay(day: ReservationRow): Promise<void> {
    const { _id, tenantId, version, cells, ...rest } = day;
    if (version === 1) {
      await Reservation.insertMany([day], { lean: true });
      return;
    }
    const { matchedCount } = await Reservation.updateOne(
      { tenantId, _id, kind: 'external', version: version - 1 },
      { $set: { ...rest, version, ...(cells ? { cells } : {}) }, ...(cells ? {} : { $unset: { cells: 1 } }) },
    );
    if (matchedCount === 0) throw new LostRace();
  }
}
