import type { ApplicationId, CandidateId, JobId, PersonId, TenantId } from '@interlude/shared/ids';
import type { Connection } from 'mongoose';
import mongoose, { Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import { changeOf, type RowChange, type Versioned } from '../mongo/versioned-row.ts';
import { createWhole, makeReach, makeSearched } from '../search/search-entry-store.ts';
import { type Reach, reachedAddress, reachUpdate } from './mail-reach.ts';

export interface JobRow extends Versioned {
  _id: JobId;
  tenantId: TenantId;
  title: string;
  department: string | null;
  location: string | null;
  industry: string | null;
  /** Whose job it is: hiring managers see and decide "own jobs" only. */
  ownerIds: PersonId[];
  createdAt: Date;
}

export interface CandidateRow {
  _id: CandidateId;
  tenantId: TenantId;
  name: string;
  email: string;
  zone: string | null;
  locale: string | null;
  /** Set by a hard bounce or a complaint; cleared when a mail arrives. */
  suppressedAt: Date | null;
  addressRev?: number;
  /** Nobody invites them any more, until they are restored. */
  archivedAt?: Date | null;
  /** The record of the same person that took over all that was theirs: this one only leads there. */
  mergedInto?: CandidateId | null;
  /** Rises with everything that is tied to the record, so that a merge misses nothing. */
  ties?: number;
  createdAt: Date;
}

export interface ApplicationRow {
  _id: ApplicationId;
  tenantId: TenantId;
  jobId: JobId;
  candidateId: CandidateId;
  /** The one for the same job that took its place when two records of a candidate became one. */
  mergedInto?: ApplicationId | null;
  createdAt: Date;
}

const jobSchema = new Schema<Stored<JobRow>>(
  {
    _id: String,
    tenantId: String,
    title: String,
    department: String,
    location: String,
    industry: String,
    ownerIds: [String],
    version: Number,
    archivedAt: Date,
    createdAt: Date,
  },
  { collection: 'jobs', strict: 'throw', versionKey: false },
);
const candidateSchema = new Schema<Stored<CandidateRow>>(
  {
    _id: String,
    tenantId: String,
    name: String,
    email: String,
    zone: String,
    locale: String,
    suppressedAt: Date,
    addressRev: Number,
    archivedAt: Date,
    mergedInto: String,
    ties: Number,
    createdAt: Date,
  },
  { collection: 'candidates', strict: 'throw', versionKey: false },
);
const applicationSchema = new Schema<Stored<ApplicationRow>>(
  { _id: String, tenantId: String, jobId: String, candidateId: String, mergedInto: String, createdAt: Date },
  { collection: 'applications', strict: 'throw', versionKey: false },
);

makeSearched(jobSchema, 'job');
makeSearched(candidateSchema, 'candidate');
makeReach(applicationSchema);

/** Those that are archived, which are few. */
export const byArchived = { tenantId: 1, _id: -1, archivedAt: 1 } as const;
const archivedIndex = { key: byArchived, partialFilterExpression: { archivedAt: { $type: 'date' } } } as const;
export const jobIndexes = [
  { key: { tenantId: 1, createdAt: -1 } },
  { key: { tenantId: 1, _id: -1 } },
  archivedIndex,
  { key: { tenantId: 1, ownerIds: 1, _id: -1 } },
] as const;
export const candidateIndexes = [
  { key: { tenantId: 1, email: 1 }, unique: true },
  { key: { tenantId: 1, _id: -1 } },
  archivedIndex,
  { key: { tenantId: 1, mergedInto: 1 }, partialFilterExpression: { mergedInto: { $type: 'string' } } },
  // A public request for a link knows the address and no company.
  { key: { email: 1 } },
] as const;
export const applicationIndexes = [
  { key: { tenantId: 1, jobId: 1, candidateId: 1 }, unique: true },
  { key: { tenantId: 1, candidateId: 1 } },
  { key: { tenantId: 1, mergedInto: 1 }, partialFilterExpression: { mergedInto: { $type: 'string' } } },
  { key: { tenantId: 1, createdAt: -1 } },
  { key: { tenantId: 1, jobId: 1, _id: -1 } },
  { key: { tenantId: 1, _id: -1 } },
] as const;

const mostCompanies = 50;

export type JobStore = ReturnType<typeof createJobStore>;

export function createJobStore(connection: Connection) {
  const Job = connection.model('Job', jobSchema);
  const Candidate = connection.model('Candidate', candidateSchema);
  const Application = connection.model('Application', applicationSchema);
  const { trusted } = mongoose;
  const whole = createWhole(connection);

  async function candidatesOf(tenantId: TenantId, ids: readonly string[]): Promise<CandidateRow[]> {
    return await Candidate.find({ tenantId, _id: trusted({ $in: [...ids] }) }).lean<CandidateRow[]>();
  }
  // One step leads there: a merge turns the pointers of what it takes over.
  async function kept(tenantId: TenantId, row: CandidateRow | null): Promise<CandidateRow | null> {
    if (row === null || !row.mergedInto) return row;
    return await Candidate.findOne({ tenantId, _id: row.mergedInto }).lean<CandidateRow>();
  }

  return {
    async insertJob(row: JobRow): Promise<void> {
      await whole(() => Job.insertMany([row], { lean: true }));
    },
    async findJob(tenantId: TenantId, jobId: string): Promise<JobRow | null> {
      return await Job.findOne({ tenantId, _id: jobId }).lean<JobRow>();
    },
    /** All jobs, or those that this person owns, newest first. */
    async listJobs(tenantId: TenantId, ownerId?: PersonId): Promise<JobRow[]> {
      const owned = ownerId === undefined ? {} : { ownerIds: ownerId };
      return await Job.find({ tenantId, ...owned })
        .sort({ createdAt: -1 })
        .lean<JobRow[]>();
    },
    /** Null where there is no such job, or none of the version that was expected. */
    async changeJob(tenantId: TenantId, change: RowChange<JobRow>): Promise<JobRow | null> {
      const { filter, update } = changeOf(tenantId, change);
      return await whole(
        async () => await Job.findOneAndUpdate(filter, update, { returnDocument: 'after' }).lean<JobRow>(),
      );
    },
    async listJobsByIds(tenantId: TenantId, jobIds: readonly string[]): Promise<JobRow[]> {
      return await Job.find({ tenantId, _id: trusted({ $in: [...jobIds] }) }).lean<JobRow[]>();
    },
    async listJobIds(tenantId: TenantId, ownerId: PersonId): Promise<JobId[]> {
      const rows = await Job.find({ tenantId, ownerIds: ownerId }, { _id: 1 }).lean<Pick<JobRow, '_id'>[]>();
      return rows.map(({ _id }) => _id);
    },

    async insertCandidate(row: CandidateRow): Promise<void> {
      await whole(() => Candidate.insertMany([row], { lean: true }));
    },
    /** The candidate of an id; an id of a record that was merged names the one that it was merged into. */
    async findCandidate(tenantId: TenantId, candidateId: string): Promise<CandidateRow | null> {
      return await kept(tenantId, await Candidate.findOne({ tenantId, _id: candidateId }).lean<CandidateRow>());
    },
    async findCandidateByEmail(tenantId: TenantId, email: string): Promise<CandidateRow | null> {
      return await kept(tenantId, await Candidate.findOne({ tenantId, email }).lean<CandidateRow>());
    },
    /** Everybody with this address, in whatever company, for the public resend of links. */
    async listCandidatesAt(email: string): Promise<Pick<CandidateRow, '_id' | 'tenantId'>[]> {
      const rows = await Candidate.find({ email }, { tenantId: 1, mergedInto: 1 }, { crossTenant: true })
        .limit(mostCompanies)
        .lean<CandidateRow[]>();
      return rows.map(({ _id, tenantId, mergedInto }) => ({ _id: mergedInto ?? _id, tenantId }));
    },
    async listApplicationIds(tenantId: TenantId, candidateId: string): Promise<ApplicationId[]> {
      const rows = await Application.find({ tenantId, candidateId }, { _id: 1 }).lean<Pick<ApplicationRow, '_id'>[]>();
      return rows.map(({ _id }) => _id);
    },
    /** A row for each of these ids, under that id; of a merged record it says what the kept one says. */
    async listCandidates(tenantId: TenantId, candidateIds: readonly string[]): Promise<CandidateRow[]> {
      const rows = await candidatesOf(tenantId, candidateIds);
      const elsewhere = rows.flatMap(({ mergedInto }) => mergedInto ?? []);
      if (elsewhere.length === 0) return rows;
      const byId = new Map((await candidatesOf(tenantId, elsewhere)).map((row) => [row._id, row]));
      return rows.map((row) => (row.mergedInto ? { ...row, ...byId.get(row.mergedInto), _id: row._id } : row));
    },
    /**
     * In the transaction that ties something new to a candidate: false when their record is merged by now. A merge at the
     * same moment fails or comes later.
     */
    async tieToCandidate(tenantId: TenantId, candidateId: string): Promise<boolean> {
      const present = { tenantId, _id: candidateId, mergedInto: null };
      return (await Candidate.updateOne(present, { $inc: { ties: 1 } })).matchedCount === 1;
    },
    /**
     * False when somebody else has changed the candidate since, and then nothing of the transaction may stay; throws the
     * duplicate-key error for a known address. That of a record that became part of this one is theirs to have: the two
     * change places, so that what was sent to either address still leads here.
     */
    async changeCandidate(seen: CandidateRow, set: Partial<CandidateRow>): Promise<boolean> {
      const { tenantId, _id, name, email, zone, locale, addressRev } = seen;
      const known = { tenantId, _id, name, email, zone, locale };
      const present = { ...known, addressRev: addressRev ?? null, mergedInto: null };
      const part = set.email === undefined ? null : { tenantId, email: set.email, mergedInto: _id };
      return await whole(async () => {
        const merged = part === null ? null : await Candidate.findOne(part, { _id: 1 }).lean<CandidateRow>();
        const readdress = async (address: string) => {
          if (merged !== null) await Candidate.updateOne({ tenantId, _id: merged._id }, { $set: { email: address } });
        };
        // No two may have one address, not even for a moment.
        await readdress(`of ${merged?._id}`);
        const { matchedCount } = await Candidate.updateOne(present, { $set: set });
        if (matchedCount === 1) await readdress(email);
        return matchedCount === 1;
      });
    },
    async noteReach(tenantId: TenantId, candidateId: string, reach: Reach): Promise<boolean> {
      const row = await Candidate.findOne({ tenantId, _id: candidateId }, { mergedInto: 1 }).lean<CandidateRow>();
      const guest = { tenantId, _id: row?.mergedInto ?? candidateId, ...reachedAddress(reach) };
      const { modifiedCount } = await Candidate.updateOne(guest, reachUpdate(reach), { updatePipeline: true });
      return modifiedCount === 1;
    },

    async insertApplication(row: ApplicationRow): Promise<void> {
      await whole(() => Application.insertMany([row], { lean: true }));
    },
    async findApplication(tenantId: TenantId, applicationId: string): Promise<ApplicationRow | null> {
      const row = await Application.findOne({ tenantId, _id: applicationId }).lean<ApplicationRow>();
      if (row === null || !row.mergedInto) return row;
      return await Application.findOne({ tenantId, _id: row.mergedInto }).lean<ApplicationRow>();
    },
    async findApplicationOf(tenantId: TenantId, jobId: string, candidateId: string): Promise<ApplicationRow | null> {
      return await Application.findOne({ tenantId, jobId, candidateId }).lean<ApplicationRow>();
    },
  };
}
