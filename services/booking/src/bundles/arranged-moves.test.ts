import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { bookParts, chooseParts, february, type InvitedCandidate, partTools } from '../../test/parts.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';

const monday = Date.parse('2027-02-01T06:00:00Z');
let portal: TestPortal;

beforeAll(async () => {
  portal = await startTestPortal({ now: () => monday });
});
afterAll(async () => await portal.stop());

const { rowsOf, viewOf, asPart, peopleWorking, inviteTo } = partTools(() => portal);
const at = february;

const move = (candidate: InvitedCandidate, n: number, startsAt: string) =>
  asPart(candidate, n, 'reschedule', { startsAt, zone: 'UTC' });
describe('a booked part', () => {
  async function booked(arrangement: object = { gapMinutes: { min: 0, max: 60 } }) {
    const people = await peopleWorking(['09:00', '17:00'], ['09:00', '17:00'], ['09:00', '17:00']);
    const candidate = await inviteTo(
      people.map((person) => [person]),
      arrangement,
    );
    await bookParts(candidate, [at('08T10:00'), at('08T11:00'), at('08T13:00')]);
    return candidate;
  }

  it('whose interviewer did not come is arranged by itself: at any time, and with mails of its own', async () => {
    const candidate = await booked();
    const interviewId = candidate.interviewIds[1];
    await portal.admin.call('interviews.start', { interviewId, reason: { code: 'agreed' } });
    await portal.admin.call('interviews.markNoShow', { interviewId, party: 'interviewer' });
    const planned = (await viewOf(candidate, 1)).mails.filter(({ state }) => state === 'planned');
    expect(planned.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['interviewer_missed', 'expiring']));
    const again = await asPart(candidate, 1, 'book', { startsAt: at('09T15:00'), zone: 'UTC' });
    expect(again).toMatchObject({ status: 'scheduled', startsAt: at('09T15:00') });
    expect(again.parts).toBeUndefined();
    expect((await viewOf(candidate, 2)).startsAt).toBe(at('08T13:00'));
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('moves to exactly the starts that keep order, gaps and day beside the others', async () => {
    const candidate = await booked();
    const listed = async (n: number) =>
      (
        await candidate.browser.ask<{ starts: string[] }>('candidate.slots', {
          interviewId: candidate.interviewIds[n],
          zone: 'UTC',
          days: 14,
        })
      ).starts;
    expect(await listed(0)).toEqual([at('08T09:00')]);
    expect(await listed(1)).toEqual([at('08T12:00')]);
    expect(await listed(2)).toEqual([at('08T12:00')]);
    const aside = move(candidate, 1, at('08T15:00'));
    await expect(aside).rejects.toMatchObject({
      refusal: { code: 'slot_not_offered', because: 'parts', alternatives: [at('08T12:00')] },
    });
    expect((await move(candidate, 0, at('08T09:00'))).status).toBe('rescheduled');
    expect(await listed(1)).toEqual([]);
    expect((await viewOf(candidate, 1)).parts?.all[0]?.startsAt).toBe(at('08T09:00'));
  });

  it('never leaves the arrangement when two parts are moved at the same moment', async () => {
    for (let round = 0; round < 8; round++) {
      const pair = await inviteTo(
        (await peopleWorking(['09:00', '17:00'], ['09:00', '17:00'])).map((person) => [person]),
      );
      await bookParts(pair, [at('08T10:00'), at('08T13:00')]);
      const moves = await Promise.all([
        refusalCodeOf(move(pair, 0, at('08T12:00'))),
        refusalCodeOf(move(pair, 1, at('08T11:00'))),
      ]);
      expect(moves.toSorted()).toEqual([null, 'slot_not_offered'].toSorted());
      const [first, second] = await rowsOf(pair);
      expect((first?.endsAt?.getTime() ?? 0) <= (second?.startsAt?.getTime() ?? 0)).toBe(true);
    }
  });

  it('is cancelled alone, and then binds the others no more', async () => {
    const candidate = await booked();
    await asPart(candidate, 1, 'cancel', { reason: { code: 'illness' } });
    expect((await rowsOf(candidate)).map(({ status }) => status)).toEqual(['scheduled', 'cancelled', 'scheduled']);
    expect((await move(candidate, 2, at('08T16:00'))).startsAt).toBe(at('08T16:00'));
    await expect(move(candidate, 2, at('08T09:00'))).rejects.toMatchObject({ refusal: { because: 'parts' } });
  });

  it('is repeated as an interview of its own, which the arrangement does not bind', async () => {
    const [ada = ''] = await peopleWorking(['09:00', '17:00']);
    const policy = { minimumNotice: 'PT0S', retake: { cooldown: 'PT0S' } };
    const candidate = await inviteTo([[ada], [ada]], {}, { policy });
    await bookParts(candidate, [at('08T10:00'), at('08T11:00')]);
    const interviewId = candidate.interviewIds[0] ?? '';
    await portal.admin.call('interviews.start', { interviewId, reason: { code: 'agreed' } });
    await portal.admin.call('interviews.complete', { interviewId, outcome: 'failed' });
    const reason = { code: 'illness' };
    const { requestId } = await candidate.browser.call<{ requestId: string }>('candidate.requestRetake', {
      interviewId,
      reason,
      idempotencyKey: intentKey(),
    });
    const decision = { requestId, decision: 'approve', reason };
    const { newInterviewId } = await portal.admin.call<{ newInterviewId: string }>('retakes.decide', decision);
    const again = await portal.openLink(await portal.linkOf(newInterviewId));
    expect((await again.view()).parts).toBeUndefined();
    expect((await again.book(at('09T15:00'))).status).toBe('scheduled');
    expect((await rowsOf(candidate)).map(({ status }) => status)).toEqual(['archived', 'scheduled']);
  });

  it('may be put elsewhere by staff', async () => {
    const candidate = await booked();
    const input = { interviewId: candidate.interviewIds[0], startsAt: at('09T09:00'), reason: { code: 'other' } };
    expect(await portal.admin.call('interviews.reschedule', input)).toMatchObject({ status: 'rescheduled' });
  });
});

describe('the link of an invitation', () => {
  it('is extended for all parts at once, with one mail, and the old one is over for each', async () => {
    const [ada = ''] = await peopleWorking(['09:00', '12:00']);
    const candidate = await inviteTo([[ada], [ada]]);
    await portal.admin.call('interviews.extendLink', { interviewId: candidate.interviewIds[1], validFor: 'P20D' });
    const rows = await rowsOf(candidate);
    expect(new Set(rows.map(({ link }) => link.bookBy.getTime())).size).toBe(1);
    expect(rows.map(({ notices }) => notices.map(({ kind }) => kind))).toEqual([['invitation', 'link'], []]);
    for (const n of [0, 1]) expect(await refusalCodeOf(viewOf(candidate, n))).toBe('link_replaced');
    const fresh = await portal.openLink(await portal.linkOf(candidate.interviewId));
    const renewed = { ...candidate, ...fresh };
    await bookParts(renewed, await chooseParts(renewed));
    expect(
      await refusalCodeOf(portal.admin.call('interviews.extendLink', { interviewId: candidate.interviewIds[1] })),
    ).toBe('status_forbids');
  });

  it('is written of by the next part when the first is called off, and that one is then booked alone', async () => {
    const [ada = ''] = await peopleWorking(['09:00', '12:00']);
    const candidate = await inviteTo([[ada], [ada]]);
    await portal.admin.call('interviews.cancel', { interviewId: candidate.interviewIds[0], reason: { code: 'other' } });
    expect((await rowsOf(candidate)).map(({ part }) => part?.isFollowing)).toEqual([false, false]);
    expect((await viewOf(candidate, 1)).mails.filter(({ kind }) => kind === 'nudge').length).toBeGreaterThan(0);
    expect((await asPart(candidate, 1, 'book', { startsAt: at('08T09:00'), zone: 'UTC' })).status).toBe('scheduled');
  });

  it('is not written of once more by the next part when the first has nudged already', async () => {
    const [ada = ''] = await peopleWorking(['09:00', '12:00']);
    const candidate = await inviteTo([[ada], [ada]]);
    const threeDaysAgo = new Date(monday - 3 * 86_400_000);
    await portal
      .collection('bookings')
      .updateMany({ _id: { $in: candidate.interviewIds as never[] } }, { $set: { 'link.issuedAt': threeDaysAgo } });
    await portal.admin.call('interviews.cancel', { interviewId: candidate.interviewIds[0], reason: { code: 'other' } });
    const nudges = (await viewOf(candidate, 1)).mails.filter(({ kind, state }) => {
      return kind === 'nudge' && state === 'planned';
    });
    expect(nudges.map((mail) => Date.parse(mail.at))).toEqual([monday + 2 * 86_400_000]);
  });
});

it('gives nobody half a choice when fifty candidates book overlapping ones, and lets as many through as there is room for', async () => {
  const people = await peopleWorking(['09:00', '13:00'], ['09:00', '13:00'], ['09:00', '13:00']);
  const templates = await Promise.all(
    people.map((person) => portal.addTemplate([person], { stepMinutes: 60, zone: 'UTC' })),
  );
  const rivals: InvitedCandidate[] = [];
  for (let n = 0; n < 50; n += 10) {
    rivals.push(
      ...(await Promise.all(
        Array.from({ length: 10 }, (_, k) => {
          const turned = templates.map((_, m) => templates[(m + k) % 3] ?? '');
          return portal.inviteParts(turned);
        }),
      )),
    );
  }
  const hours = [9, 10, 11, 12].map((n) => at(`08T${String(n).padStart(2, '0')}:00`));
  const outcomes = await Promise.all(
    rivals.map(async (candidate, n) => await refusalCodeOf(bookParts(candidate, hours.slice(n % 2, (n % 2) + 3)))),
  );
  const won = outcomes.filter((code) => code === null).length;
  expect(won).toBeGreaterThan(0);
  expect(won).toBeLessThanOrEqual(4);
  expect(new Set(outcomes.filter((code) => code !== null))).toEqual(new Set(['slot_taken']));
  expect(await exclusionFaults(portal)).toEqual([]);
  const booked = await portal
    .collection<ReservationRow>('reservations')
    .countDocuments({ people: { $in: people as never[] }, active: true, kind: 'booking' });
  const held = await portal
    .collection<ReservationRow>('reservations')
    .countDocuments({ people: { $in: people as never[] }, active: true, kind: 'hold' });
  expect([booked, held]).toEqual([won * 3, 0]);
});
