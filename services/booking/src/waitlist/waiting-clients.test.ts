import { type CandidateBrowser, intentKey, type NewService } from '@interlude/dev-stack/api-fixtures';
import type { PlanItem } from '@interlude/shared/contracts/lifecycle';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { createActivities } from '../temporal/activities.ts';

const hour = 3_600_000;
const day = 24 * hour;
const monday = Date.parse('2027-02-01T08:00:00Z');

let portal: TestPortal;
let service: NewService;
let now = monday;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  service = await portal.addService([await portal.addInterviewer()], { name: 'Bike fitting' });
});
afterAll(async () => await portal.stop());
beforeEach(() => {
  now = monday;
});

const textOf = (at: number) => new Date(at).toISOString().replace('.000', '');
const call = async (client: CandidateBrowser, name: string, more: object = {}) => {
  const { interviewId } = client;
  await client.browser.call(`candidate.${name}`, { interviewId, idempotencyKey: intentKey(), ...more });
};
/** Waits for any time between so many days from now. */
const join = async (client: CandidateBrowser, from: number, to: number) =>
  await call(client, 'joinWaitlist', { windows: [{ from: textOf(now + from * day), to: textOf(now + to * day) }] });
const deadlineOf = async (client: CandidateBrowser) => Date.parse((await client.view()).link.expiresAt);
const rowOf = async ({ interviewId }: CandidateBrowser) =>
  await portal.collection<BookingRow>('bookings').findOne({ _id: interviewId as never });

const activities = () => createActivities(portal.app, () => now);
const refOf = ({ interviewId }: CandidateBrowser) => ({ tenantId: portal.tenantId, interviewId });
const planOf = async (client: CandidateBrowser) => await activities().planInterview(refOf(client));
const isEnd = (item: PlanItem) => item.does === 'transition' && item.command === 'expire';

async function endOf(client: CandidateBrowser) {
  const { items, version } = await planOf(client);
  const item = items.find(isEnd);
  if (item?.does !== 'transition') throw new Error('no timer for the deadline');
  return { ...refOf(client), item, expectedVersion: version };
}

it('a client who waits keeps the link to the end of the last time they could come, and by leaving loses none of it', async () => {
  const client = await portal.appoint(service);
  expect(await deadlineOf(client)).toBe(now + hour);
  const access = (await rowOf(client))?.access.exp ?? 0;

  await join(client, 2, 3);

  const until = monday + 3 * day;
  expect([await deadlineOf(client), (await endOf(client)).item.at]).toEqual([until, until]);
  expect((await rowOf(client))?.access.exp).toBeGreaterThanOrEqual(access + 2 * (day / 1000));
  await join(client, 1, 2);
  expect(await deadlineOf(client)).toBe(until);
  await call(client, 'leaveWaitlist');
  expect([await deadlineOf(client), (await endOf(client)).item.at]).toEqual([until, until]);
  now += 2 * day;
  await client.book((await client.slots()).starts[0] ?? '');
});

const windowEndsAt = '2027-02-15T23:00:00.000Z';

it('a client to whom any time suits waits as far ahead as can be booked', async () => {
  const client = await portal.appoint(service);
  await call(client, 'joinWaitlist');
  // To the end of the last day, on the clock of the service.
  expect(new Date(await deadlineOf(client)).toISOString()).toBe(windowEndsAt);
});

it('a candidate who waits books until the day the company set', async () => {
  const candidate = await portal.invite(await portal.addTemplate([await portal.addInterviewer()]));
  const deadline = await deadlineOf(candidate);
  await join(candidate, 20, 30);
  expect(await deadlineOf(candidate)).toBe(deadline);
});

it('the timer of the former deadline ends nothing, however late it comes', async () => {
  const client = await portal.appoint(service);
  const former = await endOf(client);
  await join(client, 2, 3);
  now += 2 * hour;
  const { applied, plan } = await activities().applyDue(former);
  expect([applied, plan.status, plan.items.find(isEnd)?.at]).toEqual([false, 'invited', monday + 3 * day]);
});

it('who waited in vain is told, and who just did not book is not', async () => {
  const [waiting, other] = [await portal.appoint(service), await portal.appoint(service)];
  await join(waiting, 2, 3);
  now += 4 * day;
  const mailsAtEndOf = async (client: CandidateBrowser) => {
    const { applied, plan } = await activities().applyDue(await endOf(client));
    expect([applied, plan.status]).toEqual([true, 'expired']);
    return plan.items.filter((item) => item.does === 'notify');
  };
  const [told] = await mailsAtEndOf(waiting);
  const none = await mailsAtEndOf(other);
  expect([told?.kind, none]).toEqual(['expired', []]);
  const facts = await portal.internal('messageFor', { ...refOf(waiting), key: told?.key });
  expect(facts).toMatchObject({ message: { kind: 'expired', about: 'appointment', role: 'candidate' } });
});
