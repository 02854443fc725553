import {
  emailSchema,
  idempotencyKeySchema,
  idSchema,
  lineSchema,
  localeSchema,
  zoneSchema,
} from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { isUnbound, may } from '../../access/permissions.ts';
import type { Staff } from '../../access/staff-access.ts';
import type { BookingFilter } from '../../booking/row/booking-parts.ts';
import { actorOf, fieldsOf, noteChange } from '../../company/company-change.ts';
import type { ApplicationRow, CandidateRow, JobRow } from '../../company/job-store.ts';
import { zoneFrom } from '../../company/zone-from.ts';
import { onceForStaff } from '../../journal/once.ts';
import { isDuplicateKey } from '../../mongo/mongo.ts';
import { changedOr, changeIntent, type RowChange } from '../../mongo/versioned-row.ts';
import { newId } from '../../runtime/new-id.ts';
import { refuse } from '../../runtime/refused.ts';
import { listBookings, pageOfList } from '../../views/list-bookings.ts';
import { candidateView, jobInReach, jobView, listApplications, openInterviews } from '../../views/record-views.ts';
import { jobWorkflowsUrl } from '../../views/workflow-queries.ts';
import type { Deps } from '../deps.ts';
import { router, staffWith } from '../trpc.ts';

const jobFields = {
  title: lineSchema(160),
  department: lineSchema(120).optional(),
  location: lineSchema(120).optional(),
  industry: lineSchema(120).optional(),
  ownerIds: z.array(idSchema).max(20).optional(),
};
const jobRef = { jobId: idSchema };
const updateJobSchema = z.strictObject({
  ...jobRef,
  expectedVersion: changeIntent.expectedVersion,
  title: jobFields.title.optional(),
  // Null takes it away.
  department: lineSchema(120).nullable().optional(),
  location: lineSchema(120).nullable().optional(),
  industry: lineSchema(120).nullable().optional(),
  ownerIds: jobFields.ownerIds,
});
const createApplicationSchema = z.strictObject({
  jobId: idSchema,
  candidate: z.union([
    z.strictObject({ candidateId: idSchema }),
    z.strictObject({
      name: lineSchema(120),
      email: emailSchema,
      zone: zoneSchema.optional(),
      locale: localeSchema.optional(),
    }),
  ]),
});
type CandidateGiven = z.infer<typeof createApplicationSchema>['candidate'];

const pageOfInterviews = { ...pageOfList, limit: pageOfList.limit.default(100) };
type PageAsked = z.infer<z.ZodObject<typeof pageOfInterviews>>;

/** A page of the interviews of one job or application, newest first. */
async function interviewsOf(app: Deps, staff: Staff, filter: BookingFilter, { cursor, limit }: PageAsked) {
  const { summaries, nextCursor } = await listBookings(app, staff, filter, { cursor, limit });
  return { interviews: summaries, nextCursor };
}

/** All that this person may see and that is in use. */
async function jobsOf({ stores }: Deps, { tenantId, personId, roles }: Staff): Promise<JobRow[]> {
  const rows = await stores.jobs.listJobs(tenantId, isUnbound(roles) ? undefined : personId);
  return rows.filter(({ archivedAt }) => !archivedAt);
}

async function ownersOf({ stores }: Deps, { tenantId }: Staff, wanted: readonly string[] = []) {
  const owners = await stores.people.listByIds(tenantId, wanted);
  if (owners.length !== new Set(wanted).size) refuse({ code: 'not_found' });
  return owners.map(({ _id }) => _id);
}

interface CtxOfStaff {
  readonly app: Deps;
  readonly staff: Staff;
  readonly requestId: string;
}

async function setArchived({ app, staff, requestId }: CtxOfStaff, jobId: string, isArchived: boolean) {
  const seen = await jobInReach(app, staff, jobId);
  if (Boolean(seen.archivedAt) === isArchived) return jobView(seen);
  const set = { archivedAt: isArchived ? new Date(app.now()) : null };
  const change = { id: jobId, expectedVersion: seen.version ?? 0, set };
  return jobView(await changeJob({ app, staff, requestId }, change, isArchived ? 'archiveJob' : 'restoreJob'));
}

async function changeJob(ctx: CtxOfStaff, change: RowChange<JobRow>, action: string): Promise<JobRow> {
  const { app, staff } = ctx;
  const { jobs, inTransaction } = app.stores;
  return await inTransaction(async () => {
    const changed = await jobs.changeJob(staff.tenantId, change);
    const row = await changedOr(changed, () => jobs.findJob(staff.tenantId, change.id));
    await noteChange(app, actorOf(ctx), { action, detail: { job: row._id, fields: fieldsOf(change.set) } });
    return row;
  });
}

export const jobsRouter = router({
  /**
   * The jobs in use, for choosing one. With a limit it is a page, of archived ones too, each with how many interviews
   * are open; the id of the last one is the cursor of the next page.
   */
  list: staffWith('jobs:read')
    .input(
      z
        .strictObject({
          cursor: idSchema.optional(),
          limit: z.number().int().min(1).max(100).optional(),
          archived: z.boolean().default(false),
        })
        .optional(),
    )
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { cursor, limit, archived = false } = input ?? {};
      const seesWorkflows = may(staff.roles, 'workflows:read');
      const owner = isUnbound(staff.roles) ? undefined : staff.personId;
      const isPage = cursor !== undefined || limit !== undefined || archived;
      const rows = isPage
        ? await app.stores.records.pageOfJobs(staff.tenantId, owner, { cursor, limit: limit ?? 100, archived })
        : await jobsOf(app, staff);
      const ids = isPage ? rows.map(({ _id }) => _id) : [];
      const openOf = await openInterviews(app, staff, { by: 'jobId', ids });
      return rows.map((job) => ({
        ...jobView(job),
        interviews: isPage ? openOf(job._id) : null,
        workflowsUrl: seesWorkflows ? jobWorkflowsUrl(app.config, job) : null,
      }));
    }),

  get: staffWith('jobs:read')
    .input(z.strictObject(jobRef))
    .query(async ({ ctx, input }) => jobView(await jobInReach(ctx.app, ctx.staff, input.jobId))),

  interviews: staffWith('jobs:read')
    .input(z.strictObject({ ...jobRef, ...pageOfInterviews }))
    .query(async ({ ctx, input }) => {
      const { _id } = await jobInReach(ctx.app, ctx.staff, input.jobId);
      return await interviewsOf(ctx.app, ctx.staff, { jobId: _id }, input);
    }),

  /** Who applied for it, newest first. */
  applications: staffWith('jobs:read')
    .input(z.strictObject({ ...jobRef, ...pageOfList }))
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { _id } = await jobInReach(app, staff, input.jobId);
      const { cursor, limit } = input;
      const { jobs } = app.stores;
      const found = await app.stores.records.pageOfApplications(staff.tenantId, [_id], { cursor, limit: limit + 1 });
      const rows = found.slice(0, limit);
      const ids = rows.map(({ candidateId }) => candidateId);
      const candidates = new Map((await jobs.listCandidates(staff.tenantId, ids)).map((row) => [row._id, row]));
      return {
        applications: rows.flatMap((row) => {
          const candidate = candidates.get(row.candidateId);
          return candidate ? [{ applicationId: row._id as string, candidate: candidateView(candidate) }] : [];
        }),
        nextCursor: (found.length > limit ? (rows.at(-1)?._id ?? null) : null) as string | null,
      };
    }),

  create: staffWith('jobs:write')
    .input(z.strictObject({ ...jobFields, idempotencyKey: idempotencyKeySchema.optional() }))
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      return await onceForStaff(ctx, { procedure: 'jobs.create', input }, async (commit) => {
        const row: JobRow = {
          _id: newId('job'),
          tenantId: staff.tenantId,
          title: input.title,
          department: input.department ?? null,
          location: input.location ?? null,
          industry: input.industry ?? null,
          ownerIds: await ownersOf(app, staff, input.ownerIds),
          createdAt: new Date(app.now()),
        };
        return await commit(async () => {
          await app.stores.jobs.insertJob(row);
          await noteChange(app, actorOf(ctx), { action: 'createJob', detail: { job: row._id } });
          return { jobId: row._id as string };
        });
      });
    }),

  /** What is not said stays as it is. */
  update: staffWith('jobs:write')
    .input(updateJobSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { jobId, expectedVersion, ownerIds, ...said } = input;
      const owners = ownerIds === undefined ? {} : { ownerIds: await ownersOf(app, staff, ownerIds) };
      const given = Object.entries(said).filter(([, value]) => value !== undefined);
      const set: Partial<JobRow> = { ...Object.fromEntries(given), ...owners };
      return jobView(await changeJob(ctx, { id: jobId, expectedVersion, set }, 'updateJob'));
    }),

  /** Nobody is invited for it any more; interviews that were go on. */
  archive: staffWith('jobs:write')
    .input(z.strictObject(jobRef))
    .mutation(async ({ ctx, input }) => await setArchived(ctx, input.jobId, true)),

  restore: staffWith('jobs:write')
    .input(z.strictObject(jobRef))
    .mutation(async ({ ctx, input }) => await setArchived(ctx, input.jobId, false)),
});

async function candidateFor(ctx: CtxOfStaff, given: CandidateGiven): Promise<CandidateRow> {
  const { app, staff } = ctx;
  const { jobs, inTransaction } = app.stores;
  if ('candidateId' in given) {
    return (await jobs.findCandidate(staff.tenantId, given.candidateId)) ?? refuse({ code: 'not_found' });
  }
  const known = await jobs.findCandidateByEmail(staff.tenantId, given.email);
  if (known !== null) return known;
  const candidate: CandidateRow = {
    _id: newId('candidate'),
    tenantId: staff.tenantId,
    name: given.name,
    email: given.email,
    zone: given.zone === undefined ? null : zoneFrom(given.zone),
    locale: given.locale ?? null,
    suppressedAt: null,
    createdAt: new Date(app.now()),
  };
  try {
    await inTransaction(async () => {
      await jobs.insertCandidate(candidate);
      await noteChange(app, actorOf(ctx), { action: 'createCandidate', detail: { candidate: candidate._id } });
    });
    return candidate;
  } catch (error) {
    const found = isDuplicateKey(error) ? await jobs.findCandidateByEmail(staff.tenantId, given.email) : null;
    if (found === null) throw error;
    return found;
  }
}

/** Writes it unless the candidate's record was merged since it was read. */
async function insertApplication(ctx: CtxOfStaff, row: ApplicationRow): Promise<void> {
  const { stores } = ctx.app;
  const detail = { application: row._id, candidate: row.candidateId, job: row.jobId };
  await stores.inTransaction(async () => {
    const isTied = await stores.jobs.tieToCandidate(row.tenantId, row.candidateId);
    if (!isTied) refuse({ code: 'version_conflict', version: 0, status: 'archived' });
    await stores.jobs.insertApplication(row);
    await noteChange(ctx.app, actorOf(ctx), { action: 'createApplication', detail });
  });
}

export const applicationsRouter = router({
  /**
   * A page of what can be invited for, of jobs and candidates in use, the newest first. What is archived takes room on a
   * page, so only the cursor tells that there is no more.
   */
  list: staffWith('jobs:read')
    .input(z.strictObject(pageOfList))
    .query(async ({ ctx, input }) => await listApplications(ctx.app, ctx.staff, input)),

  get: staffWith('jobs:read')
    .input(z.strictObject({ applicationId: idSchema }))
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const application = await app.stores.jobs.findApplication(staff.tenantId, input.applicationId);
      if (application === null) refuse({ code: 'not_found' });
      const job = await jobInReach(app, staff, application.jobId);
      const candidate = await app.stores.jobs.findCandidate(staff.tenantId, application.candidateId);
      if (candidate === null) refuse({ code: 'not_found' });
      const { name, email, zone, locale, suppressedAt } = candidate;
      const ids = { applicationId: application._id as string, candidateId: candidate._id as string };
      const mailBounces = suppressedAt !== null;
      return { ...ids, job: jobView(job), candidate: { name, email, zone, locale, mailBounces } };
    }),

  interviews: staffWith('jobs:read')
    .input(z.strictObject({ applicationId: idSchema, ...pageOfInterviews }))
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const application = await app.stores.jobs.findApplication(staff.tenantId, input.applicationId);
      if (application === null) refuse({ code: 'not_found' });
      await jobInReach(app, staff, application.jobId);
      return await interviewsOf(app, staff, { applicationId: application._id }, input);
    }),

  /** Of somebody known, or of somebody new; whoever has that address already is who it is for. */
  create: staffWith('jobs:write')
    .input(createApplicationSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const job = await jobInReach(app, staff, input.jobId);
      const candidate = await candidateFor(ctx, input.candidate);
      const application: ApplicationRow = {
        _id: newId('application'),
        tenantId: staff.tenantId,
        jobId: job._id,
        candidateId: candidate._id,
        createdAt: new Date(app.now()),
      };
      try {
        await insertApplication(ctx, application);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const known = await app.stores.jobs.findApplicationOf(staff.tenantId, job._id, candidate._id);
        if (known === null) throw error;
        return { applicationId: known._id as string, candidateId: candidate._id as string };
      }
      return { applicationId: application._id as string, candidateId: candidate._id as string };
    }),
});
