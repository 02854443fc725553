import type { ApplicationId, CandidateId, TenantId } from '@interlude/shared/ids';
import type { Connection } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import type { ApplicationRow, CandidateRow } from './job-store.ts';

/** The writes by which one record of a candidate takes over another; all of them belong into one transaction. */
export function createMergeStore(connection: Connection) {
  const Candidate = connection.model<Stored<CandidateRow>>('Candidate');
  const Application = connection.model<Stored<ApplicationRow>>('Application');

  return {
    /** The record itself, also where it was merged into another one. */
    async readCandidate(tenantId: TenantId, candidateId: string): Promise<CandidateRow | null> {
      return await Candidate.findOne({ tenantId, _id: candidateId }).lean<CandidateRow>();
    },

    /**
     * Makes the merged record lead to the kept one. False when either is no longer as it was read, or got something new
     * since.
     */
    async mergeInto(
      keep: CandidateRow,
      merged: CandidateRow,
      set: Pick<CandidateRow, 'zone' | 'locale' | 'addressRev' | 'archivedAt'>,
    ): Promise<boolean> {
      const asSeen = ({ tenantId, _id, email, zone, locale, addressRev, archivedAt, ties }: CandidateRow) => {
        return {
          tenantId,
          _id,
          email,
          zone,
          locale,
          addressRev: addressRev ?? null,
          archivedAt: archivedAt ?? null,
          ties: ties ?? null,
          mergedInto: null,
        };
      };
      const ties = { $inc: { ties: 1 } };
      const kept = await Candidate.updateOne(asSeen(keep), { $set: set, ...ties });
      const gone = await Candidate.updateOne(asSeen(merged), { $set: { mergedInto: keep._id }, ...ties });
      if (kept.matchedCount + gone.matchedCount < 2) return false;
      const { tenantId } = keep;
      await Candidate.updateMany({ tenantId, mergedInto: merged._id }, { $set: { mergedInto: keep._id } });
      return true;
    },

    async giveApplication(
      application: Pick<ApplicationRow, '_id' | 'tenantId' | 'candidateId'>,
      next: CandidateId,
    ): Promise<void> {
      const { tenantId, _id, candidateId } = application;
      await Application.updateOne({ tenantId, _id, candidateId }, { $set: { candidateId: next } });
    },

    /** Another one for the same job takes its place. */
    async replaceApplication(tenantId: TenantId, former: ApplicationId, next: ApplicationId): Promise<void> {
      await Application.updateMany({ tenantId, mergedInto: former }, { $set: { mergedInto: next } });
      await Application.updateOne({ tenantId, _id: former }, { $set: { mergedInto: next } });
    },
  };
}

export type MergeStore = ReturnType<typeof createMergeStore>;
