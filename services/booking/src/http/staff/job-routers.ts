import { emailSchema, idSchema, lineSchema, localeSchema, zoneSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { isUnbound, may } from '../../access/permissions.ts';
import type { Staff } from '../../access/staff-access.ts';
import type { BookingFilter } from '../../booking/row/booking-parts.ts';
import type { CandidateRow, JobRow } from '../../company/job-store.ts';
import { zoneFrom } from '../../company/zone-from.ts';
import { isDuplicateKey } from '../../mongo/mongo.ts';
import { newId } from '../../runtime/new-id.ts';
import { refuse } from '../../runtime/refused.ts';
import { listBookings, pageOfList } from '../../views/list-bookings.ts';
import { jobWorkflowsUrl } from '../../views/workflow-queries.ts';
import type { Deps } from '../deps.ts';
import { router, staffWith } from '../trpc.ts';

const createJobSchema = z.strictObject({
  title: lineSchema(160),
  department: lineSchema(120).optional(),
  location: lineSchema(120).optional(),
  industry: lineSchema(120).optional(),
  ownerIds: z.array(idSchema).max(20).optional(),
});
const createApplicationSchema = z.strictObject({
  jobId: idSchema,
  candidate: z.strictObject({
    name: lineSchema(120),
    email: emailSchema,
    zone: zoneSchema.optional(),
    locale: localeSchema.optional(),
  }),
});

const pageOfInterviews = { ...pageOfList, limit: pageOfList.limit.default(100) };
type PageAsked = z.infer<z.ZodObject<typeof pageOfInterviews>>;

/** A page of the interviews of one job or application, newest first. */
async function interviewsOf(app: Deps, staff: Staff, filter: BookingFilter, { cursor, limit }: PageAsked) {
  const { summaries, nextCursor } = await listBookings(app, staff, filter, { cursor, limit });
  return { interviews: summaries, nextCursor };
}

function jobView({ _id, title, department, location, industry, ownerIds }: JobRow) {
  return { jobId: _id as string, title, department, location, industry, ownerIds: ownerIds as string[] };
}

async function jobFor(app: Deps, staff: Staff, jobId: string): Promise<JobRow> {
  const job = await app.stores.jobs.findJob(staff.tenantId, jobId);
  if (job === null || !isVisible(staff, job)) refuse({ code: 'not_found' });
  return job;
}

/** All that this person may see: the same as `isVisible`, as a query. */
async function jobsOf({ stores }: Deps, { tenantId, personId, roles }: Staff): Promise<JobRow[]> {
  return await stores.jobs.listJobs(tenantId, isUnbound(roles) ? undefined : personId);
}

function isVisible(staff: Staff, job: JobRow): boolean {
  return isUnbound(staff.roles) || job.ownerIds.includes(staff.personId);
}

export const jobsRouter = router({
  list: staffWith('jobs:read').query(async ({ ctx }) => {
    const { app, staff } = ctx;
    const seesWorkflows = may(staff.roles, 'workflows:read');
    return (await jobsOf(app, staff)).map((job) => ({
      ...jobView(job),
      workflowsUrl: seesWorkflows ? jobWorkflowsUrl(app.config, job) : null,
    }));
  }),

  get: staffWith('jobs:read')
    .input(z.strictObject({ jobId: idSchema }))
    .query(async ({ ctx, input }) => jobView(await jobFor(ctx.app, ctx.staff, input.jobId))),

  interviews: staffWith('jobs:read')
    .input(z.strictObject({ jobId: idSchema, ...pageOfInterviews }))
    .query(async ({ ctx, input }) => {
      const { _id } = await jobFor(ctx.app, ctx.staff, input.jobId);
      return await interviewsOf(ctx.app, ctx.staff, { jobId: _id }, input);
    }),

  create: staffWith('jobs:write')
    .input(createJobSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const owners = await app.stores.people.listByIds(staff.tenantId, input.ownerIds ?? []);
      if (owners.length !== new Set(input.ownerIds ?? []).size) refuse({ code: 'not_found' });
      const jobId = newId('job');
      await app.stores.jobs.insertJob({
        _id: jobId,
        tenantId: staff.tenantId,
        title: input.title,
        department: input.department ?? null,
        location: input.location ?? null,
        industry: input.industry ?? null,
        ownerIds: owners.map(({ _id }) => _id),
        createdAt: new Date(app.now()),
      });
      return { jobId: jobId as string };
    }),
});

async function candidateFor(app: Deps, staff: Staff, given: z.infer<typeof createApplicationSchema>['candidate']) {
  const known = await app.stores.jobs.findCandidateByEmail(staff.tenantId, given.email);
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
    await app.stores.jobs.insertCandidate(candidate);
    return candidate;
  } catch (error) {
    const found = isDuplicateKey(error)
      ? await app.stores.jobs.findCandidateByEmail(staff.tenantId, given.email)
      : null;
    if (found === null) throw error;
    return found;
  }
}

export const applicationsRouter = router({
  list: staffWith('jobs:read').query(async ({ ctx }) => {
    const { app, staff } = ctx;
    const jobs = new Map((await jobsOf(app, staff)).map((job) => [job._id, job]));
    const applications = await app.stores.jobs.listApplications(staff.tenantId, [...jobs.keys()]);
    const rows = await app.stores.jobs.listCandidates(
      staff.tenantId,
      applications.map(({ candidateId }) => candidateId),
    );
    const candidates = new Map(rows.map((row) => [row._id, row]));
    return applications.flatMap(({ _id, jobId, candidateId }) => {
      const job = jobs.get(jobId);
      const candidate = candidates.get(candidateId);
      if (job === undefined || candidate === undefined) return [];
      const { name, email, locale, suppressedAt } = candidate;
      const mailBounces = suppressedAt !== null;
      return [
        {
          applicationId: _id as string,
          jobId: jobId as string,
          jobTitle: job.title,
          // What an invitation to them would be in.
          candidate: { candidateId: candidateId as string, name, email, locale: locale ?? 'en', mailBounces },
        },
      ];
    });
  }),

  get: staffWith('jobs:read')
    .input(z.strictObject({ applicationId: idSchema }))
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const application = await app.stores.jobs.findApplication(staff.tenantId, input.applicationId);
      if (application === null) refuse({ code: 'not_found' });
      const job = await jobFor(app, staff, application.jobId);
      const candidate = await app.stores.jobs.findCandidate(staff.tenantId, application.candidateId);
      if (candidate === null) refuse({ code: 'not_found' });
      const { name, email, zone, locale } = candidate;
      const ids = { applicationId: application._id as string, candidateId: candidate._id as string };
      return { ...ids, job: jobView(job), candidate: { name, email, zone, locale } };
    }),

  interviews: staffWith('jobs:read')
    .input(z.strictObject({ applicationId: idSchema, ...pageOfInterviews }))
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const application = await app.stores.jobs.findApplication(staff.tenantId, input.applicationId);
      if (application === null) refuse({ code: 'not_found' });
      await jobFor(app, staff, application.jobId);
      return await interviewsOf(app, staff, { applicationId: application._id }, input);
    }),

  create: staffWith('jobs:write')
    .input(createApplicationSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const job = await jobFor(app, staff, input.jobId);
      const candidate = await candidateFor(app, staff, input.candidate);
      const application = {
        _id: newId('application'),
        tenantId: staff.tenantId,
        jobId: job._id,
        candidateId: candidate._id,
        createdAt: new Date(app.now()),
      };
      try {
        await app.stores.jobs.insertApplication(application);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const known = await app.stores.jobs.findApplicationOf(staff.tenantId, job._id, candidate._id);
        if (known === null) throw error;
        return { applicationId: known._id as string, candidateId: candidate._id as string };
      }
      return { applicationId: application._id as string, candidateId: candidate._id as string };
    }),
});
