import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { intentKey, type NewService } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { type Begun, newEmail, visitorTools } from '../../test/visitors.ts';

const tenMinutes = 10 * 60_000;
let portal: TestPortal;
let service: NewService;
/** Five past a full hour: no start begins while a code is valid, whatever the time of day is. */
const started = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 5 * 60_000;
let now = started;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());
beforeEach(async () => {
  now = started;
  service = await portal.addService([await portal.addInterviewer()], { stepMinutes: 60 });
});

const { beginning, begin, prove, freeStarts, someStart } = visitorTools(
  () => portal,
  () => service,
);
/** One with the next hour free too, whatever the hour of the day is now. */
async function startOfTwoHours(): Promise<string> {
  const free = (await freeStarts()).slice(20);
  return free.find((at) => free.some((next) => Date.parse(next) === Date.parse(at) + 3_600_000)) ?? '';
}
const countOf = async (name: string) => await portal.collection(name).countDocuments({});

describe('a time chosen before the address is proved', () => {
  it('is kept until the code ends, and booked by the code with what was said', async () => {
    const startsAt = await someStart();
    const browser = portal.browser();
    const begun = await begin({ startsAt, note: 'Bell at the back', reminderBefore: 'PT3H' }, browser);
    const { proofId } = begun;
    expect(await freeStarts(service, { proofId })).toContain(startsAt);
    expect(begun).toMatchObject({ kept: true, expiresAt: new Date(now + tenMinutes).toISOString() });
    expect(await freeStarts()).not.toContain(startsAt);
    now += tenMinutes - 1_000;

    const { appointmentId, booked } = await prove(begun.proofId, browser);

    expect(booked).toBe(true);
    expect(await browser.ask('candidate.interview', { interviewId: appointmentId })).toMatchObject({
      status: 'scheduled',
      startsAt,
      zone: 'Europe/Oslo',
      appointment: { reminderBefore: 'PT3H' },
    });
    expect(await portal.collection('bookings').findOne({ _id: appointmentId as never })).toMatchObject({
      note: 'Bell at the back',
    });
  });

  it('is one visitor’s alone: another is refused with what is near, and no code is mailed for it', async () => {
    const startsAt = await someStart();
    await begin({ startsAt });
    const before = await Promise.all(['proofs', 'outbox'].map(countOf));
    await expect(begin({ startsAt })).rejects.toMatchObject({
      refusal: { code: 'slot_taken', alternatives: expect.arrayContaining([expect.any(String)]) },
    });
    expect(await refusalCodeOf(begin({ startsAt: startsAt.replace(/:00:00/, ':07:00') }))).toBe('slot_not_offered');
    expect(await Promise.all(['proofs', 'outbox'].map(countOf))).toEqual(before);
  });

  it('is not held for a request that is refused for something else', async () => {
    const startsAt = await someStart();
    expect(await refusalCodeOf(begin({ startsAt, zone: 'Mars/Base' }))).toBe('time_zone_invalid');
    expect(await freeStarts()).toContain(startsAt);
  });

  it('is kept for one of several who choose it at once', async () => {
    const startsAt = await someStart();
    const said = await Promise.all(
      Array.from({ length: 8 }, () =>
        begin({ startsAt }).then(
          ({ kept }) => String(kept),
          (error) => error.refusal?.code,
        ),
      ),
    );
    expect(said.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'slot_taken'), 'true']);
  });

  it('is free for others when the code was never typed', async () => {
    const startsAt = await someStart();
    const { proofId } = await begin({ startsAt });
    now += tenMinutes;
    expect(await freeStarts()).toContain(startsAt);
    expect(await refusalCodeOf(prove(proofId))).toBe('code_expired');
    expect((await prove((await begin({ startsAt })).proofId)).booked).toBe(true);
  });

  it('is kept once for a request that is repeated, also when the first died between the two writes', async () => {
    const startsAt = await someStart();
    const input = beginning({ startsAt });
    const call = () => portal.browser().call<Begun>('appointments.begin', input);
    const answers = await Promise.all([call(), call(), call()]);
    expect(new Set(answers.map(({ proofId }) => proofId)).size).toBe(1);
    // As if the process had ended after the claim: the time is held, and nothing else is written.
    await portal.collection('proofs').deleteOne({ _id: answers[0]?.proofId as never });
    await portal.collection('idempotency').deleteOne({ key: input.idempotencyKey });
    const again = await call();
    expect(again.kept).toBe(true);
    expect((await prove(again.proofId)).booked).toBe(true);
  });

  it('is given back when the visitor chooses another instead', async () => {
    const [first, second] = [await someStart(20), await someStart(40)];
    const { proofId } = await begin({ startsAt: first });
    const later = await begin({ startsAt: second, replaces: proofId });
    expect(await freeStarts()).toContain(first);
    expect(await freeStarts()).not.toContain(second);
    expect(await prove(later.proofId)).toMatchObject({ booked: true });
  });

  it('is kept until the one that the visitor wants instead is sure', async () => {
    const [first, second] = [await someStart(20), await someStart(40)];
    const { proofId } = await begin({ startsAt: first });
    await begin({ startsAt: second });
    expect(await refusalCodeOf(begin({ startsAt: second, replaces: proofId }))).toBe('slot_taken');
    expect(await refusalCodeOf(begin({ startsAt: first }))).toBe('slot_taken');
    expect((await begin({ startsAt: first, replaces: proofId })).kept).toBe(true);
    expect((await prove(proofId)).booked).toBe(true);
  });

  it('is booked by each of two codes, of which the newer has taken over what was held', async () => {
    const [first, second] = [await someStart(20), await someStart(40)];
    const email = newEmail();
    const former = await begin({ startsAt: first, email });
    const newer = await begin({ startsAt: second, email, replaces: former.proofId });
    const answers = [await prove(newer.proofId), await prove(former.proofId)];
    expect(answers).toMatchObject([{ booked: true }, { booked: true }]);
    expect(new Set(answers.map(({ appointmentId }) => appointmentId)).size).toBe(2);
    const [again] = [await begin({ startsAt: await someStart(60), email, replaces: former.proofId })];
    expect((await prove(again.proofId)).booked).toBe(true);
  });

  it('stays booked when a page of before says that it is replaced', async () => {
    const startsAt = await someStart();
    const { proofId } = await begin({ startsAt });
    const { appointmentId } = await prove(proofId);
    await begin({ replaces: proofId });
    expect(await freeStarts()).not.toContain(startsAt);
    expect(await portal.collection('bookings').findOne({ _id: appointmentId as never })).toMatchObject({
      status: 'scheduled',
    });
  });

  it('is booked in the appointment that the client has begun before for the same wish', async () => {
    const email = newEmail();
    const present = await portal.appoint(service, { email, zone: 'Europe/Oslo' });
    const [held, startsAt] = [await someStart(20), await someStart(40)];
    const hold = { interviewId: present.interviewId, startsAt: held, idempotencyKey: intentKey() };
    await present.browser.call('candidate.hold', hold);
    const { proofId } = await begin({ email, startsAt });
    expect(await prove(proofId)).toEqual({ appointmentId: present.interviewId, booked: true });
    expect(await freeStarts()).toContain(held);
    expect(await freeStarts()).not.toContain(startsAt);
  });

  it('is kept and not booked for whoever wants further dates, and books like any other', async () => {
    service = await portal.addService([await portal.addInterviewer()], { stepMinutes: 60, series: { mostTimes: 4 } });
    const startsAt = await someStart();
    const browser = portal.browser();
    const { proofId } = await begin({ startsAt, repeats: true }, browser);
    const { appointmentId, booked } = await prove(proofId, browser);
    expect(booked).toBe(false);
    expect(await freeStarts()).not.toContain(startsAt);
    const input = { interviewId: appointmentId, startsAt, zone: 'Europe/Oslo', idempotencyKey: intentKey() };
    expect(await browser.call('candidate.book', input)).toMatchObject({ status: 'scheduled', startsAt });
  });

  it('is booked once by a code that is typed several times at once, and again when the answer was lost', async () => {
    const startsAt = await someStart();
    const { proofId } = await begin({ startsAt });
    const answers = await Promise.all([1, 2, 3, 4].map(() => prove(proofId)));
    answers.push(await prove(proofId));
    const [first] = answers;
    expect(answers).toEqual(answers.map(() => ({ appointmentId: first?.appointmentId, booked: true })));
  });

  it('is booked for each of several codes that are typed at once, or is free again', { repeats: 7 }, async () => {
    const email = newEmail();
    await portal.appoint(service, { email, zone: 'Europe/Oslo' });
    const free = await freeStarts();
    const starts = [20, 40, 60, 80].map((n) => free[n] ?? '');
    const begun = await Promise.all(starts.map((startsAt) => begin({ email, startsAt })));
    const proved = await Promise.all(begun.map(({ proofId }) => prove(proofId)));
    now += tenMinutes;
    const left = await freeStarts();
    expect(starts.filter((startsAt) => !left.includes(startsAt))).toEqual(starts.filter((_, n) => proved[n]?.booked));
    expect(proved.filter(({ booked }) => booked).length).toBeGreaterThan(0);
  });

  it('is not booked when the service is another than the one they read of, and is theirs to choose again', async () => {
    const startsAt = await startOfTwoHours();
    const browser = portal.browser();
    const { proofId } = await begin({ startsAt }, browser);
    const stored = await portal.admin.ask<Record<string, unknown>>('services.get', { serviceId: service.serviceId });
    const { version: _, archived: __, url: ___, archivedAt: ____, ...input } = stored;
    const other = { durationMinutes: 120, price: { amountMinor: 9_900, currency: 'EUR' } };
    await portal.admin.call('services.update', { ...input, ...other });

    const { appointmentId, booked } = await prove(proofId, browser);

    expect(booked).toBe(false);
    expect(await prove(proofId, browser)).toEqual({ appointmentId, booked: false });
    expect(await freeStarts()).toContain(startsAt);
    const wish = { interviewId: appointmentId, startsAt, zone: 'Europe/Oslo', idempotencyKey: intentKey() };
    const endsAt = new Date(Date.parse(startsAt) + 2 * 3_600_000).toISOString().replace('.000', '');
    expect(await browser.call('candidate.book', wish)).toMatchObject({ startsAt, endsAt });
  });

  it('that was lost leaves the appointment open for another choice', async () => {
    const startsAt = await someStart();
    const { proofId } = await begin({ startsAt });
    const { wish } = (await portal
      .collection<{ wish: { heldAs: string } }>('proofs')
      .findOne({ _id: proofId as never })) ?? { wish: { heldAs: '' } };
    // Staff may take a time off that a visitor only holds; here the hold is given back and another books it.
    await portal.collection('reservations').updateOne({ bookingId: wish.heldAs }, { $set: { active: false } });
    expect((await prove((await begin({ startsAt })).proofId)).booked).toBe(true);

    const browser = portal.browser();
    const { appointmentId, booked } = await prove(proofId, browser);

    expect(booked).toBe(false);
    expect(await browser.ask('candidate.interview', { interviewId: appointmentId })).toMatchObject({
      status: 'invited',
    });
    expect((await prove(proofId, browser)).appointmentId).toBe(appointmentId);
  });
});
