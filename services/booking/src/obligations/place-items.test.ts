import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { PersonId, TenantId } from '@interlude/shared/ids';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { panelTools } from '../../test/panel.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { PersonRow } from '../company/person-store.ts';
import { entryFor, recordPlaced } from './panel-entry.ts';
import { placeItems } from './place-items.ts';

let portal: TestPortal;
let personId: PersonId;
let templateId: string;
let now = Date.now();
const room = 'https://acme.zoom.us/j/81234567890';
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
beforeEach(async () => {
  personId = (await portal.addInterviewer()) as PersonId;
  templateId = await portal.addTemplate([personId]);
  await writeTo('work');
});
afterAll(async () => await portal.stop());

const { rowOf } = panelTools(() => portal);
const writeTo = async (writesTo: string | null) =>
  await portal.collection<PersonRow>('people').updateOne({ _id: personId }, { $set: { writesTo } });
const itemsOf = async (candidate: CandidateBrowser) =>
  await placeItems(portal.app.stores.people, await rowOf(candidate));
const textsOf = async (candidate: CandidateBrowser) => (await itemsOf(candidate)).map(({ text }) => text);

/** What the calendars service does with one item: asks what is true, and reports what came of it. */
async function perform({ interviewId }: CandidateBrowser, because: string | null = null): Promise<void> {
  const of = { tenantId: portal.tenantId as TenantId, interviewId, personId };
  const { rev, to, entry } = await entryFor(portal.app, of);
  await recordPlaced(portal.app, { ...of, rev, to, isThere: because === null && entry !== null, because });
}
async function booked(): Promise<CandidateBrowser> {
  const candidate = await portal.invite(templateId);
  await candidate.book((await candidate.slots()).starts[0] ?? '');
  return candidate;
}
const causesOf = async (candidate: CandidateBrowser) =>
  ((await rowOf(candidate)).marks ?? []).map(({ cause }) => cause);
const cancel = async ({ interviewId }: CandidateBrowser) =>
  await portal.admin.call('interviews.cancel', {
    interviewId,
    reason: { code: 'other', text: 'No need' },
    idempotencyKey: intentKey(),
  });

it('what stands where it should is not put there again, and of who named no calendar nothing is', async () => {
  const candidate = await booked();
  expect(await textsOf(candidate)).toEqual(['put it into a calendar']);
  await perform(candidate);
  expect(await itemsOf(candidate)).toEqual([]);
  await writeTo(null);
  expect(await itemsOf(await booked())).toEqual([]);
});

it('a calendar that is chosen again is another thing to do than it was the first time', async () => {
  const candidate = await booked();
  const [first] = await itemsOf(candidate);
  await perform(candidate);
  await writeTo('private');
  await perform(candidate);
  await writeTo('work');
  const [again] = await itemsOf(candidate);
  expect(again?.text).toBe('put it into a calendar');
  expect(again?.key).not.toBe(first?.key);
});

it('what could not be done in a day is marked and still to be done, and the mark goes once it is', async () => {
  const candidate = await booked();
  await perform(candidate, 'retryable');
  expect(await causesOf(candidate)).toContain('not_in_calendar');
  expect(await textsOf(candidate)).toEqual(['put it into a calendar']);
  await perform(candidate);
  expect(await itemsOf(candidate)).toEqual([]);
  expect(await causesOf(candidate)).not.toContain('not_in_calendar');
});

it('what no answer has come to is taken out like everything else, until that is done', async () => {
  const candidate = await booked();
  await perform(candidate, 'retryable');
  await cancel(candidate);
  expect(await textsOf(candidate)).toEqual(['take it out of a calendar']);
  await perform(candidate, 'retryable');
  expect(await textsOf(candidate)).toEqual(['take it out of a calendar']);
  await perform(candidate);
  expect(await itemsOf(candidate)).toEqual([]);
});

it('a retake is known to stand nowhere, wherever the attempt before it stands', async () => {
  const of = await portal.addTemplate([personId], { policy: { minimumNotice: 'PT0S', retake: { cooldown: 'PT0S' } } });
  const candidate = await portal.invite(of);
  await candidate.book((await candidate.slots()).starts[0] ?? '');
  await perform(candidate);
  const { interviewId } = candidate;
  await portal.admin.call('interviews.start', { interviewId, reason: { code: 'agreed' } });
  await portal.admin.call('interviews.complete', { interviewId, outcome: 'failed' });
  expect(await itemsOf(candidate)).toEqual([]);
  const retake = { interviewId, reason: { code: 'technical_problem' }, idempotencyKey: intentKey() };
  const { requestId } = await candidate.browser.call<{ requestId: string }>('candidate.requestRetake', retake);
  const { newInterviewId } = await portal.admin.call<{ newInterviewId: string }>('retakes.decide', {
    requestId,
    decision: 'approve',
    reason: { code: 'technical_problem' },
  });
  const next = await portal.app.stores.scheduled.find(portal.tenantId as TenantId, newInterviewId);
  expect(next?.placed).toEqual({});
});

it('a try that comes late leaves what has begun where it stands', async () => {
  const candidate = await booked();
  await perform(candidate);
  const { interviewId } = candidate;
  await portal.collection('bookings').updateOne({ _id: interviewId as never }, { $set: { status: 'in_progress' } });
  const { entry } = await entryFor(portal.app, { tenantId: portal.tenantId as TenantId, interviewId, personId });
  expect(entry).not.toBeNull();
  expect(await itemsOf(candidate)).toEqual([]);
});

it('where the link to join is hidden at first, the entry is written again when it may be seen', async () => {
  const candidate = await portal.invite(templateId, { joinVisibleBefore: 'PT1H' });
  await candidate.book((await candidate.slots()).starts[9] ?? '');
  const of = { tenantId: portal.tenantId as TenantId, interviewId: candidate.interviewId, personId };
  const { startsAt } = await rowOf(candidate);
  const placeOf = async () => (await entryFor(portal.app, of)).entry?.location;
  expect((await itemsOf(candidate)).map(({ at }) => at).at(-1)).toBe(Number(startsAt) - 3_600_000);
  expect(await placeOf()).not.toBe(room);
  await perform(candidate);
  expect(await textsOf(candidate)).toEqual(['put the link into a calendar']);
  now = Number(startsAt) - 3_600_000;
  expect(await placeOf()).toBe(room);
  await perform(candidate);
  expect(await itemsOf(candidate)).toEqual([]);
  now = Date.now();
});
