import type { Browser } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';
import type { Mark } from '../../booking/row/booking-parts.ts';

let portal: TestPortal;
let templateId: string;
beforeAll(async () => {
  portal = await startTestPortal();
  templateId = await portal.addTemplate([await portal.addInterviewer()]);
});
afterAll(async () => await portal.stop());
beforeEach(async () => {
  await bookings().updateMany({}, { $set: { marks: [] } });
});

const hour = 3_600_000;
const bookings = () => portal.collection<{ _id: string; marks: Mark[] }>('bookings');

interface Queue {
  readonly items: readonly { readonly kind: string; readonly interviewId: string | null }[];
  readonly nextCursor?: string;
}
const queue = async (browser: Browser = portal.admin, input = {}) => await browser.ask<Queue>('queue.list', input);

/** The kinds of all that waits, read in pages of one. */
async function kindsFor(browser?: Browser): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await queue(browser, { limit: 1, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...page.items.map(({ kind }) => kind));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return seen;
}

async function marked(...marks: readonly (Pick<Mark, 'cause' | 'of'> & { readonly hoursAgo: number })[]) {
  const { interviewId } = await portal.invite(templateId);
  const stored = marks.map(({ hoursAgo, ...mark }) => ({ ...mark, since: new Date(Date.now() - hoursAgo * hour) }));
  await bookings().updateOne({ _id: interviewId }, { $set: { marks: stored as Mark[] } });
  return interviewId;
}

async function colleague(name: string, ...roles: string[]) {
  const [email, password] = [`${intentKey()}@acme.example`.toLowerCase(), 'a password that is long'];
  const { personId } = await portal.admin.call<{ personId: string }>('people.create', {
    name,
    email,
    roles,
    zone: 'UTC',
    password,
  });
  return { personId, browser: await portal.signIn(email, password) };
}

it('Home holds only what somebody can do something about, and nothing of what they merely sit in', async () => {
  const [mine, other] = [
    await marked({ cause: 'not_sent', hoursAgo: 3 }),
    await marked({ cause: 'not_sent', hoursAgo: 2 }),
  ];
  expect(await kindsFor()).toEqual(['not_sent', 'not_sent']);
  const [interviewer, manager, both] = [
    await colleague('Jun Ito', 'interviewer'),
    await colleague('Ines Sá', 'hiring_manager'),
    await colleague('Ada Bell', 'hiring_manager', 'ops'),
  ];
  for (const { personId, browser } of [interviewer, manager, both]) {
    await bookings().updateOne({ _id: mine }, { $push: { people: personId } as never });
    expect(await queue(browser)).toEqual({ items: [] });
  }
  const { jobId } = await portal.admin.ask<{ jobId: string }>('interviews.get', { interviewId: other });
  await portal.admin.call('jobs.update', { jobId, ownerIds: [manager.personId] });
  const { items } = await queue(manager.browser);
  expect(items).toMatchObject([{ interviewId: other, actions: ['resendLink', 'dismiss'] }]);
});

it('Home holds each thing to do once, however many messages or people it is about', async () => {
  await marked(
    { cause: 'not_sent', of: 'x:candidate:1', hoursAgo: 4 },
    { cause: 'not_sent', of: 'y:candidate:1', hoursAgo: 1 },
    { cause: 'interviewer_out', of: 'per_1', hoursAgo: 3 },
    { cause: 'interviewer_out', of: 'per_2', hoursAgo: 3 },
  );
  expect(await kindsFor()).toEqual(['not_sent', 'interviewer_out']);
});

it('Home holds a calendar whose owner has to sign in again, for them and for administrators, until they have', async () => {
  const owner = await colleague('Mara Brandt', 'interviewer');
  const others = [await colleague('Jun Ito', 'interviewer'), await colleague('Ines Sá', 'recruiter')];
  const told = async (connectionId: string, hoursAgo: number, isOver: boolean) => {
    const ref = { tenantId: portal.tenantId, personId: owner.personId, connectionId, name: 'Google Calendar' };
    await portal.internal('learnConsent', { ...ref, lostAt: startedAt - hoursAgo * hour, isOver });
  };
  const startedAt = Date.now();
  await marked({ cause: 'not_sent', hoursAgo: 2 });
  await told('con_1', 3, false);
  await told('con_2', 1, false);

  const row = {
    kind: 'calendar_lost',
    interviewId: null,
    personId: owner.personId,
    name: 'Mara Brandt',
    title: 'Google Calendar',
    actions: ['openCalendars'],
  };
  expect((await queue(owner.browser)).items).toMatchObject([row, row]);
  const lost = 'calendar_lost';
  expect(await kindsFor()).toEqual([lost, 'not_sent', lost]);
  for (const { browser } of others) expect(await kindsFor(browser)).not.toContain(lost);

  await told('con_1', 3, true);
  expect(await kindsFor()).toEqual(['not_sent', lost]);
  await told('con_2', 1, true);
  expect(await kindsFor(owner.browser)).toEqual([]);
  expect(await kindsFor()).toEqual(['not_sent']);
});
