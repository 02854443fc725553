import {
  emailSchema,
  idempotencyKeySchema,
  idSchema,
  lineSchema,
  localeSchema,
  zoneSchema,
} from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import type { StaffContext } from '../../booking/gate/staff-intent.ts';
import { actorOf, noteChange } from '../../company/company-change.ts';
import type { CandidateRow } from '../../company/job-store.ts';
import { zoneFrom } from '../../company/zone-from.ts';
import { importCandidates } from '../../interviews/import-candidates.ts';
import { mergeCandidates, previewMerge } from '../../interviews/merge-candidates.ts';
import { updateCandidate } from '../../interviews/update-guest.ts';
import { onceForStaff } from '../../journal/once.ts';
import { requestHash } from '../../journal/request-hash.ts';
import { isDuplicateKey } from '../../mongo/mongo.ts';
import { newId } from '../../runtime/new-id.ts';
import { recordIdsFound } from '../../views/find-records.ts';
import { listBookings, pageOfList } from '../../views/list-bookings.ts';
import {
  applicationViews,
  candidateInReach,
  candidateView,
  exportCandidates,
  listCandidates,
} from '../../views/record-views.ts';
import type { Deps } from '../deps.ts';
import { router, staffWith } from '../trpc.ts';
import { searchTextSchema } from './search-router.ts';

const ref = { candidateId: idSchema };
const pageOfInterviews = { ...pageOfList, limit: pageOfList.limit.default(100) };
const mostBytes = 1_048_576;

function callerOf({ app, staff, requestId }: StaffContext<Deps>) {
  const actor = { party: 'staff', id: staff.personId } as const;
  return { tenantId: staff.tenantId, actor, now: app.now(), requestId };
}

/** A page of what a candidate was invited to, the newest lineage first and its attempts in order. */
async function interviewsOf(
  { app, staff }: StaffContext<Deps>,
  candidateId: string,
  page: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const { summaries, nextCursor } = await listBookings(app, staff, { candidateId }, page);
  const lineages = [...Map.groupBy(summaries, ({ lineageId }) => lineageId).values()];
  return { interviews: lineages.flatMap((one) => one.toReversed()), nextCursor };
}

async function setArchived(ctx: StaffContext<Deps>, candidateId: string, isArchived: boolean) {
  const { app, staff } = ctx;
  const { row } = await candidateInReach(app, staff, candidateId);
  const at = isArchived ? new Date(app.now()) : null;
  const action = isArchived ? 'archiveCandidate' : 'restoreCandidate';
  const isChanged = await app.stores.inTransaction(async () => {
    const isNew = await app.stores.records.setCandidateArchived(staff.tenantId, row._id, at);
    if (isNew) await noteChange(app, actorOf(ctx), { action, detail: { candidate: row._id } });
    return isNew;
  });
  return candidateView(isChanged ? { ...row, archivedAt: at } : row);
}

export const candidatesRouter = router({
  /** Those in reach, newest first. */
  list: staffWith('jobs:read')
    .input(z.strictObject({ ...pageOfList, archived: z.boolean().default(false), text: searchTextSchema.optional() }))
    .query(async ({ ctx, input }) => {
      const { text, ...page } = input;
      const { app, staff } = ctx;
      const candidateIds =
        text === undefined ? undefined : await recordIdsFound(app, staff, { kind: 'candidate', text });
      return await listCandidates(app, staff, { ...page, candidateIds });
    }),

  /** The record with applications and interviews; the id of a merged one answers the one it was merged into. */
  get: staffWith('jobs:read')
    .input(z.strictObject({ ...ref, ...pageOfInterviews }))
    .query(async ({ ctx, input }) => {
      const { candidateId, ...page } = input;
      const { row, applications } = await candidateInReach(ctx.app, ctx.staff, candidateId);
      const [applied, interviews] = await Promise.all([
        applicationViews(ctx.app, ctx.staff, applications),
        interviewsOf(ctx, row._id, page),
      ]);
      return { ...candidateView(row), applications: applied(row._id), ...interviews };
    }),

  /** Somebody new; whoever has that address already is answered as they are. */
  create: staffWith('jobs:write')
    .input(
      z.strictObject({
        name: lineSchema(120),
        email: emailSchema,
        zone: zoneSchema.optional(),
        locale: localeSchema.optional(),
        idempotencyKey: idempotencyKeySchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { jobs } = app.stores;
      return await onceForStaff(ctx, { procedure: 'candidates.create', input }, async (commit) => {
        const row: CandidateRow = {
          _id: newId('candidate'),
          tenantId: staff.tenantId,
          name: input.name,
          email: input.email,
          zone: input.zone === undefined ? null : zoneFrom(input.zone),
          locale: input.locale ?? null,
          suppressedAt: null,
          createdAt: new Date(app.now()),
        };
        try {
          return await commit(async () => {
            await jobs.insertCandidate(row);
            await noteChange(app, actorOf(ctx), { action: 'createCandidate', detail: { candidate: row._id } });
            return { candidateId: row._id as string, isNew: true };
          });
        } catch (error) {
          const known = isDuplicateKey(error) ? await jobs.findCandidateByEmail(staff.tenantId, input.email) : null;
          if (known === null) throw error;
          return { candidateId: known._id as string, isNew: false };
        }
      });
    }),

  /** Corrects what is known of a candidate; another address gets the links of all that is open. */
  update: staffWith('jobs:write')
    .input(
      z.strictObject({
        ...ref,
        name: lineSchema(120).optional(),
        email: emailSchema.optional(),
        zone: zoneSchema.optional(),
        locale: localeSchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { candidateId, zone, ...rest } = input;
      const wish = { ...rest, ...(zone === undefined ? {} : { zone: zoneFrom(zone) }) };
      const row = await updateCandidate(ctx.app, ctx, candidateId, wish);
      return { candidateId: row._id as string, name: row.name, email: row.email, zone: row.zone, locale: row.locale };
    }),

  /** Nobody invites them any more; interviews that were go on. */
  archive: staffWith('jobs:write')
    .input(z.strictObject(ref))
    .mutation(async ({ ctx, input }) => await setArchived(ctx, input.candidateId, true)),

  restore: staffWith('jobs:write')
    .input(z.strictObject(ref))
    .mutation(async ({ ctx, input }) => await setArchived(ctx, input.candidateId, false)),

  /** What `merge` would do. */
  previewMerge: staffWith('jobs:write')
    .input(z.strictObject({ keepId: idSchema, mergeId: idSchema }))
    .query(async ({ ctx, input }) => await previewMerge(ctx.app, ctx.staff.tenantId, input)),

  /** Makes two records of one person into one; the id of the merged one leads to the kept one from then on. */
  merge: staffWith('jobs:write')
    .input(z.strictObject({ keepId: idSchema, mergeId: idSchema, idempotencyKey: idempotencyKeySchema }))
    .mutation(async ({ ctx, input }) => {
      const { idempotencyKey: key, ...wish } = input;
      const idempotency = { scope: ctx.staff.personId, key, hash: requestHash('candidates.merge', wish) };
      return await mergeCandidates(ctx.app, wish, { ...callerOf(ctx), idempotency });
    }),

  importCsv: staffWith('jobs:write')
    .input(z.strictObject({ csv: z.string().min(1).max(mostBytes), dryRun: z.boolean(), jobId: idSchema.optional() }))
    .mutation(async ({ ctx, input }) => await importCandidates(ctx.app, input, callerOf(ctx))),

  export: staffWith('jobs:read').query(async ({ ctx }) => await exportCandidates(ctx.app, ctx.staff)),
});
