import { afterAll, beforeAll, expect, it } from 'vitest';
import { exclusionFaults } from '../../../services/booking/test/invariants.ts';
import { startTestPortal, type TestPortal } from '../../../services/booking/test/portal.ts';
import { intentKey } from './api-fixtures.ts';
import { startOwnMongo } from './test-own-mongo.ts';
import { until } from './until-ready.ts';

let mongo: Awaited<ReturnType<typeof startOwnMongo>>;
let portal: TestPortal;
beforeAll(async () => {
  mongo = await startOwnMongo();
  portal = await startTestPortal({ env: { INTERLUDE_MONGO_URL: mongo.url } });
});
afterAll(async () => {
  mongo.goOn();
  await portal.stop();
  await mongo.stop();
});

const json = { 'content-type': 'application/json', 'x-interlude': '1' };

interface Timed {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly ms: number;
}

async function timed(answer: () => Promise<Response>): Promise<Timed> {
  const began = performance.now();
  const response = await answer();
  await response.text();
  return { status: response.status, retryAfter: response.headers.get('retry-after'), ms: performance.now() - began };
}

it('answers within three seconds while MongoDB hangs, loses nothing, and goes on when it does', async () => {
  const candidate = await portal.invite(await portal.addTemplate([await portal.addInterviewer()]));
  const { starts } = await candidate.slots();
  const { browser, interviewId } = candidate;
  const booking = { interviewId, startsAt: starts[0], zone: 'Europe/Lisbon', idempotencyKey: intentKey() };
  const input = encodeURIComponent(JSON.stringify({ interviewId }));
  const book = () =>
    browser.fetch('/trpc/candidate.book', { method: 'POST', headers: json, body: JSON.stringify(booking) });
  const wishes = [
    book,
    () => browser.fetch(`/trpc/candidate.interview?input=${input}`),
    () => browser.fetch(`/api/interviews/${interviewId}/slots?zone=Europe/Lisbon&days=30`),
    () => browser.fetch(`/api/interviews/${interviewId}/invite.ics`),
    () => portal.admin.fetch('/trpc/staff.me'),
    () => portal.admin.fetch('/trpc/interviews.list?input=%7B%7D'),
  ];
  mongo.hang();
  const asked = await Promise.all(wishes.map(timed));
  const again = await Promise.all(wishes.map(timed));

  for (const { status, retryAfter, ms } of asked) {
    expect([status, retryAfter]).toEqual([503, '2']);
    // Three seconds, and what a busy machine needs to run a timer.
    expect(ms).toBeLessThan(5_000);
  }
  for (const { status, ms } of again) expect([status, ms < 2_500]).toEqual([503, true]);
  const ready = await timed(() => browser.fetch('/readyz'));
  expect([ready.status, ready.ms < 2_500]).toEqual([503, true]);
  expect((await timed(() => browser.fetch('/healthz'))).status).toBe(200);

  mongo.goOn();
  const booked = await until('the booking', async () => {
    const response = await book();
    return response.ok ? ((await response.json()) as { result: { data: { startsAt: string } } }) : null;
  });
  expect(booked.result.data.startsAt).toBe(starts[0]);
  expect(await exclusionFaults(portal)).toEqual([]);
  await until('readiness', async () => (await browser.fetch('/readyz')).ok);
});
