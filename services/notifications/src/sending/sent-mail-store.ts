import { randomUUID } from 'node:crypto';
import { isDuplicateKey } from '@interlude/service-kit/mongo';
import type { SendInput } from '@interlude/shared/contracts/activities';
import type { AnyMailKind, Recipient } from '@interlude/shared/contracts/lifecycle';
import mongoose, { type Connection, Schema } from 'mongoose';
import { sendKeyOf } from './send-key.ts';

/** How long an attempt may take before another one may doubt it. */
export const leaseMs = 12_000;

export type FinalState = 'sent' | 'skipped' | 'failed';
export type Delivery = 'delivered' | 'bounced' | 'complained';

/** One message in the ledger. Ids and codes only. */
export interface SentMail {
  /** See `sendKeyOf`. */
  _id: string;
  tenantId: string;
  interviewId: string;
  /** Key of the plan's item. */
  key: string;
  kind: AnyMailKind;
  recipient: Recipient;
  /** When the plan wanted it; absent in rows from before this was kept. */
  dueAt?: Date;
  /** Until when it helps somebody; absent likewise. */
  usefulUntil?: Date;
  /** `unknown`: the provider may or may not have it. */
  state: 'reserved' | 'attempting' | 'unknown' | FinalState;
  /** The provider's message stream of the last attempt; absent before the first one, and where only the main one was. */
  stream?: string;
  /** The attempt that holds the lease, and until when (the database's clock). */
  attemptId: string | null;
  leaseUntil: Date | null;
  /** Calls made to the provider. */
  tries: number;
  /** While unknown: look-ups that found nothing, and when the next one is due (the database's clock). */
  fruitlessLookUps: number;
  lookUpAt: Date | null;
  /** How often it was sent again after the provider did not know it. */
  possibleDuplicates: number;
  because: string | null;
  messageId: string | null;
  settledAt: Date | null;
  /** When booking took the final state. */
  reportedAt: Date | null;
  delivery: Delivery | null;
  /** Ids of messages beside `messageId` that the provider has for this one. */
  duplicateIds?: string[];
  /** When it was last taken up again after it had failed. */
  redrivenAt?: Date;
}

/** Which failed messages are to be sent again. */
export interface FailedFilter {
  readonly because: readonly string[];
  readonly since: Date;
  readonly until: Date;
}

const schema = new Schema<{ [Field in keyof SentMail]: SentMail[Field] extends string ? string : SentMail[Field] }>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    interviewId: { type: String, required: true },
    key: { type: String, required: true },
    kind: { type: String, required: true },
    recipient: { type: Schema.Types.Mixed, required: true },
    dueAt: Date,
    usefulUntil: Date,
    duplicateIds: { type: [String], default: undefined },
    redrivenAt: Date,
    state: { type: String, required: true },
    stream: String,
    attemptId: String,
    leaseUntil: Date,
    tries: Number,
    fruitlessLookUps: Number,
    lookUpAt: Date,
    possibleDuplicates: Number,
    because: String,
    messageId: String,
    settledAt: Date,
    reportedAt: Date,
    delivery: String,
  },
  { collection: 'sentMails', strict: 'throw', versionKey: false, minimize: false },
);
schema.index({ tenantId: 1, interviewId: 1 });
schema.index({ settledAt: 1 }, { partialFilterExpression: { state: 'failed' } });
schema.index({ redrivenAt: 1 }, { sparse: true });

const after = { returnDocument: 'after' } as const;
const pipeline = { ...after, updatePipeline: true } as const;
const { trusted } = mongoose;
const ranks: readonly (Delivery | null)[] = [null, 'delivered', 'bounced', 'complained'];

export type SentMailStore = ReturnType<typeof createSentMailStore>;

/**
 * The ledger. Every change of state is one compare-and-set, so a process may die between any two of them. Leases and
 * waits are measured by the database's clock: the clocks of two workers may differ by minutes.
 */
export function createSentMailStore(connection: Connection, lease = leaseMs) {
  const Mail = connection.model('SentMail', schema);

  return {
    /** The row of this message, made on first sight. */
    async reserve(input: SendInput): Promise<SentMail> {
      const row = newRow(input);
      const _id = sendKeyOf(input);
      const upsert = () =>
        Mail.findOneAndUpdate({ _id }, { $setOnInsert: row }, { ...after, upsert: true })
          .lean<SentMail>()
          .orFail();
      // Two upserts at once may both try to insert; the second one then finds the row.
      return await upsert().catch((error: unknown) => (isDuplicateKey(error) ? upsert() : Promise.reject(error)));
    },

    /** Takes the right to send on a stream; null when another attempt has it or the message moved on. */
    async claim(sk: string, stream: string): Promise<SentMail | null> {
      const leaseUntil = { $add: ['$$NOW', lease] };
      const holder = { attemptId: randomUUID(), stream: { $literal: stream }, leaseUntil };
      const set = { state: 'attempting', ...holder, tries: { $add: ['$tries', 1] } };
      return await Mail.findOneAndUpdate({ _id: sk, state: 'reserved' }, [{ $set: set }], pipeline).lean<SentMail>();
    },

    /** Gives the right back: nothing was sent in this attempt. */
    async release({ _id, attemptId }: SentMail): Promise<void> {
      const set = { state: 'reserved', attemptId: null, leaseUntil: null };
      await Mail.updateOne({ _id, state: 'attempting', attemptId }, { $set: set });
    },

    /** Notes that the provider may have taken the message; the first look-up is due after `waitMs`. */
    async doubt({ _id, attemptId }: SentMail, waitMs: number): Promise<void> {
      await Mail.updateOne({ _id, state: 'attempting', attemptId }, [{ $set: doubtful(waitMs) }], {
        updatePipeline: true,
      });
    },

    /** Turns an attempt whose lease ran out into a doubtful one; null when its lease still holds. */
    async doubtIfAbandoned(sk: string): Promise<SentMail | null> {
      const filter = { _id: sk, state: 'attempting', $expr: trusted({ $lt: ['$leaseUntil', '$$NOW'] }) };
      return await Mail.findOneAndUpdate(filter, [{ $set: doubtful(0) }], pipeline).lean<SentMail>();
    },

    /** Milliseconds until the lease or the wait before the next look-up is over, by the database's clock. */
    async remainingMs({ _id }: SentMail): Promise<number> {
      const until = { $ifNull: [{ $cond: [{ $eq: ['$state', 'unknown'] }, '$lookUpAt', '$leaseUntil'] }, '$$NOW'] };
      const rows = await Mail.aggregate<{ left: number }>([
        { $match: { _id } },
        { $project: { left: { $subtract: [until, '$$NOW'] } } },
      ]);
      return Math.max(0, rows[0]?.left ?? 0);
    },

    /** Counts a look-up that found nothing and sets the next one; null when the message moved on meanwhile. */
    async missed({ _id, fruitlessLookUps }: SentMail, waitMs: number): Promise<SentMail | null> {
      const set = { fruitlessLookUps: fruitlessLookUps + 1, lookUpAt: { $add: ['$$NOW', waitMs] } };
      return await Mail.findOneAndUpdate(
        { _id, state: 'unknown', fruitlessLookUps },
        [{ $set: set }],
        pipeline,
      ).lean<SentMail>();
    },

    /** Lets a doubtful message be sent again; null when it moved on meanwhile. */
    async requeue({ _id, fruitlessLookUps, possibleDuplicates }: SentMail): Promise<SentMail | null> {
      const set = { state: 'reserved', attemptId: null, leaseUntil: null, lookUpAt: null };
      return await Mail.findOneAndUpdate(
        { _id, state: 'unknown', fruitlessLookUps, possibleDuplicates },
        { $set: { ...set, possibleDuplicates: possibleDuplicates + 1 } },
        after,
      ).lean<SentMail>();
    },

    /**
     * The final state. "Sent" is a fact about the provider and corrects any other state; the others only end the
     * state they were decided in (`attemptId` guards an attempt). Answers the row as it is then.
     */
    async settle(
      mail: SentMail,
      end: { state: FinalState; because: string | null; messageId?: string },
    ): Promise<SentMail> {
      const { _id, state, attemptId } = mail;
      const from = end.state === 'sent' ? { state: trusted({ $ne: 'sent' }) } : { state, attemptId };
      const { messageId = null } = end;
      const set = { state: end.state, because: end.because, messageId, settledAt: '$$NOW', reportedAt: null };
      await Mail.updateOne({ _id, ...from }, [{ $set: { ...set, leaseUntil: null, lookUpAt: null } }], {
        updatePipeline: true,
      });
      return await Mail.findById(_id).lean<SentMail>().orFail();
    },

    /** Notes that booking knows this state, true for the first to note it; a state that changed stays to be reported. */
    async markReported({ _id, state, because }: SentMail): Promise<boolean> {
      const filter = { _id, state, because, reportedAt: null };
      return (await Mail.updateOne(filter, { $set: { reportedAt: new Date() } })).modifiedCount === 1;
    },

    /** One page of what failed for these reasons in that time, and of what was taken up again and has not ended. */
    async listFailed({ because, since, until }: FailedFilter, after: string, limit: number): Promise<SentMail[]> {
      const failed = {
        state: 'failed',
        because: trusted({ $in: [...because] }),
        settledAt: trusted({ $gte: since, $lte: until }),
      };
      const begun = {
        redrivenAt: trusted({ $exists: true }),
        state: trusted({ $in: ['reserved', 'attempting', 'unknown'] }),
      };
      return await Mail.find({ _id: trusted({ $gt: after }), $or: [failed, begun] })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<SentMail[]>();
    },

    /** Takes a failed message up again; what may have been taken by the provider is looked up before it is sent. */
    async redrive({ _id, because }: SentMail): Promise<void> {
      const isDoubtful = because === 'unknown';
      const state = isDoubtful ? doubtful(0) : { state: 'reserved', leaseUntil: null, lookUpAt: null };
      const set = { ...state, because: null, attemptId: null, settledAt: null, reportedAt: null, redrivenAt: '$$NOW' };
      await Mail.updateOne({ _id, state: 'failed' }, [{ $set: set }], { updatePipeline: true });
    },

    /** Notes that the provider has a second message for this one; true for the first to note it. */
    async noteDuplicate(sk: string, messageId: string): Promise<boolean> {
      const isOther = trusted({ $nin: [null, messageId] });
      const filter = { _id: sk, state: 'sent', messageId: isOther, duplicateIds: trusted({ $ne: messageId }) };
      return (await Mail.updateOne(filter, { $addToSet: { duplicateIds: messageId } })).modifiedCount === 1;
    },

    async find(sk: string): Promise<SentMail | null> {
      return await Mail.findById(sk).lean<SentMail>();
    },

    /**
     * Takes in what a webhook says of a message: that it exists proves it was sent. Events only move the delivery
     * forward, so repeated and reordered ones end in the same row. Null when the key is not ours.
     */
    async recordDelivery(sk: string, event: { delivery: Delivery; messageId: string }): Promise<SentMail | null> {
      const mail = await Mail.findById(sk).lean<SentMail>();
      if (mail === null) return null;
      if (mail.state !== 'sent') await this.settle(mail, { state: 'sent', because: null, messageId: event.messageId });
      const lower = ranks.slice(0, ranks.indexOf(event.delivery));
      await Mail.updateOne({ _id: sk, delivery: trusted({ $in: lower }) }, { $set: { delivery: event.delivery } });
      return await Mail.findById(sk).lean<SentMail>();
    },
  };
}

function newRow({ tenantId, interviewId, item }: SendInput): Omit<SentMail, '_id'> {
  return {
    tenantId,
    interviewId,
    key: item.key,
    kind: item.kind,
    recipient: { role: item.recipient.role, personId: item.recipient.personId },
    dueAt: new Date(item.at),
    usefulUntil: new Date(item.usefulUntil),
    state: 'reserved',
    attemptId: null,
    leaseUntil: null,
    tries: 0,
    fruitlessLookUps: 0,
    lookUpAt: null,
    possibleDuplicates: 0,
    because: null,
    messageId: null,
    settledAt: null,
    reportedAt: null,
    delivery: null,
  };
}

function doubtful(waitMs: number) {
  return { state: 'unknown', fruitlessLookUps: 0, leaseUntil: null, lookUpAt: { $add: ['$$NOW', waitMs] } };
}
