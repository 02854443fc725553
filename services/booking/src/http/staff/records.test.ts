import type { Browser } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';

let portal: TestPortal;
let templateId: string;
beforeAll(async () => {
  portal = await startTestPortal();
  templateId = await portal.addTemplate([await portal.addInterviewer()]);
});
afterAll(async () => await portal.stop());

interface Job {
  readonly jobId: string;
  readonly title: string;
  readonly version: number;
  readonly archived: boolean;
  readonly interviews: { readonly open: number; readonly invited: number; readonly booked: number } | null;
}
interface Candidates {
  readonly candidates: {
    readonly candidateId: string;
    readonly name: string;
    readonly applications: { readonly job: { readonly title: string } }[];
    readonly interviews: { readonly open: number };
  }[];
  readonly nextCursor: string | null;
}
const email = () => `can-${intentKey()}@candidate.example`.toLowerCase();
const newJob = async (more: object = {}) =>
  (await portal.admin.call<{ jobId: string }>('jobs.create', { title: `Job ${intentKey()}`, ...more })).jobId;
const apply = async (jobId: string, candidate: object = { name: 'Noor Haddad', email: email() }) =>
  await portal.admin.call<{ candidateId: string; applicationId: string }>('applications.create', { jobId, candidate });
const invite = async (applicationId: string) =>
  await portal.admin.call<{ interviewId: string }>('interviews.invite', {
    applicationId,
    templateId,
    idempotencyKey: intentKey(),
  });
const notFound = { refusal: { code: 'not_found' } };

async function staffWith(roles: string[]): Promise<{ personId: string; browser: Browser }> {
  const password = 'a password that is long';
  const address = `${intentKey()}@acme.example`.toLowerCase();
  const input = { name: 'Somebody', email: address, roles, zone: 'UTC', password };
  const { personId } = await portal.admin.call<{ personId: string }>('people.create', input);
  return { personId, browser: await portal.signIn(address, password) };
}

async function candidatePages(browser: Browser, limit: number, more: object = {}): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Candidates = await browser.ask<Candidates>('candidates.list', {
      limit,
      ...more,
      ...(cursor === null ? {} : { cursor }),
    });
    ids.push(...page.candidates.map(({ candidateId }) => candidateId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}

describe('jobs', () => {
  it('are paged, newest first, with what is open, in as many queries for ten jobs as for one', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 10; n++) {
      const jobId = await newJob();
      ids.unshift(jobId);
      await invite((await apply(jobId)).applicationId);
    }
    const first = await portal.admin.ask<Job[]>('jobs.list', { limit: 6 });
    const second = await portal.admin.ask<Job[]>('jobs.list', { limit: 4, cursor: first.at(-1)?.jobId });
    expect([...first, ...second].map(({ jobId }) => jobId)).toEqual(ids);
    for (const { interviews } of first) expect(interviews).toEqual({ open: 1, invited: 1, booked: 0 });
    const one = await portal.queriesOf(() => portal.admin.ask('jobs.list', { limit: 1 }));
    const ten = await portal.queriesOf(() => portal.admin.ask('jobs.list', { limit: 10 }));
    expect(ten.toSorted()).toEqual(one.toSorted());
  });

  it('are changed from the version that was seen, archived and restored, and not invited for while archived', async () => {
    const jobId = await newJob({ department: 'Research' });
    const { applicationId } = await apply(jobId);
    const wish = { jobId, title: 'Principal engineer', department: null, expectedVersion: 0 };
    expect(await portal.admin.call('jobs.update', wish)).toMatchObject({
      title: wish.title,
      department: null,
      version: 1,
    });
    await expect(portal.admin.call('jobs.update', wish)).rejects.toMatchObject({
      refusal: { code: 'version_conflict', version: 1, status: 'active' },
    });
    expect(await portal.admin.call('jobs.archive', { jobId })).toMatchObject({ archived: true, version: 2 });
    expect(await portal.admin.call('jobs.archive', { jobId })).toMatchObject({ archived: true, version: 2 });
    const ids = async (input: object) => (await portal.admin.ask<Job[]>('jobs.list', input)).map((job) => job.jobId);
    expect(await ids({})).not.toContain(jobId);
    expect(await ids({ archived: true })).toContain(jobId);
    const applications = async () => JSON.stringify(await portal.admin.ask('applications.list', { limit: 100 }));
    expect(await applications()).not.toContain(applicationId);
    await expect(invite(applicationId)).rejects.toMatchObject({
      refusal: { code: 'status_forbids', status: 'archived', action: 'invite' },
    });
    expect(await portal.admin.call('jobs.restore', { jobId })).toMatchObject({ archived: false, version: 3 });
    expect(await applications()).toContain(applicationId);
    await invite(applicationId);
  });
});

it('what can be invited for is paged, and no page is more than was asked for', async () => {
  const jobId = await newJob();
  const made = await Promise.all(Array.from({ length: 5 }, () => apply(jobId, { name: 'Paged', email: email() })));
  interface Page {
    readonly applications: { readonly applicationId: string }[];
    readonly nextCursor: string | null;
  }
  const sizes: number[] = [];
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Page = await portal.admin.ask<Page>('applications.list', { limit: 2, ...(cursor ? { cursor } : {}) });
    sizes.push(page.applications.length);
    ids.push(...page.applications.map(({ applicationId }) => applicationId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(Math.max(...sizes)).toBe(2);
  expect(ids).toHaveLength(new Set(ids).size);
  expect(ids).toEqual(expect.arrayContaining(made.map(({ applicationId }) => applicationId)));
  await expect(portal.admin.ask('applications.list', { limit: 101 })).rejects.toMatchObject({
    refusal: { code: 'invalid_input' },
  });
});

describe('candidates', () => {
  it('are archived and restored, and neither chosen nor invited meanwhile', async () => {
    const { candidateId, applicationId } = await apply(await newJob());
    expect(await portal.admin.call('candidates.archive', { candidateId })).toMatchObject({ archived: true });
    expect(await candidatePages(portal.admin, 50)).not.toContain(candidateId);
    expect(await candidatePages(portal.admin, 50, { archived: true })).toEqual([candidateId]);
    await expect(invite(applicationId)).rejects.toMatchObject({ refusal: { code: 'status_forbids' } });
    expect(await portal.admin.call('candidates.restore', { candidateId })).toMatchObject({ archived: false });
    await invite(applicationId);
    expect(await portal.admin.ask('candidates.get', { candidateId })).toMatchObject({
      archived: false,
      interviews: [{ status: 'invited' }],
    });
  });

  it('are shown to hiring managers where they applied for a job of theirs, a page at a time, and only with that', async () => {
    const { personId, browser } = await staffWith(['hiring_manager']);
    const [own, also, other] = [
      await newJob({ title: 'Own', ownerIds: [personId] }),
      await newJob({ title: 'Also', ownerIds: [personId] }),
      await newJob({ title: 'Other' }),
    ];
    const theirs: string[] = [];
    for (let n = 0; n < 5; n++) {
      const { candidateId } = await apply(n % 2 === 0 ? own : also);
      theirs.unshift(candidateId);
      await apply(other, { candidateId });
      await apply(other);
    }
    const stranger = await apply(other);
    const [first = ''] = theirs;
    await apply(also, { candidateId: first });
    await portal.admin.call('candidates.archive', { candidateId: theirs[1] });
    const shown = theirs.filter((_, n) => n !== 1);
    expect(await candidatePages(browser, 2)).toEqual(shown);
    expect(await candidatePages(browser, 2, { archived: true })).toEqual([theirs[1]]);
    const ofJobs = async (more: object) =>
      (await browser.ask<Job[]>('jobs.list', { limit: 1, ...more })).map(({ jobId }) => jobId);
    expect([await ofJobs({}), await ofJobs({ cursor: also }), await ofJobs({ cursor: own })]).toEqual([
      [also],
      [own],
      [],
    ]);
    const reads = await portal.profileOf(() => ofJobs({}));
    const most = Math.max(...reads.filter(({ collection }) => collection === 'jobs').map(({ read }) => read));
    expect(most).toBeLessThanOrEqual(2);
    await expect(browser.ask('jobs.applications', { jobId: other })).rejects.toMatchObject(notFound);
    const page = await browser.ask<Candidates>('candidates.list', {});
    for (const { applications } of page.candidates) {
      expect(applications.some(({ job }) => job.title === 'Other')).toBe(false);
    }
    const { candidateId } = stranger;
    await expect(browser.ask('candidates.get', { candidateId })).rejects.toMatchObject(notFound);
    await expect(browser.ask('notes.list', { kind: 'candidate', id: candidateId })).rejects.toMatchObject(notFound);
    const csv = (await browser.ask<{ csv: string }>('candidates.export', {})).csv;
    expect(csv).not.toContain('Other');
    await expect(browser.call('candidates.update', { candidateId, name: 'X' })).rejects.toMatchObject({
      refusal: { code: 'forbidden' },
    });
    const interviewer = await staffWith(['interviewer']);
    await expect(interviewer.browser.ask('candidates.list', {})).rejects.toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });

  it('are read from an index, a page of them and no more', async () => {
    const reads = await portal.profileOf(() => portal.admin.ask('candidates.list', { limit: 3 }));
    for (const { collection, read } of reads.filter((one) => one.collection === 'candidates')) {
      expect([collection, read]).toEqual(['candidates', expect.toSatisfy((rows: number) => rows <= 5)]);
    }
  });

  it('show every attempt of an interview beside the others of its lineage', async () => {
    const { candidateId, applicationId } = await apply(await newJob());
    const { interviewId } = await invite(applicationId);
    await portal.admin.call('interviews.cancel', { interviewId, reason: { code: 'other' } });
    const second = await invite(applicationId);
    const { interviews } = await portal.admin.ask<{ interviews: { interviewId: string; lineageId: string }[] }>(
      'candidates.get',
      { candidateId },
    );
    expect(interviews.map((one) => one.interviewId)).toEqual([second.interviewId, interviewId]);
    expect(interviews.every((one) => one.lineageId === one.interviewId)).toBe(true);
  });
});

describe('what is written down again after an answer was lost', () => {
  const countOf = async (collection: string) => await portal.collection(collection).countDocuments({});

  it('is there once under its key, of a job, a candidate and a note, also where both requests run at once', async () => {
    const about = { kind: 'job', id: await newJob() };
    const asked = [
      ['jobs.create', 'jobs', { title: 'Nurse' }],
      ['candidates.create', 'candidates', { name: 'Noor', email: email() }],
      ['notes.add', 'notes', { ...about, text: 'Two seats.' }],
    ] as const;
    for (const [procedure, collection, wish] of asked) {
      const before = await countOf(collection);
      const input = { ...wish, idempotencyKey: intentKey() };
      const [first, beside] = await Promise.all([
        portal.admin.call(procedure, input),
        portal.admin.call(procedure, input),
      ]);
      expect([procedure, beside, await portal.admin.call(procedure, input)]).toEqual([procedure, first, first]);
      expect([procedure, await countOf(collection)]).toEqual([procedure, before + 1]);
    }
  });

  it('is refused where the key was of something else, and somebody known is answered as they are', async () => {
    const wish = { name: 'Noor', email: email(), idempotencyKey: intentKey() };
    const { candidateId } = await portal.admin.call<{ candidateId: string }>('candidates.create', wish);
    await expect(portal.admin.call('candidates.create', { ...wish, name: 'Bao' })).rejects.toMatchObject({
      refusal: { code: 'idempotency_mismatch' },
    });
    const other = { ...wish, idempotencyKey: intentKey() };
    for (const _ of ['first', 'again'])
      expect(await portal.admin.call('candidates.create', other)).toEqual({ candidateId, isNew: false });
  });
});
