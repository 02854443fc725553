import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { asksForFeedback } from '@interlude/shared/booking/agenda';
import type { NotifyItem, Plan } from '@interlude/shared/contracts/lifecycle';
import type { MessageAnswer, MessageFacts } from '@interlude/shared/contracts/messages';
import { expect, it } from 'vitest';
import { clockedPortal } from '../../test/clocked-portal.ts';
import { groupTools } from '../../test/groups.ts';
import { panelTools } from '../../test/panel.ts';

import { migrate } from '../indexes.ts';
import { connectMongo } from '../mongo/mongo.ts';
import { createActivities } from '../temporal/activities.ts';
import type { TimelineEvent } from '../views/timeline-event.ts';
import { messageFor } from './message-for.ts';
import { recordSend } from './record-send.ts';

const hour = 3_600_000;
const monday = Date.parse('2027-02-01T08:00:00Z');

/** What is only true of mails that ask for feedback, for when they are planned. */
const itAsks = it.skipIf(!asksForFeedback);
const policy = { feedbackDue: ['PT24H', 'PT72H'] };

const { clock, portal } = clockedPortal(monday);

const { rowOf, addPeople } = panelTools(portal);
const { groupOf, sessionOf, session: newSession, hold } = groupTools(portal);
const staff = async (procedure: string, { interviewId }: CandidateBrowser, more: object = {}) =>
  await portal().admin.call(`interviews.${procedure}`, { interviewId, idempotencyKey: intentKey(), ...more });
const isRequest = (item: Plan['items'][number]): item is NotifyItem =>
  item.does === 'notify' && item.kind === 'feedback_request';

/** A session of two people and three guests that is over, as its timers leave it. */
async function sessionThatIsOver() {
  const people = await addPeople(2);
  const panel = [{ anyOf: people, count: 2 }];
  const offer = await portal().offer('interview', people, { places: 3, panel, policy });
  const guests = [await offer.begin(), await offer.begin(), await offer.begin()] as const;
  const start = (await guests[0].slots()).starts[6] ?? '';
  for (const guest of guests) await guest.book(start);
  const session = await sessionOf(guests[0]);
  const activities = createActivities(portal().app, () => clock.now);
  const planOf = async ({ interviewId }: CandidateBrowser) =>
    await activities.planInterview({ tenantId: portal().tenantId, interviewId });
  const due = async (one: CandidateBrowser) => {
    const { items, version: expectedVersion } = await planOf(one);
    const item = items.find((each) => each.does === 'transition');
    if (item?.does !== 'transition') throw new Error('nothing is due');
    clock.now = Math.max(clock.now, item.at);
    const { interviewId } = one;
    await activities.applyDue({ tenantId: portal().tenantId, interviewId, item, expectedVersion });
  };
  for (const one of [...guests, session, session]) await due(one);
  await portal().renewSession();
  const said = async ({ key }: NotifyItem): Promise<MessageAnswer> =>
    await messageFor(portal().app, {
      tenantId: (await rowOf(session)).tenantId,
      interviewId: session.interviewId,
      key,
    });
  const requests = async () => (await planOf(session)).items.filter(isRequest);
  const nameOf = async ({ interviewId }: CandidateBrowser) =>
    (await groupOf(session)).group.guests.find((guest) => guest.interviewId === interviewId)?.name;
  return { guests, session, people, planOf, requests, said, nameOf };
}

const asked = async ({ interviewId }: CandidateBrowser) =>
  (await portal().admin.ask<{ events: TimelineEvent[] }>('interviews.timeline', { interviewId })).events.filter(
    ({ what }) => what === 'feedback_request',
  );
const messageOf = (answer: MessageAnswer): Partial<MessageFacts> => ('message' in answer ? answer.message : {});

itAsks(
  'asks each who gave a group session once for all guests who came and are not judged, on its own page',
  async () => {
    const { guests, session, people, planOf, requests, said, nameOf } = await sessionThatIsOver();
    const [judged, absent, open] = guests;
    await staff('complete', judged, { outcome: 'passed' });
    await staff('markNoShow', absent, { party: 'candidate' });

    const items = await requests();
    expect(items.map(({ key }) => key).toSorted()).toEqual(
      ['PT24H', 'PT72H'].flatMap((after) => people.toSorted().map((id) => `feedback:${after}@1:interviewer:${id}`)),
    );
    for (const guest of guests) expect((await planOf(guest)).items.filter(isRequest)).toEqual([]);
    const [first, , second] = items;
    if (first === undefined || second === undefined) throw new Error('no request');
    const message = messageOf(await said(first));
    expect(message).toMatchObject({ about: 'group', kind: 'feedback_request', guests: [await nameOf(open)] });
    expect(message.url).toMatch(new RegExp(`/hr/interviews/${session.interviewId}$`));
    expect(message.places).toBeUndefined();

    // A judgement that is still pending is none.
    await staff('complete', open, { outcome: 'pending' });
    expect(messageOf(await said(second)).guests).toEqual([await nameOf(open)]);
    await staff('decide', open, { outcome: 'failed' });
    expect(await said(second)).toEqual({ skip: 'answered' });
  },
);

itAsks('shows on the timeline of each guest the requests in which they were meant', async () => {
  const { guests, session, requests } = await sessionThatIsOver();
  const [judged, absent, open] = guests;
  await staff('complete', judged, { outcome: 'passed' });
  await staff('markNoShow', absent, { party: 'candidate' });
  const [first] = await requests();
  if (first === undefined) throw new Error('no request');
  clock.now = first.at;
  const at = new Date(clock.now).toISOString();
  const result = { state: 'sent' as const, because: null, messageId: 'one', at };
  const { interviewId } = session;
  await recordSend(portal().app, { tenantId: portal().tenantId, interviewId, key: first.key, ...result });
  clock.now += hour;
  await portal().renewSession();

  expect((await asked(open)).map(({ when }) => when)).toEqual(['past', 'future', 'future', 'future']);
  expect([await asked(judged), await asked(absent)]).toEqual([[], []]);
  await staff('complete', open, { outcome: 'passed' });
  expect((await asked(open)).map(({ when }) => when)).toEqual(['past']);
});

it('plans anew group sessions that were over when only their rows were moved, once the database is migrated', async () => {
  const { guests, session } = await sessionThatIsOver();
  type Former = { _id: string; planOver: boolean; type: string; endsAt: Date; terms?: object; group?: object };
  const bookings = portal().collection<Former>('bookings');
  const sessions = portal().collection<Former>('groupSessions');
  const found = await sessions.findOneAndDelete({ _id: session.interviewId });
  if (found?.terms === undefined) throw new Error('no session');
  const { terms: group, ...rest } = found;
  const row = { ...rest, group };
  const others = [
    { ...row, _id: 'grp_old', endsAt: new Date('2025-02-01T08:00:00Z'), planOver: true },
    { ...row, _id: 'grp_appointments', type: 'appointment', planOver: true },
  ];
  await bookings.insertMany([row, ...others]);
  const ids = [session, ...guests].map(({ interviewId }) => interviewId);
  await bookings.updateMany({ _id: { $in: ids } }, { $set: { planOver: true } });

  const connection = await connectMongo(portal().config.mongoUrl, portal().config.database);
  await Promise.all([migrate(connection, { again: true }), migrate(connection, { again: true })]);
  await connection.close();

  const all = [...ids, ...others.map(({ _id }) => _id)];
  const unfinished = (await portal().app.stores.scheduled.listUnfinished('', 1_000)).map(({ _id }): string => _id);
  expect(unfinished.filter((id) => all.includes(id))).toEqual([session.interviewId]);
  await sessions.deleteMany({ _id: { $in: others.map(({ _id }) => _id) } });
});

it('ends a group session that HR had with all its guests before its day, and frees the rest of its time', async () => {
  const people = await addPeople(1);
  const { guests, offer, start, session } = await newSession('interview', people, 2);
  const [chooser, alone] = [await offer.begin(), await (await portal().offer('interview', people)).begin()];
  await hold(chooser, start);
  for (const guest of guests) await staff('start', guest, { reason: { code: 'agreed' } });
  clock.now += hour / 30;
  for (const guest of guests) {
    expect((await rowOf(session)).status).toBe('scheduled');
    expect((await alone.slots()).starts).not.toContain(start);
    await staff('complete', guest, { outcome: 'pending' });
  }

  expect(await rowOf(session)).toMatchObject({ status: 'completed', completedAt: new Date(clock.now), scheduleRev: 1 });
  const { interviewId } = session;
  const { items } = await createActivities(portal().app, () => clock.now).planInterview({
    tenantId: portal().tenantId,
    interviewId,
  });
  expect(items).toEqual([]);
  expect((await alone.book(start)).status).toBe('scheduled');
  expect(await refusalCodeOf(chooser.book(start))).toBe('slot_taken');
  const claims = portal().collection<{ kind: string; people: string[] }>('reservations');
  expect(await claims.find({ kind: 'group', people: { $in: people } }).toArray()).toMatchObject([
    { booked: 0, active: false, tookPlace: true, bookingId: interviewId },
  ]);
});

it('calls off a group session whose only guest was started by mistake and did not come', async () => {
  const { guests, session } = await newSession('interview', await addPeople(1), 1);
  for (const guest of guests) {
    await staff('start', guest, { reason: { code: 'agreed' } });
    await staff('markNoShow', guest, { party: 'candidate' });
  }
  const { status, notices } = await rowOf(session);
  expect([status, notices.at(-1)?.kind]).toEqual(['cancelled', 'cancelled']);
});

it('asks nobody about a group session to which nobody came, and is done with it then', async () => {
  const { guests, session, requests, said, planOf } = await sessionThatIsOver();
  for (const guest of guests) await staff('markNoShow', guest, { party: 'candidate' });

  for (const item of await requests()) {
    expect(await said(item)).toEqual({ skip: 'answered' });
    const result = {
      state: 'skipped' as const,
      because: 'answered',
      messageId: null,
      at: new Date(clock.now).toISOString(),
    };
    const { interviewId } = session;
    await recordSend(portal().app, { tenantId: portal().tenantId, interviewId, key: item.key, ...result });
  }
  expect(await planOf(session)).toMatchObject({ status: 'completed', over: true, items: [] });
});
