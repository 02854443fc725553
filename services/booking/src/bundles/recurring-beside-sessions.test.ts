import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { at, bookAll, seriesTools } from '../../test/series.ts';

let now = Date.parse('2027-02-01T06:00:00Z');
let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());

const { somebody, serviceOf } = seriesTools(() => portal);

it('a series is booked over times that a guest of a group session only looked at', async () => {
  const person = await somebody();
  const service = await serviceOf([person]);
  const starts = ['08', '09', '10', '11', '12', '15'].map((date) => at(`02-${date}`));
  const policy = { bookingWindowDays: 60 };
  const { browser, interviewId } = await (await portal.offer('appointment', [person], { places: 2, policy })).begin();
  for (const startsAt of starts) {
    await browser.call('candidate.hold', { interviewId, startsAt, idempotencyKey: intentKey() });
  }
  now += 10 * 60_000;

  expect((await bookAll(await portal.appoint(service), starts)).status).toBe('scheduled');
  expect(await exclusionFaults(portal)).toEqual([]);
});
