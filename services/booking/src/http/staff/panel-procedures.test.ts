import { intentKey } from '@interlude/dev-stack/api-fixtures';
import type { InterviewId, PersonId } from '@interlude/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exclusionFaults } from '../../../test/invariants.ts';
import { panelTools } from '../../../test/panel.ts';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';
import type { BookingRow } from '../../booking/row/booking-row.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => {
  expect(await exclusionFaults(portal)).toEqual([]);
  await portal.stop();
});

const { detailOf, peopleOf, happened, addPeople, booked, deactivate, signedInPerson } = panelTools(() => portal);

describe('declining', () => {
  it('gives back only the own seat, and to nobody who has none', async () => {
    const [ida, stranger, { personId: other }] = [
      await signedInPerson(),
      await signedInPerson(),
      await signedInPerson(),
    ];
    const candidate = await booked([{ anyOf: [ida.personId], count: 1 }]);
    await portal
      .collection<BookingRow>('bookings')
      .updateOne(
        { _id: candidate.interviewId as InterviewId },
        { $set: { panel: [{ anyOf: [ida.personId, other] as PersonId[], count: 1 }] } },
      );
    const input = { interviewId: candidate.interviewId, reason: { code: 'illness', text: 'a cold' } };
    await expect(stranger.browser.call('interviews.decline', input)).rejects.toMatchObject({
      refusal: { code: 'not_found' },
    });
    await expect(portal.admin.call('interviews.decline', input)).rejects.toMatchObject({
      refusal: { code: 'not_found' },
    });
    await expect(ida.browser.call('interviews.decline', { interviewId: candidate.interviewId })).rejects.toMatchObject({
      refusal: { code: 'reason_required' },
    });

    const key = intentKey();
    const answers = await Promise.all(
      [1, 2].map(() => ida.browser.call('interviews.decline', { ...input, idempotencyKey: key })),
    );

    expect(answers).toMatchObject([{ outcome: 'replaced' }, { outcome: 'replaced' }]);
    const again = ida.browser.call('interviews.decline', { ...input, idempotencyKey: key });
    await expect(again).resolves.toMatchObject({ outcome: 'replaced' });
    await expect(ida.browser.call('interviews.decline', input)).rejects.toMatchObject({
      refusal: { code: 'not_found' },
    });
    expect(await peopleOf(candidate)).toEqual([other]);
    expect(JSON.stringify(await happened(candidate))).not.toContain('a cold');
    // Who said no to this interview is not asked for it again.
    await candidate.reschedule((await candidate.slots()).starts[20] ?? '');
    expect(await peopleOf(candidate)).toEqual([other]);
  });
});

describe('HR', () => {
  it('takes somebody out, puts somebody in, and keeps who can come after all', async () => {
    const [inside = '', outsider = '', extra = ''] = await addPeople(3);
    const candidate = await booked([{ anyOf: [inside], count: 1 }]);
    const { interviewId } = candidate;
    const ref = { interviewId, personId: inside };
    await expect(portal.admin.call('interviews.removeInterviewer', ref)).resolves.toMatchObject({ outcome: 'asked' });
    await portal.admin.call('interviews.keepInterviewer', ref);
    expect(await detailOf(candidate)).toMatchObject({ attention: null, dropOuts: null });

    await portal.admin.call('interviews.removeInterviewer', ref);
    await portal.admin.call('interviews.addInterviewer', { interviewId, personId: outsider, insteadOf: inside });
    await portal.admin.call('interviews.addInterviewer', { interviewId, personId: extra });

    expect(await detailOf(candidate)).toMatchObject({
      attention: null,
      interviewers: [
        { personId: outsider, optional: false },
        { personId: extra, optional: true },
      ],
    });
    expect((await happened(candidate)).at(-1)).toMatchObject({ what: 'addInterviewer' });
    await expect(
      portal.admin.call('interviews.removeInterviewer', { interviewId, personId: extra }),
    ).resolves.toMatchObject({ outcome: 'replaced' });
    expect(await peopleOf(candidate)).toEqual([outsider]);
  });

  it('cannot add who left, has no such role, is away, busy or at the cap', async () => {
    const [inside = '', left = '', away = '', busy = '', full = ''] = await addPeople(5);
    const { startsAt } = await detailOf(await booked([{ anyOf: [busy], count: 1 }]));
    const candidate = await portal.invite(await portal.addTemplate([inside]));
    await candidate.book(startsAt);
    const { interviewId } = candidate;
    await deactivate(left);
    const day = startsAt.slice(0, 10);
    await portal.admin.call('availability.addTimeOff', { personId: away, from: day, to: day });
    await portal.admin.call('people.update', { personId: full, caps: { perDay: 1, perWeek: null } });
    const other = await portal.invite(await portal.addTemplate([full]));
    const sameDay = (await other.slots()).starts.filter(
      (at) => at.startsWith(day) && Math.abs(Date.parse(at) - Date.parse(startsAt)) > 2 * 3_600_000,
    );
    await other.book(sameDay[0] ?? '');
    const { personId: me } = await portal.admin.ask<{ personId: string }>('staff.me');
    const codes = await Promise.all(
      [left, me, away, busy, full, inside].map(async (personId) => {
        const added = portal.admin.call('interviews.addInterviewer', { interviewId, personId });
        return await added.then(
          () => 'added',
          (error: { refusal: { code: string } }) => error.refusal.code,
        );
      }),
    );
    expect(codes).toEqual([
      'interviewer_inactive',
      'interviewer_role',
      'interviewer_time_off',
      'interviewer_busy',
      'interviewer_cap',
      'interviewer_busy',
    ]);
  });
});
