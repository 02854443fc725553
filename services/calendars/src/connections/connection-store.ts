import { isDuplicateKey } from '@interlude/service-kit/mongo';
import type { CalendarConnection, CalendarFault, CountedKind } from '@interlude/shared/contracts/calendars';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { Span } from '../ical/busy-events.ts';

/** What the last look at one calendar brought: when its owner is busy, and nothing of why. */
export interface CalendarPart {
  /** Unique in its connection. */
  readonly id: string;
  readonly name: string;
  /** It takes time; what does not is not read. */
  readonly isBusy: boolean;
  /** Whether its owner may put events there; absent where that is not known. */
  readonly mayWrite?: boolean;
  /** By which kinds of entries too; absent where nobody has chosen. */
  readonly counts?: readonly CountedKind[];
  readonly spans: readonly Span[];
  /** Of the last look, for the window between these UTC dates, `from/to`. */
  readonly cursor: string | null;
  readonly cursorFrom: string | null;
  /** Why the last look failed. */
  readonly because: CalendarFault | null;
  /** The last good look. */
  readonly freshAt: Date | null;
  /** The last look, good or not; absent before the first since this is kept. */
  readonly triedAt?: Date;
}

/** Of a consent, or of a password that is taken no more. */
export interface Loss {
  readonly at: Date;
  readonly isOver: boolean;
  readonly isTold: boolean;
}

/** A way to one or several calendars of somebody. */
export interface ConnectionRow {
  _id: string;
  tenantId: string;
  personId: string;
  provider: CalendarConnection['provider'];
  /** The host it is read from. */
  name: string;
  /** IANA: when a whole day begins. */
  zone: string;
  /** See `secret-box.ts`. */
  secret: string;
  /** Names its account, see `accounts.ts`; absent in rows from before, until their next look. */
  account?: string;
  /** From 1, of those that somebody may have; absent as `account` is. */
  place?: number;
  /** Names the consent that it rests on, see `revoke-consent.ts`; absent where there is none. */
  grant?: string;
  calendars: readonly CalendarPart[];
  /** The calendar that bookings are to stand in. */
  writeTo: string | null;
  /** Rises with what a person changes about it: a look that began before writes nothing. */
  version: number;
  /** How many looks it has kept. */
  looks?: number;
  state: CalendarConnection['state'];
  because: CalendarFault | null;
  /** In a row, up to now. */
  failures: number;
  freshAt: Date | null;
  /** The last time that its owner had to let us in again, and whether booking knows how that stands. */
  loss?: Loss;
  /** When a look last found something else than before. */
  changedAt?: Date;
  /** Somebody wanted to book as far ahead as this: it is read up to there from then on. */
  aheadUntil?: Date;
  /** When a look at it was last kept, whatever it found; absent in rows from before it was noted. */
  lookedAt?: Date;
  /** Its server wishes to be left alone until then. */
  restUntil?: Date | null;
  /** When its provider last told that something has changed. */
  pushedAt?: Date | null;
  /** While somebody refreshes its token, until when they have it to themselves. */
  refreshUntil?: Date | null;
  /** When it is read next. */
  readDueAt: Date;
  /** When somebody deals with it next; while somebody does, until when they have it to themselves. */
  dueAt: Date;
  /** It is to be forgotten, as soon as booking knows. */
  removedAt: Date | null;
  createdAt: Date;
}

const schema = new Schema<ConnectionRow>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    personId: { type: String, required: true },
    provider: { type: String, required: true },
    name: { type: String, required: true },
    zone: { type: String, required: true },
    secret: { type: String, required: true },
    account: String,
    place: Number,
    grant: String,
    calendars: { type: [Schema.Types.Mixed], default: [] } as never,
    writeTo: String,
    version: { type: Number, required: true },
    looks: Number,
    state: { type: String, required: true },
    because: String,
    failures: { type: Number, required: true },
    freshAt: Date,
    changedAt: Date,
    loss: Schema.Types.Mixed as never,
    aheadUntil: Date,
    lookedAt: Date,
    restUntil: Date,
    pushedAt: Date,
    refreshUntil: Date,
    readDueAt: { type: Date, required: true },
    dueAt: { type: Date, required: true },
    removedAt: Date,
    createdAt: { type: Date, required: true },
  },
  { collection: 'connections', strict: 'throw', versionKey: false },
);
schema.index({ tenantId: 1, personId: 1, createdAt: 1 });
schema.index({ dueAt: 1, tenantId: 1 });
schema.index({ grant: 1 }, { sparse: true });
schema.index({ account: 1 }, { unique: true, partialFilterExpression: { account: { $exists: true } } });
schema.index(
  { tenantId: 1, personId: 1, place: 1 },
  { unique: true, partialFilterExpression: { place: { $exists: true } } },
);

export type ConnectionStore = ReturnType<typeof createConnectionStore>;
type Ref = Pick<ConnectionRow, 'tenantId' | 'personId' | '_id'>;
type SeenRow = Pick<ConnectionRow, '_id' | 'version' | 'looks'>;

export function createConnectionStore(connection: Connection) {
  const Row = connection.model('CalendarConnection', schema);
  const { trusted } = mongoose;
  const present = { removedAt: null };

  return {
    /** Throws what `isDuplicateKey` knows where its account or its place is somebody's. */
    async insert(row: ConnectionRow): Promise<void> {
      await Row.insertMany([row], { lean: true });
    },

    /** Of one from before these were kept; nothing where another was faster. */
    async settle(
      { _id }: Pick<ConnectionRow, '_id'>,
      set: Required<Pick<ConnectionRow, 'account' | 'place'>>,
    ): Promise<void> {
      try {
        await Row.updateOne({ _id, place: null, ...present }, { $set: set });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },

    async listOf(tenantId: string, personId: string): Promise<ConnectionRow[]> {
      return await Row.find({ tenantId, personId, ...present })
        .sort({ createdAt: 1, _id: 1 })
        .lean<ConnectionRow[]>();
    },

    async find({ tenantId, personId, _id }: Ref): Promise<ConnectionRow | null> {
      return await Row.findOne({ tenantId, personId, _id, ...present }).lean<ConnectionRow>();
    },

    /** The one that has waited longest, but none of `except`, which nobody else gets before `until`; null when none is due. */
    async claimDue(now: Date, until: Date, except: readonly string[] = []): Promise<ConnectionRow | null> {
      const others = except.length === 0 ? {} : { tenantId: trusted({ $nin: [...except] }) };
      return await Row.findOneAndUpdate({ dueAt: trusted({ $lte: now }), ...others }, { $set: { dueAt: until } })
        .sort({ dueAt: 1 })
        .lean<ConnectionRow>();
    },

    /**
     * Writes what a look has brought that began with this row; false where another look has written meanwhile, or it was
     * disconnected or chosen anew.
     */
    async noteLook({ _id, version, looks }: SeenRow, set: Partial<ConnectionRow>): Promise<boolean> {
      const seen = { _id, version, looks: looks ?? null, ...present };
      const { matchedCount } = await Row.updateOne(seen, { $set: set, $inc: { looks: 1 } });
      return matchedCount === 1;
    },

    /** As it is now, for whoever alone may refresh its token before `until`; null while somebody else may. */
    async claimRefresh({ tenantId, personId, _id }: Ref, now: Date, until: Date): Promise<ConnectionRow | null> {
      const free = { refreshUntil: trusted({ $not: { $gt: now } }) };
      const claim = { $set: { refreshUntil: until } };
      return await Row.findOneAndUpdate({ tenantId, personId, _id, ...present, ...free }, claim, {
        returnDocument: 'after',
      }).lean<ConnectionRow>();
    },

    async endRefresh({ _id, refreshUntil }: Pick<ConnectionRow, '_id' | 'refreshUntil'>): Promise<void> {
      await Row.updateOne({ _id, refreshUntil: refreshUntil ?? null }, { $unset: { refreshUntil: 1 } });
    },

    /** False where it holds another secret than was read: it was connected anew, refreshed or disconnected. */
    async keepSecret({ _id, secret }: Pick<ConnectionRow, '_id' | 'secret'>, next: string): Promise<boolean> {
      const { matchedCount } = await Row.updateOne({ _id, secret, ...present }, { $set: { secret: next } });
      return matchedCount === 1;
    },

    /** From now on it is read as far ahead as this at least. */
    async reachTo({ tenantId, personId }: Pick<ConnectionRow, 'tenantId' | 'personId'>, until: Date): Promise<void> {
      await Row.updateMany({ tenantId, personId, ...present }, { $max: { aheadUntil: until } });
    },

    /** Somebody lives in another zone from now on: what was read by the one before is read anew. */
    async moveTo({ tenantId, personId }: Pick<ConnectionRow, 'tenantId' | 'personId'>, zone: string, now: Date) {
      const set = { zone, dueAt: now, readDueAt: now, 'calendars.$[].cursor': null };
      const others = { tenantId, personId, zone: trusted({ $ne: zone }), ...present };
      await Row.updateMany(others, { $set: set, $inc: { version: 1 } });
    },

    /** What a person changes; null where somebody else was faster. */
    async change(row: ConnectionRow, set: Partial<ConnectionRow>): Promise<ConnectionRow | null> {
      const { _id, version } = row;
      const update = { $set: { ...set, version: version + 1 } };
      return await Row.findOneAndUpdate({ _id, version, ...present }, update, {
        returnDocument: 'after',
      }).lean<ConnectionRow>();
    },

    /** False where it was noted otherwise meanwhile. */
    async noteLoss({ _id, loss }: Pick<ConnectionRow, '_id' | 'loss'>, next: Loss): Promise<boolean> {
      const { at = null, isOver = null, isTold = null } = loss ?? {};
      const seen = { _id, 'loss.at': at, 'loss.isOver': isOver, 'loss.isTold': isTold };
      return (await Row.updateOne(seen, { $set: { loss: next } })).matchedCount === 1;
    },

    /**
     * When to look again; nothing where it was disconnected or chosen anew meanwhile, or something was told of it, which
     * made it due.
     */
    async noteDue(
      { _id, version, removedAt, pushedAt }: Pick<ConnectionRow, '_id' | 'version' | 'removedAt' | 'pushedAt'>,
      dueAt: Date,
    ): Promise<void> {
      await Row.updateOne({ _id, version, removedAt, pushedAt: pushedAt ?? null }, { $set: { dueAt } });
    },

    /** Something in it has changed: it is looked at then, unless it is sooner. */
    async notePushed({ tenantId, _id }: Pick<ConnectionRow, 'tenantId' | '_id'>, at: Date, now: Date): Promise<void> {
      const update = { $set: { pushedAt: now }, $min: { dueAt: at, readDueAt: at } };
      await Row.updateOne({ tenantId, _id, ...present }, update);
    },

    /** As it was until now; null when there is none. */
    async remove({ tenantId, personId, _id }: Ref, now: Date): Promise<ConnectionRow | null> {
      const gone = { removedAt: now, dueAt: now, secret: '-', calendars: [] };
      const filter = { tenantId, personId, _id, ...present };
      return await Row.findOneAndUpdate(filter, {
        $set: gone,
        $unset: { grant: 1, account: 1, place: 1 },
      }).lean<ConnectionRow>();
    },

    /** What all are sealed with. */
    async *listSecrets(): AsyncGenerator<Pick<ConnectionRow, '_id' | 'tenantId' | 'secret'>> {
      yield* Row.find(present, { tenantId: 1, secret: 1 })
        .lean<Pick<ConnectionRow, '_id' | 'tenantId' | 'secret'>[]>()
        .cursor();
    },

    /** Whether a connection rests on that consent, of anybody. */
    async holdsGrant(grant: string): Promise<boolean> {
      return (await Row.exists({ grant, ...present })) !== null;
    },

    /** Of somebody who has left. */
    async forgetAll(tenantId: string, personId: string): Promise<void> {
      await Row.deleteMany({ tenantId, personId });
    },

    async forget({ _id }: Pick<ConnectionRow, '_id'>): Promise<void> {
      await Row.deleteOne({ _id, removedAt: trusted({ $ne: null }) });
    },
  };
}
