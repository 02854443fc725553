import type { CandidateBrowser } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { groupTools } from '../../test/groups.ts';
import { panelTools } from '../../test/panel.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { Mark } from '../booking/row/booking-parts.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ ownDatabase: true });
});
afterAll(async () => await portal.stop());

const { addPeople } = panelTools(() => portal);
const { session } = groupTools(() => portal);

interface Row {
  readonly _id: string;
  readonly marks: readonly Mark[];
  readonly dropOuts: readonly object[];
}

const since = new Date('2026-10-01T10:00:00Z');

async function alter(rows: readonly string[], set: Partial<Row>): Promise<void> {
  for (const name of ['bookings', 'groupSessions'])
    await portal.collection<Row>(name).updateMany({ _id: { $in: [...rows] } }, { $set: set });
}

/** Two group sessions with two guests each, and appointments and interviews beside them. */
async function company() {
  const one = await session('interview', await addPeople(1), 2);
  const two = await session('appointment', await addPeople(1), 2);
  const begin = async (kind: 'interview' | 'appointment') =>
    await (await portal.offer(kind, await addPeople(1))).begin();
  const alone = [await begin('interview'), await begin('appointment')];
  const idOf = ({ interviewId }: CandidateBrowser) => interviewId;
  const sessions = [one.session, two.session].map(idOf);
  return { sessions, all: [...sessions, ...[...one.guests, ...two.guests, ...alone].map(idOf)].toSorted() };
}

/** Everything of a list that is read page by page. */
async function pages(procedure: string, key: string, input: object): Promise<{ interviewId: string }[][]> {
  const read: { interviewId: string }[][] = [];
  for (let cursor: string | undefined; ; ) {
    const asked = { ...input, ...(cursor === undefined ? {} : { cursor }) };
    const page = await portal.admin.ask<Record<string, unknown>>(procedure, asked);
    read.push(page[key] as { interviewId: string }[]);
    if (typeof page['nextCursor'] !== 'string') return read;
    cursor = page['nextCursor'];
  }
}

it('stands in every list of staff and of loops in its place among the bookings, on full pages, and once', async () => {
  const { all, sessions } = await company();
  const mark: Mark = { cause: 'not_sent', since, of: 'scheduled@1:interviewer:per_1' };
  await alter(all, { marks: [mark, { cause: 'stuck', since }] });
  const idsOf = (read: readonly (readonly { readonly interviewId: string }[])[]) =>
    read.flat().map(({ interviewId }) => interviewId);

  const queue = await pages('queue.list', 'items', { limit: 3 });
  expect(idsOf(queue)).toEqual(all.flatMap((id) => [id, id]));
  expect(queue.slice(0, -1).every(({ length }) => length === 3)).toBe(true);
  const listed = await pages('interviews.list', 'interviews', { limit: 2, filter: { attention: true } });
  expect(idsOf(listed)).toEqual(all.filter((id) => !id.startsWith('apt_')).toReversed());
  expect(listed.slice(0, -1).every(({ length }) => length === 2)).toBe(true);

  const { scheduled } = portal.app.stores;
  const unfinished: string[] = [];
  for (let after = ''; ; ) {
    const page = await scheduled.listUnfinished(after, 2);
    unfinished.push(...page.map(({ _id }) => _id));
    const last = page.at(-1);
    if (last === undefined) break;
    after = last._id;
  }
  expect(unfinished).toEqual(all);
  await alter(sessions, { dropOuts: [{ personId: 'per_1', because: 'by_hand', since, state: 'due' }] });
  const due = await scheduled.listDropOutsDue(new Date(), '', 10);
  expect(due.map(({ _id }): string => _id)).toEqual(sessions.toSorted());
});

it('is listed for those who sit in it, and for no other interviewer', async () => {
  const { sessions } = await company();
  await alter(sessions, { marks: [{ cause: 'stuck', since }] });
  const scoped = async (personId: string) => {
    const reach = { personId: personId as never, jobIds: [], sessionIds: [] };
    const tenantId = portal.tenantId as never;
    const page = { limit: 10, reach };
    const rows = await portal.app.stores.scheduled.list(tenantId, { attention: true }, page);
    const marks = await portal.app.stores.scheduled.listMarks(tenantId, { ...page, after: null });
    return [rows, marks].map((found) => found.map(({ _id }): string => _id).filter((id) => id.startsWith('grp_')));
  };
  const [first = ''] = sessions;
  const row = await portal.collection<Row & { people: string[] }>('groupSessions').findOne({ _id: first });
  expect(await scoped(row?.people[0] ?? '')).toEqual([[first], [first]]);
  expect(await scoped('per_other')).toEqual([[], []]);
});

it('are not among those to which something is done at once, which are bookings', async () => {
  const { sessions, all } = await company();
  await alter(all, { marks: [{ cause: 'not_sent', since }] });
  const matching = { filter: { attention: true }, order: 'newest' };
  const { count, interviewIds } = await portal.admin.ask<{ count: number; interviewIds: string[] }>(
    'interviews.matching',
    matching,
  );
  expect(interviewIds.filter((id) => sessions.includes(id))).toEqual([]);
  expect(interviewIds.filter((id) => all.includes(id)).length).toBeGreaterThan(1);
  expect(count).toBe(interviewIds.length);
});
