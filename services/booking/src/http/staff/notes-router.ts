import { instantText } from '@interlude/shared/booking/booking-rules';
import type { CandidateId, JobId } from '@interlude/shared/ids';
import { idempotencyKeySchema, idSchema, proseSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import type { StaffContext } from '../../booking/gate/staff-intent.ts';
import { actorOf, noteChange } from '../../company/company-change.ts';
import type { NoteRow } from '../../company/note-store.ts';
import { onceForStaff } from '../../journal/once.ts';
import { LostRace } from '../../mongo/lost-race.ts';
import { newId } from '../../runtime/new-id.ts';
import { refuse } from '../../runtime/refused.ts';
import { pageOfList } from '../../views/list-bookings.ts';
import { candidateInReach, jobInReach } from '../../views/record-views.ts';
import type { Deps } from '../deps.ts';
import { router, staffWith } from '../trpc.ts';

const about = { kind: z.enum(['candidate', 'job']), id: idSchema };
const text = proseSchema(2_000).refine((said) => said.trim() !== '', 'empty');
const ref = { noteId: idSchema };

/** The record that a note is about, if it is in reach: whoever sees it reads and writes its notes. */
async function subjectOf(
  { app, staff }: Pick<StaffContext<Deps>, 'app' | 'staff'>,
  { kind, id }: { readonly kind: 'candidate' | 'job'; readonly id: string },
): Promise<CandidateId | JobId> {
  return kind === 'job' ? (await jobInReach(app, staff, id))._id : (await candidateInReach(app, staff, id)).row._id;
}

async function noteViews({ app, staff }: Pick<StaffContext<Deps>, 'app' | 'staff'>, rows: readonly NoteRow[]) {
  const authors = await app.stores.people.listByIds(staff.tenantId, [...new Set(rows.map(({ authorId }) => authorId))]);
  const nameOf = new Map(authors.map(({ _id, name }) => [_id, name]));
  return rows.map(({ _id, authorId, text: said, at, editedAt }) => ({
    noteId: _id as string,
    author: { personId: authorId as string, name: nameOf.get(authorId) ?? '' },
    text: said,
    at: instantText(at.getTime()),
    editedAt: editedAt === null ? null : instantText(editedAt.getTime()),
    isOwn: authorId === staff.personId,
  }));
}

interface OwnChange {
  readonly action: 'editNote' | 'removeNote' | 'restoreNote';
  readonly set: Partial<NoteRow>;
}

const attempts = 3;

interface Said {
  readonly kind: 'candidate' | 'job';
  readonly id: string;
  readonly text: string;
}

type Commit = <T>(write: () => Promise<T>) => Promise<T>;

/** Adds a note to the record as it stands: one that is merged meanwhile is read again, and the kept one has the note. */
async function addNote(ctx: StaffContext<Deps>, { text: said, ...record }: Said, commit: Commit) {
  const { app, staff } = ctx;
  const { notes, jobs } = app.stores;
  const { tenantId, personId: authorId } = staff;
  const _id = newId('note');
  for (let attempt = 1; ; attempt++) {
    const subjectId = await subjectOf(ctx, record);
    try {
      return await commit(async () => {
        const isThere = record.kind === 'job' || (await jobs.tieToCandidate(tenantId, subjectId));
        if (!isThere) throw new LostRace();
        const at = new Date(app.now());
        await notes.insert({ _id, tenantId, authorId, subjectId, at, text: said, editedAt: null, removedAt: null });
        await noteChange(app, actorOf(ctx), { action: 'addNote', detail: { note: _id, subject: subjectId } });
        return { noteId: _id as string };
      });
    } catch (error) {
      if (!(error instanceof LostRace) || attempt >= attempts) throw error;
    }
  }
}

/** Changes one's own note about a record that is still in reach; anybody else's is not found. */
async function changeOwn(ctx: StaffContext<Deps>, noteId: string, { action, set }: OwnChange) {
  const { app, staff } = ctx;
  const { notes, inTransaction } = app.stores;
  const seen = await notes.find(staff.tenantId, noteId);
  if (seen === null || seen.authorId !== staff.personId) refuse({ code: 'not_found' });
  const kind = seen.subjectId.startsWith('job_') ? 'job' : 'candidate';
  await subjectOf(ctx, { kind, id: seen.subjectId });
  const own = { tenantId: staff.tenantId, authorId: staff.personId, _id: noteId };
  // Removing what was removed by the same request before is done, and the hour goes on.
  if (action === 'removeNote' && seen.removedAt !== null) return { noteId };
  await inTransaction(async () => {
    if ((await notes.changeOwn(own, set)) === null) refuse({ code: 'not_found' });
    await noteChange(app, actorOf(ctx), { action, detail: { note: seen._id, subject: seen.subjectId } });
  });
  return { noteId };
}

export const notesRouter = router({
  /** Newest first. */
  list: staffWith('jobs:read')
    .input(z.strictObject({ ...about, ...pageOfList }))
    .query(async ({ ctx, input }) => {
      const { cursor, limit } = input;
      const subjectId = await subjectOf(ctx, input);
      const found = await ctx.app.stores.notes.list(ctx.staff.tenantId, subjectId, { cursor, limit: limit + 1 });
      const rows = found.slice(0, limit);
      const nextCursor = found.length > limit ? (rows.at(-1)?._id ?? null) : null;
      return { notes: await noteViews(ctx, rows), nextCursor: nextCursor as string | null };
    }),

  add: staffWith('notes:write')
    .input(z.strictObject({ ...about, text, idempotencyKey: idempotencyKeySchema.optional() }))
    .mutation(async ({ ctx, input }) => {
      const { idempotencyKey: _, ...said } = input;
      const asked = { procedure: 'notes.add', input };
      return await onceForStaff(ctx, asked, async (commit) => await addNote(ctx, said, commit));
    }),

  edit: staffWith('notes:write')
    .input(z.strictObject({ ...ref, text }))
    .mutation(async ({ ctx, input }) => {
      const set = { text: input.text, editedAt: new Date(ctx.app.now()) };
      return await changeOwn(ctx, input.noteId, { action: 'editNote', set });
    }),

  /** It can be brought back for an hour, and is gone then. */
  remove: staffWith('notes:write')
    .input(z.strictObject(ref))
    .mutation(async ({ ctx, input }) => {
      const set = { removedAt: new Date(ctx.app.now()) };
      return await changeOwn(ctx, input.noteId, { action: 'removeNote', set });
    }),

  restore: staffWith('notes:write')
    .input(z.strictObject(ref))
    .mutation(
      async ({ ctx, input }) => await changeOwn(ctx, input.noteId, { action: 'restoreNote', set: { removedAt: null } }),
    ),
});
