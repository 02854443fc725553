import { workflowIdOf } from '@interlude/shared/contracts/lifecycle';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { PersonRow } from '../company/person-store.ts';
import { createActivities } from '../temporal/activities.ts';

let portal: TestPortal;
const now = Date.parse('2027-03-01T09:00:00Z');
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
beforeEach(async () => await portal.renewSession());
afterAll(async () => await portal.stop());

const lostAt = Date.parse('2027-03-01T08:59:00Z');
const later = lostAt + 60_000;
const dayMs = 86_400_000;

async function somebody() {
  const personId = await portal.addInterviewer();
  const { tenantId } = portal;
  const ref = { tenantId, personId, connectionId: `con_${personId}`, name: 'Google' };
  const told = async (at: number, isOver: boolean) =>
    await portal.internal('learnConsent', { ...ref, lostAt: at, isOver });
  const ids = async () => {
    const row = await portal.collection<PersonRow>('people').findOne({ _id: personId as never });
    return (row?.lostCalendars ?? []).map(({ mailId }) => mailId);
  };
  const owed = async () => await portal.collection('outbox').countDocuments({ interviewId: /^lcl_/, rev: 1 });
  const ended = async (interviewId: string) =>
    await portal.collection('outbox').countDocuments({ interviewId, rev: 2 });
  const planOf = async (interviewId: string) =>
    await createActivities(portal.app, () => now).planInterview({ tenantId, interviewId });
  const mailOf = async (interviewId: string) =>
    await portal.internal('messageFor', { tenantId, interviewId, key: `calendar_lost@0:interviewer:${personId}` });
  const isShown = async () =>
    (await portal.admin.ask<{ needsConsent: boolean }>('people.get', { personId })).needsConsent;
  return { personId, told, ids, owed, ended, planOf, mailOf, isShown };
}

it('a loss that is reported again, late or out of turn owes one mail, and one that is over owes none', async () => {
  const { told, ids, owed, mailOf, isShown } = await somebody();
  const before = await owed();
  await Promise.all([told(lostAt, false), told(lostAt, false), told(lostAt, false)]);
  expect((await owed()) - before).toBe(1);
  expect(await isShown()).toBe(true);
  const [first = ''] = await ids();
  expect(await mailOf(first)).toMatchObject({
    message: { kind: 'calendar_lost', jobTitle: 'Google' },
    usefulUntil: lostAt + 7 * dayMs,
  });

  await told(lostAt, true);
  expect(await mailOf(first)).toEqual({ skip: 'superseded' });
  await told(lostAt, false);
  expect((await owed()) - before).toBe(1);
  expect(await isShown()).toBe(false);

  await told(later, false);
  await told(lostAt, true);
  expect((await owed()) - before).toBe(2);
  expect(await isShown()).toBe(true);
  expect(await ids()).not.toContain(first);
  expect(await mailOf(first)).toEqual({ skip: 'erased' });
});

it('the workflow of a loss has a name of its own, is found by company and person, and ends once somebody has signed in again', async () => {
  const { personId, told, ids, ended, planOf } = await somebody();
  await told(lostAt, false);
  const [mailId = ''] = await ids();
  expect(workflowIdOf(mailId)).toBe(`lost-calendar:${mailId}`);
  const attributes = { TenantId: portal.tenantId, InterviewStatus: 'lost', InterviewerIds: [personId] };
  expect(await planOf(mailId)).toMatchObject({ status: 'lost', over: false, rev: 1, attributes });
  await told(lostAt, true);
  await told(lostAt, true);
  expect(await ended(mailId)).toBe(1);
  expect(await planOf(mailId)).toMatchObject({ status: 'over', over: true, rev: 2, items: [] });
});

it('who has left is told nothing, and comes back without it', async () => {
  const { personId, told, ids, owed, mailOf, isShown } = await somebody();
  await told(lostAt, false);
  const [mailId = ''] = await ids();
  await portal.admin.call('people.deactivate', { personId });
  expect(await mailOf(mailId)).toEqual({ skip: 'erased' });
  const before = await owed();
  await told(later, false);
  expect(await owed()).toBe(before);
  await portal.admin.call('people.reactivate', { personId });
  expect(await isShown()).toBe(false);
});
