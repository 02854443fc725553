import type { ApplicationId, CandidateId, JobId, PersonId, TenantId } from '@interlude/shared/ids';
import type { Connection } from 'mongoose';
import mongoose, { Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import { type Reach, reachedAddress, reachUpdate } from './mail-reach.ts';

export interface JobRow {
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
  createdAt: Date;
}

export interface ApplicationRow {
  _id: ApplicationId;
  tenantId: TenantId;
  jobId: JobId;
  candidateId: CandidateId;
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
    createdAt: Date,
  },
  { collection: 'candidates', strict: 'throw', versionKey: false },
);
const applicationSchema = new Schema<Stored<ApplicationRow>>(
  { _id: String, tenantId: String, jobId: String, candidateId: String, createdAt: Date },
  { collection: 'applications', strict: 'throw', versionKey: false },
);

export const jobIndexes = [{ key: { tenantId: 1, createdAt: -1 } }, { key: { tenantId: 1, ownerIds: 1 } }] as const;
export const candidateIndexes = [
  { key: { tenantId: 1, email: 1 }, unique: true },
  // A public request for a link knows the address and no company.
  { key: { email: 1 } },
] as const;
export const applicationIndexes = [
  { key: { tenantId: 1, jobId: 1, candidateId: 1 }, unique: true },
  { key: { tenantId: 1, candidateId: 1 } },
  { key: { tenantId: 1, createdAt: -1 } },
] as const;

const mostCompanies = 50;

export type JobStore = ReturnType<typeof createJobStore>;

export function createJobStore(connection: Connection) {
  const Job = connection.model('Job', jobSchema);
  const Candidate = connection.model('Candidate', candidateSchema);
  const Application = connection.model('Application', applicationSchema);
  const { trusted } = mongoose;

  return {
    async insertJob(row: JobRow): Promise<void> {
      await Job.insertMany([row], { lean: true });
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
    async listJobsByIds(tenantId: TenantId, jobIds: readonly string[]): Promise<JobRow[]> {
      return await Job.find({ tenantId, _id: trusted({ $in: [...jobIds] }) }).lean<JobRow[]>();
    },
    async listJobIds(tenantId: TenantId, ownerId: PersonId): Promise<JobId[]> {
      const rows = await Job.find({ tenantId, ownerIds: ownerId }, { _id: 1 }).lean<Pick<JobRow, '_id'>[]>();
      return rows.map(({ _id }) => _id);
    },

    async insertCandidate(row: CandidateRow): Promise<void> {
      await Candidate.insertMany([row], { lean: true });
    },
    async findCandidate(tenantId: TenantId, candidateId: string): Promise<CandidateRow | null> {
      return await Candidate.findOne({ tenantId, _id: candidateId }).lean<CandidateRow>();
    },
    async findCandidateByEmail(tenantId: TenantId, email: string): Promise<CandidateRow | null> {
      return await Candidate.findOne({ tenantId, email }).lean<CandidateRow>();
    },
    /** Everybody with this address, in whatever company, for the public resend of links. */
    async listCandidatesAt(email: string): Promise<Pick<CandidateRow, '_id' | 'tenantId'>[]> {
      return await Candidate.find({ email }, { tenantId: 1 }, { crossTenant: true })
        .limit(mostCompanies)
        .lean<CandidateRow[]>();
    },
    async listApplicationIds(tenantId: TenantId, candidateId: string): Promise<ApplicationId[]> {
      const rows = await Application.find({ tenantId, candidateId }, { _id: 1 }).lean<Pick<ApplicationRow, '_id'>[]>();
      return rows.map(({ _id }) => _id);
    },
    async listCandidates(tenantId: TenantId, candidateIds: readonly string[]): Promise<CandidateRow[]> {
      return await Candidate.find({ tenantId, _id: trusted({ $in: [...candidateIds] }) }).lean<CandidateRow[]>();
    },
    /** False when somebody else has changed the candidate since; throws the duplicate-key error for a known address. */
    async changeCandidate(seen: CandidateRow, set: Partial<CandidateRow>): Promise<boolean> {
      const { tenantId, _id, name, email, zone, locale } = seen;
      const { matchedCount } = await Candidate.updateOne({ tenantId, _id, name, email, zone, locale }, { $set: set });
      return matchedCount === 1;
    },
    async noteReach(tenantId: TenantId, candidateId: string, reach: Reach): Promise<boolean> {
      const guest = { tenantId, _id: candidateId, ...reachedAddress(reach) };
      const { modifiedCount } = await Candidate.updateOne(guest, reachUpdate(reach), { updatePipeline: true });
      return modifiedCount === 1;
    },

    async insertApplication(row: ApplicationRow): Promise<void> {
      await Application.insertMany([row], { lean: true });
    },
    async findApplication(tenantId: TenantId, applicationId: string): Promise<ApplicationRow | null> {
      return await Application.findOne({ tenantId, _id: applicationId }).lean<ApplicationRow>();
    },
    async findApplicationOf(tenantId: TenantId, jobId: string, candidateId: string): Promise<ApplicationRow | null> {
      return await Application.findOne({ tenantId, jobId, candidateId }).lean<ApplicationRow>();
    },
    /** Those for any of these jobs, newest first. */
    async listApplications(tenantId: TenantId, jobIds: readonly JobId[]): Promise<ApplicationRow[]> {
      return await Application.find({ tenantId, jobId: trusted({ $in: [...jobIds] }) })
        .sort({ createdAt: -1 })
        .lean<ApplicationRow[]>();
    },
  };
}
