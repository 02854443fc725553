import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { agendaOf } from '@interlude/shared/booking/agenda';
import type { InterviewId } from '@interlude/shared/ids';
import type { InterviewView } from '@interlude/shared/schemas/views';
import { offsetAt } from '@interlude/shared/time/time-zone';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { agendaSnapshot } from '../booking/agenda-snapshot.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { messageFor } from '../obligations/message-for.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => {
  expect(await exclusionFaults(portal)).toEqual([]);
  await portal.stop();
});

async function addResource(kind: 'room' | 'licence', capacity = 1): Promise<string> {
  const wish = { name: kind === 'room' ? 'Blue room' : 'Editor', kind, capacity };
  return (await portal.admin.call<{ resourceId: string }>('resources.create', wish)).resourceId;
}

const needing = (resourceId: string, count = 1) => ({ resources: [{ anyOf: [resourceId], count }] });

/** Somebody invited to an interviewer of their own, with something that others need too. */
async function inviteTo(more: Record<string, unknown>): Promise<CandidateBrowser> {
  return await portal.invite(await portal.addTemplate([await portal.addInterviewer({ zone: 'UTC' })], more));
}

const reservationOf = async ({ interviewId }: CandidateBrowser) => {
  const rows = portal.collection<ReservationRow>('reservations');
  const row = await rows.findOne({ bookingId: interviewId as InterviewId, kind: 'booking', active: true });
  if (row === null) throw new Error('not booked');
  return row;
};
const startAt = async (candidate: CandidateBrowser, n: number) => (await candidate.slots()).starts[n] ?? '';
const update = (resourceId: string, more: Record<string, unknown>) =>
  portal.admin.call<{ left: { interviewId: string }[]; unbookable: string[] }>('resources.update', {
    resourceId,
    name: 'Editor',
    capacity: 1,
    active: true,
    ...more,
  });

describe('a room that two interviews need', () => {
  it('is given to one of them at a time, whoever interviews, and is free again when that one is moved or cancelled', async () => {
    const room = needing(await addResource('room'));
    const [ada, ben] = [await inviteTo(room), await inviteTo(room)];
    const [first, later] = [await startAt(ada, 10), await startAt(ada, 20)];
    await ada.book(first);

    expect((await ben.slots()).starts).not.toContain(first);
    await expect(ben.book(first)).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });
    await ada.reschedule(later);
    expect((await ben.slots()).starts).not.toContain(later);
    await ben.book(first);
    const cancel = { interviewId: ada.interviewId, reason: { code: 'illness' }, idempotencyKey: intentKey() };
    await ada.browser.call('candidate.cancel', cancel);
    await ben.reschedule(later);
    expect((await reservationOf(ben)).resources).toEqual([{ id: room.resources[0]?.anyOf[0], seat: 0 }]);
  });

  it('is kept by a hold while one of them decides', async () => {
    const room = needing(await addResource('room'));
    const [ada, ben] = [await inviteTo(room), await inviteTo(room)];
    const start = await startAt(ada, 10);
    const hold = { interviewId: ada.interviewId, startsAt: start, idempotencyKey: intentKey() };
    await ada.browser.call('candidate.hold', hold);
    expect((await ben.slots()).starts).not.toContain(start);
    await expect(ben.book(start)).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });
    await ada.book(start);
    expect((await reservationOf(ada)).resources).toHaveLength(1);
  });

  it('has the asked buffers of both around it', async () => {
    const room = needing(await addResource('room'));
    const buffers = { beforeMinutes: 0, afterMinutes: 30 };
    const [ada, ben] = [await inviteTo({ ...room, buffers }), await inviteTo(room)];
    // In the morning: an hour and a half later there is still time before the day ends.
    const start = (await ada.slots()).starts.find((at) => at.endsWith('T09:00:00Z')) ?? '';
    await ada.book(start);
    const { starts } = await ben.slots();
    const laterBy = (minutes: number) =>
      new Date(Date.parse(start) + minutes * 60_000).toISOString().replace('.000', '');
    expect([laterBy(60), laterBy(90)].map((at) => starts.includes(at))).toEqual([false, true]);
  });

  it('stays with the interview when somebody else takes an interviewer’s place', async () => {
    const [one, other] = [await portal.addInterviewer({ zone: 'UTC' }), await portal.addInterviewer({ zone: 'UTC' })];
    const room = needing(await addResource('room'));
    const panel = [{ anyOf: [one, other], count: 1 }];
    const ada = await portal.invite(await portal.addTemplate([], { panel, ...room }));
    await ada.book(await startAt(ada, 10));
    const before = await reservationOf(ada);
    const [personId = ''] = before.people as readonly string[];
    await portal.admin.call('interviews.removeInterviewer', { interviewId: ada.interviewId, personId });

    const after = await reservationOf(ada);
    expect([...before.people, ...after.people].toSorted()).toEqual([one, other].toSorted());
    expect(after.resources).toEqual(before.resources);
    const inRoom = ({ cells = [] }: ReservationRow) => cells.filter((cell) => cell.startsWith('res_'));
    expect(inRoom(after)).toEqual(inRoom(before));
    expect(inRoom(after).length).toBeGreaterThan(0);
  });

  it('is offered to those who wait once it is free', async () => {
    const room = needing(await addResource('room'));
    const [ada, ben] = [await inviteTo(room), await inviteTo(room)];
    await ada.book(await startAt(ada, 10));
    const join = { interviewId: ben.interviewId, idempotencyKey: intentKey() };
    await ben.browser.call('candidate.joinWaitlist', join);
    await portal.offerRound();
    expect((await ben.view()).waitlist?.offer).toBeUndefined();
    const cancel = { interviewId: ada.interviewId, reason: { code: 'illness' }, idempotencyKey: intentKey() };
    await ada.browser.call('candidate.cancel', cancel);
    await portal.offerRound();
    const startsAt = (await ben.view()).waitlist?.offer?.startsAt ?? '';
    await ben.book(startsAt);
    expect((await reservationOf(ben)).resources).toHaveLength(1);
  });
});

describe('a licence with several seats', () => {
  it('is never used by more interviews at once than it has seats, and by no fewer, when a hundred want it', async () => {
    const licence = needing(await addResource('licence', 3));
    const [template] = await Promise.all([portal.addTemplate([await portal.addInterviewer({ zone: 'UTC' })], licence)]);
    const rivals = [await portal.invite(template ?? '')];
    const start = await startAt(rivals[0] as CandidateBrowser, 10);
    while (rivals.length < 100) rivals.push(await inviteTo(licence));

    const outcomes = await Promise.allSettled(rivals.map((rival) => rival.book(start)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ refusal: { code: 'slot_taken' } });
    }
    const won = await Promise.all(
      rivals
        .filter((_, n) => outcomes[n]?.status === 'fulfilled')
        .map(async (one) => (await reservationOf(one)).resources),
    );
    expect(won.flatMap((seats) => seats?.map(({ seat }) => seat) ?? []).toSorted()).toEqual([0, 1, 2]);
  });

  it('is given to everybody when as many want it at once as it has seats', async () => {
    const licence = needing(await addResource('licence', 24));
    const rivals: CandidateBrowser[] = [];
    while (rivals.length < 24) rivals.push(await inviteTo(licence));
    const start = await startAt(rivals[0] as CandidateBrowser, 10);
    await Promise.all(rivals.map((rival) => rival.book(start)));
  });

  it('reports what is booked beyond fewer seats or after it was archived, and leaves it booked', async () => {
    const resourceId = await addResource('licence', 2);
    const [ada, ben, cleo] = [
      await inviteTo(needing(resourceId)),
      await inviteTo(needing(resourceId)),
      await inviteTo(needing(resourceId)),
    ];
    const start = await startAt(ada, 10);
    await ada.book(start);
    await ben.book(start);
    expect(await update(resourceId, { capacity: 2 })).toMatchObject({ left: [], unbookable: [] });
    expect((await update(resourceId, { capacity: 1 })).left).toMatchObject([{ interviewId: ben.interviewId }]);
    const archived = await update(resourceId, { capacity: 2, active: false });
    expect(archived.left).toHaveLength(2);
    expect(archived.unbookable.toSorted()).toEqual([ada, ben, cleo].map(({ interviewId }) => interviewId).toSorted());
    expect((await cleo.slots()).starts).toEqual([]);
    expect((await ben.view()).status).toBe('scheduled');
    // With one seat again, and the one beyond it in use, nobody gets the free one beside it.
    const cancel = { interviewId: ada.interviewId, reason: { code: 'illness' }, idempotencyKey: intentKey() };
    await ada.browser.call('candidate.cancel', cancel);
    await update(resourceId, { capacity: 1 });
    expect((await cleo.slots()).starts).not.toContain(start);
    await expect(cleo.book(start)).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });
    await ben.browser.call('candidate.cancel', {
      ...cancel,
      interviewId: ben.interviewId,
      idempotencyKey: intentKey(),
    });
    await cleo.book(start);
  });
});

describe('what people are told', () => {
  it('is the room, on the page, in mails and in the calendar; never the licence, and never as a person', async () => {
    const demands = [
      { anyOf: [await addResource('room')], count: 1 },
      { anyOf: [await addResource('licence')], count: 1 },
    ];
    const onsite = { provider: 'in_person', venue: 'Main Street 1', zone: 'Europe/Berlin', meetingUrl: undefined };
    const ada = await inviteTo({ ...onsite, resources: demands });
    expect((await ada.view()).venue).toBe('Main Street 1');
    await ada.book(await startAt(ada, 10));
    const view = await ada.view();
    expect(view.venue).toBe('Main Street 1, Blue room');
    expect(view.interviewers).toHaveLength(1);
    expect(JSON.stringify(view)).not.toMatch(/Editor|res_/);

    const { interviewId } = ada;
    const detail = await portal.admin.ask<Record<string, unknown>>('interviews.get', { interviewId });
    expect(detail['resources']).toMatchObject([{ name: 'Blue room' }, { name: 'Editor' }]);
    expect(JSON.stringify([detail['interviewers'], detail['assignment']])).not.toContain('res_');
    const row = (await portal
      .collection<BookingRow>('bookings')
      .findOne({ _id: interviewId as InterviewId })) as BookingRow;
    expect(row.people).toHaveLength(1);
    const { items } = agendaOf(agendaSnapshot(row, new Set()));
    const keys = items.flatMap(({ key }) => (key.startsWith('scheduled@') ? [key] : []));
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      const told = await messageFor(portal.app, { tenantId: row.tenantId, interviewId, key });
      const place = 'Main Street 1, Blue room';
      expect(told).toMatchObject({ message: { venue: place, invite: { location: place } } });
    }
  });

  it('has the clock of the place with every view, beside that of whoever reads', async () => {
    const onsite = { provider: 'in_person', venue: 'Neuer Wall 1', zone: 'Europe/Berlin', meetingUrl: undefined };
    const ada = await inviteTo(onsite);
    const { interviewId } = ada;
    const open = await ada.browser.ask<InterviewView>('candidate.interview', { interviewId, zone: 'Africa/Cairo' });
    expect(open).toMatchObject({ venueZone: 'Europe/Berlin', reader: { zone: 'Africa/Cairo' } });
    const unknown = await ada.browser.ask<InterviewView>('candidate.interview', { interviewId, zone: 'Mars/Base' });
    expect(unknown.reader).toBeUndefined();

    await ada.book(await startAt(ada, 10), { zone: 'Africa/Cairo' });
    const { startsAt, zone, venueZone, venueOffsets = [] } = await ada.view();
    expect([zone, venueZone]).toEqual(['Africa/Cairo', 'Europe/Berlin']);
    const present = venueOffsets.findLast(({ from }) => from <= (startsAt ?? ''));
    expect(present?.minutes).toBe(offsetAt('Europe/Berlin', Date.parse(startsAt ?? '')));
  });

  it('costs a listing no query more than the two it has without', async () => {
    const ada = await inviteTo(needing(await addResource('room')));
    await ada.slots();
    const queries = await portal.queriesOf(() => ada.slots({ days: 7 }));
    expect(queries.toSorted()).toEqual(['bookings', 'reservations']);
  });
});

describe('a template', () => {
  const template = (personId: string, resources: object[]) => ({
    name: 'T',
    type: 'onsite',
    durationMinutes: 60,
    provider: 'phone',
    panel: [{ anyOf: [personId], count: 1 }],
    resources,
  });

  it('asks only for what there is, and enough of it', async () => {
    const personId = await portal.addInterviewer();
    const [one, two] = [await addResource('room'), await addResource('licence', 2)];
    const create = (resources: object[]) => portal.admin.call('templates.create', template(personId, resources));
    await expect(create([{ anyOf: ['res_none'], count: 1 }])).rejects.toMatchObject({ refusal: { code: 'not_found' } });
    await expect(create([{ anyOf: [two], count: 3 }])).rejects.toMatchObject({
      refusal: { code: 'resource_short', group: 0, missing: 1 },
    });
    const twice = [
      { anyOf: [one], count: 1 },
      { anyOf: [one], count: 1 },
    ];
    await expect(create(twice)).rejects.toMatchObject({ refusal: { code: 'resource_short' } });
    await create([{ anyOf: [one, two], count: 3 }]);
  });

  it('invites nobody to what has been archived since', async () => {
    const resourceId = await addResource('room');
    const templateId = await portal.addTemplate([await portal.addInterviewer()], needing(resourceId));
    await update(resourceId, { active: false });
    await expect(portal.invite(templateId)).rejects.toMatchObject({ refusal: { code: 'resource_short' } });
  });
});
