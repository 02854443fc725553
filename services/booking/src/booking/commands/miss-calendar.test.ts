import type { CandidateBrowser } from '@interlude/dev-stack/api-fixtures';
import type { TransitionItem } from '@interlude/shared/contracts/lifecycle';
import type { PersonId, TenantId } from '@interlude/shared/ids';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { panelTools } from '../../../test/panel.ts';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';
import { at, bookAll, mondays, seriesTools } from '../../../test/series.ts';
import { learnElsewhere } from '../../drop-outs/learn-elsewhere.ts';
import { createActivities } from '../../temporal/activities.ts';

// No calendars service answers these portals: nobody's calendar can be read.
let portal: TestPortal;
let now = Date.parse(at('02-01', '06:00'));
let looks = 0;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
beforeEach(async () => {
  now = Date.parse(at('02-01', '06:00'));
  await portal.renewSession();
});
afterAll(async () => await portal.stop());

const minute = 60_000;
const { rowOf } = panelTools(() => portal);
const { somebody, rowsOf, serviceOf } = seriesTools(() => portal);

/** Every calendar of a person was known at this instant. */
async function see(personId: string, seenAt: number | null): Promise<void> {
  const of = { tenantId: portal.tenantId as TenantId, personId: personId as PersonId, look: ++looks, days: [] };
  const span = { from: '2027-01-31', to: '2027-06-01' };
  await learnElsewhere(portal.app, { ...of, ...span, isConnected: true, seenAt, writesTo: null });
}
/** At work on weekday mornings, with a calendar that was read a while ago. */
async function connected(): Promise<string> {
  const personId = await somebody();
  await see(personId, now - 60 * minute);
  return personId;
}
async function bookedWith(personId: string, startsAt: string): Promise<CandidateBrowser> {
  const candidate = await portal.appoint(await serviceOf([personId]));
  await candidate.book(startsAt);
  return candidate;
}
async function timerOf(candidate: Pick<CandidateBrowser, 'interviewId'>): Promise<TransitionItem | undefined> {
  const ref = { tenantId: portal.tenantId, interviewId: candidate.interviewId };
  const { items } = await createActivities(portal.app, () => now).planInterview(ref);
  return items.filter((item) => item.does === 'transition').find(({ command }) => command === 'missCalendar');
}
async function ring(candidate: Pick<CandidateBrowser, 'interviewId'>, item: TransitionItem | undefined) {
  if (item === undefined) throw new Error('nothing is planned');
  now = Math.max(now, item.at);
  const { version: expectedVersion } = await rowOf(candidate as CandidateBrowser);
  const ref = { tenantId: portal.tenantId, interviewId: candidate.interviewId, item, expectedVersion };
  return (await createActivities(portal.app, () => now).applyDue(ref)).applied;
}
const marksOf = async (candidate: Pick<CandidateBrowser, 'interviewId'>) =>
  ((await rowOf(candidate as CandidateBrowser)).marks ?? []).map(({ cause, of }) => [cause, of]);

it('HR are told of a calendar that could not be read once the next looks have failed too, and it goes when one succeeds', async () => {
  const personId = await connected();
  const candidate = await bookedWith(personId, at('02-08'));
  const bookedAt = now;
  expect(await marksOf(candidate)).toEqual([]);
  const timer = await timerOf(candidate);
  expect(timer?.at).toBe(bookedAt + 30 * minute);
  now += 15 * minute;
  await see(personId, bookedAt - minute);

  expect(await ring(candidate, timer)).toBe(true);
  expect(await marksOf(candidate)).toEqual([['calendar_unseen', personId]]);
  expect(await timerOf(candidate)).toBeUndefined();
  expect(await ring(candidate, timer)).toBe(false);
  await see(personId, now);
  expect(await marksOf(candidate)).toEqual([]);
});

it('HR are told nothing where the next look succeeds, and its workflow has nothing to wait for', async () => {
  const personId = await connected();
  const candidate = await bookedWith(personId, at('02-08'));
  const timer = await timerOf(candidate);
  const nudges = { interviewId: candidate.interviewId };
  const before = await portal.collection('outbox').countDocuments(nudges);
  now += 5 * minute;
  await see(personId, now);
  await see(personId, now);
  expect(await portal.collection('outbox').countDocuments(nudges)).toBe(before + 1);
  expect(await timerOf(candidate)).toBeUndefined();
  expect(await ring(candidate, timer)).toBe(false);
  expect(await marksOf(candidate)).toEqual([]);
});

it('HR are told at once where the meeting begins before the next look', async () => {
  const personId = await connected();
  now = Date.parse(at('02-08', '09:45'));
  await portal.renewSession();
  const candidate = await bookedWith(personId, at('02-08', '10:00'));
  const timer = await timerOf(candidate);
  expect(timer?.at).toBe(now);
  expect(await ring(candidate, timer)).toBe(true);
  expect(await marksOf(candidate)).toEqual([['calendar_unseen', personId]]);
});

it('of what is moved meanwhile HR are told by its new time, and of what is cancelled nothing', async () => {
  const personId = await connected();
  const [moved, cancelled] = [await bookedWith(personId, at('02-08')), await bookedWith(personId, at('02-09'))];
  const timers = [await timerOf(moved), await timerOf(cancelled)];
  now += 10 * minute;
  await moved.reschedule(at('02-10'));
  await portal.admin.call('interviews.cancel', {
    interviewId: cancelled.interviewId,
    reason: { code: 'other' },
    idempotencyKey: `cancel-${cancelled.interviewId}`,
  });
  expect((await timerOf(moved))?.at).toBe(now + 30 * minute);
  expect(await timerOf(cancelled)).toBeUndefined();
  expect(await ring(cancelled, timers[1])).toBe(false);
});

it('a series asks for a person by its first appointment alone, however its timers come', async () => {
  const personId = await connected();
  const candidate = await portal.appoint(await serviceOf([personId]));
  await bookAll(candidate, mondays);
  const rows = (await rowsOf(candidate)).map(({ _id }) => ({ interviewId: _id }));
  const timers = await Promise.all(rows.map(timerOf));
  expect(timers.filter((timer) => timer !== undefined)).toHaveLength(3);
  for (const n of [2, 0, 1]) expect(await ring(rows[n] ?? { interviewId: '' as never }, timers[n])).toBe(true);
  expect(await Promise.all(rows.map(marksOf))).toEqual([[['calendar_unseen', personId]], [], []]);
});
