import { instantText } from '@interlude/shared/booking/booking-rules';
import { type InterviewStatus, upcomingStatuses } from '@interlude/shared/booking/booking-status';
import { csvOf } from '@interlude/shared/csv';
import type { JobId } from '@interlude/shared/ids';
import { isUnbound } from '../access/permissions.ts';
import type { Staff } from '../access/staff-access.ts';
import type { ApplicationRow, CandidateRow, JobRow } from '../company/job-store.ts';
import type { RecordPage } from '../company/record-list-store.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { refuse } from '../runtime/refused.ts';

export interface OpenInterviews {
  readonly open: number;
  readonly invited: number;
  readonly booked: number;
}

const none: OpenInterviews = { open: 0, invited: 0, booked: 0 };

/** The jobs in reach of these staff; null for all of their company. */
export async function jobsInReach({ stores }: ObligationDeps, staff: Staff): Promise<readonly JobId[] | null> {
  return isUnbound(staff.roles) ? null : await stores.jobs.listJobIds(staff.tenantId, staff.personId);
}

export function jobView({ _id, title, department, location, industry, ownerIds, ...row }: JobRow) {
  const { version = 0, archivedAt = null } = row;
  const facts = { title, department, location, industry, ownerIds: ownerIds as string[] };
  return { jobId: _id as string, ...facts, version, archived: archivedAt !== null };
}

/** How many open interviews each job or candidate has: one query for all of them. */
export async function openInterviews(
  { stores }: ObligationDeps,
  staff: Staff,
  of: Parameters<ObligationDeps['stores']['bookings']['countOpen']>[1],
): Promise<(id: string) => OpenInterviews> {
  const counts = of.ids.length > 0 ? await stores.bookings.countOpen(staff.tenantId, of) : [];
  const byId = Map.groupBy(counts, ({ id }) => id);
  const sum = (id: string, isIn: (status: InterviewStatus) => boolean) =>
    (byId.get(id) ?? []).reduce((all, { status, count }) => all + (isIn(status) ? count : 0), 0);
  return (id) =>
    byId.has(id)
      ? {
          open: sum(id, () => true),
          invited: sum(id, (status) => status === 'invited'),
          booked: sum(id, (status) => upcomingStatuses.includes(status)),
        }
      : none;
}

export function candidateView({
  _id,
  name,
  email,
  zone,
  locale,
  suppressedAt,
  archivedAt = null,
  createdAt,
}: CandidateRow) {
  const facts = { name, email, zone, locale, mailBounces: suppressedAt !== null, archived: archivedAt !== null };
  return { candidateId: _id as string, ...facts, createdAt: instantText(createdAt.getTime()) };
}

export type CandidateAsked = RecordPage & { readonly candidateIds?: readonly string[] | undefined };

/** One page of the candidates in reach, newest first, each with what they applied for and what is open. */
export async function listCandidates(app: ObligationDeps, staff: Staff, asked: CandidateAsked) {
  const { tenantId } = staff;
  const jobIds = await jobsInReach(app, staff);
  const page = { ...asked, limit: asked.limit + 1, jobIds };
  const found = await app.stores.records.pageOfCandidates(tenantId, page);
  const rows = found.slice(0, asked.limit);
  const ids = rows.map(({ _id }) => _id);
  const [applications, openOf] = await Promise.all([
    app.stores.records.listApplicationsOf(tenantId, ids, jobIds),
    openInterviews(app, staff, { by: 'candidateId', ids, jobIds }),
  ]);
  const applied = await applicationViews(app, staff, applications);
  return {
    candidates: rows.map((row) => ({
      ...candidateView(row),
      applications: applied(row._id),
      interviews: openOf(row._id),
    })),
    nextCursor: (found.length > asked.limit ? (ids.at(-1) ?? null) : null) as string | null,
  };
}

/** Applications with their jobs, by candidate. */
export async function applicationViews(
  { stores }: ObligationDeps,
  { tenantId }: Staff,
  applications: readonly ApplicationRow[],
) {
  const jobs = await stores.jobs.listJobsByIds(tenantId, [...new Set(applications.map(({ jobId }) => jobId))]);
  const byId = new Map(jobs.map((job) => [job._id, job]));
  return (candidateId: string) =>
    applications
      .filter((one) => one.candidateId === candidateId)
      .flatMap(({ _id, jobId, createdAt }) => {
        const job = byId.get(jobId);
        if (job === undefined) return [];
        const { title, archivedAt = null } = job;
        const of = { jobId: jobId as string, title, archived: archivedAt !== null };
        return [{ applicationId: _id as string, job: of, createdAt: instantText(createdAt.getTime()) }];
      });
}

/** One page of the applications in reach, the newest first, less those whose job or candidate is archived. */
export async function listApplications(app: ObligationDeps, staff: Staff, asked: Omit<RecordPage, 'archived'>) {
  const { records, jobs } = app.stores;
  const { tenantId } = staff;
  const { cursor, limit } = asked;
  const jobIds = await jobsInReach(app, staff);
  const found = await records.pageOfApplications(tenantId, jobIds, { cursor, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const distinct = <T>(ids: readonly T[]) => [...new Set(ids)];
  const [jobRows, candidateRows] = await Promise.all([
    jobs.listJobsByIds(tenantId, distinct(rows.map((row) => row.jobId))),
    jobs.listCandidates(tenantId, distinct(rows.map((row) => row.candidateId))),
  ]);
  const jobOf = new Map(jobRows.map((row) => [row._id, row]));
  const candidateOf = new Map(candidateRows.map((row) => [row._id, row]));
  return {
    applications: rows.flatMap(({ _id, jobId, candidateId }) => {
      const [job, candidate] = [jobOf.get(jobId), candidateOf.get(candidateId)];
      if (!job || job.archivedAt || !candidate || candidate.archivedAt) return [];
      const { name, email, locale, suppressedAt } = candidate;
      // The language is what an invitation to them would be in.
      const facts = { name, email, locale: locale ?? 'en', mailBounces: suppressedAt !== null };
      const ids = { applicationId: _id as string, jobId: jobId as string };
      return [{ ...ids, jobTitle: job.title, candidate: { candidateId: candidateId as string, ...facts } }];
    }),
    nextCursor: (found.length > limit ? (rows.at(-1)?._id ?? null) : null) as string | null,
  };
}

/** The candidate of an id, or of one that was merged, with the applications in reach; anything else is `not_found`. */
export async function candidateInReach(app: ObligationDeps, staff: Staff, candidateId: string) {
  const { jobs } = app.stores;
  const [row, jobIds] = await Promise.all([jobs.findCandidate(staff.tenantId, candidateId), jobsInReach(app, staff)]);
  if (row === null) return refuse({ code: 'not_found' });
  const applications = await app.stores.records.listApplicationsOf(staff.tenantId, [row._id], jobIds);
  if (jobIds !== null && applications.length === 0) return refuse({ code: 'not_found' });
  return { row, applications };
}

/** The job, if it is in reach. */
export async function jobInReach({ stores }: ObligationDeps, staff: Staff, jobId: string): Promise<JobRow> {
  const job = await stores.jobs.findJob(staff.tenantId, jobId);
  const isVisible = job !== null && (isUnbound(staff.roles) || job.ownerIds.includes(staff.personId));
  return isVisible ? job : refuse({ code: 'not_found' });
}

const atOnce = 500;
const mostExported = 20_000;

/** All candidates in reach that are not archived, as a file for spreadsheets; `isCut` where there are more than it takes. */
export async function exportCandidates(app: ObligationDeps, staff: Staff) {
  const rows: string[][] = [['name', 'email', 'zone', 'language', 'job']];
  let cursor: string | undefined;
  do {
    const page = await listCandidates(app, staff, { cursor, limit: atOnce, archived: false });
    for (const { name, email, zone, locale, applications } of page.candidates) {
      const titles = applications.length > 0 ? applications.map(({ job }) => job.title) : [''];
      rows.push(...titles.map((title) => [name, email, zone ?? '', locale ?? '', title]));
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length <= mostExported);
  return { csv: csvOf(rows), isCut: cursor !== undefined };
}
