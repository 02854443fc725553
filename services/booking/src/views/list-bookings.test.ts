import type { Browser } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { migrate } from '../indexes.ts';
import { connectMongo } from '../mongo/mongo.ts';

let portal: TestPortal;
let candidate: CandidateBrowser;
let template: Row;
beforeAll(async () => {
  portal = await startTestPortal({ ownDatabase: true });
  candidate = await portal.invite(await portal.addTemplate([await portal.addInterviewer()]));
  const row = await bookings().findOne({ _id: candidate.interviewId });
  if (row === null) throw new Error('no interview');
  template = row;
});
afterAll(async () => await portal.stop());
beforeEach(async () => {
  await bookings().deleteMany({ _id: { $ne: candidate.interviewId } });
});

interface Row {
  _id: string;
  rootInterviewId: string;
  jobId: string;
  kind?: string;
  people: string[];
  status: string;
}
interface Page {
  readonly interviews: { readonly interviewId: string }[];
  readonly nextCursor: string | null;
}
const bookings = () => portal.collection<Row>('bookings');
const idOf = (n: number) => `int_${String(n).padStart(6, '0')}`;

/** Interviews as the first one, `ownEvery`th of them with what makes it theirs. */
async function insertInterviews(count: number, ownEvery: number, own: (n: number) => Partial<Row>): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, n): Row => {
    const _id = idOf(n);
    return { ...template, _id, rootInterviewId: _id, people: ['per_other'], ...(n % ownEvery === 0 ? own(n) : {}) };
  });
  await bookings().insertMany(rows);
  return rows
    .filter((_, n) => n % ownEvery === 0)
    .map(({ _id }) => _id)
    .reverse();
}

async function staffWith(roles: string[]): Promise<{ personId: string; browser: Browser }> {
  const password = 'a password that is long';
  const email = `${intentKey()}@acme.example`.toLowerCase();
  const input = { name: 'Somebody', email, roles, zone: 'UTC', password };
  const { personId } = await portal.admin.call<{ personId: string }>('people.create', input);
  return { personId, browser: await portal.signIn(email, password) };
}

async function pagesOf(browser: Browser, limit: number, filter = {}): Promise<Page[]> {
  const pages: Page[] = [];
  let cursor: string | null = null;
  do {
    const input = { filter, limit, ...(cursor === null ? {} : { cursor }) };
    const page: Page = await browser.ask<Page>('interviews.list', input);
    pages.push(page);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return pages;
}

const idsOf = (pages: readonly Page[]) => pages.map(({ interviews }) => interviews.map((one) => one.interviewId));

/** What the database says of how it answered the lists in between. */
async function profiled(work: () => Promise<unknown>) {
  const connection = await connectMongo(portal.config.mongoUrl, portal.config.database);
  const { db } = connection;
  if (db === undefined) throw new Error('not connected');
  // By itself it forgets after a megabyte.
  await db.createCollection('system.profile', { capped: true, size: 64_000_000 });
  await db.setProfilingLevel('all');
  await work();
  await db.setProfilingLevel('off');
  const finds = { op: 'query', 'command.find': 'bookings', 'command.sort': { _id: -1 } };
  const profile = await db.collection('system.profile').find(finds).toArray();
  await db.dropCollection('system.profile');
  await connection.close();
  return profile;
}

it('fills every page of an interviewer with interviews they sit in, and names no other in its cursor', async () => {
  const { personId, browser } = await staffWith(['interviewer']);
  const own = await insertInterviews(360, 20, () => ({ people: [personId, 'per_other'] }));
  const pages = await pagesOf(browser, 5);
  expect(idsOf(pages)).toEqual([own.slice(0, 5), own.slice(5, 10), own.slice(10, 15), own.slice(15)]);
  expect(pages.map(({ nextCursor }) => nextCursor)).toEqual([own[4], own[9], own[14], null]);
});

it('ends on the page that is just full, without an empty one after it', async () => {
  const { personId, browser } = await staffWith(['interviewer']);
  const own = await insertInterviews(10, 1, () => ({ people: [personId] }));
  expect(idsOf(await pagesOf(browser, 5))).toEqual([own.slice(0, 5), own.slice(5)]);
});

it('lists the interviews of three hundred own jobs in order, each page read from an index and nothing sorted', async () => {
  const { personId, browser } = await staffWith(['hiring_manager']);
  const jobs = Array.from({ length: 300 }, (_, n) => `job_own${n}`);
  const { tenantId } = portal;
  const job = { tenantId, title: 'Nurse', department: null, location: null, industry: null, createdAt: new Date() };
  await portal
    .collection<{ _id: string }>('jobs')
    .insertMany(jobs.map((_id) => ({ _id, ...job, ownerIds: [personId] })));
  const own = await insertInterviews(3_000, 2, (n) =>
    n % 100 === 0 ? { people: [personId] } : { jobId: jobs[(n / 2) % 300] ?? '' },
  );
  let pages: Page[] = [];
  const filter = { statuses: ['invited'] };
  const profile = await profiled(async () => {
    pages = await pagesOf(browser, 100, filter);
  });
  expect(idsOf(pages).flat()).toEqual(own);
  expect(pages).toHaveLength(15);
  expect(profile).toHaveLength(15 * 4);
  for (const { planSummary, hasSortStage, docsExamined, nreturned } of profile) {
    expect(planSummary).toMatch(/^IXSCAN/);
    expect(hasSortStage).toBeUndefined();
    expect(docsExamined).toBe(nreturned);
  }
});

it('reads of the bookings of some statuses no more than a page, for whoever sees the whole company', async () => {
  const own = await insertInterviews(2_000, 1, (n) => (n % 4 === 0 ? { status: 'completed' } : { status: 'archived' }));
  const filter = { statuses: ['completed', 'expired'] };
  let page: Page | null = null;
  const profile = await profiled(async () => {
    page = await portal.admin.ask<Page>('interviews.list', { filter, limit: 50 });
  });
  const completed = own.filter((_, n) => (own.length - 1 - n) % 4 === 0);
  expect(idsOf(page === null ? [] : [page])).toEqual([completed.slice(0, 50)]);
  for (const { planSummary, hasSortStage, docsExamined } of profile) {
    expect(planSummary).toMatch(/^IXSCAN/);
    expect(hasSortStage).toBeUndefined();
    expect(docsExamined).toBeLessThanOrEqual(51);
  }
});

it('cuts nothing off for a hiring manager whose jobs are older than a thousand of others', async () => {
  const { personId, browser } = await staffWith(['hiring_manager']);
  const { tenantId } = portal;
  const none = { tenantId, department: null, location: null, industry: null };
  const jobOf = (n: number) => ({
    _id: `job_${n}`,
    title: `Job ${n}`,
    ownerIds: ['per_other'],
    createdAt: new Date(n),
    ...none,
  });
  const jobs = Array.from({ length: 1_001 }, (_, n) => jobOf(n + 1));
  const oldest = { ...jobOf(0), ownerIds: [personId] };
  await portal.collection<{ _id: string }>('jobs').insertMany([oldest, ...jobs]);
  const candidates = { tenantId, email: 'first@candidate.example', name: 'First', suppressedAt: null };
  await portal.collection<{ _id: string }>('candidates').insertOne({ _id: 'cand_first', ...candidates } as never);
  const application = { tenantId, candidateId: 'cand_first', createdAt: new Date(0) };
  await portal
    .collection<{ _id: string }>('applications')
    .insertOne({ _id: 'app_first', jobId: oldest._id, ...application } as never);
  const [own] = await insertInterviews(1, 1, () => ({ jobId: oldest._id }));
  expect(idsOf(await pagesOf(browser, 5))).toEqual([[own]]);
  expect(await browser.ask('jobs.list', {})).toMatchObject([{ jobId: oldest._id }]);
  expect(await browser.ask('applications.list', {})).toMatchObject({
    applications: [{ applicationId: 'app_first' }],
    nextCursor: null,
  });
  expect(await portal.admin.ask<unknown[]>('jobs.list', {})).toSatisfy((list: unknown[]) => list.length > 1_001);
  const of = await browser.ask('jobs.interviews', { jobId: oldest._id });
  expect(of).toMatchObject({ interviews: [{ interviewId: own }], nextCursor: null });
});

it('pages through the retake requests that are in reach, oldest first, however many of others lie between', async () => {
  const { personId, browser } = await staffWith(['hiring_manager']);
  const own = await insertInterviews(1_200, 300, () => ({ people: [personId] }));
  const rows = Array.from({ length: 1_200 }, (_, n) => ({
    ...{ _id: `ret_${String(n).padStart(5, '0')}`, tenantId: portal.tenantId, interviewId: idOf(n) },
    ...{ rootInterviewId: idOf(n), requestedBy: { party: 'candidate', personId: null }, reason: { code: 'other' } },
    ...{ state: 'rejected', active: false, createdAt: new Date(1_000 + n), expiresAt: new Date() },
    ...{ decidedBy: null, decidedAt: null, decisionReason: null, issuesAt: null, newInterviewId: null },
  }));
  await portal.collection<{ _id: string }>('retakeRequests').insertMany(rows as never);
  interface Requests {
    readonly requests: { readonly interview: { readonly interviewId: string } }[];
    readonly nextCursor: string | null;
  }
  const first = await browser.ask<Requests>('retakes.list', { limit: 3 });
  const second = await browser.ask<Requests>('retakes.list', { limit: 3, cursor: first.nextCursor });
  const ids = [first, second].map(({ requests }) => requests.map(({ interview }) => interview.interviewId));
  const oldestFirst = own.toReversed();
  expect(ids).toEqual([oldestFirst.slice(0, 3), oldestFirst.slice(3)]);
  expect(second.nextCursor).toBeNull();
});

it('shows the latest of what happened to an interview, and says so when the beginning is left out', async () => {
  const { interviewId } = candidate;
  const at = (n: number) => new Date(Date.UTC(2030, 0, 1) + n * 1_000);
  const actor = { party: 'timer', id: null };
  const rows = Array.from({ length: 600 }, (_, n) => ({
    ...{ _id: `aud_${n}`, tenantId: portal.tenantId, interviewId, at: at(n), actor },
    ...{ action: n === 599 ? 'complete' : 'resendLink', detail: {}, requestId: 'x' },
  }));
  interface Seen {
    readonly events: { readonly what: string }[];
    readonly isCut: boolean;
  }
  const before = await portal.admin.ask<Seen>('interviews.timeline', { interviewId });
  expect(before.isCut).toBe(false);
  await portal.collection<{ _id: string }>('audit').insertMany(rows as never);
  const after = await portal.admin.ask<Seen>('interviews.timeline', { interviewId });
  expect(after.isCut).toBe(true);
  expect(after.events.map(({ what }) => what)).toContain('complete');
});

it('lists interviews from before rows had a kind, before and after the migration that gives them one', async () => {
  await bookings().insertOne({ ...template, _id: idOf(1), rootInterviewId: idOf(1) });
  await bookings().updateOne({ _id: idOf(1) }, { $unset: { kind: 1 } });
  const listed = async () => idsOf(await pagesOf(portal.admin, 50)).flat();
  expect(await listed()).toContain(idOf(1));
  const connection = await connectMongo(portal.config.mongoUrl, portal.config.database);
  await migrate(connection, { again: true });
  await connection.close();
  expect(await bookings().findOne({ _id: idOf(1) })).toMatchObject({ kind: 'interview' });
  expect(await listed()).toContain(idOf(1));
  expect(template.kind).toBe('interview');
});

it('is asked by time too: those of a day, soonest first, page by page, and nothing read but what is on the pages', async () => {
  const start = (n: number) => new Date(Date.UTC(2027, 0, 1) + Math.floor(n / 2) * 3_600_000);
  await insertInterviews(400, 1, (n) => ({ startsAt: start(399 - n), status: 'scheduled' }) as Partial<Row>);
  const filter = { from: start(48).toISOString(), to: start(96).toISOString() };
  const pages: Page[] = [];
  const reads = await portal.profileOf(async () => {
    for (let cursor: string | null | undefined; cursor !== null; cursor = pages.at(-1)?.nextCursor ?? null) {
      const input = { filter, order: 'soonest', limit: 7, ...(cursor ? { cursor } : {}) };
      pages.push(await portal.admin.ask<Page>('interviews.list', input));
    }
  });
  const ofBookings = reads.filter(({ collection }) => collection === 'bookings').map(({ read }) => read);
  expect(Math.max(...ofBookings)).toBeLessThanOrEqual(10);
  const wanted = Array.from({ length: 400 }, (_, n) => ({ id: idOf(n), at: start(399 - n).getTime() }))
    .filter(({ at }) => at >= start(48).getTime() && at < start(96).getTime())
    .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
  expect(wanted).toHaveLength(48);
  expect(idsOf(pages).flat()).toEqual(wanted.map(({ id }) => id));

  const { personId, browser } = await staffWith(['interviewer']);
  await bookings().updateMany({ startsAt: start(60) } as never, { $set: { people: [personId] } });
  const mine = await browser.ask<Page>('interviews.list', { filter, order: 'soonest' });
  expect(mine.interviews.map((one) => one.interviewId)).toEqual(
    wanted.filter(({ at }) => at === start(60).getTime()).map(({ id }) => id),
  );
});

it('is asked by status too, in one without a time first, then the soonest; nothing is read but what is on the pages', async () => {
  const statuses = ['scheduled', 'cancelled', 'invited'] as const;
  const start = (n: number) => (n % 7 === 0 ? null : new Date(Date.UTC(2028, 0, 1) + Math.floor(n / 5) * 3_600_000));
  const rows = Array.from({ length: 120 }, (_, n) => ({
    id: idOf(n),
    status: statuses[n % 3] ?? 'invited',
    startsAt: start(119 - n),
  }));
  const { personId, browser } = await staffWith(['interviewer']);
  await insertInterviews(120, 1, (n) => {
    const { status, startsAt } = rows[n] ?? {};
    return { status, startsAt, people: [personId] } as Partial<Row>;
  });
  const theirs = new Set(rows.map(({ id }) => id));
  const at = ({ startsAt }: { startsAt: Date | null }) => startsAt?.getTime() ?? 0;
  const wanted = rows.toSorted(
    (one, other) => one.status.localeCompare(other.status) || at(one) - at(other) || (one.id < other.id ? -1 : 1),
  );
  for (const [who, most] of [
    [portal.admin, 3 * 8],
    [browser, Number.POSITIVE_INFINITY],
  ] as const) {
    const pages: Page[] = [];
    const reads = await portal.profileOf(async () => {
      for (let cursor: string | null | undefined; cursor !== null; cursor = pages.at(-1)?.nextCursor ?? null) {
        const input = { order: 'status', limit: 7, ...(cursor ? { cursor } : {}) };
        pages.push(await who.ask<Page>('interviews.list', input));
      }
    });
    const listed = idsOf(pages).flat();
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.filter((id) => theirs.has(id))).toEqual(wanted.map(({ id }) => id));
    const ofBookings = reads.filter(({ collection }) => collection === 'bookings').map(({ read }) => read);
    expect(Math.max(...ofBookings)).toBeLessThanOrEqual(most);
  }
});
