import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { Plan } from '@interlude/shared/contracts/lifecycle';
import { afterAll, describe, expect, it } from 'vitest';
import { clockedPortal } from '../../test/clocked-portal.ts';
import { groupTools } from '../../test/groups.ts';
import { exclusionFaults } from '../../test/invariants.ts';
import { panelTools } from '../../test/panel.ts';

import { createActivities } from '../temporal/activities.ts';

const minute = 60_000;
const monday = Date.parse('2027-02-01T08:00:00Z');

const { clock, portal } = clockedPortal(monday);
afterAll(async () => {
  expect(await exclusionFaults(portal())).toEqual([]);
});

const { rowOf, addPeople } = panelTools(portal);
const { groupOf, sessionOf, hold, cancel } = groupTools(portal);
const staff = async (procedure: string, { interviewId }: CandidateBrowser, more: object = {}) =>
  await portal().admin.call(`interviews.${procedure}`, { interviewId, idempotencyKey: intentKey(), ...more });

/** A template that HR can change. */
async function template(people: string[], fields: object) {
  const common = {
    name: 'Class',
    type: 'technical',
    durationMinutes: 60,
    provider: 'zoom',
    meetingUrl: 'https://acme.zoom.us/j/1',
    panel: [{ anyOf: people, count: 1 }],
    policy: { minimumNotice: 'PT0S' },
    places: 4,
    ...fields,
  };
  const { templateId } = await portal().admin.call<{ templateId: string }>('templates.create', common);
  const update = (change: object) => portal().admin.call('templates.update', { ...common, templateId, ...change });
  return { invite: () => portal().invite(templateId), update };
}

describe('a group session is shared only by who was promised the same', () => {
  it('so guests invited before and after HR changed its places and link meet in sessions of their own', async () => {
    const { invite, update } = await template(await addPeople(2), {});
    const before = [await invite(), await invite()];
    await update({ places: 2, meetingUrl: 'https://acme.zoom.us/j/2' });
    const since = [await invite(), await invite(), await invite()];
    const [one, two, late] = since;
    const start = (await one?.slots())?.starts[6] ?? '';
    for (const guest of [one, two, ...before]) await guest?.book(start);

    expect((await late?.slots())?.starts).not.toContain(start);
    for (const guest of [one, two, ...before])
      expect((await groupOf(guest ?? { interviewId: '' })).group.guests).toHaveLength(2);
  });

  it('and that the company calls is no other promise than what held before anybody could say so', async () => {
    const { invite, update } = await template(await addPeople(1), { provider: 'phone', meetingUrl: undefined });
    const before = await invite();
    await update({ phone: { caller: 'company' } });
    const since = await invite();
    const start = (await before.slots()).starts[6] ?? '';
    await before.book(start);
    await since.book(start);
    expect((await groupOf(before)).group.guests).toHaveLength(2);
  });

  it('and an empty one from before is no room for who was promised one', async () => {
    const room = { name: 'Blue room', kind: 'room' };
    const { resourceId } = await portal().admin.call<{ resourceId: string }>('resources.create', room);
    const { invite, update } = await template(await addPeople(1), {});
    const old = await invite();
    const start = (await old.slots()).starts[6] ?? '';
    await hold(old, start);
    clock.now += 6 * minute;
    await update({ resources: [{ anyOf: [resourceId], count: 1 }] });
    const guest = await invite();
    await guest.book(start);

    expect((await rowOf(guest)).resourceSeats).toEqual([{ id: resourceId, seat: 0 }]);
    expect(
      await portal().collection('reservations').countDocuments({ 'resources.id': resourceId, kind: 'group' }),
    ).toBe(1);
  });
});

describe('a group session that others only hold', () => {
  it('is not offered beyond the hours of its people, nor in their time off', async () => {
    const [given = ''] = await addPeople(1);
    const { invite } = await template([given], {});
    const [first, second] = [await invite(), await invite()];
    const start = (await first.slots()).starts[6] ?? '';
    await hold(first, start);
    expect((await second.slots()).starts).toContain(start);
    const day = { personId: given, from: start.slice(0, 10), to: start.slice(0, 10) };
    await portal().admin.call('availability.addTimeOff', day);

    expect((await second.slots()).starts).not.toContain(start);
    await expect(second.book(start)).rejects.toMatchObject({ refusal: { alternatives: expect.any(Array) } });
    // What was legal when it was held stays so, and is then the session's to settle.
    await first.book(start);
    await portal().app.dropOuts.workOff();
    expect((await rowOf(await sessionOf(first))).dropOuts).toMatchObject([{ personId: given, because: 'time_off' }]);
  });
});

describe('a group session goes on', () => {
  it('with somebody whom HR chose from outside its panel, for those who come and those who are there', async () => {
    const [given = '', other = ''] = await addPeople(2);
    const { invite } = await template([given], {});
    const [first, second] = [await invite(), await invite()];
    const start = (await first.slots()).starts[6] ?? '';
    await first.book(start);
    const session = await sessionOf(first);
    await staff('addInterviewer', session, { personId: other, insteadOf: given });

    const answer = await second.book(start);
    expect(answer.interviewers).toHaveLength(1);
    expect((await sessionOf(second)).interviewId).toBe(session.interviewId);
    for (const guest of [first, second]) expect((await guest.view()).interviewers).toHaveLength(1);
    expect((await rowOf(second)).people).toEqual([other]);
  });
});

describe('a group session ends', () => {
  it('when its last guest leaves, though another was judged before its day', async () => {
    const { invite } = await template(await addPeople(1), {});
    const [first, second] = [await invite(), await invite()];
    const start = (await first.slots()).starts[20] ?? '';
    await first.book(start);
    await second.book(start);
    const session = await sessionOf(first);
    await staff('start', first, { reason: { code: 'everybody_here' } });
    await staff('complete', first, { outcome: 'passed' });
    await cancel(second);

    expect((await rowOf(session)).status).toBe('cancelled');
  });

  it('by itself, also where nobody is asked for feedback', async () => {
    const policy = { minimumNotice: 'PT0S', feedbackDue: [] };
    const { invite } = await template(await addPeople(1), { policy });
    const guest = await invite();
    await guest.book((await guest.slots()).starts[6] ?? '');
    const { interviewId } = await sessionOf(guest);
    const activities = createActivities(portal().app, () => clock.now);
    const ref = { tenantId: portal().tenantId, interviewId };
    let plan: Plan = await activities.planInterview(ref);
    for (const command of ['start', 'complete']) {
      const item = plan.items.find((each) => each.does === 'transition');
      if (item?.does !== 'transition') throw new Error(`nothing to ${command}`);
      expect(item.command).toBe(command);
      clock.now = Math.max(clock.now, item.at);
      ({ plan } = await activities.applyDue({ ...ref, item, expectedVersion: plan.version }));
    }
    expect([plan.status, plan.over]).toEqual(['completed', true]);
  });
});
