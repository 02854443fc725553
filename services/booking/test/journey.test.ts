import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bookingKinds, startTestPortal, type TestPortal } from './portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

it.each(bookingKinds)('carries one %s from its beginning to booked, moved and cancelled', async (kind) => {
  const offer = await portal.offer(kind, [await portal.addInterviewer()]);
  const candidate = await offer.begin();

  const { starts } = await candidate.slots();
  const [first = '', second = ''] = starts;
  const booked = await candidate.book(first);
  expect(booked).toMatchObject({ status: 'scheduled', startsAt: first, version: 2 });

  const moved = await candidate.reschedule(second, { expectedVersion: booked.version });
  expect(moved).toMatchObject({ status: 'rescheduled', startsAt: second });
  expect((await candidate.slots()).starts).toContain(first);

  const cancelled = await candidate.browser.call('candidate.cancel', {
    interviewId: candidate.interviewId,
    reason: { code: 'illness' },
    idempotencyKey: intentKey(),
  });
  expect(cancelled).toMatchObject({ status: 'cancelled' });
});

it('asks a candidate to confirm that they will come only where the policy does', async () => {
  const templateId = await portal.addTemplate([await portal.addInterviewer()]);
  for (const confirmAttendance of [false, true]) {
    const candidate = await portal.invite(templateId, { confirmAttendance });
    const booked = await candidate.book((await candidate.slots()).starts[0] ?? '');
    expect(booked.actions.includes('confirm')).toBe(confirmAttendance);
  }
});
