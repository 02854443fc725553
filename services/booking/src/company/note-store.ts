import type { CandidateId, JobId, NoteId, PersonId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';

/** What somebody wrote down about a candidate or a job, for those who may see that record. */
export interface NoteRow {
  _id: NoteId;
  tenantId: TenantId;
  subjectId: CandidateId | JobId;
  authorId: PersonId;
  text: string;
  at: Date;
  editedAt: Date | null;
  /** When its author took it away; it can be brought back for an hour and is gone then. */
  removedAt: Date | null;
}

const schema = new Schema<Stored<NoteRow>>(
  {
    _id: String,
    tenantId: String,
    subjectId: String,
    authorId: String,
    text: String,
    at: Date,
    editedAt: Date,
    removedAt: Date,
  },
  { collection: 'notes', strict: 'throw', versionKey: false },
);

export const noteIndexes = [
  { key: { tenantId: 1, subjectId: 1, _id: -1 } },
  { key: { removedAt: 1 }, expireAfterSeconds: 3_600 },
] as const;

type Own = Pick<NoteRow, 'tenantId' | 'authorId'> & { readonly _id: string };

export function createNoteStore(connection: Connection) {
  const Note = connection.model('Note', schema);
  const { trusted } = mongoose;

  return {
    async insert(row: NoteRow): Promise<void> {
      await Note.insertMany([row], { lean: true });
    },
    async find(tenantId: TenantId, noteId: string): Promise<NoteRow | null> {
      return await Note.findOne({ tenantId, _id: noteId }).lean<NoteRow>();
    },
    /** Newest first. */
    async list(
      tenantId: TenantId,
      subjectId: string,
      { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
    ): Promise<NoteRow[]> {
      const before = cursor === undefined ? {} : { _id: trusted({ $lt: cursor }) };
      return await Note.find({ tenantId, subjectId, ...before, removedAt: null })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<NoteRow[]>();
    },
    async count(tenantId: TenantId, subjectId: string): Promise<number> {
      return await Note.countDocuments({ tenantId, subjectId, removedAt: null });
    },
    /** Changes one's own; null where there is none of theirs, or it was removed, unless this brings it back. */
    async changeOwn({ tenantId, authorId, _id }: Own, set: Partial<NoteRow>): Promise<NoteRow | null> {
      const own = { tenantId, _id, authorId, ...(set.removedAt === null ? {} : { removedAt: null }) };
      return await Note.findOneAndUpdate(own, { $set: set }, { returnDocument: 'after' }).lean<NoteRow>();
    },
    /** All notes of a merged record, also those that were removed a moment ago. */
    async move(tenantId: TenantId, from: CandidateId, to: CandidateId): Promise<void> {
      await Note.updateMany({ tenantId, subjectId: from }, { $set: { subjectId: to } });
    },
  };
}

export type NoteStore = ReturnType<typeof createNoteStore>;
