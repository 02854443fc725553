import type { CandidateBrowser } from '@interlude/dev-stack/api-fixtures';
import type { TransitionItem } from '@interlude/shared/contracts/lifecycle';
import type { BookingId, PersonId, TenantId } from '@interlude/shared/ids';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { panelTools } from '../../test/panel.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { createActivities } from '../temporal/activities.ts';
import { learnElsewhere } from './learn-elsewhere.ts';

let portal: TestPortal;
let now = Date.now();
let looks = 0;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());

const minute = 60_000;
const { peopleOf, rowOf, detailOf, toldSince, addPeople, booked } = panelTools(() => portal);
const oneOf = (people: readonly string[]) => [{ anyOf: people, count: 1 }];
const refOf = ({ interviewId }: CandidateBrowser) => ({ tenantId: portal.tenantId as TenantId, interviewId });
const causesOf = async (candidate: CandidateBrowser) =>
  ((await rowOf(candidate)).marks ?? []).map(({ cause }) => cause);

/** Somebody is busy from the start of a booking on, for so many minutes; for 0 they are free. */
async function busy(candidate: CandidateBrowser, personId: string, minutes: number): Promise<void> {
  const from = Number((await rowOf(candidate)).startsAt);
  const date = new Date(from).toISOString().slice(0, 10);
  const days = minutes === 0 ? [] : [{ date, spans: [{ from, to: from + minutes * minute }] }];
  const [first, last] = [now - 86_400_000, now + 60 * 86_400_000].map((at) => new Date(at).toISOString().slice(0, 10));
  const { tenantId } = refOf(candidate);
  const wish = { tenantId, personId: personId as PersonId, from: first ?? '', to: last ?? '', look: ++looks, days };
  await learnElsewhere(portal.app, { ...wish, isConnected: false, seenAt: null, writesTo: null });
}
async function timersOf(candidate: CandidateBrowser): Promise<TransitionItem[]> {
  const { items } = await createActivities(portal.app, () => now).planInterview(refOf(candidate));
  return items.filter((item) => item.does === 'transition').filter(({ command }) => command === 'settleConflict');
}
/** What the workflow does when the time of its timer has come. */
async function ring(candidate: CandidateBrowser, item: TransitionItem | undefined): Promise<boolean> {
  if (item === undefined) throw new Error('nothing is planned');
  now = Math.max(now, item.at);
  const { version: expectedVersion } = await rowOf(candidate);
  const ref = { ...refOf(candidate), item, expectedVersion };
  const { applied } = await createActivities(portal.app, () => now).applyDue(ref);
  await portal.app.dropOuts.settleNow({ ...refOf(candidate), interviewId: candidate.interviewId as BookingId });
  return applied;
}

it('somebody else comes a quarter of an hour after it, where the policy says so, and the guest is told once', async () => {
  const [first = '', second = ''] = await addPeople(2);
  const candidate = await booked(oneOf([first, second]), 6, { onConflict: 'replace', dropOut: 'ask_hr' });
  const [personId = ''] = await peopleOf(candidate);
  const { scheduleRev } = await rowOf(candidate);
  await busy(candidate, personId, 30);
  const [timer] = await timersOf(candidate);
  expect(timer?.at).toBe(now + 15 * minute);
  expect(await toldSince(candidate, scheduleRev)).toEqual([]);
  expect(await ring(candidate, timer)).toBe(true);
  expect(await peopleOf(candidate)).toEqual([first, second].filter((id) => id !== personId));
  expect((await toldSince(candidate, scheduleRev)).filter((told) => told.includes(':candidate:'))).toHaveLength(1);
  expect(await causesOf(candidate)).toEqual([]);
  expect(await timersOf(candidate)).toEqual([]);
});

it('else HR are asked then, with the nearest times, and the guest hears nothing', async () => {
  const people = await addPeople(2);
  const candidate = await booked(oneOf(people));
  const [personId = ''] = await peopleOf(candidate);
  const { scheduleRev } = await rowOf(candidate);
  await busy(candidate, personId, 30);
  expect(await causesOf(candidate)).toEqual(['busy_elsewhere']);
  await ring(candidate, (await timersOf(candidate))[0]);
  expect(await causesOf(candidate)).toEqual(['interviewer_out']);
  const { dropOuts, interviewers } = await detailOf(candidate);
  expect(dropOuts?.people).toMatchObject([{ personId, because: 'busy' }]);
  expect(dropOuts?.nearest.length).toBeGreaterThan(0);
  expect(interviewers).toHaveLength(1);
  expect(await toldSince(candidate, scheduleRev)).toEqual([]);
  // What is looked at again meanwhile asks nothing anew.
  await busy(candidate, personId, 30);
  expect(await causesOf(candidate)).toEqual(['interviewer_out']);

  await portal.admin.call('interviews.keepInterviewer', { interviewId: candidate.interviewId, personId });
  await busy(candidate, personId, 30);
  expect(await causesOf(candidate)).toEqual([]);
  expect(await timersOf(candidate)).toEqual([]);
});

it('who is free again before HR have said anything comes, and nobody is asked any more', async () => {
  const people = await addPeople(1);
  const candidate = await booked(oneOf(people));
  const [personId = ''] = people;
  await busy(candidate, personId, 30);
  const [timer] = await timersOf(candidate);
  await ring(candidate, timer);
  await busy(candidate, personId, 0);
  expect((await rowOf(candidate)).dropOuts).toEqual([]);
  expect(await causesOf(candidate)).toEqual([]);
  // It stands for another quarter of an hour when it comes back, and a timer of before settles nothing.
  await busy(candidate, personId, 30);
  expect((await timersOf(candidate))[0]?.at).toBe(now + 15 * minute);
});

it('what is moved about within the quarter of an hour begins it anew, and what is gone is not settled', async () => {
  const people = await addPeople(1);
  const candidate = await booked(oneOf(people), 6, { onConflict: 'replace' });
  const [personId = ''] = people;
  await busy(candidate, personId, 30);
  const [timer] = await timersOf(candidate);
  now += 10 * minute;
  await busy(candidate, personId, 30);
  expect(await timersOf(candidate)).toEqual([timer]);
  await busy(candidate, personId, 15);
  expect((await timersOf(candidate)).map(({ at }) => at)).toEqual([now + 15 * minute]);
  expect(await ring(candidate, timer)).toBe(false);
  expect(await causesOf(candidate)).toEqual(['busy_elsewhere']);
  await busy(candidate, personId, 0);
  expect(await timersOf(candidate)).toEqual([]);
  expect(await ring(candidate, timer)).toBe(false);
});

it('whoever dismisses it says that they come all the same, and takes that back with it', async () => {
  const people = await addPeople(1);
  const candidate = await booked(oneOf(people));
  const [personId = ''] = people;
  await busy(candidate, personId, 30);
  const of = { interviewId: candidate.interviewId, kind: 'busy_elsewhere' };
  await portal.admin.call('queue.dismiss', { ...of, reason: { code: 'handled' } });
  await busy(candidate, personId, 30);
  expect(await causesOf(candidate)).toEqual([]);
  await portal.admin.call('queue.restore', of);
  await busy(candidate, personId, 30);
  expect(await causesOf(candidate)).toEqual(['busy_elsewhere']);
});

it('nothing is settled by itself in the last quarter of an hour', async () => {
  const people = await addPeople(1);
  const candidate = await booked(oneOf(people), 6, { onConflict: 'replace' });
  now = Number((await rowOf(candidate)).startsAt) - 14 * minute;
  await busy(candidate, people[0] ?? '', 30);
  expect(await causesOf(candidate)).toEqual(['busy_elsewhere']);
  expect(await timersOf(candidate)).toEqual([]);
});
