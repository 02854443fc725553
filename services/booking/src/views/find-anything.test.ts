import type { Browser } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { SearchEntryRow } from '../search/searched-record.ts';
import type { SearchResult } from './find-anything.ts';

let portal: TestPortal;
let interviewerId: string;
let templateId: string;
beforeAll(async () => {
  portal = await startTestPortal();
  interviewerId = await portal.addInterviewer({ name: 'Ìngrid Müller-Łukasz' });
  templateId = await portal.addTemplate([interviewerId]);
});
afterAll(async () => await portal.stop());

async function find(text: string, browser: Browser = portal.admin, limit?: number): Promise<SearchResult[]> {
  return (await browser.ask<{ results: SearchResult[] }>('search.find', { text, ...(limit ? { limit } : {}) })).results;
}
const titles = async (text: string, browser?: Browser) => (await find(text, browser)).map(({ title }) => title);
const idsOf = async (text: string, browser?: Browser) => (await find(text, browser)).map(({ id }) => id);

async function addJob(title: string, ownerIds: string[] = []): Promise<string> {
  return (await portal.admin.call<{ jobId: string }>('jobs.create', { title, ownerIds })).jobId;
}

async function apply(jobId: string, name: string, email = `${intentKey()}@candidate.example`) {
  return await portal.admin.call<{ applicationId: string; candidateId: string }>('applications.create', {
    jobId,
    candidate: { name, email },
  });
}

async function invited(jobId: string, name: string): Promise<{ candidateId: string; interviewId: string }> {
  const { applicationId, candidateId } = await apply(jobId, name);
  const wish = { applicationId, templateId, idempotencyKey: intentKey() };
  return { candidateId, ...(await portal.admin.call<{ interviewId: string }>('interviews.invite', wish)) };
}

async function staffWith(roles: string[], name = 'Somebody Else') {
  const password = 'a password that is long';
  const email = `${intentKey()}@acme.example`.toLowerCase();
  const input = { name, email, roles, zone: 'UTC', password };
  const { personId } = await portal.admin.call<{ personId: string }>('people.create', input);
  return { personId, email, browser: await portal.signIn(email, password) };
}

const entries = () => portal.collection<SearchEntryRow>('searchEntries');

describe('a record is found', () => {
  let jobId: string;
  beforeAll(async () => {
    jobId = await addJob('Firmware engineer');
    for (const name of ['Đorđe Živković', 'Séamus O’Brien', 'Søren Kierkegård', 'محمّد عبد اللطيف', '王小明'])
      await apply(jobId, name);
    await apply(jobId, 'Johanna Johnson', 'Johanna.Johnson+work@Mail.example');
  });

  it('by names with marks and letters that the keyboard at hand does not have', async () => {
    expect(await titles('dorde zivkovic')).toEqual(['Đorđe Živković']);
    expect(await titles('SOREN kierkegard')).toEqual(['Søren Kierkegård']);
    expect(await titles("o'brien")).toEqual(['Séamus O’Brien']);
    expect(await titles('ingrid lukasz')).toEqual(['Ìngrid Müller-Łukasz']);
    expect(await titles('محمد اللطيف')).toEqual(['محمّد عبد اللطيف']);
    expect(await titles('小明')).toEqual(['王小明']);
  });

  it('by the beginnings of its words in any order, all of which must be there', async () => {
    expect(await titles('kier sør')).toEqual(['Søren Kierkegård']);
    expect(await titles('soren brien')).toEqual([]);
    expect((await find('firmw')).map(({ kind, id }) => [kind, id])).toEqual([['job', jobId]]);
  });

  it('by its address, or the beginning of any part of it', async () => {
    for (const text of ['johanna.johnson+work@mail.example', 'Johanna.Johnson+w', 'johanna.johnson+work@mail', 'work'])
      expect([text, await titles(text)]).toEqual([text, ['Johanna Johnson']]);
    expect(await titles('nobody@mail.example')).toEqual([]);
  });

  it('by its id', async () => {
    const { candidateId, interviewId } = await invited(jobId, 'Wanted Byid');
    const service = await portal.addService([interviewerId]);
    const appointment = await portal.appoint(service);
    expect(await idsOf(jobId)).toEqual([jobId]);
    expect(await idsOf(interviewerId)).toEqual([interviewerId]);
    expect(await idsOf(service.serviceId.toUpperCase())).toEqual([service.serviceId]);
    expect(await idsOf(interviewId)).toEqual([interviewId]);
    expect(await idsOf(appointment.interviewId)).toEqual([appointment.interviewId]);
    expect(await idsOf(candidateId)).toEqual([interviewId, candidateId]);
  });

  it('with one letter wrong, missing, too many or in the wrong place, where nothing is written as was typed', async () => {
    for (const text of ['Jonson', 'Johhnson', 'Jahnson', 'Jonhson', 'kierkegrad', 'firmwear enginer'])
      expect([text, (await find(text)).length]).toEqual([text, 1]);
    expect(await titles('jxhnsxn')).toEqual([]);
    expect(await titles('jon')).toEqual([]);
  });

  it('as it is typed before what is only nearly so, however new that is', async () => {
    await apply(jobId, 'Wilhelmina Zorn');
    await apply(jobId, 'Wilhalmina Zorn');
    expect((await titles('wilhelm')).at(0)).toBe('Wilhelmina Zorn');
    expect((await titles('wilhelm')).length).toBe(2);
  });

  it('with whole words before beginnings', async () => {
    await apply(jobId, 'Annabel Berg');
    await apply(jobId, 'Ann Berg');
    await apply(jobId, 'Anna Berg');
    expect((await titles('ann berg')).at(0)).toBe('Ann Berg');
    expect((await titles('ann berg')).length).toBe(3);
  });
});

describe('what is found', () => {
  it('are the interviews and appointments of whoever is named too, newest first, with what became of them', async () => {
    const jobId = await addJob('Tester');
    const { candidateId, interviewId } = await invited(jobId, 'Quirin Zapf');
    expect(await find('quirin')).toEqual([
      { kind: 'interview', id: interviewId, title: 'Quirin Zapf', detail: 'Tester', status: 'invited', startsAt: null },
      { kind: 'candidate', id: candidateId, title: 'Quirin Zapf', detail: expect.stringContaining('@') },
    ]);
    const service = await portal.addService([interviewerId], { name: 'Bike repair' });
    const appointment = await portal.appoint(service, { name: 'Klara Kundin' });
    expect(await find('kundin')).toMatchObject([
      { kind: 'interview', id: appointment.interviewId, title: 'Klara Kundin', detail: 'Bike repair' },
    ]);
  });

  it('is of several kinds, so that many of one hide none of another', async () => {
    const jobId = await addJob('Xavier specialist');
    await Promise.all(Array.from({ length: 12 }, (_, n) => apply(jobId, `Xavier Nr${n}`)));
    const found = await find('xavier', portal.admin, 6);
    expect(found).toHaveLength(6);
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['candidate', 'job']));
  });

  it('follows the record: another name finds it, the former one does not, and nothing is left when it is gone', async () => {
    const jobId = await addJob('Baker');
    const { candidateId } = await apply(jobId, 'Former Surname');
    await portal.admin.call('candidates.update', { candidateId, name: 'Married Nachname' });
    expect(await titles('former surname')).toEqual([]);
    expect(await idsOf('nachname')).toEqual([candidateId]);
    await portal.admin.call('people.update', { personId: interviewerId, name: 'Ìngrid Müller-Łukasz Neu' });
    expect(await titles('ingrid neu')).toEqual(['Ìngrid Müller-Łukasz Neu']);
    await portal.admin.call('people.update', { personId: interviewerId, name: 'Ìngrid Müller-Łukasz' });

    const { jobs, inTransaction } = portal.app.stores;
    const row = await jobs.findCandidate(portal.tenantId as never, candidateId);
    const failed = inTransaction(async () => {
      await jobs.changeCandidate(row as never, { name: 'Neverwas' });
      throw new Error('planted');
    });
    await expect(failed).rejects.toThrow('planted');
    expect(await titles('neverwas')).toEqual([]);
    expect(await idsOf('nachname')).toEqual([candidateId]);
  });

  it('is the record that took over another of the same person, by the names, jobs and id of both', async () => {
    const manager = await staffWith(['hiring_manager']);
    const jobId = await addJob('Merging', [manager.personId]);
    const [keep, merged] = [await apply(await addJob('Elsewhere'), 'Double Kept'), await apply(jobId, 'Double Gone')];
    const ids = { keepId: keep.candidateId, mergeId: merged.candidateId, idempotencyKey: intentKey() };
    await portal.admin.call('candidates.merge', ids);
    expect(await idsOf('double')).toEqual([keep.candidateId]);
    expect(await idsOf('double', manager.browser)).toEqual([keep.candidateId]);
    expect(await idsOf(merged.candidateId)).toEqual([keep.candidateId]);
  });

  it('narrows the list of candidates in the same way, page by page', async () => {
    const jobId = await addJob('Listed');
    const added: string[] = [];
    for (let n = 0; n < 3; n++) added.unshift((await apply(jobId, `Listéd Nr${n}`)).candidateId);
    interface Page {
      readonly candidates: { readonly candidateId: string }[];
      readonly nextCursor: string | null;
    }
    const asked = { text: 'listed', limit: 2 };
    const first = await portal.admin.ask<Page>('candidates.list', asked);
    const rest = await portal.admin.ask<Page>('candidates.list', { ...asked, cursor: first.nextCursor });
    expect([first, rest].map(({ candidates }) => candidates.map(({ candidateId }) => candidateId))).toEqual([
      added.slice(0, 2),
      added.slice(2),
    ]);
    expect(rest.nextCursor).toBeNull();
  });

  it('is nothing of another company, by whatever text', async () => {
    const other = await portal.newTenant();
    const stranger = await portal.signIn(other.email, other.password);
    const jobId = await addJob('Secret job');
    const { candidateId, interviewId } = await invited(jobId, 'Hidden Person');
    for (const text of ['hidden', 'secret', 'Hiden person', jobId, candidateId, interviewId, interviewerId])
      expect([text, await find(text, stranger)]).toEqual([text, []]);
  });
});

describe('whoever is bound to their own', () => {
  let manager: { personId: string; browser: Browser };
  let own: { candidateId: string; interviewId: string };
  let others: { candidateId: string; interviewId: string };
  let ownJobId: string;
  let otherJobId: string;
  beforeAll(async () => {
    manager = await staffWith(['hiring_manager']);
    ownJobId = await addJob('Own gardener', [manager.personId]);
    otherJobId = await addJob('Other gardener');
    own = await invited(ownJobId, 'Scoped Person');
    others = await invited(otherJobId, 'Scoped Stranger');
  });

  it('finds, as a hiring manager, who applied for their jobs and those jobs, and nothing of others', async () => {
    expect(await idsOf('scoped', manager.browser)).toEqual([own.interviewId, own.candidateId]);
    expect(await idsOf('gardener', manager.browser)).toEqual([ownJobId]);
    for (const id of [others.candidateId, others.interviewId, otherJobId])
      expect([id, await find(id, manager.browser)]).toEqual([id, []]);
    expect(await idsOf(own.interviewId, manager.browser)).toEqual([own.interviewId]);
    const both = await apply(ownJobId, 'Scoped Stranger', await emailOf(others.candidateId));
    expect(both.candidateId).toBe(others.candidateId);
    expect(await idsOf('stranger', manager.browser)).toEqual([others.candidateId]);
  });

  it('finds, as a hiring manager, colleagues by name and not by an address they are not shown', async () => {
    const colleague = await staffWith(['recruiter'], 'Reginald Recruiter');
    expect(await find('reginald', manager.browser)).toEqual([
      { kind: 'person', id: colleague.personId, title: 'Reginald Recruiter', detail: '' },
    ]);
    expect(await idsOf(colleague.email, portal.admin)).toEqual([colleague.personId]);
    expect(await find(colleague.email, manager.browser)).toEqual([]);
    expect(await find(colleague.email.split('@')[0] ?? '', manager.browser)).toEqual([]);
  });

  it('finds, as an interviewer, the interviews they sit in by the name of who comes, and no records', async () => {
    const interviewer = await staffWith(['interviewer']);
    await portal.admin.call('availability.save', {
      personId: interviewer.personId,
      zone: 'UTC',
      weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', to: '20:00' })),
      overrides: [],
    });
    const seated = await portal.invite(await portal.addTemplate([interviewer.personId]));
    await book(seated);
    const unseated = await portal.invite(templateId);
    expect(await find('celik', interviewer.browser)).toMatchObject([
      { kind: 'interview', id: seated.interviewId, title: 'Bénédicte Çelik' },
    ]);
    expect(await find('gardener', interviewer.browser)).toEqual([]);
    expect(await find(unseated.interviewId, interviewer.browser)).toEqual([]);
    expect(await idsOf(seated.interviewId, interviewer.browser)).toEqual([seated.interviewId]);
  });

  it('finds, as ops, bookings by id, job and service, without a name', async () => {
    const ops = (await staffWith(['ops'])).browser;
    expect(await find('scoped', ops)).toEqual([]);
    expect(await find('gardener', ops)).toMatchObject([
      { kind: 'interview', id: others.interviewId, title: 'Other gardener', detail: '' },
      { kind: 'interview', id: own.interviewId, title: 'Own gardener', detail: '' },
    ]);
    expect(await find(own.interviewId, ops)).toMatchObject([{ id: own.interviewId, title: 'Own gardener' }]);
    expect(await find(own.candidateId, ops)).toEqual([]);
  });
});

describe('among many records', () => {
  it('reads no more than it finds, whatever is stored beside', async () => {
    const row = await entries().findOne({ kind: 'candidate' });
    if (row === null) throw new Error('no entry');
    const many = Array.from({ length: 3_000 }, (_, n) => ({ ...row, _id: `can_other${n}`, keys: [`zz${n}`, '~zz'] }));
    await entries().insertMany(many);
    await invited(await addJob('Needle'), 'Nadel Heuhaufen');
    const manager = await staffWith(['hiring_manager']);
    for (const browser of [portal.admin, manager.browser]) {
      for (const text of ['heuhaufen', 'nadel heuh', 'Heuhafen']) {
        const reads = await portal.profileOf(() => find(text, browser));
        expect(Math.max(...reads.map(({ read }) => read))).toBeLessThan(30);
        expect(reads.length).toBeLessThan(25);
      }
    }
    await entries().deleteMany({ _id: { $in: many.map(({ _id }) => _id) } });
  });
});

async function emailOf(candidateId: string): Promise<string> {
  const row = await portal.collection<{ _id: string; email: string }>('candidates').findOne({ _id: candidateId });
  return row?.email ?? '';
}

async function book(candidate: CandidateBrowser): Promise<void> {
  await candidate.book((await candidate.slots()).starts[0] ?? '');
}
