import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());
afterEach(() => {
  vi.restoreAllMocks();
});

interface Added {
  readonly timeOffId: string;
  readonly conflicts: string[];
}
const add = (input: object) => portal.admin.call<Added>('availability.addTimeOff', input);
const daysOff = async (personId: string) =>
  await portal.collection('reservations').countDocuments({ people: personId, kind: 'timeoff', active: true });
const year = { from: '2027-01-01', to: '2027-12-31' };

it('takes a year off in a handful of writes, and everything of it but what is booked', async () => {
  const personId = await portal.addInterviewer();
  const candidate = await portal.invite(await portal.addTemplate([personId]));
  const [start = ''] = (await candidate.slots()).starts;
  await candidate.book(start);
  const claim = vi.spyOn(portal.app.stores.reservations, 'claimFree');
  const from = start.slice(0, 10);
  const to = new Date(Date.parse(from) + 364 * 86_400_000).toISOString().slice(0, 10);
  const { conflicts } = await add({ personId, from, to });
  expect(conflicts).toEqual([candidate.interviewId]);
  expect(await daysOff(personId)).toBe(365);
  expect(claim.mock.calls.length).toBeLessThanOrEqual(6);
  const other = await portal.invite(await portal.addTemplate([personId]));
  expect((await other.slots()).starts).toEqual([]);
});

it('goes on where a request was cut off when it is sent again, and adds nothing twice', async () => {
  const personId = await portal.addInterviewer();
  const { reservations } = portal.app.stores;
  const { claimFree } = reservations;
  const wish = { personId, ...year, idempotencyKey: intentKey() };
  vi.spyOn(reservations, 'claimFree')
    .mockImplementationOnce(claimFree)
    .mockImplementationOnce(claimFree)
    .mockRejectedValueOnce(new Error('planted'));
  await expect(add(wish)).rejects.toThrow();
  expect(await daysOff(personId)).toBe(124);
  vi.restoreAllMocks();

  const first = await add(wish);
  expect(await daysOff(personId)).toBe(365);
  expect(await add(wish)).toEqual(first);
  expect(await daysOff(personId)).toBe(365);
  const rows = await portal.collection<{ timeOffId: string }>('reservations').find({ people: personId }).toArray();
  expect(new Set(rows.map(({ timeOffId }) => timeOffId))).toEqual(new Set([first.timeOffId]));
  await portal.admin.call('availability.removeTimeOff', { personId, timeOffId: first.timeOffId });
  expect(await daysOff(personId)).toBe(0);
});

it('looks again at a day on which something is taken at the same moment', async () => {
  const personId = await portal.addInterviewer();
  const candidate = await portal.invite(await portal.addTemplate([personId]));
  const [start = ''] = (await candidate.slots()).starts;
  const { reservations } = portal.app.stores;
  const { claimFree } = reservations;
  vi.spyOn(reservations, 'claimFree').mockImplementationOnce(async (rows) => {
    await candidate.book(start);
    return await claimFree(rows);
  });
  const day = start.slice(0, 10);
  expect(await add({ personId, from: day, to: day })).toMatchObject({ conflicts: [candidate.interviewId] });
  expect(await daysOff(personId)).toBe(1);
  expect((await candidate.view()) as object).toMatchObject({ startsAt: start });
});
