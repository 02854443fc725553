import type { BookingId, ProofId, TenantId } from '@interlude/shared/ids';
import type { Recipient } from '@interlude/shared/lifecycle-contract';
import mongoose, { type Connection, Schema } from 'mongoose';
import { createBatches, readPatienceMs } from '../batches.ts';
import type { Stored } from '../mongo.ts';

/** Booking's own copy of what became of each planned message; notifications owns the ledger and reports here. */
export interface SendRow {
  /** `<interviewId>/<item key>`. */
  _id: string;
  tenantId: TenantId;
  interviewId: BookingId | ProofId;
  key: string;
  kind: string;
  recipient: Recipient;
  /** When it was due. */
  at: Date;
  state: 'planned' | 'sent' | 'skipped' | 'failed';
  because: string | null;
  settledAt: Date | null;
  messageId: string | null;
  delivery: 'delivered' | 'bounced' | 'complained' | null;
  deliveryDetail: string | null;
}

const schema = new Schema<Stored<SendRow>>(
  {
    _id: String,
    tenantId: String,
    interviewId: String,
    key: String,
    kind: String,
    recipient: Schema.Types.Mixed,
    at: Date,
    state: String,
    because: String,
    settledAt: Date,
    messageId: String,
    delivery: String,
    deliveryDetail: String,
  },
  { collection: 'sends', strict: 'throw', versionKey: false, minimize: false },
);

export const sendIndexes = [
  { key: { tenantId: 1, interviewId: 1, at: 1 } },
  // Anybody may ask for codes, and nobody looks for one after that.
  { key: { at: 1 }, expireAfterSeconds: 7 * 86_400, partialFilterExpression: { kind: 'code' } },
] as const;

type Planned = Pick<SendRow, 'key' | 'kind' | 'recipient' | 'at'>;
const final = ['sent', 'skipped', 'failed'];

/** The keys whose message is settled for good; one that was superseded is judged anew by each plan. */
export function settledKeys(rows: readonly SendRow[]): Set<string> {
  return new Set(
    rows.filter(({ state, because }) => state !== 'planned' && because !== 'superseded').map(({ key }) => key),
  );
}

export function createSendStore(connection: Connection) {
  const Send = connection.model('Send', schema);
  const { trusted } = mongoose;
  const idOf = (interviewId: string, key: string) => `${interviewId}/${key}`;

  const listOf = createBatches(
    ({ tenantId }: { tenantId: TenantId; interviewId: string }) => tenantId,
    async (keys, { tenantId }) => {
      const interviewIds = keys.map(({ interviewId }) => interviewId);
      const rows = await Send.find({ tenantId, interviewId: trusted({ $in: interviewIds }) })
        .sort({ at: 1 })
        .maxTimeMS(readPatienceMs)
        .lean<SendRow[]>();
      return keys.map((asked) => rows.filter(({ interviewId }) => interviewId === asked.interviewId));
    },
  );

  return {
    /** What became of each message of a booking, by when it was due; those who ask at once share a query. */
    async listOf(tenantId: TenantId, interviewId: string): Promise<readonly SendRow[]> {
      return await listOf({ tenantId, interviewId });
    },

    /**
     * Brings the copy in line with a new plan: new items appear as planned, and what was planned and is no longer
     * to be sent gets its reason. Rows that are final stay as they are.
     */
    async replan(
      ref: { tenantId: TenantId; interviewId: BookingId | ProofId },
      planned: readonly Planned[],
      skipped: readonly (Planned & { because: string })[],
      now: Date,
    ): Promise<void> {
      const { tenantId, interviewId } = ref;
      const base = { tenantId, interviewId, settledAt: null, messageId: null, delivery: null, deliveryDetail: null };
      const rows = [
        ...planned.map(({ at, ...item }) => ({ ...item, at, set: { state: 'planned' as const, because: null } })),
        ...skipped.map(({ because, at, ...item }) => ({ ...item, at, set: { state: 'skipped' as const, because } })),
      ];
      if (rows.length > 0) {
        await Send.bulkWrite(
          rows.map(({ set, at, kind, recipient, key }) => ({
            updateOne: {
              filter: {
                _id: idOf(interviewId, key),
                tenantId,
                $or: [{ state: trusted({ $nin: final }) }, { because: 'superseded' }],
              },
              update: { $set: { ...set, at }, $setOnInsert: { ...base, key, kind, recipient } },
              upsert: true,
            },
          })),
          { ordered: false },
        ).catch(ignoreFinalRows);
      }
      await Send.updateMany(
        { tenantId, interviewId, state: 'planned', key: trusted({ $nin: planned.map(({ key }) => key) }) },
        { $set: { state: 'skipped', because: 'superseded', settledAt: now } },
      );
    },

    /**
     * The result of one message; the first final state wins, except that a later "sent" corrects a failure. Answers the
     * row as it is then.
     */
    async report(
      ref: { tenantId: TenantId; interviewId: BookingId | ProofId; key: string },
      set: Pick<SendRow, 'state' | 'because' | 'settledAt' | 'messageId'>,
    ): Promise<SendRow | null> {
      const { tenantId, interviewId, key } = ref;
      const _id = idOf(interviewId, key);
      const open = set.state === 'sent' ? ['planned', 'failed', 'skipped'] : ['planned'];
      await Send.updateOne({ _id, tenantId, state: trusted({ $in: open }) }, { $set: set });
      return await Send.findOne({ _id, tenantId }).lean<SendRow>();
    },

    /** What the provider says became of a message; repeated and reordered events end in the same row. */
    async reportDelivery(
      ref: { tenantId: TenantId; interviewId: BookingId | ProofId; key: string },
      delivery: NonNullable<SendRow['delivery']>,
      deliveryDetail: string | null,
    ): Promise<SendRow | null> {
      const { tenantId, interviewId, key } = ref;
      // A bounce may follow a delivery, never the other way round.
      const from = delivery === 'delivered' ? { delivery: trusted({ $in: [null, 'delivered'] }) } : {};
      return await Send.findOneAndUpdate(
        { _id: idOf(interviewId, key), tenantId, ...from },
        { $set: { delivery, deliveryDetail } },
        { returnDocument: 'after' },
      ).lean<SendRow>();
    },
  };
}

// A row that is final does not match the filter, so its upsert runs into the row itself: that is the wanted outcome.
function ignoreFinalRows(error: unknown): void {
  const { MongoBulkWriteError } = mongoose.mongo;
  if (!(error instanceof MongoBulkWriteError)) throw error;
  const faults = [error.writeErrors].flat();
  if (faults.some(({ code }) => code !== 11_000)) throw error;
}
