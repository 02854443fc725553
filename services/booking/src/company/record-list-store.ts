import type { JobId, PersonId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import { createWhole } from '../search/search-entry-store.ts';
import { type ApplicationRow, byArchived, type CandidateRow, type JobRow } from './job-store.ts';

export interface RecordPage {
  /** The last id of the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly archived: boolean;
}

export interface CandidatePage extends RecordPage {
  /** The jobs whose candidates are in reach; null for all of the company. */
  readonly jobIds: readonly JobId[] | null;
  /** Only these; absent for all. */
  readonly candidateIds?: readonly string[] | undefined;
}

const newestFirst = { tenantId: 1, _id: -1 } as const;
const listOf = (archived: boolean) => (archived ? byArchived : newestFirst);

/** Lists of jobs, candidates and applications: each is what is in reach, newest first, with no more rows than asked for. */
export function createRecordListStore(connection: Connection) {
  const Job = connection.model<Stored<JobRow>>('Job');
  const Candidate = connection.model<Stored<CandidateRow>>('Candidate');
  const Application = connection.model<Stored<ApplicationRow>>('Application');
  const { trusted } = mongoose;
  const whole = createWhole(connection);
  const archivedAt = (archived: boolean) => (archived ? trusted({ $type: 'date' as const }) : null);

  return {
    async pageOfJobs(
      tenantId: TenantId,
      ownerId: PersonId | undefined,
      { cursor, limit, archived }: RecordPage,
    ): Promise<JobRow[]> {
      const before = cursor === undefined ? {} : { _id: trusted({ $lt: cursor }) };
      const owned = ownerId === undefined ? {} : { ownerIds: ownerId };
      return await Job.find({ tenantId, ...owned, ...before, archivedAt: archivedAt(archived) })
        .sort({ _id: -1 })
        .limit(limit)
        .hint(ownerId === undefined ? listOf(archived) : { tenantId: 1, ownerIds: 1, _id: -1 })
        .lean<JobRow[]>();
    },

    async pageOfCandidates(tenantId: TenantId, page: CandidatePage): Promise<CandidateRow[]> {
      const { cursor, limit, archived, jobIds, candidateIds } = page;
      const within = {
        ...(cursor === undefined ? {} : { $lt: cursor }),
        ...(candidateIds === undefined ? {} : { $in: [...candidateIds] }),
      };
      const only = Object.keys(within).length > 0 ? { _id: trusted(within) } : {};
      const shown = { mergedInto: null, archivedAt: archivedAt(archived) };
      if (jobIds === null) {
        const found = Candidate.find({ tenantId, ...only, ...shown }).sort({ _id: -1 });
        return await (candidateIds === undefined ? found.hint(listOf(archived)) : found)
          .limit(limit)
          .lean<CandidateRow[]>();
      }
      const ofJobs = { tenantId, jobId: { $in: [...jobIds] } };
      return await Application.aggregate<CandidateRow>([
        { $match: { ...ofJobs, ...(Object.keys(within).length > 0 ? { candidateId: within } : {}) } },
        { $group: { _id: '$candidateId' } },
        { $sort: { _id: -1 } },
        {
          $lookup: {
            from: 'candidates',
            localField: '_id',
            foreignField: '_id',
            pipeline: [{ $match: { tenantId, mergedInto: null, archivedAt: archived ? { $ne: null } : null } }],
            as: 'rows',
          },
        },
        { $unwind: '$rows' },
        { $limit: limit },
        { $replaceRoot: { newRoot: '$rows' } },
      ]);
    },

    /** What these candidates applied for, the newest first: all of it, or only what is for these jobs. */
    async listApplicationsOf(
      tenantId: TenantId,
      candidateIds: readonly string[],
      jobIds: readonly JobId[] | null = null,
    ): Promise<ApplicationRow[]> {
      const ofJobs = jobIds === null ? {} : { jobId: trusted({ $in: [...jobIds] }) };
      return await Application.find({
        tenantId,
        candidateId: trusted({ $in: [...candidateIds] }),
        ...ofJobs,
        mergedInto: null,
      })
        .sort({ _id: -1 })
        .lean<ApplicationRow[]>();
    },

    /** Those for any of these jobs, newest first; null for all of the company. */
    async pageOfApplications(
      tenantId: TenantId,
      jobIds: readonly JobId[] | null,
      { cursor, limit }: Pick<RecordPage, 'cursor' | 'limit'>,
    ): Promise<ApplicationRow[]> {
      const before = cursor === undefined ? {} : { _id: trusted({ $lt: cursor }) };
      const ofJobs = jobIds === null ? {} : { jobId: trusted({ $in: [...jobIds] }) };
      return await Application.find({ tenantId, ...ofJobs, ...before, mergedInto: null })
        .sort({ _id: -1 })
        .limit(limit)
        .hint(jobIds === null ? newestFirst : { tenantId: 1, jobId: 1, _id: -1 })
        .lean<ApplicationRow[]>();
    },

    async listCandidatesByEmail(tenantId: TenantId, emails: readonly string[]): Promise<CandidateRow[]> {
      return await Candidate.find({ tenantId, email: trusted({ $in: [...emails] }) }).lean<CandidateRow[]>();
    },

    /** In one transaction with the rest of a part of an import; throws the duplicate-key error where somebody was faster. */
    async insertImported(candidates: readonly CandidateRow[], applications: readonly ApplicationRow[]): Promise<void> {
      if (candidates.length > 0) await Candidate.insertMany(candidates, { lean: true });
      if (applications.length > 0) await Application.insertMany(applications, { lean: true });
    },

    /** Archives or restores; false when it was so already. */
    async setCandidateArchived(tenantId: TenantId, candidateId: string, at: Date | null): Promise<boolean> {
      const present = { tenantId, _id: candidateId, mergedInto: null, archivedAt: archivedAt(at === null) };
      const { modifiedCount } = await whole(() => Candidate.updateOne(present, { $set: { archivedAt: at } }));
      return modifiedCount === 1;
    },
  };
}

export type RecordListStore = ReturnType<typeof createRecordListStore>;
