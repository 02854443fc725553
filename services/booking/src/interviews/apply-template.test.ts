import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import type { InterviewId } from '@interlude/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { planOfBooking } from '../../test/mails.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { holdSlot } from '../booking/commands/hold.ts';
import type { InterviewRow } from '../booking/row/booking-row.ts';
import type { AuditRow } from '../journal/audit-store.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';

const now = Date.parse('2027-03-01T06:00:00Z');
let portal: TestPortal;
let ada: string;
let ben: string;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  [ada, ben] = [await portal.addInterviewer({ zone: 'UTC' }), await portal.addInterviewer({ zone: 'UTC' })];
});
afterAll(async () => await portal.stop());

interface Applied {
  readonly interviewId: string;
  readonly status: string;
  readonly version: number;
  readonly templateId: string;
  readonly durationMinutes: number;
  readonly holdEnded: boolean;
}
const apply = ({ interviewId }: { interviewId: string }, templateId: string, more: Record<string, unknown> = {}) =>
  portal.admin.call<Applied>('interviews.applyTemplate', {
    interviewId,
    templateId,
    idempotencyKey: intentKey(),
    ...more,
  });
const rowOf = async ({ interviewId }: { interviewId: string }) => {
  const row = await portal.collection<InterviewRow>('bookings').findOne({ _id: interviewId as InterviewId });
  if (row === null) throw new Error('no such booking');
  return row;
};
const heldBy = async ({ interviewId }: { interviewId: string }) =>
  await portal
    .collection<ReservationRow>('reservations')
    .findOne({ bookingId: interviewId, kind: 'hold', active: true } as never);
const hold = (candidate: CandidateBrowser, startsAt: string) =>
  candidate.browser.call('candidate.hold', {
    interviewId: candidate.interviewId,
    startsAt,
    idempotencyKey: intentKey(),
  });
const firstOf = async (candidate: CandidateBrowser) => (await candidate.slots({ zone: 'UTC' })).starts[4] ?? '';
const refusal = (code: string, more: object = {}) => ({ refusal: { code, ...more } });
const confirmed = { overwriteDuration: true };

describe('another template for an open invitation', () => {
  it('is what the candidate sees and books under the link that they have', async () => {
    const candidate = await portal.invite(await portal.addTemplate([ada]));
    const other = await portal.addTemplate([ben], {
      type: 'panel',
      provider: 'in_person',
      venue: 'Linienstraße 1, Berlin',
      meetingUrl: undefined,
      stepMinutes: 15,
      guide: 'Bring your portfolio.',
      preparation: ['Read the brief'],
    });
    const before = await rowOf(candidate);
    const { version } = await candidate.view();
    const answer = await apply(candidate, other, { expectedVersion: version });
    expect(answer).toMatchObject({ status: 'invited', version: version + 1, templateId: other, holdEnded: false });
    expect(await candidate.view()).toMatchObject({ type: 'panel', provider: 'in_person', status: 'invited' });
    const view = await candidate.book(await firstOf(candidate));
    expect(view).toMatchObject({ status: 'scheduled', preparation: [{ title: 'Read the brief' }] });
    const row = await rowOf(candidate);
    expect([row.people, row.templateId, row.meetingUrl]).toEqual([[ben], other, null]);
    expect([row.access.ver, row.access.jti]).toEqual([before.access.ver, before.access.jti]);
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('of another duration is asked about first, and nothing changes until that is confirmed', async () => {
    const candidate = await portal.invite(await portal.addTemplate([ada]));
    const shorter = await portal.addTemplate([ada], { durationMinutes: 45 });
    const before = await rowOf(candidate);
    const unconfirmed = refusal('overwrite_unconfirmed', { from: 60, to: 45 });
    await expect(apply(candidate, shorter)).rejects.toMatchObject(unconfirmed);
    await expect(apply(candidate, shorter, { overwriteDuration: false })).rejects.toMatchObject(unconfirmed);
    expect(await rowOf(candidate)).toEqual(before);
    expect(await apply(candidate, shorter, confirmed)).toMatchObject({ durationMinutes: 45 });
    expect((await candidate.view()).durationMinutes).toBe(45);
  });

  it('ends the hold of a time in the same step, gives the time to others and says so', async () => {
    const first = await portal.addTemplate([ada]);
    const [candidate, rival] = [await portal.invite(first), await portal.invite(first)];
    const other = await portal.addTemplate([ben], { durationMinutes: 30 });
    const startsAt = await firstOf(candidate);
    await hold(candidate, startsAt);
    const idempotencyKey = intentKey();
    const answers = [await apply(candidate, other, { ...confirmed, idempotencyKey })];
    answers.push(await apply(candidate, other, { ...confirmed, idempotencyKey }));
    expect(answers.map(({ holdEnded }) => holdEnded)).toEqual([true, true]);
    expect(await heldBy(candidate)).toBeNull();
    expect(await rival.book(startsAt)).toMatchObject({ status: 'scheduled' });
    const row = await portal
      .collection<AuditRow>('audit')
      .findOne({ interviewId: candidate.interviewId, action: 'applyTemplate' });
    expect(row).toMatchObject({
      actor: { party: 'staff', id: portal.personId },
      detail: { fromTemplateId: first, templateId: other, from: 60, durationMinutes: 30, holdEnded: true },
    });
    const { events } = await portal.admin.ask<{ events: { what: string }[] }>('interviews.timeline', {
      interviewId: candidate.interviewId,
    });
    expect(events.map(({ what }) => what)).toContain('applyTemplate');
  });

  it('ends an offer to who waits, which was found for the former one, and keeps their place in line', async () => {
    const overrides = [{ date: '2027-03-05', ranges: [{ from: '09:00', to: '10:00' }] }];
    const person = await portal.addInterviewer({ zone: 'UTC', weekly: [], overrides });
    const templateId = await portal.addTemplate([person]);
    const [first, waiting] = [await portal.invite(templateId), await portal.invite(templateId)];
    const [nine = ''] = (await first.slots({ zone: 'UTC' })).starts;
    await first.book(nine);
    const intent = { interviewId: waiting.interviewId, idempotencyKey: intentKey() };
    await waiting.browser.call('candidate.joinWaitlist', intent);
    await portal.admin.call('interviews.cancel', { interviewId: first.interviewId, reason: { code: 'other' } });
    await portal.offerRound();
    expect((await waiting.view()).waitlist?.offer).toMatchObject({ startsAt: nine });
    const offers = { offeredTo: waiting.interviewId, active: true };
    expect(await portal.collection('reservations').countDocuments(offers)).toBe(1);

    expect(await apply(waiting, await portal.addTemplate([ben]))).toMatchObject({ holdEnded: true });
    const { waitlist } = await rowOf(waiting);
    expect(waitlist).toMatchObject({ joinedAt: now, offer: null });
    expect(await portal.collection('reservations').countDocuments(offers)).toBe(0);
  });

  it('is not booked by a candidate whose page still shows the former one', async () => {
    const candidate = await portal.invite(await portal.addTemplate([ada]));
    const startsAt = await firstOf(candidate);
    const { version: expectedVersion } = await candidate.view();
    await apply(candidate, await portal.addTemplate([ada], { durationMinutes: 90 }), confirmed);
    await expect(candidate.book(startsAt, { expectedVersion })).rejects.toMatchObject(refusal('version_conflict'));
    expect(await candidate.book(startsAt, { expectedVersion: expectedVersion + 1 })).toMatchObject({
      durationMinutes: 90,
    });
  });

  it('is booked in its own length, also over a hold that was made while it was applied', async () => {
    const candidate = await portal.invite(await portal.addTemplate([ada]));
    const longer = await portal.addTemplate([ada], { durationMinutes: 90 });
    const startsAt = await firstOf(candidate);
    const stale = await rowOf(candidate);
    await apply(candidate, longer, confirmed);
    // The hold's request had read the invitation before.
    const { tenantId, _id: interviewId } = stale;
    const actor = { party: 'candidate', id: stale.candidateId } as const;
    const context = { tenantId, interviewId, actor, now, requestId: intentKey() };
    await holdSlot(portal.app.stores, stale, context, Date.parse(startsAt));
    expect(await heldBy(candidate)).not.toBeNull();
    const view = await candidate.book(startsAt);
    expect(Date.parse(view.endsAt ?? '') - Date.parse(startsAt)).toBe(90 * 60_000);
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('makes no deadline, limit or notice that was promised worse, and keeps the link alive as long', async () => {
    const promised = { invitationValidFor: 'P20D', bookingWindowDays: 40, minimumNotice: 'PT2H' };
    const candidate = await portal.invite(
      await portal.addTemplate([ada], { policy: { ...promised, reschedule: { limit: 6, cutoff: 'PT1H' } } }),
    );
    const strict = { invitationValidFor: 'P2D', bookingWindowDays: 3, minimumNotice: 'P2D' };
    const other = await portal.addTemplate([ada], {
      policy: { ...strict, reschedule: { limit: 1, cutoff: 'P1D' }, reminders: [], nudges: ['P9D'] },
    });
    const before = await rowOf(candidate);
    await apply(candidate, other);
    const row = await rowOf(candidate);
    expect(row.policy).toMatchObject({ ...promised, reschedule: { limit: 6, cutoff: 'PT1H' }, reminders: [] });
    expect(row.link).toEqual(before.link);
    expect(row.access.exp).toBeGreaterThanOrEqual(before.access.exp);

    const generous = await portal.addTemplate([ada], { policy: { bookingWindowDays: 200 } });
    await apply(candidate, generous);
    const after = await rowOf(candidate);
    expect(after.policy.bookingWindowDays).toBe(200);
    expect(after.access.exp * 1000).toBeGreaterThan(now + 200 * 86_400_000);
  });

  it('changes the plan of its workflow', async () => {
    const candidate = await portal.invite(await portal.addTemplate([ada], { policy: { nudges: ['P2D'] } }));
    const nudges = async () =>
      (await planOfBooking(portal, candidate.interviewId, now)).items.flatMap((item) =>
        item.does === 'notify' && item.kind === 'nudge' ? item.at : [],
      );
    expect(await nudges()).toEqual([now + 2 * 86_400_000]);
    const { factsRev } = await rowOf(candidate);
    await apply(candidate, await portal.addTemplate([ada], { policy: { nudges: ['P4D'] } }));
    expect(await nudges()).toEqual([now + 4 * 86_400_000]);
    expect((await rowOf(candidate)).factsRev).toBe(factsRev + 1);
  });

  it('takes rooms, places and the number to call away that the former one had', async () => {
    const room = { name: 'Aula', kind: 'room', capacity: 1 };
    const { resourceId } = await portal.admin.call<{ resourceId: string }>('resources.create', room);
    const group = await portal.addTemplate([ada], { places: 4, resources: [{ anyOf: [resourceId], count: 1 }] });
    const candidate = await portal.invite(group);
    expect(await rowOf(candidate)).toMatchObject({ group: { places: 4 } });
    await apply(candidate, await portal.addTemplate([ada]));
    const row = await rowOf(candidate);
    expect(['group', 'resources', 'phone'].filter((field) => field in row)).toEqual([]);
    expect(await candidate.book(await firstOf(candidate))).toMatchObject({ status: 'scheduled' });
    expect(await exclusionFaults(portal)).toEqual([]);
  });
});

describe('a template is refused', () => {
  it('to what is not open any more, and to a version gone by', async () => {
    const templateId = await portal.addTemplate([ada]);
    const candidate = await portal.invite(templateId);
    const { version } = await candidate.view();
    await expect(apply(candidate, templateId, { expectedVersion: version + 1 })).rejects.toMatchObject(
      refusal('version_conflict', { version }),
    );
    await candidate.book(await firstOf(candidate));
    const no = refusal('status_forbids', { status: 'scheduled', action: 'applyTemplate' });
    await expect(apply(candidate, templateId)).rejects.toMatchObject(no);
    await portal.admin.call('interviews.cancel', { interviewId: candidate.interviewId, reason: { code: 'other' } });
    await expect(apply(candidate, templateId)).rejects.toMatchObject(
      refusal('status_forbids', { status: 'cancelled' }),
    );
  });

  it('when it is archived, or nobody could ever book it', async () => {
    const candidate = await portal.invite(await portal.addTemplate([ada]));
    const archived = await portal.addTemplate([ada]);
    await portal.admin.call('templates.archive', { templateId: archived });
    await expect(apply(candidate, archived)).rejects.toMatchObject(refusal('not_found'));
    const gone = await portal.addInterviewer({ zone: 'UTC' });
    const empty = await portal.addTemplate([gone]);
    await portal.admin.call('people.deactivate', { personId: gone });
    await expect(apply(candidate, empty)).rejects.toMatchObject(refusal('interviewer_inactive', { personId: gone }));
  });

  it('to a part of an invitation when it is of a group session', async () => {
    const templateIds = [await portal.addTemplate([ada]), await portal.addTemplate([ben])];
    const { interviewIds } = await portal.inviteParts(templateIds);
    const [interviewId = '', second = ''] = interviewIds;
    const group = await portal.addTemplate([ada], { places: 3 });
    await expect(apply({ interviewId }, group)).rejects.toMatchObject(refusal('invalid_input'));
    const other = await portal.addTemplate([ada], { durationMinutes: 30 });
    expect(await apply({ interviewId: second }, other, confirmed)).toMatchObject({ durationMinutes: 30 });
  });
});
