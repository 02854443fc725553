import type { Browser } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
let templateId: string;
beforeAll(async () => {
  portal = await startTestPortal();
  templateId = await portal.addTemplate([await portal.addInterviewer()]);
});
afterAll(async () => await portal.stop());

interface Page {
  readonly interviews: { readonly interviewId: string }[];
  readonly isCut: boolean;
}
interface Row {
  _id: string;
  rootInterviewId: string;
  status: string;
  candidateId: string;
  startsAt: Date | null;
}
const bookings = () => portal.collection<Row>('bookings');

async function invited(title: string, name: string, ownerIds: string[] = []) {
  const { admin } = portal;
  const { jobId } = await admin.call<{ jobId: string }>('jobs.create', { title, ownerIds });
  const email = `${name.replaceAll(/\W/g, '')}-${intentKey()}@candidate.example`.toLowerCase();
  const wish = { jobId, candidate: { name, email } };
  const { applicationId } = await admin.call<{ applicationId: string }>('applications.create', wish);
  const input = { applicationId, templateId, idempotencyKey: intentKey() };
  return { jobId, email, ...(await admin.call<{ interviewId: string }>('interviews.invite', input)) };
}
async function staffWith(roles: string[]): Promise<{ personId: string; browser: Browser }> {
  const password = 'a password that is long';
  const email = `${intentKey()}@acme.example`.toLowerCase();
  const input = { name: 'Somebody', email, roles, zone: 'UTC', password };
  const { personId } = await portal.admin.call<{ personId: string }>('people.create', input);
  return { personId, browser: await portal.signIn(email, password) };
}
const found = async (browser: Browser, text: string, more: object = {}) =>
  (await browser.ask<Page>('interviews.list', { filter: { text, ...more } })).interviews.map((one) => one.interviewId);

describe('the text of the list', () => {
  it('finds interviews by name, mail address, job and id, together with the other filters', async () => {
    const one = await invited('Beekeeper', 'Quentin Quirke');
    const other = await invited('Falconer', 'Quentin Zabriskie');
    const { admin } = portal;
    expect(await found(admin, 'quent')).toEqual([other.interviewId, one.interviewId]);
    expect(await found(admin, one.email)).toEqual([one.interviewId]);
    expect(await found(admin, 'falcon')).toEqual([other.interviewId]);
    expect(await found(admin, one.interviewId)).toEqual([one.interviewId]);
    expect(await found(admin, other.jobId)).toEqual([other.interviewId]);
    expect(await found(admin, 'quentin', { jobId: one.jobId })).toEqual([one.interviewId]);
    expect(await found(admin, 'quentin', { statuses: ['cancelled'] })).toEqual([]);
    expect(await found(admin, 'nobodyofthisname')).toEqual([]);
  });

  it('finds only what is in reach, and never by a name that these staff are not shown', async () => {
    const { personId, browser } = await staffWith(['hiring_manager']);
    const own = await invited('Cartographer', 'Yolanda Ibsen', [personId]);
    await invited('Cartographer', 'Yolanda Jansen');
    expect(await found(browser, 'yolanda')).toEqual([own.interviewId]);
    expect(await found(browser, 'cartographer')).toEqual([own.interviewId]);
    const ops = (await staffWith(['ops'])).browser;
    expect(await found(ops, 'yolanda')).toEqual([]);
    expect(await found(ops, 'cartographer')).toHaveLength(2);
    const interviewer = (await staffWith(['interviewer'])).browser;
    for (const text of ['yolanda', 'cartographer', own.interviewId]) expect(await found(interviewer, text)).toEqual([]);
  });

  it('reads by an index no more than what it finds, in every order, and counts the same', async () => {
    const { interviewId } = await invited('Luthier', 'Ignatius Vogt');
    const template = await bookings().findOne({ _id: interviewId });
    if (template === null) throw new Error('no interview');
    const rows = Array.from({ length: 2_000 }, (_, n): Row => {
      const _id = `int_${String(n).padStart(6, '0')}`;
      const whose = n % 500 === 0 ? template.candidateId : 'can_other';
      return {
        ...template,
        ...{ _id, rootInterviewId: _id, jobId: 'job_other', candidateId: whose },
        startsAt: new Date(n),
      };
    });
    await bookings().insertMany(rows);
    const ids = [0, 500, 1_000, 1_500].map((n) => `int_${String(n).padStart(6, '0')}`);
    for (const [order, wanted] of [
      ['newest', [interviewId, ...ids.toReversed()]],
      ['soonest', ids],
      ['latest', ids.toReversed()],
    ] as const) {
      let page: Page | null = null;
      const reads = await portal.profileOf(async () => {
        page = await portal.admin.ask<Page>('interviews.list', { filter: { text: 'Ignatius Vogt' }, order });
      });
      expect([order, page]).toMatchObject([
        order,
        { interviews: wanted.map((id) => ({ interviewId: id })), isCut: false },
      ]);
      const most = Math.max(...reads.filter(({ collection }) => collection === 'bookings').map(({ read }) => read));
      expect([order, most]).toEqual([order, 5]);
    }
    const matching = { filter: { text: 'ignatius' }, order: 'soonest' };
    expect(await portal.admin.ask('interviews.matching', matching)).toEqual({
      count: 4,
      isMore: false,
      interviewIds: ids,
    });
    expect(await portal.admin.ask('interviews.matching', {})).toMatchObject({ count: 1_000, isMore: true });
    const reads = await portal.profileOf(async () => {
      const few = await portal.admin.ask('interviews.matching', { most: 99 });
      expect(few).toMatchObject({ count: 99, isMore: true });
    });
    const read = reads.filter(({ collection }) => collection === 'bookings').map((one) => one.read);
    expect(Math.max(...read)).toBeLessThanOrEqual(100);
    await bookings().deleteMany({ jobId: 'job_other' } as object);
  });

  it('pages backwards in time from the latest start', async () => {
    const { interviewId } = await invited('Glazier', 'Ottilie Brandt');
    const template = await bookings().findOne({ _id: interviewId });
    if (template === null) throw new Error('no interview');
    const at = (n: number) => new Date(Date.UTC(2031, 0, 1) + Math.floor(n / 3) * 3_600_000);
    const rows = Array.from({ length: 20 }, (_, n): Row => {
      const _id = `int_late${String(n).padStart(2, '0')}`;
      return { ...template, _id, rootInterviewId: _id, startsAt: at(n) };
    });
    await bookings().insertMany(rows);
    const filter = { from: at(0).toISOString() };
    const ids: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const input = { filter, order: 'latest', limit: 3, ...(cursor ? { cursor } : {}) };
      const page = await portal.admin.ask<Page & { nextCursor: string | null }>('interviews.list', input);
      ids.push(...page.interviews.map((one) => one.interviewId));
      cursor = page.nextCursor;
    }
    expect(ids).toEqual(rows.map(({ _id }) => _id).toReversed());
  });
});

describe('the export', () => {
  interface File {
    readonly csv: string;
    readonly isCut: boolean;
  }
  it('writes what matches in the zone that it names, with no cell that a spreadsheet executes', async () => {
    const { interviewId } = await invited('=HYPERLINK("x")', '=1+1');
    await bookings().updateOne({ _id: interviewId }, { $set: { startsAt: new Date('2030-07-01T08:00:00Z') } });
    const input = { filter: { text: interviewId }, zone: 'Europe/Berlin' };
    const { csv, isCut } = await portal.admin.ask<File>('interviews.export', input);
    const [head = '', row = '', rest] = csv.split('\r\n');
    expect(isCut).toBe(false);
    expect(head).toContain('start (Europe/Berlin)');
    expect(row).toContain(`${interviewId},'=1+1,`);
    expect(row).toContain(`"'=HYPERLINK(""x"")"`);
    expect(row).toContain('2030-07-01 10:00');
    expect(rest).toBe('');
    const chosen = await portal.admin.ask<File>('interviews.export', { interviewIds: [interviewId], zone: 'UTC' });
    expect(chosen.csv).toContain('2030-07-01 08:00');
    const { browser } = await staffWith(['interviewer']);
    const hidden = await browser.ask<File>('interviews.export', { interviewIds: [interviewId] });
    expect(hidden.csv.split('\r\n')).toHaveLength(2);
  });
});
