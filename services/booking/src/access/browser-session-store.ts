import type { PersonId, TenantId } from '@interlude/shared/ids';
import { LRUCache } from 'lru-cache';
import type { Connection } from 'mongoose';
import mongoose, { Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';

/** What one link gives: the interview, as long as its access has this version. */
export interface Grant {
  readonly tenantId: TenantId;
  readonly ver: number;
  /** Who of the staff had taken the link that gave it. */
  readonly takenBy?: PersonId | undefined;
}

/** Who signed in, and the print of the password that they did it with: a session ends with its password. */
export interface SignedIn {
  readonly tenantId: TenantId;
  readonly personId: PersonId;
  readonly signedInAt: Date;
  /** Absent in those opened before it was kept. */
  readonly passwordPrint?: string;
  readonly browser?: string;
}

/** A browser's session, found by the hash of its cookie: a candidate's grants, or a signed-in staff member. */
export interface BrowserSessionRow {
  _id: string;
  grants?: Record<string, Grant>;
  staff?: SignedIn;
  lastSeenAt: Date;
  expiresAt: Date;
}

type BrowserSessionKind = 'grants' | 'staff';

const schema = new Schema<Stored<BrowserSessionRow>>(
  { _id: String, grants: Schema.Types.Mixed, staff: Schema.Types.Mixed, lastSeenAt: Date, expiresAt: Date },
  { collection: 'sessions', strict: 'throw', versionKey: false, minimize: false },
);

export const sessionIndexes = [
  { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  { key: { 'staff.personId': 1 }, partialFilterExpression: { 'staff.personId': { $exists: true } } },
] as const;

/** Own properties only: ids come from outside, and every object inherits names such as `constructor`. */
function hasGrant({ grants = {} }: BrowserSessionRow, interviewId: string): boolean {
  return Object.hasOwn(grants, interviewId);
}

const knownAtMost = 10_000;

export function createBrowserSessionStore(connection: Connection) {
  const Session = connection.model('Session', schema);
  const known = new LRUCache<string, BrowserSessionRow>({ max: knownAtMost });

  return {
    /**
     * A session of the asked kind that is not over yet; the janitor may be late, so the clock decides. The kind is part
     * of the question: an id of the one in the cookie of the other opens and prolongs nothing.
     */
    async find(hash: string, kind: BrowserSessionKind, now: Date): Promise<BrowserSessionRow | null> {
      const present = { expiresAt: mongoose.trusted({ $gt: now }), [kind]: mongoose.trusted({ $exists: true }) };
      return await Session.findOne({ _id: hash, ...present }).lean<BrowserSessionRow>();
    },

    /**
     * A candidate's session, remembered once it has the grant, which ends with the access of the interview that is
     * read each time. A grant can be renewed, also by another process: whoever finds it old forgets it and asks again.
     */
    async findWithGrant(hash: string, interviewId: string, now: Date): Promise<BrowserSessionRow | null> {
      const kept = known.get(hash);
      if (kept && hasGrant(kept, interviewId) && kept.expiresAt > now) return kept;
      const session = await this.find(hash, 'grants', now);
      if (session && hasGrant(session, interviewId)) known.set(hash, session);
      return session;
    },

    forget(hash: string): void {
      known.delete(hash);
    },

    async insert(row: BrowserSessionRow): Promise<void> {
      await Session.insertMany([row], { lean: true });
      if (row.grants !== undefined) known.set(row._id, row);
    },

    async addGrants(hash: string, grants: Readonly<Record<string, Grant>>, expiresAt: Date): Promise<void> {
      const named = Object.entries(grants).map(([interviewId, grant]) => [`grants.${interviewId}`, grant]);
      await Session.updateOne(
        { _id: hash, grants: mongoose.trusted({ $exists: true }) },
        { $set: Object.fromEntries(named), $max: { expiresAt } },
      );
      known.delete(hash);
    },

    async touch(hash: string, now: Date, expiresAt: Date): Promise<void> {
      await Session.updateOne({ _id: hash }, { $set: { lastSeenAt: now, expiresAt } });
    },

    /** A session goes on with another password. */
    async setPasswordPrint(hash: string, personId: PersonId, passwordPrint: string): Promise<void> {
      const present = { _id: hash, 'staff.personId': personId };
      await Session.updateOne(present, { $set: { 'staff.passwordPrint': passwordPrint } });
    },

    async remove(hash: string): Promise<void> {
      await Session.deleteOne({ _id: hash });
    },

    /** Ends every session of a person, but for the one to keep. */
    async removeStaff(personId: PersonId, keep: string | null = null): Promise<void> {
      const others = keep === null ? {} : { _id: mongoose.trusted({ $ne: keep }) };
      await Session.deleteMany({ 'staff.personId': personId, ...others });
    },

    /** The sessions of a person that are not over, the latest first. */
    async listStaff(personId: PersonId, now: Date): Promise<BrowserSessionRow[]> {
      return await Session.find({ 'staff.personId': personId, expiresAt: mongoose.trusted({ $gt: now }) })
        .sort({ lastSeenAt: -1 })
        .limit(100)
        .lean<BrowserSessionRow[]>();
    },

    /** False where that person has no such session. */
    async removeStaffSession(personId: PersonId, hash: string): Promise<boolean> {
      return (await Session.deleteOne({ _id: hash, 'staff.personId': personId })).deletedCount === 1;
    },
  };
}

export type BrowserSessionStore = ReturnType<typeof createBrowserSessionStore>;
