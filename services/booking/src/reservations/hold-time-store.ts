import type { BookingId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, Schema } from 'mongoose';
import { isDuplicateKey, type Stored } from '../mongo/mongo.ts';

/** When a booking first held a start; remembered for an hour. */
interface HoldTimeRow {
  _id: string;
  tenantId: TenantId;
  since: Date;
  forgetAt: Date;
}

const schema = new Schema<Stored<HoldTimeRow>>(
  { _id: String, tenantId: String, since: Date, forgetAt: Date },
  { collection: 'holdTimes', strict: 'throw', versionKey: false },
);

export const holdTimeIndexes = [{ key: { forgetAt: 1 }, expireAfterSeconds: 0 }] as const;

const rememberedMs = 3_600_000;

export interface HeldStart {
  readonly tenantId: TenantId;
  readonly bookingId: BookingId;
  readonly startsAt: number;
}

export type HoldTimeStore = ReturnType<typeof createHoldTimeStore>;

/** Kept apart from the holds, which are replaced, given back and taken over: changing to and fro must not begin anew. */
export function createHoldTimeStore(connection: Connection) {
  const HoldTime = connection.model('HoldTime', schema);
  const { trusted } = mongoose;
  const idOf = ({ bookingId, startsAt }: HeldStart) => `${bookingId}:${startsAt}`;

  return {
    /** Since when the booking has held this start, on and off, within the hour; null when it has not. */
    async findSince(held: HeldStart, now: Date): Promise<Date | null> {
      const { tenantId } = held;
      const row = await HoldTime.findOne({
        tenantId,
        _id: idOf(held),
        forgetAt: trusted({ $gt: now }),
      }).lean<HoldTimeRow>();
      return row?.since ?? null;
    },

    async begin(held: HeldStart, now: Date): Promise<void> {
      const { tenantId } = held;
      try {
        await HoldTime.updateOne(
          { tenantId, _id: idOf(held), forgetAt: trusted({ $lte: now }) },
          { $set: { since: now, forgetAt: new Date(now.getTime() + rememberedMs) } },
          // A limit on holding, and nothing that anybody was promised: it need not wait for a copy or for the disk.
          { upsert: true, writeConcern: { w: 1, j: false } },
        );
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
  };
}
