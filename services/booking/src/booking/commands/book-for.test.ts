import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exclusionFaults } from '../../../test/invariants.ts';
import { panelTools } from '../../../test/panel.ts';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';
import type { ReservationRow } from '../../reservations/reservation-row.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => {
  expect(await exclusionFaults(portal)).toEqual([]);
  await portal.stop();
});

const { booked, happened, peopleOf, rowOf } = panelTools(() => portal);
const policy = { minimumNotice: 'P10D', bookingWindowDays: 14 };

interface Starts {
  readonly starts: string[];
}

async function invitedOne() {
  const personId = await portal.addInterviewer();
  const candidate = await portal.invite(await portal.addTemplate([personId]), policy);
  const { interviewId } = candidate;
  const slots = (more = {}) =>
    portal.admin.ask<Starts>('interviews.slots', { interviewId, zone: 'Europe/Berlin', ...more });
  const bookFor = (startsAt: string, idempotencyKey = intentKey()) =>
    portal.admin.call('interviews.bookFor', { interviewId, startsAt, idempotencyKey });
  return { personId, candidate, slots, bookFor };
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('HR choose a time for a candidate who has not', () => {
  it('within hours and whatever the notice, once, and the candidate is told and may still move it', async () => {
    const { personId, candidate, slots, bookFor } = await invitedOne();
    const [early = '', late = ''] = (await slots({ from: inDays(2) })).starts;
    const offered = (await candidate.slots()).starts;
    expect(offered).not.toContain(early);

    const key = intentKey();
    const answers = await Promise.all([bookFor(early, key), bookFor(early, key)]);
    expect(answers[0]).toMatchObject({ status: 'scheduled', startsAt: expect.stringContaining(early.slice(0, 16)) });
    expect(answers[1]).toEqual(answers[0]);
    expect((await happened(candidate)).filter(({ what }) => what === 'book')).toMatchObject([
      { actor: { party: 'staff', name: 'Ada Adminsson' } },
    ]);
    const told = (await rowOf(candidate)).notices.flatMap(({ kind, recipients }) =>
      recipients.map(({ role }) => `${kind}:${role}`),
    );
    expect(told).toEqual(expect.arrayContaining(['scheduled:candidate', 'scheduled:interviewer']));
    expect(await peopleOf(candidate)).toEqual([personId]);
    await expect(bookFor(late)).rejects.toMatchObject({ refusal: { code: 'status_forbids' } });
    expect((await candidate.view()).startsAt).toBe(
      (await rowOf(candidate)).startsAt?.toISOString().replace('.000', ''),
    );
  });

  it('never over a meeting, outside hours, or for a part while the others have no time', async () => {
    const { personId, bookFor, slots } = await invitedOne();
    const [start = ''] = (await slots({ from: inDays(3) })).starts;
    const rival = await portal.invite(await portal.addTemplate([personId]));
    await rival.book(start);
    await expect(bookFor(start)).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });
    const night = { refusal: { code: 'slot_not_offered', because: 'hours' } };
    await expect(bookFor(`${inDays(3)}T01:00:00Z`)).rejects.toMatchObject(night);
    const templateId = await portal.addTemplate([personId]);
    const { interviewIds } = await portal.inviteParts([templateId, templateId]);
    const [interviewId] = interviewIds;
    const part = { interviewId, startsAt: `${inDays(5)}T10:00:00Z`, idempotencyKey: intentKey() };
    const alone = portal.admin.call('interviews.bookFor', part);
    await expect(alone).rejects.toMatchObject({ refusal: { code: 'parts_together' } });
  });

  it('beyond the window too, with a link that leads there until it is over', async () => {
    const { candidate, bookFor, slots } = await invitedOne();
    const [far = ''] = (await slots({ from: inDays(120) })).starts;
    await bookFor(far);
    expect((await rowOf(candidate)).access.exp * 1000).toBeGreaterThan(Date.parse(far));
    expect(await candidate.view()).toMatchObject({ status: 'scheduled' });
  });
});

const override = (rules: string[], code = 'agreed') => ({ rules, reason: { code } });

describe('HR set aside', () => {
  it('working hours, with a reason that the timeline shows, and never a conflict', async () => {
    const { personId, candidate } = await invitedOne();
    const startsAt = `${inDays(3)}T01:00:00Z`;
    const bookAt = (interviewId: string, more: object) =>
      portal.admin.call('interviews.bookFor', { interviewId, startsAt, idempotencyKey: intentKey(), ...more });
    const { interviewId } = candidate;
    const unsaid = bookAt(interviewId, { override: override(['hours'], 'no_reason') });
    await expect(unsaid).rejects.toMatchObject({ refusal: { code: 'reason_required' } });
    await bookAt(interviewId, { override: override(['hours']) });
    expect((await happened(candidate)).find(({ what }) => what === 'book')).toMatchObject({
      detail: { override: 'hours', overrideReason: 'agreed' },
    });
    const rival = await portal.invite(await portal.addTemplate([personId]));
    const over = bookAt(rival.interviewId, { override: override(['hours', 'cap', 'notice']) });
    await expect(over).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });

    const move = { interviewId, startsAt: `${inDays(3)}T03:00:00Z`, reason: { code: 'conflict' } };
    const hours = { refusal: { code: 'slot_not_offered', because: 'hours' } };
    await expect(portal.admin.call('interviews.reschedule', move)).rejects.toMatchObject(hours);
    await portal.admin.call('interviews.reschedule', { ...move, override: override(['hours']) });
  });

  it('a cap, which takes the next seat and leaves the cap as it is for everybody else', async () => {
    const personId = await portal.addInterviewer({ caps: { perDay: 1, perWeek: 5 } });
    const templateId = await portal.addTemplate([personId]);
    const [first, second, third] = [
      await portal.invite(templateId),
      await portal.invite(templateId),
      await portal.invite(templateId),
    ];
    const day = inDays(4);
    const bookAt = (candidate: { interviewId: string }, hour: string, more: object = {}) =>
      portal.admin.call('interviews.bookFor', {
        interviewId: candidate.interviewId,
        startsAt: `${day}T${hour}:00:00Z`,
        idempotencyKey: intentKey(),
        ...more,
      });
    await bookAt(first, '09');
    await expect(bookAt(second, '11')).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });
    await bookAt(second, '11', { override: override(['cap']) });
    const seatsOf = async (candidate: typeof first) => {
      const bookingId = (await rowOf(candidate))._id;
      return (
        (await portal.collection<ReservationRow>('reservations').findOne({ bookingId, active: true }))?.seats ?? []
      );
    };
    const [one = [], two = []] = [await seatsOf(first), await seatsOf(second)];
    expect([one.length, two.length, new Set([...one, ...two]).size]).toEqual([2, 2, 4]);
    await expect(bookAt(third, '13')).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });

    const other = await booked([{ anyOf: [await portal.addInterviewer()], count: 1 }]);
    const moved = { interviewId: other.interviewId, startsAt: `${day}T14:00:00Z`, reason: { code: 'conflict' } };
    await portal.admin.call('interviews.reschedule', moved);
    const added = { interviewId: other.interviewId, personId };
    const full = { refusal: { code: 'interviewer_cap' } };
    await expect(portal.admin.call('interviews.addInterviewer', added)).rejects.toMatchObject(full);
    await portal.admin.call('interviews.addInterviewer', { ...added, override: override(['cap']) });
    expect((await happened(other)).find(({ what }) => what === 'addInterviewer')).toMatchObject({
      detail: { override: 'cap', overrideReason: 'agreed' },
    });
  });
});

describe('whoever HR add to a panel', () => {
  const add = (interviewId: string, personId: string, insteadOf?: string) =>
    portal.admin.call('interviews.addInterviewer', { interviewId, personId, ...(insteadOf ? { insteadOf } : {}) });
  const unqualified = (because: string) => ({ refusal: { code: 'interviewer_unqualified', because } });

  it('gives interviews of that kind, where it is said which they give', async () => {
    const [inside, other] = [await portal.addInterviewer(), await portal.addInterviewer()];
    const { interviewId } = await booked([{ anyOf: [inside], count: 1 }]);
    await portal.admin.call('people.update', { personId: other, interviewTypes: ['phone'] });
    await expect(add(interviewId, other)).rejects.toMatchObject(unqualified('type'));
    await portal.admin.call('people.update', { personId: other, interviewTypes: [] });
    await add(interviewId, other);
  });

  it('has the skills that the seat they take asks for; a further seat asks for none', async () => {
    const [inside, plain] = [await portal.addInterviewer({ skills: ['sql'] }), await portal.addInterviewer()];
    const candidate = await booked([{ anyOf: [inside], count: 1, skills: ['sql'] }]);
    const { interviewId } = candidate;
    await expect(add(interviewId, plain, inside)).rejects.toMatchObject(unqualified('skills'));
    await add(interviewId, plain);
    const able = await portal.addInterviewer({ skills: ['sql'] });
    await add(interviewId, able, inside);
    expect(await peopleOf(candidate)).toEqual([able, plain]);
  });
});
