import { allWeek, type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { TimelineEvent } from './timeline-event.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

interface Answer {
  readonly events: readonly TimelineEvent[];
  readonly isCut: boolean;
}
const timelineOf = async (interviewId: string, more: object = {}, browser = portal.admin) =>
  await browser.ask<Answer>('interviews.timeline', { interviewId, ...more });

async function changedBy(what: string, interviewId: string, browser = portal.admin) {
  const { events } = await timelineOf(interviewId, {}, browser);
  return events.find((event) => event.what === what && event.source === 'command')?.changed;
}

async function booked() {
  const candidate = await portal.invite(await portal.addTemplate([await portal.addInterviewer()]));
  const { starts } = await candidate.slots();
  const [first = '', second = ''] = [starts[4], starts[8]];
  await candidate.book(first, { note: 'I need a step-free room' });
  return { candidate, first, second };
}

/** Which of these collections hold a text. */
async function collectionsWith(text: string, names: readonly string[]): Promise<string[]> {
  const held = await Promise.all(
    names.map(async (name) => JSON.stringify(await portal.collection(name).find({}).toArray())),
  );
  return names.filter((_, n) => held[n]?.includes(text));
}

async function auditOf({ interviewId }: CandidateBrowser) {
  return await portal
    .collection<{ _id: string; interviewId: string; action: string }>('audit')
    .find({ interviewId })
    .toArray();
}

describe('what an event of the timeline changed', () => {
  it('is said with what it was before, people by their names', async () => {
    const { candidate, first, second } = await booked();
    const { interviewId } = candidate;
    expect(await changedBy('invite', interviewId)).toBeUndefined();
    expect(await changedBy('book', interviewId)).toEqual([
      { fact: 'status', from: ['invited'], to: ['scheduled'] },
      { fact: 'startsAt', from: [], to: [first] },
      { fact: 'people', from: [], to: ['Ìngrid Interviewer'] },
    ]);
    await portal.admin.call('interviews.reschedule', { interviewId, startsAt: second, reason: { code: 'other' } });
    expect(await changedBy('reschedule', interviewId)).toEqual([
      { fact: 'status', from: ['scheduled'], to: ['rescheduled'] },
      { fact: 'startsAt', from: [first], to: [second] },
    ]);
    await candidate.browser.call('candidate.setPreferences', { interviewId, zone: 'Asia/Kolkata' });
    expect(await changedBy('setPreferences', interviewId)).toEqual([
      { fact: 'zone', from: [expect.any(String)], to: ['Asia/Kolkata'] },
    ]);
    // It outlives an erasure: what people wrote, and where they are written to, is not in it.
    expect(JSON.stringify(await auditOf(candidate))).not.toMatch(/step-free|@|Ìngrid/);
  });

  it('names nobody to those who may not know them', async () => {
    const { candidate, first } = await booked();
    const email = `${intentKey()}@acme.example`.toLowerCase();
    const password = 'a password that is long';
    await portal.admin.call('people.create', { name: 'Ops', email, roles: ['ops'], zone: 'UTC', password });
    expect(await changedBy('book', candidate.interviewId, await portal.signIn(email, password))).toEqual([
      { fact: 'status', from: ['invited'], to: ['scheduled'] },
      { fact: 'startsAt', from: [], to: [first] },
    ]);
  });

  it('is what was kept of it, where it happened before all of it was', async () => {
    const { candidate, first, second } = await booked();
    const { interviewId } = candidate;
    await portal.admin.call('interviews.reschedule', { interviewId, startsAt: second, reason: { code: 'other' } });
    await portal.collection<{ interviewId: string }>('audit').updateMany({ interviewId }, { $unset: { changed: 1 } });
    expect(await changedBy('book', interviewId)).toBeUndefined();
    expect(await changedBy('reschedule', interviewId)).toEqual([{ fact: 'startsAt', from: [first], to: [second] }]);
  });
});

it('tells a very long timeline in parts, each before the last one, without a gap', async () => {
  const { candidate } = await booked();
  const { interviewId } = candidate;
  const rows = await auditOf(candidate);
  // Several at once, since what happens in one transaction has one instant.
  const many = Array.from({ length: 1_200 }, (_, n) => ({
    ...rows[0],
    _id: `evt_${interviewId}_${String(n).padStart(5, '0')}`,
    action: 'setPreferences',
    at: new Date(Date.now() + 1_000 + Math.floor(n / 7)),
  }));
  await portal.collection<{ _id: string }>('audit').insertMany(many as never);
  const whole = async () => {
    const seen: string[] = [];
    let page = await timelineOf(interviewId);
    for (;;) {
      const own = page.events.filter(({ source, when }) => source === 'command' && when === 'past');
      seen.unshift(...own.map(({ id }) => id));
      if (!page.isCut) return seen;
      page = await timelineOf(interviewId, { before: own[0]?.id });
    }
  };
  expect((await timelineOf(interviewId)).isCut).toBe(true);
  const seen = await whole();
  expect(seen).toHaveLength(rows.length + many.length);
  expect(new Set(seen).size).toBe(seen.length);
  const unknown = timelineOf(interviewId, { before: 'evt_nothing' });
  await expect(unknown).rejects.toMatchObject({ refusal: { code: 'not_found' } });
});

describe('what staff wrote of what they did', () => {
  async function signedInAs(role: string) {
    const email = `${role}-${intentKey()}@acme.example`.toLowerCase();
    const account = { name: 'Ines', email, roles: [role], zone: 'UTC', password: 'a password that is long' };
    const { personId } = await portal.admin.call<{ personId: string }>('people.create', account);
    return { personId, browser: await portal.signIn(email, account.password) };
  }

  const writtenBy = async (interviewId: string, browser = portal.admin) =>
    (await timelineOf(interviewId, {}, browser)).events.flatMap(({ what, written }) =>
      (written ?? []).map((text) => [what, text]),
    );

  it('when they set a rule or a limit aside is on the timeline, and kept with the booking alone', async () => {
    const { candidate, second } = await booked();
    const { interviewId } = candidate;
    const said = (code: string, text: string) => ({ code, text });
    const reason = { code: 'other' };
    await portal.admin.call('interviews.reschedule', {
      interviewId,
      startsAt: second,
      reason,
      override: { rules: ['cap'], reason: said('other', 'Her flight is at noon') },
      overrideLimit: said('goodwill', 'Our mistake\nthe first time'),
      idempotencyKey: intentKey(),
    });
    await portal.admin.call('interviews.start', { interviewId, reason: said('other', 'All of them were early') });
    expect(await writtenBy(interviewId)).toEqual([
      ['reschedule', 'Our mistake\nthe first time'],
      ['reschedule', 'Her flight is at noon'],
      ['start', 'All of them were early'],
    ]);
    const kept = ['bookings', 'audit', 'idempotency', 'outbox', 'sends'];
    for (const text of ['Her flight', 'Our mistake', 'All of them were early'])
      expect(await collectionsWith(text, kept)).toEqual(['bookings']);
    const { browser } = await signedInAs('ops');
    expect(await writtenBy(interviewId, browser)).toEqual([]);
  });

  it('when they book for a candidate or add an interviewer is on the timeline too, but not why an interviewer gives back a seat', async () => {
    const [{ personId, browser }, other] = [await signedInAs('interviewer'), await portal.addInterviewer()];
    const weekly = allWeek('00:00', '24:00');
    await portal.admin.call('availability.save', { personId, zone: 'UTC', weekly, overrides: [] });
    const candidate = await portal.invite(await portal.addTemplate([personId]));
    const { interviewId } = candidate;
    const override = (text: string) => ({ rules: ['cap'], reason: { code: 'agreed', text } });
    const startsAt = (await candidate.slots()).starts[4] ?? '';
    const asked = (more: object) => ({ interviewId, idempotencyKey: intentKey(), ...more });
    await portal.admin.call('interviews.bookFor', asked({ startsAt, override: override('By phone') }));
    await portal.admin.call('interviews.addInterviewer', asked({ personId: other, override: override('To learn') }));
    await browser.call('interviews.decline', asked({ reason: { code: 'other', text: 'I know them well' } }));
    expect(await writtenBy(interviewId)).toEqual([
      ['book', 'By phone'],
      ['addInterviewer', 'To learn'],
    ]);
  });
});
