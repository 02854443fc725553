import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { until } from '@interlude/dev-stack/until-ready';
import type { InterviewId } from '@interlude/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { panelTools } from '../../test/panel.ts';
import { bookingKinds, startTestPortal, type TestPortal } from '../../test/portal.ts';
import { guestIdOf } from '../booking/row/booking-kind.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { addTimeOff } from '../claims/time-off.ts';
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

const { detailOf, peopleOf, rowOf, happened, toldSince, addPeople, booked, bookedOne, deactivate } = panelTools(
  () => portal,
);

/** What a message of a booking says now. */
async function toldOf(candidate: CandidateBrowser, key: string) {
  const { tenantId, _id: interviewId } = await rowOf(candidate);
  const answer = await messageFor(portal.app, { tenantId, interviewId, key });
  return 'message' in answer ? answer.message : answer;
}

describe('an interviewer who leaves', () => {
  it('is replaced at the same time, and everybody concerned is told once', async () => {
    const [kept = '', ...pool] = await addPeople(3);
    const candidate = await booked([
      { anyOf: [kept], count: 1 },
      { anyOf: pool, count: 1 },
    ]);
    const before = await detailOf(candidate);
    const leaver = before.interviewers.find(({ personId }) => personId !== kept)?.personId ?? '';
    const joiner = pool.find((id) => id !== leaver) ?? '';

    await deactivate(leaver);

    const after = await detailOf(candidate);
    expect([after.startsAt, after.attention, after.dropOuts]).toEqual([before.startsAt, null, null]);
    expect(await peopleOf(candidate)).toEqual([kept, joiner]);
    const row = await rowOf(candidate);
    const { scheduleRev } = row;
    const candidateId = guestIdOf(row);
    expect(scheduleRev).toBe(2);
    expect(await toldSince(candidate, 1)).toEqual(
      [
        `people_changed:candidate:${candidateId}`,
        `people_changed:interviewer:${leaver}`,
        `scheduled:interviewer:${joiner}`,
      ].toSorted(),
    );
    expect((await candidate.view()).reschedule.used).toBe(0);
    expect((await happened(candidate)).map(({ what }) => what)).toEqual([
      'invite',
      'book',
      'dropOut',
      'replaceInterviewer',
    ]);
    const decision = Object.fromEntries(
      after.assignment.groups.flatMap(({ pool: all }) => all).map((one) => [one.personId, one.by ?? one.because]),
    );
    expect(decision).toMatchObject({ [leaver]: 'out', [joiner]: 'only_one' });
    // A second look finds nothing left to do.
    await portal.app.dropOuts.workOff();
    expect((await rowOf(candidate)).scheduleRev).toBe(2);
  });

  it('is told of the time they had, wherever the interview goes afterwards', async () => {
    const pool = await addPeople(2);
    const candidate = await booked([{ anyOf: pool, count: 1 }]);
    const [leaver = ''] = await peopleOf(candidate);
    const { startsAt, endsAt } = await candidate.view();
    await deactivate(leaver);
    await candidate.reschedule((await candidate.slots()).starts[20] ?? '');

    const told = await toldOf(candidate, `people_changed@2:interviewer:${leaver}`);
    expect(told).toMatchObject({ startsAt, endsAt, invite: { method: 'CANCEL', startsAt, endsAt, sequence: 2 } });
  });

  it('and could not come at the new time is told of the old one', async () => {
    const [busy = '', free = ''] = await addPeople(2);
    const candidate = await booked([
      { anyOf: [busy], count: 1 },
      { anyOf: [free], count: 1, optional: true },
    ]);
    const { startsAt, endsAt } = await candidate.view();
    const rival = await portal.invite(await portal.addTemplate([free]));
    const later = (await candidate.slots()).starts[20] ?? '';
    await rival.book(later);
    await candidate.reschedule(later);

    const told = await toldOf(candidate, `cancelled@2:interviewer:${free}`);
    expect(told).toMatchObject({ isOff: true, startsAt, endsAt });
    expect(told).toMatchObject({ invite: { method: 'CANCEL', startsAt, endsAt, sequence: 2 } });
    expect(await toldOf(candidate, `rescheduled@2:interviewer:${busy}`)).toMatchObject({ startsAt: later });
  });

  it('and came beside a complete panel is simply let go', async () => {
    const [needed = '', extra = '', spare = ''] = await addPeople(3);
    const candidate = await booked([
      { anyOf: [needed], count: 1 },
      { anyOf: [extra, spare], count: 1, optional: true },
    ]);
    const [, optional = ''] = await peopleOf(candidate);
    await deactivate(optional);
    expect(await peopleOf(candidate)).toEqual([needed]);
    expect((await happened(candidate)).at(-1)).toMatchObject({ what: 'releaseInterviewer' });
    const reserved = await portal
      .collection<ReservationRow>('reservations')
      .findOne({ bookingId: candidate.interviewId as InterviewId, kind: 'booking', active: true });
    expect(reserved?.cells?.filter((cell) => cell.startsWith(optional))).toEqual([]);
  });
});

describe.each(bookingKinds)('somebody of an %s who leaves', (kind) => {
  it('keeps the confirmation that was not sent yet for those who stay, and takes back that of the one who left', async () => {
    const pool = await addPeople(2);
    const candidate = await bookedOne(kind, pool);
    const [leaver = ''] = await peopleOf(candidate);
    await deactivate(leaver);
    const { mails } = await candidate.view();
    expect(mails.filter(({ kind, state }) => kind === 'scheduled' && state === 'planned')).toHaveLength(1);
    const { events } = await portal.admin.ask<{ events: { what: string; when: string; detail: { to?: string } }[] }>(
      'interviews.timeline',
      { interviewId: candidate.interviewId },
    );
    const toInterviewers = events.filter(({ what, detail }) => what === 'scheduled' && detail.to === 'interviewer');
    expect(toInterviewers.map(({ when }) => when).toSorted()).toEqual(['future', 'skipped']);
  });

  it('without a substitute leaves the time alone and asks HR, with the nearest times of a full panel', async () => {
    const [leaver = '', other = ''] = await addPeople(2);
    const rival = await bookedOne(kind, [other], 6);
    const candidate = await bookedOne(kind, [leaver, other], 0);
    await candidate.reschedule((await rival.view()).startsAt ?? '');
    const { startsAt, version } = await detailOf(candidate);

    await deactivate(leaver);

    const detail = await detailOf(candidate);
    expect(detail).toMatchObject({ startsAt, version, attention: 'interviewer_out' });
    expect(detail.dropOuts?.people).toMatchObject([{ personId: leaver, because: 'deactivated' }]);
    const [nearest = ''] = detail.dropOuts?.nearest ?? [];
    expect((await happened(candidate)).at(-1)).toMatchObject({
      what: 'askForInterviewer',
      detail: { outcome: 'nobody_free', because: 'deactivated' },
    });
    const filter = { attention: true };
    const list = await portal.admin.ask<Record<string, { interviewId: string }[]>>(`${kind}s.list`, { filter });
    expect(list[`${kind}s`]?.map(({ interviewId }) => interviewId)).toContain(candidate.interviewId);
    // One click on one of them is an ordinary reschedule, and nobody is missing any more.
    const move = { interviewId: candidate.interviewId, startsAt: nearest, reason: { code: 'interviewer_unavailable' } };
    await portal.admin.call('interviews.reschedule', move);
    expect(await detailOf(candidate)).toMatchObject({ startsAt: nearest, attention: null, dropOuts: null });
    expect(await peopleOf(candidate)).toEqual([other]);
  });

  it('is left to HR at once where the policy says so', async () => {
    const pool = await addPeople(2);
    const candidate = await bookedOne(kind, pool, 6, { dropOut: 'ask_hr' });
    const [leaver = ''] = await peopleOf(candidate);
    await deactivate(leaver);
    expect(await peopleOf(candidate)).toEqual([leaver]);
    expect((await happened(candidate)).at(-1)?.detail).toMatchObject({ outcome: 'policy' });
  });

  it('is searched for again when the process ended between the mark and the search', async () => {
    const pool = await addPeople(2);
    const candidate = await bookedOne(kind, pool);
    const [leaver = ''] = await peopleOf(candidate);
    // All that `deactivate` had written when it was killed.
    await portal.app.stores.people.change((await rowOf(candidate)).tenantId, {
      id: leaver,
      set: { active: false, leftAt: new Date() },
    });
    expect(await peopleOf(candidate)).toEqual([leaver]);

    await Promise.all([portal.app.dropOuts.workOff(), portal.app.dropOuts.workOff(), portal.app.dropOuts.workOff()]);

    expect(await peopleOf(candidate)).toEqual(pool.filter((id) => id !== leaver));
    const did = (await happened(candidate)).map(({ what }) => what);
    expect(did.filter((what) => what === 'dropOut' || what === 'replaceInterviewer')).toHaveLength(2);
  });

  it('is also replaced when it was booked from a hold after they had left', async () => {
    const pool = await addPeople(2);
    const candidate = await (await portal.offer(kind, pool)).begin();
    const start = (await candidate.slots()).starts[6] ?? '';
    const hold = { interviewId: candidate.interviewId, startsAt: start, idempotencyKey: intentKey() };
    await candidate.browser.call('candidate.hold', hold);
    const held = await portal
      .collection<ReservationRow>('reservations')
      .findOne({ kind: 'hold', active: true, bookingId: candidate.interviewId as InterviewId });
    const [leaver = ''] = held?.people ?? [];
    await deactivate(leaver);
    await candidate.book(start);
    await portal.app.dropOuts.workOff();
    expect(await peopleOf(candidate)).toEqual(pool.filter((id) => id !== leaver));
  });

  it('gives the last substitute to exactly one of two that lose somebody at the same moment', async () => {
    const [one = '', two = '', last = ''] = await addPeople(3);
    const first = await bookedOne(kind, [one]);
    const { startsAt } = await detailOf(first);
    const second = await (await portal.offer(kind, [two])).begin();
    await second.book(startsAt);
    // The substitute joins both pools only now, so that neither was booked with them.
    for (const [candidate, own] of [
      [first, one],
      [second, two],
    ] as const) {
      const panel = [{ anyOf: [own, last], count: 1 }];
      await portal
        .collection<BookingRow>('bookings')
        .updateOne({ _id: candidate.interviewId as InterviewId }, { $set: { panel: panel as never } });
    }

    await Promise.all([deactivate(one), deactivate(two)]);

    const details = await Promise.all([detailOf(first), detailOf(second)]);
    expect(details.map(({ attention }) => attention).toSorted()).toEqual(['interviewer_out', null].toSorted());
    expect(details.filter(({ interviewers }) => interviewers.some(({ personId }) => personId === last))).toHaveLength(
      1,
    );
  });
});

it('is a mark that the relay role works off by itself, whichever process left it', async () => {
  const own = await startTestPortal({ roles: 'api,relay' });
  const tools = panelTools(() => own);
  const pool = await tools.addPeople(2);
  const candidate = await tools.bookedOne('appointment', pool);
  const [leaver = ''] = await tools.peopleOf(candidate);
  const gone = { active: false, leftAt: new Date() };
  await own.app.stores.people.change((await tools.rowOf(candidate)).tenantId, { id: leaver, set: gone });
  await until('the replacement', async () => !(await tools.peopleOf(candidate)).includes(leaver) || undefined, {
    deadlineMs: 30_000,
    everyMs: 100,
  });
  await own.stop();
});

describe('time off', () => {
  it('over a booked panel replaces exactly those who are away, and survives a crash before it does', async () => {
    const pool = await addPeople(3);
    const candidate = await booked([{ anyOf: pool, count: 2 }]);
    const [away = '', stays = ''] = await peopleOf(candidate);
    const { startsAt } = await detailOf(candidate);
    const day = startsAt.slice(0, 10);
    const person = await portal.app.stores.people.find((await rowOf(candidate)).tenantId, away);
    if (person === null) throw new Error('nobody');
    // The request as far as it came before its process was killed: the time off says itself what it lies over.
    const wish = { from: `${day}T00:00:00Z`, to: `${day}T23:59:00Z` };
    expect((await addTimeOff(portal.app, person, wish)).conflicts).toEqual([candidate.interviewId]);
    expect(await peopleOf(candidate)).toContain(away);

    await portal.app.dropOuts.workOff();

    expect((await peopleOf(candidate)).toSorted()).toEqual(pool.filter((id) => id !== away).toSorted());
    expect(await peopleOf(candidate)).toContain(stays);
    expect(await portal.collection('reservations').countDocuments({ over: { $exists: true } })).toBe(0);
  });
});

describe.each(bookingKinds)('time off beside an %s', (kind) => {
  it('that only touches the buffer after it replaces nobody', async () => {
    const pool = await addPeople(2);
    const candidate = await bookedOne(kind, pool);
    const [personId = ''] = await peopleOf(candidate);
    const { endsAt } = await candidate.view();
    const from = endsAt ?? '';
    const to = new Date(Date.parse(from) + 3_600_000).toISOString();
    await portal.admin.call('availability.addTimeOff', { personId, from, to });
    expect(await peopleOf(candidate)).toEqual([personId]);
  });
});
