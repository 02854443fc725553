import type { Browser } from '@interlude/dev-stack/api-browser';
import { allWeek, type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partStarts } from '../../test/parts.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { WhyNotAnswer } from './why-not.ts';

let portal: TestPortal;
const now = Date.parse('2027-02-01T08:00:00Z');
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());

const policy = { minimumNotice: 'PT24H', bookingWindowDays: 20 };
const weekly = allWeek('09:00', '17:00');
const hours = { zone: 'UTC', weekly };

async function whyNot(input: object, by: Browser = portal.admin): Promise<WhyNotAnswer> {
  return await by.ask<WhyNotAnswer>('interviews.whyNot', input);
}

async function inviteTo(people: readonly string[], more: object = {}): Promise<CandidateBrowser> {
  return await portal.invite(
    await portal.addTemplate(people, { durationMinutes: 60, stepMinutes: 60, policy, zone: 'UTC', ...more }),
  );
}

async function interviewer(name: string): Promise<{ personId: string; browser: Browser }> {
  const password = 'a password that is long';
  const email = `${intentKey()}@acme.example`.toLowerCase();
  const roles = ['interviewer'];
  const { personId } = await portal.admin.call<{ personId: string }>('people.create', {
    name,
    email,
    roles,
    zone: 'UTC',
    password,
  });
  await portal.admin.call('availability.save', { personId, ...hours, overrides: [] });
  return { personId, browser: await portal.signIn(email, password) };
}

describe('why a start is not offered', () => {
  it('names notice and window with the first and last start that they allow, and the grid for what lies between', async () => {
    const { interviewId } = await inviteTo([await portal.addInterviewer(hours)]);
    const at = async (startsAt: string) => (await whyNot({ interviewId, startsAt })).because;
    expect(await at('2027-02-01T10:00:00Z')).toEqual([
      { about: 'start', because: 'notice', limitAt: '2027-02-02T08:00:00Z' },
    ]);
    expect(await at('2027-02-28T10:00:00Z')).toMatchObject([{ about: 'start', because: 'window' }]);
    expect(await at('2027-01-31T10:00:00Z')).toMatchObject([{ about: 'start', because: 'past' }]);
    expect(await at('2027-02-08T10:02:00Z')).toMatchObject([{ about: 'start', because: 'step' }]);
    expect(await at('2027-02-08T10:30:00Z')).toMatchObject([
      { about: 'group', missing: 1 },
      { about: 'person', because: 'step' },
    ]);
    expect(await whyNot({ interviewId, startsAt: '2027-02-08T10:00:00Z' })).toMatchObject({
      offered: true,
      because: [],
    });
  });

  it('refuses what lies farther away than anybody may book', async () => {
    const { interviewId } = await inviteTo([await portal.addInterviewer(hours)]);
    for (const startsAt of ['1999-02-08T10:00:00Z', '2999-02-08T10:00:00Z'])
      await expect(whyNot({ interviewId, startsAt })).rejects.toMatchObject({ refusal: { code: 'invalid_input' } });
  });

  it('names each person with every rule of theirs: hours, own date, time off, cap, and the booking that is in the way', async () => {
    const busy = await portal.addInterviewer({ ...hours, name: 'Bea Busy', caps: { perDay: 1, perWeek: null } });
    const away = await portal.addInterviewer({ ...hours, name: 'Otto Off' });
    const dated = await portal.addInterviewer({
      ...hours,
      name: 'Dana Date',
      overrides: [{ date: '2027-02-09', ranges: [] }],
    });
    await portal.admin.call('availability.addTimeOff', { personId: away, from: '2027-02-09', to: '2027-02-09' });
    const booked = await inviteTo([busy]);
    await booked.book('2027-02-09T10:00:00Z');
    const { interviewId } = await inviteTo([busy, away, dated]);
    const { because } = await whyNot({ interviewId, startsAt: '2027-02-09T10:00:00Z' });
    const of = (personId: string) =>
      because.filter((one) => one.about === 'person' && one.person.personId === personId);
    expect(of(busy)).toMatchObject([
      {
        because: 'busy',
        person: { name: 'Bea Busy' },
        claim: { kind: 'booking', interviewId: booked.interviewId, name: expect.stringMatching(/./) },
      },
      { because: 'day_cap', cap: 1 },
    ]);
    expect(of(away)).toMatchObject([{ because: 'busy', claim: { kind: 'time_off' } }]);
    expect(of(dated)).toMatchObject([{ because: 'hours', of: 'date' }]);
  });

  it('names the room that is taken, and what a whole panel lacks', async () => {
    const { resourceId } = await portal.admin.call<{ resourceId: string }>('resources.create', {
      name: 'Blue room',
      kind: 'room',
    });
    const resources = [{ anyOf: [resourceId], count: 1 }];
    const holder = await inviteTo([await portal.addInterviewer(hours)], { resources });
    await holder.book('2027-02-10T10:00:00Z');
    const [one, two] = [
      await portal.addInterviewer(hours),
      await portal.addInterviewer({ ...hours, weekly: allWeek('12:00', '13:00') }),
    ];
    const panel = [{ anyOf: [one, two], count: 2 }];
    const { interviewId } = await inviteTo([one], { panel, resources });
    expect((await whyNot({ interviewId, startsAt: '2027-02-10T10:00:00Z' })).because).toMatchObject([
      { about: 'group', group: 0, count: 2, missing: 1, isResource: false },
      { about: 'person', person: { personId: one }, because: 'elsewhere' },
      { about: 'person', person: { personId: two }, because: 'hours', of: 'weekly' },
      { about: 'group', group: 1, count: 1, missing: 1, isResource: true },
      {
        about: 'resource',
        resource: { resourceId, name: 'Blue room' },
        because: 'busy',
        claim: { interviewId: holder.interviewId },
      },
    ]);
  });

  it('answers for a template as an invitation by it would be offered now, on the clock of its candidate', async () => {
    const personId = await portal.addInterviewer(hours);
    const templateId = await portal.addTemplate([personId], {
      durationMinutes: 60,
      stepMinutes: 60,
      policy: { ...policy, minimumNotice: 'P1D' },
    });
    const at = async (startsAt: string, candidateZone?: string) =>
      await whyNot({ templateId, startsAt, ...(candidateZone ? { candidateZone } : {}) });
    expect(await at('2027-02-03T10:00:00Z', 'Asia/Tokyo')).toMatchObject({
      offered: true,
      candidateZone: 'Asia/Tokyo',
    });
    expect((await at('2027-02-03T18:00:00Z')).because).toMatchObject([
      { about: 'group' },
      { because: 'hours', of: 'weekly' },
    ]);
    expect((await at('2027-02-01T10:00:00Z')).because).toMatchObject([{ about: 'start', because: 'notice' }]);
  });

  it('says of parts that are chosen together exactly what the choice lists, and that the order is in the way', async () => {
    const person = await portal.addInterviewer({ ...hours, weekly: allWeek('09:00', '12:00') });
    const template = async () =>
      await portal.addTemplate([person], { durationMinutes: 60, stepMinutes: 60, policy, zone: 'UTC' });
    const invited = await portal.inviteParts([await template(), await template()], { withinDays: 1 });
    const lists = await partStarts(invited, [], { from: '2027-02-08', days: 1 });
    for (const [n, interviewId] of invited.interviewIds.entries()) {
      for (const hour of ['09', '10', '11']) {
        const startsAt = `2027-02-08T${hour}:00:00Z`;
        const { offered, because } = await whyNot({ interviewId, startsAt });
        expect([startsAt, offered]).toEqual([startsAt, lists[n]?.includes(startsAt)]);
        expect(because).toEqual(offered ? [] : [{ about: 'start', because: 'order' }]);
      }
    }
    expect(lists.flat().length).toBeLessThan(6);
  });

  it('says that a booking has that time already, and that nothing is chosen for what is over', async () => {
    const candidate = await inviteTo([await portal.addInterviewer(hours)]);
    await candidate.book('2027-02-11T10:00:00Z');
    const input = { interviewId: candidate.interviewId, startsAt: '2027-02-11T10:00:00Z' };
    expect(await whyNot(input)).toMatchObject({ offered: false, because: [{ about: 'start', because: 'present' }] });
    await portal.admin.call('interviews.cancel', { interviewId: candidate.interviewId, reason: { code: 'other' } });
    expect((await whyNot(input)).because).toMatchObject([{ about: 'start', because: 'status', status: 'cancelled' }]);
  });
});

describe('who asks', () => {
  it('reads as an interviewer of their own bookings by name, and of those of others that somebody is busy, no more', async () => {
    const [ada, ben] = [await interviewer('Ada Asks'), await interviewer('Ben Booked')];
    const other = await inviteTo([ben.personId]);
    await other.book('2027-02-12T10:00:00Z');
    const shared = await inviteTo([ada.personId], { panel: [{ anyOf: [ada.personId, ben.personId], count: 2 }] });
    await shared.book('2027-02-12T14:00:00Z');
    await portal.admin.call('availability.addTimeOff', {
      personId: ben.personId,
      from: '2027-02-15',
      to: '2027-02-15',
    });
    const { interviewId } = shared;

    const theirs = await whyNot({ interviewId, startsAt: '2027-02-12T10:00:00Z' }, ada.browser);
    const unknown = { kind: 'busy', startsAt: null, endsAt: null, interviewId: null, title: '', name: '' };
    const claims = (answer: WhyNotAnswer) => answer.because.flatMap((one) => ('claim' in one ? [one.claim] : []));
    expect(claims(theirs)).toEqual([unknown]);
    expect(JSON.stringify(theirs)).not.toContain(other.interviewId);
    expect(claims(await whyNot({ interviewId, startsAt: '2027-02-15T10:00:00Z' }, ada.browser))).toEqual([unknown]);
    expect(claims(await whyNot({ interviewId, startsAt: '2027-02-12T10:00:00Z' }))).toMatchObject([
      { interviewId: other.interviewId },
    ]);

    const third = await inviteTo([ada.personId]);
    await third.book('2027-02-16T10:00:00Z');
    const own = await whyNot({ interviewId, startsAt: '2027-02-16T10:00:00Z' }, ada.browser);
    expect(claims(own)).toMatchObject([{ interviewId: third.interviewId, name: expect.stringMatching(/./) }]);
    await expect(
      whyNot({ interviewId: other.interviewId, startsAt: '2027-02-12T10:00:00Z' }, ada.browser),
    ).rejects.toMatchObject({
      refusal: { code: 'not_found' },
    });
    const templateId = await portal.addTemplate([ada.personId]);
    await expect(whyNot({ templateId, startsAt: '2027-02-12T10:00:00Z' }, ada.browser)).rejects.toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });
});
