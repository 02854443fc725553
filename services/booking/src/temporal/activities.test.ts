import type { TransitionItem } from '@interlude/shared/contracts/lifecycle';
import type { BookingId } from '@interlude/shared/ids';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { patient, startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { App } from '../app.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { SendRow } from '../obligations/send-store.ts';
import { createActivities } from './activities.ts';

const minute = 60_000;

let portal: TestPortal;
let templateId: string;
let now = Date.now();
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  templateId = await portal.addTemplate([await portal.addInterviewer()], { policy: patient });
});
afterAll(async () => await portal.stop());

async function booked() {
  const candidate = await portal.invite(templateId);
  const { starts } = await candidate.slots();
  await candidate.book(starts[0] ?? '');
  return { candidate, starts, ref: { tenantId: portal.tenantId, interviewId: candidate.interviewId } };
}

const sendsOf = (interviewId: string) =>
  portal
    .collection<SendRow>('sends')
    .find({ interviewId: interviewId as BookingId })
    .toArray();

/** The app, whose next plan is overtaken by `meanwhile` between what it reads and what it writes. */
function overtakenBy(meanwhile: () => Promise<unknown>): App {
  const { app } = portal;
  let isDue = true;
  const markPlanned: App['stores']['scheduled']['markPlanned'] = async (...given) => {
    const isFirst = isDue;
    isDue = false;
    if (isFirst) await meanwhile();
    return await app.stores.scheduled.markPlanned(...given);
  };
  return { ...app, stores: { ...app.stores, scheduled: { ...app.stores.scheduled, markPlanned } } };
}

it('hands out no message that booking does not expect to hear of, also when facts move while it plans', async () => {
  const { candidate, starts, ref } = await booked();
  const app = overtakenBy(() => candidate.reschedule(starts[3] ?? ''));

  const { items, rev } = await createActivities(app, () => now).planInterview(ref);

  const rows = await sendsOf(ref.interviewId);
  const planned = rows.filter(({ state }) => state === 'planned').map(({ key }) => key);
  const handedOut = items.filter(({ does }) => does === 'notify').map(({ key }) => key);
  expect(handedOut).not.toEqual([]);
  expect(handedOut.toSorted()).toEqual(planned.toSorted());
  const row = await portal.collection<BookingRow>('bookings').findOne({ _id: ref.interviewId as BookingId });
  expect([row?.factsRev, row?.plannedRev]).toEqual([rev, rev]);
});

it('keeps what became of a message that it does not know to be planned', async () => {
  const { ref } = await booked();
  const recipient = { role: 'candidate', personId: 'can_1' };
  const report = { key: 'scheduled@9:candidate:can_1', kind: 'scheduled', recipient, because: null, messageId: 'm_1' };

  await portal.internal('recordSend', { ...ref, ...report, state: 'sent', at: new Date(now).toISOString() });

  expect(await sendsOf(ref.interviewId)).toContainEqual(
    expect.objectContaining({ key: report.key, kind: 'scheduled', recipient, state: 'sent', messageId: 'm_1' }),
  );
});

it('completes an interview when it does, not when a starved queue was asked to', async () => {
  const { ref } = await booked();
  const scheduledAt = now;
  const activities = createActivities(portal.app, () => scheduledAt);
  const dueOf = async (command: string) => {
    const { items, version } = await activities.planInterview(ref);
    const item = items.find((one): one is TransitionItem => one.does === 'transition' && one.command === command);
    if (item === undefined) throw new Error(`no timer to ${command}`);
    return { ...ref, item, expectedVersion: version };
  };
  const begin = await dueOf('start');
  now = begin.item.at;
  expect(await activities.applyDue(begin)).toMatchObject({ applied: true });
  const close = await dueOf('complete');

  now = close.item.at + 40 * minute;
  expect(await activities.applyDue(close)).toMatchObject({ applied: true });

  const row = await portal.collection<BookingRow>('bookings').findOne({ _id: ref.interviewId as BookingId });
  expect(row?.completedAt?.getTime()).toBe(now);
});

it('does not tell the candidate that an interview took place which a timer closed, until staff say so', async () => {
  await portal.renewSession();
  const { candidate, ref } = await booked();
  const activities = createActivities(portal.app, () => now);
  for (const command of ['start', 'complete']) {
    const { items, version } = await activities.planInterview(ref);
    const item = items.find((one): one is TransitionItem => one.does === 'transition' && one.command === command);
    if (item === undefined) throw new Error(`no timer to ${command}`);
    now = item.at;
    await activities.applyDue({ ...ref, item, expectedVersion: version });
  }
  const unclosed = await candidate.view();
  expect(unclosed).toMatchObject({ status: 'completed', outcome: 'pending' });
  expect(unclosed).not.toHaveProperty('tookPlace');

  await portal.renewSession();
  const { interviewId } = ref;
  await portal.admin.call('interviews.decide', { interviewId, outcome: 'on_hold' });
  expect(await candidate.view()).toMatchObject({ outcome: 'on_hold', tookPlace: true });
});

it('tells the candidate that an interview took place which staff closed, also before they decide', async () => {
  await portal.renewSession();
  const { candidate, ref } = await booked();
  const { interviewId } = ref;
  await portal.admin.call('interviews.start', { interviewId, reason: { code: 'agreed' } });
  await portal.admin.call('interviews.complete', { interviewId, outcome: 'pending' });
  expect(await candidate.view()).toMatchObject({ status: 'completed', outcome: 'pending', tookPlace: true });

  // Stored before it was kept who closed it.
  const bookings = portal.collection<BookingRow>('bookings');
  await bookings.updateOne({ _id: interviewId as BookingId }, { $unset: { closedBy: 1 } });
  expect(await candidate.view()).not.toHaveProperty('tookPlace');
});

it('leaves a booking open as long as it needs a person, also when nothing else is left of it', async () => {
  await portal.renewSession();
  const { interviewId } = await portal.invite(templateId, { invitationValidFor: 'PT1H', nudges: [] });
  const ref = { tenantId: portal.tenantId, interviewId };
  const { planInterview, applyDue } = createActivities(portal.app, () => now);
  const { items, version: expectedVersion } = await planInterview(ref);
  const item = items.find(({ does }) => does === 'transition') as TransitionItem;
  now = item.at;
  const { plan } = await applyDue({ ...ref, item, expectedVersion });
  expect(plan.status).toBe('expired');
  for (const { key, does, ...mail } of plan.items) {
    if (does !== 'notify' || !('kind' in mail)) continue;
    const report = { key, kind: mail.kind, recipient: mail.recipient, state: 'sent', because: null, messageId: key };
    await portal.internal('recordSend', { ...ref, ...report, at: new Date(now).toISOString() });
  }

  const { items: left, over, attention } = await planInterview(ref);
  expect([left, over, attention]).toEqual([[], false, 'expired']);

  await portal.renewSession();
  await portal.admin.call('queue.dismiss', { interviewId, kind: 'expired', reason: { code: 'handled' } });
  expect((await planInterview(ref)).over).toBe(true);
});
