import { accountNoticeKinds, type Recipient } from '@interlude/shared/contracts/lifecycle';
import type { BookingId, SingleMailId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import { coalesceReads, readPatienceMs } from '../runtime/coalesced-reads.ts';

/** What a mail said, without what opens its links. */
export interface Said {
  readonly subject: string;
  /** Absent where rows are listed. */
  readonly text?: string;
}

/** Booking's own copy of what became of each planned message; notifications owns the ledger and reports here. */
export interface SendRow {
  /** `<interviewId>/<item key>`. */
  _id: string;
  tenantId: TenantId;
  interviewId: BookingId | SingleMailId;
  key: string;
  kind: string;
  recipient: Recipient;
  /** How often the guest’s address had been corrected when the message was last made; absent before, and in old rows. */
  addressRev?: number;
  /** As it was last made for sending; absent where nothing was, and in old rows. It goes with the row. */
  said?: Said;
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
    addressRev: Number,
    said: Schema.Types.Mixed,
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
  // Anybody may ask for codes, so their rows go after a week; nobody looks for one after that.
  { key: { at: 1 }, expireAfterSeconds: 7 * 86_400, partialFilterExpression: { kind: 'code' } },
  // Keys to passwords are gone after days, and so is why anybody would look for their mails.
  {
    key: { settledAt: 1 },
    expireAfterSeconds: 30 * 86_400,
    partialFilterExpression: { kind: { $in: ['colleague_invited', 'password_lost'] } },
  },
  // A loss that comes back after these is another one; an index of its own, as one that is there keeps its filter.
  {
    key: { settledAt: 1 },
    name: 'settledAt_calendar_lost',
    expireAfterSeconds: 30 * 86_400,
    partialFilterExpression: { kind: 'calendar_lost' },
  },
  {
    key: { settledAt: 1 },
    name: 'settledAt_account_notice',
    expireAfterSeconds: 30 * 86_400,
    partialFilterExpression: { kind: { $in: [...accountNoticeKinds] } },
  },
] as const;

interface Owner {
  readonly tenantId: TenantId;
  readonly interviewId: BookingId | SingleMailId;
}
type Planned = Pick<SendRow, 'key' | 'kind' | 'recipient' | 'at'>;

/** The keys whose message is settled for good; one that was superseded is judged anew by each plan. */
export function settledKeys(rows: readonly SendRow[]): Set<string> {
  return new Set(
    rows.filter(({ state, because }) => state !== 'planned' && because !== 'superseded').map(({ key }) => key),
  );
}

// A list of mails needs no bodies.
const withoutText = { 'said.text': 0 } as const;

export function createSendStore(connection: Connection) {
  const Send = connection.model('Send', schema);
  const { trusted } = mongoose;
  const idOf = (interviewId: string, key: string) => `${interviewId}/${key}`;

  const listOf = coalesceReads(
    ({ tenantId }: { tenantId: TenantId; interviewId: string }) => tenantId,
    async (keys, { tenantId }) => {
      const interviewIds = keys.map(({ interviewId }) => interviewId);
      const rows = await Send.find({ tenantId, interviewId: trusted({ $in: interviewIds }) }, withoutText)
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

    /** The same within a transaction, which must not share a query. */
    async listWithin({ tenantId, interviewId }: Owner): Promise<SendRow[]> {
      return await Send.find({ tenantId, interviewId }, withoutText).lean<SendRow[]>();
    },

    /**
     * Brings the copy in line with a new plan: new items appear as planned, and what was planned and is no longer
     * to be sent gets its reason. Rows that are final stay as they are. `known` are those of the same transaction.
     */
    async replan(
      { tenantId, interviewId, known }: Owner & { readonly known: readonly SendRow[] },
      { planned, skipped }: { planned: readonly Planned[]; skipped: readonly (Planned & { because: string })[] },
      now: Date,
    ): Promise<void> {
      const base = { tenantId, interviewId, settledAt: null, messageId: null, delivery: null, deliveryDetail: null };
      const settled = settledKeys(known);
      const rows = [
        ...planned.map(({ at, ...item }) => ({ ...item, at, set: { state: 'planned' as const, because: null } })),
        ...skipped.map(({ because, at, ...item }) => ({ ...item, at, set: { state: 'skipped' as const, because } })),
      ].filter(({ key }) => !settled.has(key));
      if (rows.length > 0) {
        await Send.bulkWrite(
          rows.map(({ set, at, kind, recipient, key }) => ({
            updateOne: {
              filter: { _id: idOf(interviewId, key), tenantId },
              update: { $set: { ...set, at }, $setOnInsert: { ...base, key, kind, recipient } },
              upsert: true,
            },
          })),
          { ordered: false },
        );
      }
      const kept = new Set(rows.map(({ key }) => key));
      const dropped = known.filter(({ state, key }) => state === 'planned' && !kept.has(key)).map(({ _id }) => _id);
      if (dropped.length === 0) return;
      await Send.updateMany(
        { tenantId, _id: trusted({ $in: dropped }) },
        { $set: { state: 'skipped', because: 'superseded', settledAt: now } },
      );
    },

    /**
     * The result of one message; the first final state wins, except that a later "sent" corrects a failure. Answers the
     * row as it is then, null when there is none.
     */
    async report(
      ref: Owner & { key: string },
      set: Pick<SendRow, 'state' | 'because' | 'settledAt' | 'messageId'>,
    ): Promise<SendRow | null> {
      const { tenantId, interviewId, key } = ref;
      const _id = idOf(interviewId, key);
      const open = set.state === 'sent' ? ['planned', 'failed', 'skipped'] : ['planned'];
      await Send.updateOne({ _id, tenantId, state: trusted({ $in: open }) }, { $set: set });
      return await Send.findOne({ _id, tenantId }).lean<SendRow>();
    },

    async insert(
      ref: Owner & { key: string },
      { at, ...row }: Pick<SendRow, 'kind' | 'recipient' | 'at' | 'state' | 'because' | 'settledAt' | 'messageId'>,
    ): Promise<void> {
      const { tenantId, interviewId, key } = ref;
      const filter = { _id: idOf(interviewId, key), tenantId };
      const set = { interviewId, key, at, ...row, delivery: null, deliveryDetail: null };
      await Send.updateOne(filter, { $setOnInsert: set }, { upsert: true });
    },

    /** Keeps which of the guest's addresses a message is about to go to. */
    async noteAddress({ tenantId, interviewId, key }: Owner & { key: string }, addressRev: number): Promise<void> {
      await Send.updateOne({ _id: idOf(interviewId, key), tenantId }, { $set: { addressRev } });
    },

    /** Keeps what a message that is about to go says; one that has gone keeps what it said. */
    async noteSaid({ tenantId, interviewId, key }: Owner & { key: string }, said: Said): Promise<void> {
      const filter = { _id: idOf(interviewId, key), tenantId, state: trusted({ $ne: 'sent' }) };
      await Send.updateOne(filter, { $set: { said } });
    },

    /** A message that was sent, with what it said. */
    async findSent({ tenantId, interviewId, key }: Owner & { key: string }): Promise<SendRow | null> {
      return await Send.findOne({ _id: idOf(interviewId, key), tenantId, state: 'sent' }).lean<SendRow>();
    },

    /** What the provider says became of a message; repeated and reordered events end in the same row. */
    async reportDelivery(
      ref: Owner & { key: string },
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

export type SendStore = ReturnType<typeof createSendStore>;
