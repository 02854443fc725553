import { createHash } from 'node:crypto';
import mongoose, { type Connection, Schema } from 'mongoose';
import { isDuplicateKey } from '../mongo.ts';

/** An address that gets no more mail from one tenant, or from all of them (`tenantId` "*"). Holds a digest only. */
interface Suppression {
  /** `<tenantId>|<address digest>`. */
  _id: string;
  tenantId: string;
  addressHash: string;
  suppressed: boolean;
  reason: string;
  /** When the provider says it changed. */
  changedAt: Date;
}

const schema = new Schema<Suppression>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    addressHash: { type: String, required: true },
    suppressed: { type: Boolean, required: true },
    reason: { type: String, required: true },
    changedAt: { type: Date, required: true },
  },
  { collection: 'suppressions', strict: 'throw', versionKey: false },
);
schema.index({ addressHash: 1 });

const everyTenant = '*';

export type SuppressionStore = ReturnType<typeof createSuppressionStore>;

export function createSuppressionStore(connection: Connection) {
  const Row = connection.model('Suppression', schema);
  const { trusted } = mongoose;

  return {
    async isSuppressed(tenantId: string, addressHash: string): Promise<boolean> {
      const _id = trusted({ $in: [`${tenantId}|${addressHash}`, `${everyTenant}|${addressHash}`] });
      return (await Row.exists({ _id, suppressed: true })) !== null;
    },

    /** Stops mail to an address; a change the provider dates later than this one stays. */
    async suppress(entry: { tenantId: string | null; addressHash: string; reason: string; at: Date }): Promise<void> {
      const { tenantId: tenant, addressHash, reason, at } = entry;
      const tenantId = tenant ?? everyTenant;
      const set = { tenantId, addressHash, suppressed: true, reason, changedAt: at };
      await Row.updateOne(
        { _id: `${tenantId}|${addressHash}`, changedAt: trusted({ $lte: at }) },
        { $set: set },
        { upsert: true },
      ).catch(ignoreNewerRow);
    },

    /** Allows mail to an address again, for every tenant: the provider's list knows no tenants. */
    async lift(addressHash: string, at: Date): Promise<void> {
      const set = { suppressed: false, changedAt: at };
      await Row.updateMany({ addressHash, changedAt: trusted({ $lte: at }) }, { $set: set });
      await Row.updateOne(
        { _id: `${everyTenant}|${addressHash}`, changedAt: trusted({ $lte: at }) },
        { $set: { ...set, tenantId: everyTenant, addressHash, reason: 'lifted' } },
        { upsert: true },
      ).catch(ignoreNewerRow);
    },
  };
}

/** A digest to recognise an address by; the address itself is not kept here. */
export function addressHashOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('base64url');
}

// A newer row does not match the filter, so the upsert runs into the row itself: that is the wanted outcome.
function ignoreNewerRow(error: unknown): void {
  if (!isDuplicateKey(error)) throw error;
}
