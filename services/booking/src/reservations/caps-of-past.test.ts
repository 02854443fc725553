import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { patient, startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
let now = Date.parse('2027-03-01T06:00:00Z'); // A Monday.
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());

const weekOf = (starts: readonly string[]) => starts.filter((at) => at < '2027-03-07T23:00:00Z');
const dayOf = (starts: readonly string[], date: string) => starts.filter((at) => at.startsWith(date));

async function takePlace({ interviewId }: CandidateBrowser): Promise<void> {
  const intent = () => ({ interviewId, idempotencyKey: intentKey() });
  await portal.admin.call('interviews.start', { ...intent(), reason: { code: 'everybody_here' } });
  await portal.admin.call('interviews.complete', { ...intent(), outcome: 'pending' });
}

it('counts meetings that took place towards the caps of their day and week, also those that ended early', async () => {
  const caps = { perDay: 2, perWeek: 3 };
  const personId = await portal.addInterviewer({ zone: 'UTC', caps });
  const templateId = await portal.addTemplate([personId], { policy: patient });
  const invited = await Promise.all([1, 2, 3, 4].map(() => portal.invite(templateId)));
  const [one, two, three, four] = invited as [CandidateBrowser, CandidateBrowser, CandidateBrowser, CandidateBrowser];
  const slots = async () => (await four.slots({ zone: 'UTC', days: 14 })).starts;
  const starts = await slots();
  const monday = dayOf(starts, '2027-03-01');
  await one.book(monday[0] ?? '');
  await two.book(monday[4] ?? '');
  await takePlace(one);
  await takePlace(two);
  // The time itself is free again, the day is full.
  expect(dayOf(await slots(), '2027-03-01')).toEqual([]);
  await expect(three.book(monday[8] ?? '')).rejects.toMatchObject({ status: 409 });

  const tuesday = dayOf(starts, '2027-03-02');
  await three.book(tuesday[0] ?? '');
  await takePlace(three);
  expect(weekOf(await slots())).toEqual([]);
  expect((await slots()).length).toBeGreaterThan(0);
  await expect(four.book(tuesday[6] ?? '')).rejects.toMatchObject({ status: 409 });
  expect(await exclusionFaults(portal)).toEqual([]);
  // And no more than that: the next week is as free as before.
  now = Date.parse('2027-03-08T06:00:00Z');
  await four.book((await slots())[0] ?? '');
});
