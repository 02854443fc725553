import type { ApplicationId, CandidateId, InterviewId, JobId, PersonId, TenantId } from '@interlude/shared/ids';
import type { App } from './app.ts';
import type { InterviewRow } from './booking/row/booking-row.ts';
import type { TemplateRow } from './catalogue/template-store.ts';
import { createTenant } from './company/create-tenant.ts';
import type { ApplicationRow, CandidateRow, JobRow } from './company/job-store.ts';
import { newPerson } from './company/new-person.ts';
import type { PersonRow } from './company/person-store.ts';
import { newInterview } from './interviews/invite.ts';
import type { Db } from './mongo/run-migrations.ts';
import { derivedId, newId } from './runtime/new-id.ts';
import { entryWrite, type SearchedRecord, type SearchKind } from './search/searched-record.ts';

export interface SeedWish {
  readonly name: string;
  readonly interviews: number;
  readonly people: number;
  readonly jobs: number;
  readonly administrator: { readonly email: string; readonly password: string };
}

export interface Seeded {
  readonly tenantId: TenantId;
  readonly candidates: number;
}

const zone = 'Europe/Berlin';
const day = 86_400_000;
const pageOf = 2_000;
const first = ['Anna', 'Kofi', 'Élodie', 'Søren', 'Łukasz', 'Mei', 'Fatima', 'João', 'Dele', 'Ingrid', 'Yusuf', 'Zoë'];
const second = [
  'Ade',
  'Berg',
  'Cald',
  'Dom',
  'Eker',
  'Fors',
  'Grün',
  'Hol',
  'Iver',
  'Jør',
  'Kar',
  'Lind',
  'Mor',
  'Nak',
];
const third = ['sen', 'mann', 'ova', 'ström', 'field', 'iç', 'son', 'elli', 'ez', 'wicz', 'ham', 'ley', 'quist'];
const crafts = ['Firmware', 'Frontend', 'Data', 'Product', 'Sales', 'Finance', 'Support', 'Design', 'Quality', 'Field'];
const ranks = ['engineer', 'manager', 'analyst', 'lead', 'assistant', 'specialist'];
const types = ['technical', 'behavioural', 'final'] as const;
/** What became of each of ten interviews; what is booked for a time to come would have to hold it, so nothing is. */
const fates = [...Array<'completed'>(6).fill('completed'), 'cancelled', 'no_show', 'expired', 'invited'] as const;

/** Each number gives another name, as far as the lists reach, and names of any run are the same. */
function nameOf(n: number): string {
  const of = (list: readonly string[], m: number) => list[m % list.length] ?? '';
  const rest = Math.floor(n / first.length);
  const last = Math.floor(rest / second.length);
  const double = Math.floor(last / third.length);
  const surname = `${of(second, rest)}${of(third, last)}`;
  return `${of(first, n)} ${surname}${double === 0 ? '' : `-${of(second, double)}${of(third, double * 7)}`}`;
}

/**
 * A company with as much as a large one has after years: what lists, searches and pages are measured on. Its interviews
 * are copies of some that were really made; what is over plans nothing any more.
 */
export async function seedCompany(app: App, db: Db, wish: SeedWish): Promise<Seeded> {
  const { administrator, name } = wish;
  const now = app.now();
  const { tenantId, personId } = await createTenant(app, {
    name,
    zone,
    contact: { name, email: administrator.email },
    policy: {},
    administrator: { name: 'Ada Adminsson', zone, ...administrator },
  });
  const fill = createFill(db);
  const people = Array.from({ length: wish.people }, (_, n) => personOf(tenantId, n, now));
  await fill('people', 'person', people);
  const jobs = Array.from({ length: wish.jobs }, (_, n) => jobOf(tenantId, n, { people, now }));
  await fill('jobs', 'job', jobs);
  const templates = types.map((type, n) => templateOf(tenantId, type, { people, n, now }));
  for (const template of templates) await app.stores.templates.insert(template);

  // Half as many candidates again as interviews that are the first of theirs: some come twice, some never came.
  const candidates = Math.ceil(wish.interviews * 0.6);
  const applications: ApplicationRow[] = [];
  for (let from = 0; from < candidates; from += pageOf) {
    const some = Array.from({ length: Math.min(pageOf, candidates - from) }, (_, n) => {
      return candidateOf(tenantId, from + n, now);
    });
    const theirs = some.map((candidate, n) => applicationOf(candidate, jobs[(from + n) % jobs.length]));
    const reach = new Map<string, JobId[]>(theirs.map(({ candidateId, jobId }) => [candidateId, [jobId]]));
    await fill('candidates', 'candidate', some, reach);
    await fill('applications', null, theirs);
    applications.push(...theirs);
  }

  const staff = { tenantId, personId, name: 'Ada Adminsson', roles: ['tenant_admin'] as const };
  const [one] = applications;
  if (one === undefined) return { tenantId, candidates };
  const models = await Promise.all(
    templates.map(({ _id }) => newInterview(app, staff, { applicationId: one._id, templateId: _id }, now)),
  );
  const titles = new Map(jobs.map(({ _id, title }) => [_id, title]));
  for (let from = 0; from < wish.interviews; from += pageOf) {
    const rows = Array.from({ length: Math.min(pageOf, wish.interviews - from) }, (_, k) => {
      const n = from + k;
      const [application, model] = [applications[n % applications.length] ?? one, models[n % models.length]];
      if (model === undefined) throw new Error('no template');
      const at = now - (wish.interviews - n) * Math.floor((700 * day) / wish.interviews);
      const jobTitle = titles.get(application.jobId) ?? '';
      return interviewOf(model, { n, at, application, jobTitle, people });
    });
    await fill('bookings', null, rows);
  }
  return { tenantId, candidates };
}

type Fill = (
  collection: string,
  kind: SearchKind | null,
  rows: readonly { readonly _id: string; readonly tenantId: string }[],
  reach?: ReadonlyMap<string, readonly string[]>,
) => Promise<void>;

/** Writes many rows at once, with what they are found by. */
function createFill(db: Db): Fill {
  return async (collection, kind, rows, reach) => {
    for (let from = 0; from < rows.length; from += pageOf) {
      const some = rows.slice(from, from + pageOf);
      await db.collection<{ _id: string }>(collection).insertMany(
        some.map((row) => ({ ...row })),
        { ordered: false },
      );
      if (kind === null) continue;
      const writes = some.map((row) => entryWrite(kind, row as SearchedRecord, reach?.get(row._id)));
      await db.collection<{ _id: string }>('searchEntries').bulkWrite(writes as never, { ordered: false });
    }
  };
}

function personOf(tenantId: TenantId, n: number, now: number): PersonRow {
  return newPerson({
    tenantId,
    name: nameOf(n * 7 + 3),
    email: `person-${n}-${newId('event').toLowerCase()}@company.example`,
    title: `${crafts[n % crafts.length]} ${ranks[n % ranks.length]}`,
    roles: n % 10 === 0 ? ['hiring_manager', 'interviewer'] : ['interviewer'],
    zone,
    passwordHash: null,
    caps: { perDay: 3, perWeek: 10 },
    createdAt: new Date(now),
  });
}

function jobOf(
  tenantId: TenantId,
  n: number,
  { people, now }: { readonly people: readonly PersonRow[]; readonly now: number },
): JobRow {
  const owner = people[(n % Math.ceil(people.length / 10)) * 10];
  return {
    _id: newId('job'),
    tenantId,
    title: `${crafts[n % crafts.length]} ${ranks[n % ranks.length]} ${n}`,
    department: crafts[(n * 3) % crafts.length] ?? null,
    location: n % 2 === 0 ? 'Berlin' : 'Lisbon',
    industry: null,
    ownerIds: owner === undefined ? [] : [owner._id],
    createdAt: new Date(now - n * day),
  };
}

function templateOf(
  tenantId: TenantId,
  type: (typeof types)[number],
  { people, n, now }: { readonly people: readonly PersonRow[]; readonly n: number; readonly now: number },
): TemplateRow {
  const anyOf = people.filter((_, k) => k % types.length === n).slice(0, 20);
  return {
    _id: newId('template'),
    tenantId,
    name: `${type} interview`,
    type,
    durationMinutes: 60,
    provider: 'zoom',
    meetingUrl: 'https://company.zoom.us/j/81234567890',
    panel: [{ anyOf: anyOf.map(({ _id }) => _id), count: 1 }],
    stepMinutes: 30,
    buffers: { beforeMinutes: 0, afterMinutes: 0 },
    policy: {},
    version: 1,
    archivedAt: null,
    createdAt: new Date(now),
  };
}

function candidateOf(tenantId: TenantId, n: number, now: number): CandidateRow {
  const _id: CandidateId = newId('candidate');
  const email = `candidate-${n}@mail-${n % 50}.example`;
  const facts = { name: nameOf(n), email, zone: null, locale: null, suppressedAt: null };
  return { _id, tenantId, ...facts, createdAt: new Date(now) };
}

function applicationOf({ _id, tenantId, createdAt }: CandidateRow, job: JobRow | undefined): ApplicationRow {
  if (job === undefined) throw new Error('a company without a job has no applications');
  const applicationId: ApplicationId = newId('application');
  return { _id: applicationId, tenantId, jobId: job._id, candidateId: _id, createdAt };
}

interface Copied {
  readonly n: number;
  /** When it was made, epoch milliseconds. */
  readonly at: number;
  readonly application: ApplicationRow;
  readonly jobTitle: string;
  readonly people: readonly PersonRow[];
}

function interviewOf(model: InterviewRow, { n, at, application, jobTitle, people }: Copied): InterviewRow {
  const { tenantId, candidateId, jobId } = application;
  const _id: InterviewId = derivedId('interview', at, `${tenantId}|${n}`);
  const status = fates[n % fates.length] ?? 'completed';
  const wasBooked = status !== 'invited' && status !== 'expired';
  const startsAt = wasBooked ? new Date(at - (at % 1_800_000) - day) : null;
  const present: PersonId[] = wasBooked
    ? people.slice(n % people.length, (n % people.length) + 1).map((one) => one._id)
    : [];
  const made = new Date(at - 8 * day);
  return {
    ...model,
    ...{ _id, rootInterviewId: _id, applicationId: application._id, candidateId, jobId, jobTitle },
    ...{ status, startsAt, endsAt: startsAt && new Date(startsAt.getTime() + 3_600_000), people: present },
    access: { ...model.access, jti: crypto.randomUUID() },
    outcome: status === 'completed' ? 'passed' : null,
    completedAt: status === 'completed' ? startsAt : null,
    cancelledAt: status === 'cancelled' ? startsAt : null,
    noShow: status === 'no_show' ? 'candidate' : null,
    marks: status === 'expired' && n % 50 === 8 ? [{ cause: 'expired', since: new Date(at) }] : [],
    notices: [],
    ...{ planOver: true, plannedRev: model.factsRev, invitedAt: made, createdAt: made },
  };
}
