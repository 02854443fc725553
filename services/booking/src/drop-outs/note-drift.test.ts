import type { CandidateBrowser } from '@interlude/dev-stack/api-fixtures';
import type { EntryDrift } from '@interlude/shared/contracts/calendars';
import type { BookingId, PersonId, TenantId } from '@interlude/shared/ids';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { panelTools } from '../../test/panel.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { PersonRow } from '../company/person-store.ts';
import { entryFor, recordPlaced } from '../obligations/panel-entry.ts';
import { placeItems } from '../obligations/place-items.ts';
import { noteDrift } from './note-drift.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

const { peopleOf, rowOf, detailOf, toldSince, addPeople, booked, happened } = panelTools(() => portal);
const refOf = ({ interviewId }: CandidateBrowser, personId: string) => ({
  tenantId: portal.tenantId as TenantId,
  interviewId: interviewId as BookingId,
  personId: personId as PersonId,
});
const causesOf = async (candidate: CandidateBrowser) =>
  ((await rowOf(candidate)).marks ?? []).map(({ cause, over = '' }) => `${cause} ${over}`);
const changed = async (candidate: CandidateBrowser, personId: string, drift: EntryDrift | null) =>
  await noteDrift(portal.app, { ...refOf(candidate, personId), drift });
const itemsOf = async (candidate: CandidateBrowser) =>
  await placeItems(portal.app.stores.people, await rowOf(candidate));
/** What the calendars service does with what is planned; answers the sequence of what it writes. */
async function place(candidate: CandidateBrowser, personId: string): Promise<number> {
  const of = refOf(candidate, personId);
  const { rev, to, entry } = await entryFor(portal.app, of);
  await recordPlaced(portal.app, { ...of, rev, to, isThere: entry !== null, because: null });
  return entry?.sequence ?? -1;
}
/** Booked with somebody in whose calendar it stands. */
async function standing(policy: object, count = 1) {
  const people = await addPeople(count);
  const set = { $set: { writesTo: 'work' } };
  await portal.collection<PersonRow>('people').updateMany({ _id: { $in: people as PersonId[] } }, set);
  const candidate = await booked([{ anyOf: people, count: 1 }], 6, policy);
  const [personId = ''] = await peopleOf(candidate);
  const sequence = await place(candidate, personId);
  expect(await itemsOf(candidate)).toEqual([]);
  return { candidate, personId, sequence, people };
}
const restore = async ({ interviewId }: CandidateBrowser, personId: string) =>
  await portal.admin.call('interviews.restoreEntry', { interviewId, personId });

it('HR are asked what is to become of it, and the guest hears nothing', async () => {
  const { candidate, personId } = await standing({});
  const { scheduleRev } = await rowOf(candidate);
  await changed(candidate, personId, 'moved');
  await changed(candidate, personId, 'moved');
  expect(await causesOf(candidate)).toEqual(['changed_in_calendar moved']);
  const detail = (await detailOf(candidate)) as unknown as { changedEntries: object[] };
  expect(detail.changedEntries).toMatchObject([{ personId, drift: 'moved' }]);
  await changed(candidate, personId, 'gone');
  expect(await causesOf(candidate)).toEqual(['changed_in_calendar gone']);
  await changed(candidate, personId, null);
  expect(await causesOf(candidate)).toEqual([]);
  expect(await toldSince(candidate, scheduleRev)).toEqual([]);
  expect(await itemsOf(candidate)).toEqual([]);
});

it('HR put it right: it is written once more, above what stands there, and the mark is gone', async () => {
  const { candidate, personId, sequence } = await standing({});
  await changed(candidate, personId, 'gone');
  await restore(candidate, personId);
  expect(await causesOf(candidate)).toEqual([]);
  expect((await itemsOf(candidate)).map(({ text }) => text)).toEqual(['put it into a calendar']);
  expect(await place(candidate, personId)).toBeGreaterThan(sequence);
  expect(await itemsOf(candidate)).toEqual([]);
  await restore(candidate, personId);
  expect(await itemsOf(candidate)).toHaveLength(1);
  const [other = ''] = await addPeople(1);
  await expect(restore(candidate, other)).rejects.toMatchObject({ refusal: { code: 'not_found' } });
});

it('what waits for HR offers first to put it right, by whose entry it is, and is gone once that was done', async () => {
  const { candidate, personId } = await standing({});
  await changed(candidate, personId, 'moved');
  const waiting = async () => {
    const { items } = await portal.admin.ask<{ items: { interviewId: string; actions: string[]; personId: string }[] }>(
      'queue.list',
      { limit: 50 },
    );
    return items.find(({ interviewId }) => interviewId === candidate.interviewId);
  };
  const item = await waiting();
  expect(item).toMatchObject({ kind: 'changed_in_calendar', personId });
  expect(item?.actions[0]).toBe('restoreEntry');
  await restore(candidate, item?.personId ?? '');
  expect(await waiting()).toBeUndefined();
});

it('it is put right by itself once where the policy says so, and whoever changes it again is asked about', async () => {
  const { candidate, personId, sequence } = await standing({ onDrift: 'restore' });
  await changed(candidate, personId, 'moved');
  expect(await causesOf(candidate)).toEqual([]);
  expect(await place(candidate, personId)).toBeGreaterThan(sequence);
  await changed(candidate, personId, 'moved');
  expect(await causesOf(candidate)).toEqual(['changed_in_calendar moved']);
  expect(await itemsOf(candidate)).toEqual([]);
  // Another time is another matter.
  const { starts } = await candidate.slots();
  await candidate.reschedule(starts[12] ?? '');
  await place(candidate, personId);
  expect(await causesOf(candidate)).toEqual([]);
  await changed(candidate, personId, 'gone');
  expect(await causesOf(candidate)).toEqual([]);
  expect(await itemsOf(candidate)).toHaveLength(1);
});

it('it counts as a no where the policy says so: somebody else comes, and everybody is told', async () => {
  const { candidate, personId, people } = await standing({ onDrift: 'decline' }, 2);
  const { scheduleRev } = await rowOf(candidate);
  await changed(candidate, personId, 'declined');
  expect(await peopleOf(candidate)).toEqual(people.filter((id) => id !== personId));
  expect((await toldSince(candidate, scheduleRev)).some((told) => told.includes(':candidate:'))).toBe(true);
  expect((await happened(candidate)).map(({ what }) => what)).toContain('replaceInterviewer');
  // Whoever has left has nothing to say about it any more.
  await changed(candidate, personId, 'gone');
  expect(await causesOf(candidate)).toEqual([]);
});
