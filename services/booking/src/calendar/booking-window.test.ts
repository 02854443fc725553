import { afterAll, beforeAll, expect, it } from 'vitest';
import { patient, startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
const now = Date.parse('2027-03-01T15:20:00Z');
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());

async function invited(policy: object) {
  const personId = await portal.addInterviewer({ zone: 'UTC' });
  return await portal.invite(await portal.addTemplate([personId], { zone: 'UTC', policy: { ...patient, ...policy } }));
}

it('lists and books the whole of the last day, whatever the hour is now, and nothing of the next one', async () => {
  const candidate = await invited({ bookingWindowDays: 3 });
  const { starts, latestAt } = await candidate.slots({ zone: 'UTC', days: 14 });
  expect(latestAt).toBe('2027-03-05T00:00:00Z');
  expect(starts.at(-1)).toBe('2027-03-04T19:00:00Z');
  await expect(candidate.book('2027-03-05T08:00:00Z')).rejects.toMatchObject({
    refusal: { code: 'slot_not_offered', because: 'window' },
  });
  await candidate.book(starts.at(-1) ?? '');
});

it('lists nothing beyond the last date a template names', async () => {
  const candidate = await invited({ bookingWindowDays: 30, lastDate: '2027-03-09' });
  const { starts, latestAt } = await candidate.slots({ zone: 'UTC', days: 30 });
  expect([starts.at(-1)?.slice(0, 10), latestAt]).toEqual(['2027-03-09', '2027-03-10T00:00:00Z']);
  await expect(candidate.book('2027-03-10T08:00:00Z')).rejects.toMatchObject({
    refusal: { code: 'slot_not_offered', because: 'window' },
  });
});
