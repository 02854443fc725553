import { createHash } from 'node:crypto';
import { isDuplicateKey } from '@interlude/service-kit/mongo';
import mongoose, { type Connection, Schema } from 'mongoose';

/**
 * An address that gets no more mail on one message stream, from one tenant or from all of them (`tenantId` "*"). Holds a
 * digest only.
 */
interface Suppression {
  /** `<tenantId>|<address digest>`, followed by `|<stream>` beside the main one. */
  _id: string;
  tenantId: string;
  addressHash: string;
  /** Null is the main one, as in rows from before there was another. */
  stream: string | null;
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
    stream: String,
    suppressed: { type: Boolean, required: true },
    reason: { type: String, required: true },
    changedAt: { type: Date, required: true },
  },
  { collection: 'suppressions', strict: 'throw', versionKey: false },
);
schema.index({ addressHash: 1 });

const everyTenant = '*';

interface Destination {
  readonly addressHash: string;
  /** The provider's name of a message stream; null is the main one. */
  readonly stream: string | null;
}

interface Entry extends Destination {
  /** Null: for all tenants. */
  readonly tenantId: string | null;
  readonly reason: string;
  readonly at: Date;
}

export type SuppressionStore = ReturnType<typeof createSuppressionStore>;

/** `mainStream` is the provider's name of the stream that mails leave on unless they have one of their own. */
export function createSuppressionStore(connection: Connection, mainStream: string) {
  const Row = connection.model('Suppression', schema);
  const { trusted } = mongoose;
  const otherOf = (stream: string | null) => (stream === mainStream ? null : stream);
  const idOf = (tenantId: string, { addressHash, stream }: Destination) =>
    [tenantId, addressHash, otherOf(stream) ?? []].flat().join('|');

  return {
    async isSuppressed({ tenantId, ...to }: Destination & { tenantId: string }): Promise<boolean> {
      const _id = trusted({ $in: [idOf(tenantId, to), idOf(everyTenant, to)] });
      return (await Row.exists({ _id, suppressed: true })) !== null;
    },

    /** Stops mail to an address on a stream; a change the provider dates later than this one stays. */
    async suppress({ tenantId: tenant, reason, at, ...to }: Entry): Promise<void> {
      const tenantId = tenant ?? everyTenant;
      const { addressHash } = to;
      const set = { tenantId, addressHash, stream: otherOf(to.stream), suppressed: true, reason, changedAt: at };
      await Row.updateOne(
        { _id: idOf(tenantId, to), changedAt: trusted({ $lte: at }) },
        { $set: set },
        { upsert: true },
      ).catch(ignoreNewerRow);
    },

    /** Allows mail to an address on a stream again, for every tenant: the provider's list knows no tenants. */
    async lift(to: Destination, at: Date): Promise<void> {
      const { addressHash } = to;
      const stream = otherOf(to.stream);
      const set = { suppressed: false, changedAt: at };
      await Row.updateMany({ addressHash, stream, changedAt: trusted({ $lte: at }) }, { $set: set });
      await Row.updateOne(
        { _id: idOf(everyTenant, to), changedAt: trusted({ $lte: at }) },
        { $set: { ...set, tenantId: everyTenant, addressHash, stream, reason: 'lifted' } },
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
