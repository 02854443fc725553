import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

const many = 300;
const few = 4;
const hour = 3_600_000;
let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ ownDatabase: true });
  const { interviewId } = await portal.invite(await portal.addTemplate([await portal.addInterviewer()]));
  const bookings = portal.collection<Row>('bookings');
  const known = await bookings.findOne({ _id: interviewId });
  if (known === null) throw new Error('no interview');
  const { tenantId } = portal;
  const rows = Array.from({ length: many }, (_, n) => ({
    ...{ ...known, _id: idOf('int', n), rootInterviewId: idOf('int', n), startsAt: startOf(n) },
    status: isOneOfFew(n) ? 'scheduled' : 'completed',
    marks: isOneOfFew(n) ? [{ cause: 'bounced', of: 'nobody', since: startOf(n) }] : [],
  }));
  await bookings.insertMany(rows);
  const records = Array.from({ length: many }, (_, n) => ({
    ...{ tenantId, createdAt: startOf(n), archivedAt: isOneOfFew(n) ? startOf(n) : null },
  }));
  const named = { name: 'Noor', zone: null, locale: null, suppressedAt: null };
  const titled = { title: 'Nurse', department: null, location: null, industry: null, ownerIds: [] };
  await portal
    .collection<{ _id: string }>('candidates')
    .insertMany(records.map((row, n) => ({ ...row, ...named, _id: idOf('can', n), email: `${n}@candidate.example` })));
  await portal
    .collection<{ _id: string }>('jobs')
    .insertMany(records.map((row, n) => ({ ...row, ...titled, _id: idOf('job', n) })));
});
afterAll(async () => await portal.stop());

interface Row {
  _id: string;
  rootInterviewId: string;
}
const idOf = (kind: string, n: number) => `${kind}_${String(n).padStart(6, '0')}`;
const startOf = (n: number) => new Date(Date.UTC(2027, 0, 1) + n * hour);
/** They lie in the middle, so that a list from either end meets all others first. */
const isOneOfFew = (n: number) => n >= many / 2 && n < many / 2 + few;

const attention = { attention: true };
const scheduled = { statuses: ['scheduled'] };
const from = startOf(0).toISOString();
it.each([
  ['bookings', 'interviews.list', { filter: attention, order: 'newest' }],
  ['bookings', 'interviews.list', { filter: attention, order: 'latest' }],
  ['bookings', 'interviews.list', { filter: { ...attention, from }, order: 'soonest' }],
  ['bookings', 'interviews.list', { filter: { ...attention, from }, order: 'newest' }],
  ['bookings', 'interviews.list', { filter: scheduled, order: 'soonest' }],
  ['bookings', 'interviews.matching', { filter: scheduled, order: 'latest' }],
  ['candidates', 'candidates.list', { archived: true }],
  ['jobs', 'jobs.list', { archived: true }],
] as const)(
  'of %s, %s %j reads the few that are on it, however many others there are',
  async (collection, name, input) => {
    let answer = '';
    const reads = await portal.profileOf(async () => {
      answer = JSON.stringify(await portal.admin.ask(name, input));
    });
    const kind = { bookings: 'int', candidates: 'can', jobs: 'job' }[collection];
    for (let n = many / 2; n < many / 2 + few; n++) expect(answer).toContain(idOf(kind, n));
    const read = reads.filter((one) => one.collection === collection).map((one) => one.read);
    expect(Math.max(...read)).toBeLessThanOrEqual(2 * few);
  },
);

it('counts what is open of jobs without reading a booking', async () => {
  const booking = await portal
    .collection<Row & { jobId: string }>('bookings')
    .findOne({ status: 'scheduled' } as never);
  const { jobId = '' } = booking ?? {};
  interface Counted {
    readonly jobId: string;
    readonly interviews: object;
  }
  let found: Counted[] = [];
  const reads = await portal.profileOf(async () => {
    found = await portal.admin.ask<Counted[]>('jobs.list', { limit: 100 });
  });
  expect(found.find((job) => job.jobId === jobId)?.interviews).toEqual({ open: few + 1, invited: 1, booked: few });
  const counted = reads.filter(({ collection }) => collection === 'bookings').map(({ read }) => read);
  expect(counted).toEqual([0]);
});
