import { allWeek, type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

const started = Date.parse('2027-03-22T08:00:00Z');
let now = started;
let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());
beforeEach(async () => {
  now = started;
  await portal.renewSession();
});

const make = async (browser = portal.admin, room: object | null = null) =>
  (await browser.call<{ url: string }>(room === null ? 'calendars.makeFeed' : 'resources.makeFeed', room ?? {})).url;
const read = (url: string, tag?: string) =>
  fetch(
    new URL(new URL(url).pathname, portal.admin.base),
    tag === undefined ? {} : { headers: { 'if-none-match': tag } },
  );
const unfolded = async (url: string) => (await (await read(url)).text()).replaceAll('\r\n ', '');
const entriesIn = (text: string) => text.split('BEGIN:VEVENT').length - 1;

/** Somebody who signs in and sits in interviews. */
async function interviewer() {
  const email = `${intentKey()}@acme.example`.toLowerCase();
  const password = 'a password that is long';
  const person = { name: 'Ìngrid Interviewer', email, password, roles: ['interviewer'], zone: 'UTC' };
  const { personId } = await portal.admin.call<{ personId: string }>('people.create', person);
  const hours = { personId, zone: 'UTC', weekly: allWeek('08:00', '20:00'), overrides: [], recurring: [] };
  await portal.admin.call('availability.save', hours);
  return { personId, browser: await portal.signIn(email, password) };
}
const nameOf = async ({ interviewId }: CandidateBrowser) =>
  (await portal.admin.ask<{ candidate: { name: string } }>('interviews.get', { interviewId })).candidate.name;

describe('the secret calendar address of a person', () => {
  it('has what they sit in as their mails say it, follows every change, and has nothing of others', async () => {
    const [own, other] = [await interviewer(), await interviewer()];
    const url = await make(own.browser);
    expect(entriesIn(await unfolded(url))).toBe(0);
    const candidate = await portal.invite(await portal.addTemplate([own.personId]));
    await (await portal.invite(await portal.addTemplate([other.personId]))).book(`2027-03-24T10:00:00Z`);
    await candidate.book('2027-03-24T10:00:00Z');

    const booked = await unfolded(url);
    expect(entriesIn(booked)).toBe(1);
    expect(booked).toContain(await nameOf(candidate));
    expect(booked).toContain('DTSTART:20270324T100000Z');
    expect(booked).toContain(`UID:${candidate.interviewId}@`);
    expect(booked).toContain(`/hr/interviews/${candidate.interviewId}`);
    await portal.admin.call('interviews.cancel', {
      interviewId: candidate.interviewId,
      reason: { code: 'other', text: 'No need' },
      idempotencyKey: intentKey(),
    });
    expect(entriesIn(await unfolded(url))).toBe(0);
  });

  it('shows an administrator what they sit in, and not everything they may see', async () => {
    const { personId } = await interviewer();
    const url = await make();
    await (await portal.invite(await portal.addTemplate([personId]))).book('2027-03-25T10:00:00Z');
    expect(entriesIn(await unfolded(url))).toBe(0);
  });

  it('answers 304 to whoever has it already, until something changes', async () => {
    const { personId, browser } = await interviewer();
    const url = await make(browser);
    const tag = (await read(url)).headers.get('etag') ?? '';
    now += 60_000;
    expect((await read(url, tag)).status).toBe(304);
    await (await portal.invite(await portal.addTemplate([personId]))).book('2027-03-25T10:00:00Z');
    const after = await read(url, tag);
    expect(after.status).toBe(200);
    expect(after.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(after.headers.get('cache-control')).toBe('private, no-cache');
  });

  it('leads nowhere once another was made, once it was revoked, and once its owner has left', async () => {
    const { personId, browser } = await interviewer();
    const first = await make(browser);
    const second = await make(browser);
    expect(first).not.toBe(second);
    expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200]);
    expect(await browser.ask('calendars.feed')).toMatchObject({ madeAt: '2027-03-22T08:00:00Z' });
    expect(await browser.call('calendars.revokeFeed', {})).toEqual({ revoked: true });
    expect((await read(second)).status).toBe(404);
    expect(await browser.ask('calendars.feed')).toEqual({ madeAt: null });
    expect(await browser.call('calendars.revokeFeed', {})).toEqual({ revoked: false });
    const third = await make(browser);
    await portal.admin.call('people.deactivate', { personId });
    expect((await read(third)).status).toBe(404);
    await portal.admin.call('people.reactivate', { personId });
    expect((await read(third)).status).toBe(404);
  });

  it('is kept as a hash, and one that nobody made answers as one that is gone', async () => {
    const url = await make();
    const secret = /feeds\/([\w-]{43})\.ics$/.exec(url)?.[1] ?? '';
    const rows = await portal.collection('feeds').find({}).toArray();
    expect(JSON.stringify(rows)).not.toContain(secret);
    const audit = await portal.collection('audit').find({ action: 'makeFeed' }).toArray();
    expect(audit.length).toBeGreaterThan(0);
    expect(JSON.stringify(audit)).not.toContain(secret);
    const other = `${secret.slice(1)}A`;
    for (const name of [`${other}.ics`, secret, 'x.ics', `${secret}.ICS`, `${secret}%00.ics`])
      expect((await fetch(`${portal.admin.base}/api/feeds/${name}`)).status).toBe(404);
  });

  it('is asked sixty times in ten minutes at most, whatever asks', async () => {
    const limited = await startTestPortal({ env: { INTERLUDE_LIMITS: 'on' }, now: () => now });
    onTestFinished(() => limited.stop());
    const url = new URL(new URL(await make(limited.admin)).pathname, limited.base);
    for (let n = 0; n < 60; n += 1) expect((await fetch(url)).status).toBe(200);
    const refused = await fetch(url);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('the secret calendar address of a room', () => {
  it('says when it is taken and nothing of whom, and is made by those who change rooms', async () => {
    const room = { name: 'Blue', kind: 'room', capacity: 1 };
    const { resourceId } = await portal.admin.call<{ resourceId: string }>('resources.create', room);
    const { personId, browser } = await interviewer();
    const resources = [{ anyOf: [resourceId], count: 1 }];
    const templateId = await portal.addTemplate([personId], { resources, name: 'Secret talk' });
    const candidate = await portal.invite(templateId);
    await candidate.book('2027-03-24T10:00:00Z');

    await expect(make(browser, { resourceId })).rejects.toMatchObject({ refusal: { code: 'forbidden' } });
    const text = await unfolded(await make(portal.admin, { resourceId }));

    expect(text).toContain('NAME:Blue');
    expect(text).toContain('SUMMARY:Booked');
    expect(text).toContain('DTSTART:20270324T100000Z');
    expect(entriesIn(text)).toBe(1);
    for (const said of [await nameOf(candidate), 'Secret talk', candidate.interviewId, 'ORGANIZER', 'ATTENDEE'])
      expect(text).not.toContain(said);
  });

  it('says so where it has only the first 1,000 of more', async () => {
    const room = { name: 'Busy', kind: 'room', capacity: 1 };
    const { resourceId } = await portal.admin.call<{ resourceId: string }>('resources.create', room);
    const { personId } = await interviewer();
    const resources = [{ anyOf: [resourceId], count: 1 }];
    await (await portal.invite(await portal.addTemplate([personId], { resources }))).book('2027-03-24T10:00:00Z');
    const rows = portal.collection('reservations');
    const [taken] = await rows.find({ 'resources.id': resourceId }).toArray();
    const others = Array.from({ length: 1_000 }, (_, n) => {
      const startsAt = new Date(started + n * 3_600_000 + 7 * 86_400_000);
      const over = { active: false, tookPlace: true, bookingId: null, cells: [] };
      return { ...taken, ...over, _id: `copy_${n}` as never, startsAt, endsAt: new Date(startsAt.getTime() + 1) };
    });
    await rows.insertMany(others.slice(1));
    const url = await make(portal.admin, { resourceId });
    const whole = await unfolded(url);
    await rows.insertMany(others.slice(0, 1));
    const cut = await unfolded(url);

    expect([entriesIn(whole), entriesIn(cut)]).toEqual([1_000, 1_000]);
    expect(whole).not.toContain('DESCRIPTION:This calendar');
    expect(cut).toContain('DESCRIPTION:This calendar shows the first 1\\,000 entries only.');
  });
});
