import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { Plan } from '@interlude/shared/contracts/lifecycle';
import type { InterviewView } from '@interlude/shared/schemas/views';
import { afterAll, describe, expect, it } from 'vitest';
import { clockedPortal } from '../../test/clocked-portal.ts';
import { groupTools } from '../../test/groups.ts';
import { exclusionFaults, offerFaults } from '../../test/invariants.ts';
import { panelTools } from '../../test/panel.ts';
import { bookingKinds } from '../../test/portal.ts';
import { guestIdOf } from '../booking/row/booking-kind.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { messageFor } from '../obligations/message-for.ts';
import { createActivities } from '../temporal/activities.ts';

const minute = 60_000;
const hour = 60 * minute;
const monday = Date.parse('2027-02-01T08:00:00Z');

const { clock, portal } = clockedPortal(monday);
afterAll(async () => {
  expect(await exclusionFaults(portal())).toEqual([]);
});

const { detailOf, rowOf, happened, toldSince, addPeople, deactivate } = panelTools(portal);

const { groupOf, session, moveGroup } = groupTools(portal);

const activities = () => createActivities(portal().app, () => clock.now);
const planOf = async ({ interviewId }: CandidateBrowser): Promise<Plan> =>
  await activities().planInterview({ tenantId: portal().tenantId, interviewId });
const mailsOf = async (one: CandidateBrowser) =>
  (await planOf(one)).items.flatMap((item) => (item.does === 'notify' ? [`${item.kind} ${item.recipient.role}`] : []));

describe.each(bookingKinds)('the people who give a group session of places (%s)', (kind) => {
  it('hear of the session and are reminded of it once, its guests each of their own place', async () => {
    const { guests, first, session: one } = await session(kind, await addPeople(1), 3);

    expect([...new Set(await mailsOf(one))]).toEqual(['scheduled interviewer', 'reminder interviewer']);
    expect((await mailsOf(first)).every((mail) => mail.endsWith('candidate'))).toBe(true);
    expect(await mailsOf(first)).toContain('reminder candidate');
    const { items } = await planOf(one);
    expect(items.flatMap((item) => (item.does === 'transition' ? [item.command] : []))).toEqual(['start']);
    const reminder = items.find((item) => item.does === 'notify' && item.kind === 'reminder');
    const { tenantId } = await rowOf(one);
    const said = await messageFor(portal().app, { tenantId, interviewId: one.interviewId, key: reminder?.key ?? '' });
    expect(said).toMatchObject({ message: { about: 'group', places: { booked: guests.length, of: 3 } } });
    expect(JSON.stringify(said)).not.toContain((await guestNames(first))[0]);
  });

  it('have no guest any more in whoever they missed and who chooses anew', async () => {
    const { guests, first, session: one } = await session(kind, await addPeople(1), 3);
    const { interviewId } = first;
    await portal().admin.call('interviews.start', { interviewId, reason: { code: 'agreed' } });
    await portal().admin.call('interviews.markNoShow', { interviewId, party: 'interviewer' });
    const left = guests.slice(1).map((guest) => guest.interviewId);
    expect((await groupOf(one)).group.guests.map((guest) => guest.interviewId)).toEqual(left);
    expect((await groupOf(first)).group).toMatchObject({ sessionId: null, guests: [] });
  });

  it('are replaced together for all its guests, who are told once each', async () => {
    const pool = await addPeople(2);
    const { guests, session: one } = await session(kind, pool, 2);
    const [leaver = ''] = (await rowOf(one)).people;
    const joiner = pool.find((id) => id !== leaver) ?? '';

    await deactivate(leaver);

    expect((await rowOf(one)).people).toEqual([joiner]);
    expect(await toldSince(one, 1)).toEqual([
      ...[`people_changed:candidate:${one.interviewId}`, `people_changed:interviewer:${leaver}`],
      `scheduled:interviewer:${joiner}`,
    ]);
    for (const guest of guests) {
      const row = await rowOf(guest);
      expect([row.people, row.scheduleRev]).toEqual([[joiner], 2]);
      expect(await toldSince(guest, 1)).toEqual([`people_changed:candidate:${guestIdOf(row)}`]);
    }
    expect(await exclusionFaults(portal())).toEqual([]);
    // Whoever comes later gets the same people.
    await portal().app.dropOuts.workOff();
    expect((await rowOf(one)).scheduleRev).toBe(2);
  });

  it('are changed by HR on the session and not on one of its places', async () => {
    const [given = '', other = ''] = await addPeople(2);
    const { guests, first, session: one } = await session(kind, [given], 2);
    const add = (interviewId: string) =>
      portal().admin.call('interviews.addInterviewer', { interviewId, personId: other, idempotencyKey: intentKey() });

    expect(await refusalCodeOf(add(first.interviewId))).toBe('status_forbids');
    await add(one.interviewId);
    for (const each of [one, ...guests]) expect((await rowOf(each)).people).toEqual([given, other]);
    const outOf = { interviewId: one.interviewId, personId: given, idempotencyKey: intentKey() };
    expect(await portal().admin.call('interviews.removeInterviewer', outOf)).toMatchObject({ outcome: 'asked' });
    expect((await detailOf(one)).attention).toBe('interviewer_out');
  });

  it('who take time off leave the session to HR when nobody else can give it, who may move it', async () => {
    const [given = ''] = await addPeople(1);
    const { guests, session: one, start } = await session(kind, [given], 2);
    const day = { personId: given, from: start.slice(0, 10), to: start.slice(0, 10) };

    const { conflicts } = await portal().admin.call<{ conflicts: string[] }>('availability.addTimeOff', day);

    expect(conflicts).toEqual([one.interviewId]);
    const { dropOuts } = await detailOf(one);
    expect(dropOuts?.people).toMatchObject([{ personId: given, because: 'time_off' }]);
    const [nearest = ''] = dropOuts?.nearest ?? [];
    await moveGroup(one, nearest);
    expect(await detailOf(one)).toMatchObject({ attention: null, dropOuts: null, startsAt: nearest });
    for (const guest of guests) expect((await guest.view()).startsAt).toBe(nearest);
  });
});

async function guestNames(guest: CandidateBrowser): Promise<string[]> {
  return (await groupOf(guest)).group.guests.map(({ name }) => name);
}

describe.each(bookingKinds)('a group session of places (%s)', (kind) => {
  it('is shown to HR with its guests, each of whom leads to it, and is not cancelled like a booking', async () => {
    const { guests, first, session: one } = await session(kind, await addPeople(1), 2);

    const detail = await groupOf(one);
    expect(detail).toMatchObject({ kind: 'group', actions: [], group: { places: 3 } });
    expect(detail.group.guests.map(({ interviewId }) => interviewId)).toEqual(
      guests.map(({ interviewId }) => interviewId),
    );
    expect((await groupOf(first)).group.sessionId).toBe(one.interviewId);
    expect(await happened(one)).toMatchObject([{ what: 'openGroup', actor: { party: 'candidate' } }]);
    const cancelled = portal().admin.call('interviews.cancel', {
      interviewId: one.interviewId,
      reason: { code: 'other' },
      idempotencyKey: intentKey(),
    });
    expect(await refusalCodeOf(cancelled)).toBe('status_forbids');
    const { interviews = [] } = await portal().admin.ask<{ interviews?: { interviewId: string }[] }>(
      'interviews.list',
      {},
    );
    expect(interviews.map(({ interviewId }) => interviewId)).not.toContain(one.interviewId);
  });

  it('takes place and is over by its own timers, and counts once for who is next', async () => {
    const [given = ''] = await addPeople(1);
    const { guests, session: one, start } = await session(kind, [given], 2);
    const due = async (command: string) => {
      const { items, version } = await planOf(one);
      const item = items.find((each) => each.does === 'transition' && each.command === command);
      if (item?.does !== 'transition') throw new Error(`no ${command}`);
      clock.now = Math.max(clock.now, item.at);
      const { interviewId } = one;
      return await activities().applyDue({ tenantId: portal().tenantId, interviewId, item, expectedVersion: version });
    };
    expect((await due('start')).applied).toBe(true);
    clock.now = Date.parse(start) + 2 * hour;
    await portal().renewSession();
    for (const { interviewId } of guests) {
      await portal().admin.call('interviews.start', {
        interviewId,
        reason: { code: 'agreed' },
        idempotencyKey: intentKey(),
      });
      const ended = { interviewId, outcome: 'passed', idempotencyKey: intentKey() };
      await portal().admin.call('interviews.complete', ended);
    }
    const { applied, plan } = await due('complete');

    expect([applied, plan.status, plan.over]).toEqual([true, 'completed', true]);
    const claims = await portal()
      .collection<{ booked: number; tookPlace: boolean; kind: string; people: string[] }>('reservations')
      .find({ kind: 'group', people: { $in: [given] } })
      .toArray();
    expect(claims).toMatchObject([{ booked: 0, tookPlace: true }]);
    expect(await exclusionFaults(portal())).toEqual([]);
  });

  it('offers a place that becomes free to whoever waits for it', async () => {
    const overrides = [{ date: '2027-02-05', ranges: [{ from: '09:00', to: '10:00' }] }];
    const person = await portal().addInterviewer({ weekly: [], overrides });
    const offer = await portal().offer(kind, [person], { places: 2, stepMinutes: 60, durationMinutes: 60 });
    const [first, second, late] = [await offer.begin(), await offer.begin(), await offer.begin()];
    const start = (await first.slots()).starts[0] ?? '';
    await first.book(start);
    await second.book(start);
    const call = (guest: CandidateBrowser, name: string, more: object = {}) =>
      guest.browser.call<InterviewView>(`candidate.${name}`, {
        interviewId: guest.interviewId,
        idempotencyKey: intentKey(),
        ...more,
      });
    await call(late, 'joinWaitlist');
    await portal().offerRound();
    expect((await late.view()).waitlist?.offer).toBeUndefined();

    await call(first, 'cancel', { reason: { code: 'illness' } });
    await portal().offerRound();

    expect((await late.view()).waitlist?.offer?.startsAt).toBe(start);
    expect(await offerFaults(portal(), clock.now)).toEqual([]);
    expect((await late.book(start)).status).toBe('scheduled');
    expect((await groupOf(late)).group.guests).toHaveLength(2);
  });
});

it('of a template cannot be a part of an invitation, nor of a service in a series', async () => {
  const [person = ''] = await addPeople(1);
  const template = await portal().addTemplate([person], { places: 2 });
  const { applicationId } = await rowOf(await portal().invite(template)).then((row: BookingRow) => ({
    applicationId: 'applicationId' in row ? row.applicationId : '',
  }));
  const parts = [{ templateId: await portal().addTemplate([person]) }, { templateId: template }];
  const together = portal().admin.call('interviews.inviteParts', { applicationId, parts, idempotencyKey: intentKey() });
  await expect(together).rejects.toMatchObject({
    refusal: { code: 'invalid_input', issues: [{ path: 'parts.1.templateId' }] },
  });
  const series = portal().offer('appointment', [person], { places: 2, series: { mostTimes: 4 } });
  await expect(series).rejects.toMatchObject({ refusal: { code: 'invalid_input', issues: [{ path: 'places' }] } });
});
