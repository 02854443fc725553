import { startCalendarSandbox } from '@interlude/calendar-sandbox/sandbox';
import { createSandboxClient } from '@interlude/calendar-sandbox/sandbox-client';
import { type CountedKind, usuallyCounted } from '@interlude/shared/contracts/calendars';
import { expect, it, onTestFinished } from 'vitest';
import { reading } from '../reading/test-reading.ts';
import type { ExternalEvent } from './event-writer.ts';
import { type GoogleSecret, googleProvider } from './google.ts';
import { googleAddress } from './google-api.ts';
import { googleEvents } from './google-events.ts';
import { googleTokens } from './google-tokens.ts';

const ada = 'ada@example.com';
const window = { from: Date.parse('2027-03-01T00:00:00Z'), to: Date.parse('2027-06-01T00:00:00Z') };
const terms = { window, zone: 'Europe/Berlin', ownHost: 'ours.example', counts: usuallyCounted };
const redirectUri = 'http://127.0.0.1:1/api/calendars/google/callback';
const client = { id: 'client', secret: 'canary-client-secret' };
const within = (ms = 20_000) => ({ signal: AbortSignal.timeout(ms), reading });
const short = (at: number) => new Date(at).toISOString().slice(0, 16);
const at = (time: string, timeZone = 'Europe/Berlin') => ({ dateTime: `2027-${time}:00`, timeZone });
const meeting = { summary: 'Canary', start: at('03-10T10:00'), end: at('03-10T11:00') };

/** Somebody with a calendar, who has allowed us to read it. */
async function connected(mostOnPage = 2_500) {
  const redirects = { ...client, redirectUris: [redirectUri] };
  const sandbox = await startCalendarSandbox({ port: 0, client: redirects, emails: [ada], mostOnPage });
  onTestFinished(() => sandbox.stop());
  const control = createSandboxClient(sandbox.url);
  const address = googleAddress(sandbox.url);
  const tokens = googleTokens(address, { ...client, redirectUri }, Date.now);
  const provider = googleProvider(address);
  const verifier = 'v'.repeat(43);
  const back = await control.decide(await tokens.consentUrl({ state: 'kept', verifier }), ada);
  const given = await tokens.exchange({ code: back.searchParams.get('code') ?? '', verifier });
  const listed = await provider.list(within(), given);
  const calendars = Object.fromEntries(listed.map(({ calendarId, url }) => [calendarId, url]));
  const secret: GoogleSecret = { ...given, account: '', calendars };
  const calendarId = listed[0]?.calendarId ?? '';

  async function look(cursor: string | null = null, of = secret, counts = usuallyCounted) {
    return await provider.look(within(), { secret: of, calendarId }, { ...terms, counts }, cursor);
  }
  async function busy(): Promise<string[]> {
    const found = await look();
    if (found.isSame) throw new Error('nothing was read');
    return found.spans.map(({ from, to }) => `${short(from)} ${short(to)}`).toSorted();
  }
  const fault = () =>
    look().then(
      () => null,
      (error: unknown) => error,
    );
  return { control, tokens, provider, secret, calendarId, look, busy, fault, address, back };
}

it('consent comes back with the state it was asked with, and its code is worth nothing twice', async () => {
  const { back, tokens, secret, control } = await connected();
  expect(back.searchParams.get('state')).toBe('kept');
  const again = { code: back.searchParams.get('code') ?? '', verifier: 'v'.repeat(43) };
  await expect(tokens.exchange(again)).rejects.toMatchObject({ outcome: 'auth' });
  expect((await tokens.refresh(secret.refreshToken)).refreshToken).toBe(secret.refreshToken);
  await control.setTokens({ isRotating: true });
  expect((await tokens.refresh(secret.refreshToken)).refreshToken).not.toBe(secret.refreshToken);
  await expect(tokens.refresh(secret.refreshToken)).rejects.toMatchObject({ outcome: 'auth' });
  await control.setFaults([{ kind: '503', call: 'token', retryAfter: 9 }]);
  await expect(tokens.refresh(secret.refreshToken)).rejects.toMatchObject({
    outcome: 'retryable',
    retryAfterMs: 9_000,
  });
});

it('consent that is taken back opens nothing any more, and taking it back again is calm', async () => {
  const { tokens, secret, fault } = await connected();
  await tokens.revoke(secret.refreshToken);
  await expect(tokens.refresh(secret.refreshToken)).rejects.toMatchObject({ outcome: 'auth' });
  expect(await fault()).toMatchObject({ outcome: 'auth' });
  await tokens.revoke(secret.refreshToken);
});

it('a calendar says what was created, moved and deleted, and cheaply that nothing changed', async () => {
  const { control, look } = await connected(1);
  await control.put({ email: ada }, { ...meeting, id: 'first0' });
  await control.put({ email: ada }, { ...meeting, start: at('03-12T10:00'), end: at('03-12T11:00') });
  const first = await look();
  const cursor = first.isSame ? null : first.cursor;
  expect(first).toMatchObject({ spans: [{ from: Date.parse('2027-03-10T09:00Z') }, {}] });
  await control.setFaults([]);
  expect(await look(cursor)).toEqual({ isSame: true });
  expect(await control.calls()).toEqual(['list']);

  await control.put({ email: ada }, { id: 'first0', start: at('03-11T10:00'), end: at('03-11T11:00') });
  const second = await look(cursor);
  expect(second.isSame ? [] : second.spans.map(({ from }) => short(from)).toSorted()).toEqual([
    '2027-03-11T09:00',
    '2027-03-12T09:00',
  ]);
  // A token that is lost is a look at everything.
  await control.forgetSyncTokens({ email: ada });
  expect(await look(second.isSame ? null : second.cursor)).toMatchObject({ spans: second.isSame ? [] : second.spans });
  expect(await look('nobody knows this')).toMatchObject({ spans: second.isSame ? [] : second.spans });
  const third = await look();
  await control.remove({ email: ada }, 'first0');
  expect(await look(third.isSame ? null : third.cursor)).toMatchObject({ isSame: false, spans: [{}] });
});

it('what is tentative or out of office takes time where such entries count', async () => {
  const { control, look } = await connected();
  const who = { email: ada };
  await control.put(who, { ...meeting, status: 'tentative' });
  const answered = [{ email: ada, self: true, responseStatus: 'tentative' as const }];
  await control.put(who, { ...meeting, attendees: answered });
  await control.put(who, { ...meeting, eventType: 'outOfOffice' });
  const many = async (counts: readonly CountedKind[]) => {
    const found = await look(null, undefined, counts);
    return found.isSame ? null : found.spans.length;
  };
  expect([await many(['tentative']), await many(['out_of_office']), await many([])]).toEqual([2, 1, 0]);
});

it('a calendar takes no more than what is in the way: not what is free, cancelled, declined, ours, or outside', async () => {
  const { control, busy } = await connected();
  const who = { email: ada };
  await control.put(who, { ...meeting, transparency: 'transparent' });
  await control.put(who, { ...meeting, eventType: 'workingLocation' });
  await control.put(who, { ...meeting, status: 'cancelled' });
  await control.put(who, { ...meeting, attendees: [{ email: ada, self: true, responseStatus: 'declined' }] });
  await control.put(who, { ...meeting, extendedProperties: { private: { interlude: 'ours.example' } } });
  await control.put(who, { ...meeting, iCalUID: 'int_01@ours.example' });
  await control.put(who, { ...meeting, start: at('07-10T10:00'), end: at('07-10T11:00') });
  expect(await busy()).toEqual([]);
  const other = { email: ada, self: false, responseStatus: 'declined' as const };
  await control.put(who, { ...meeting, attendees: [other, { email: ada, self: true, responseStatus: 'tentative' }] });
  await control.put(who, { summary: 'Away', start: { date: '2027-03-27' }, end: { date: '2027-03-29' } });
  // The clocks of Berlin change on 28 March.
  expect(await busy()).toEqual(['2027-03-10T09:00 2027-03-10T10:00', '2027-03-26T23:00 2027-03-28T22:00']);
});

it('a series counts at each of its times by the clock on the wall, and an exception in its place', async () => {
  const { control, busy } = await connected();
  const rule = { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] };
  await control.put({ email: ada }, { id: 'series0', start: at('03-22T09:00'), end: at('03-22T10:00'), ...rule });
  const moved = { id: 'series0_20270329T070000Z', recurringEventId: 'series0' };
  const event = { ...moved, start: at('03-30T15:00'), end: at('03-30T16:00') };
  await control.put({ email: ada }, event as never);
  expect(await busy()).toEqual([
    '2027-03-22T08:00 2027-03-22T09:00',
    '2027-03-30T13:00 2027-03-30T14:00',
    '2027-04-05T07:00 2027-04-05T08:00',
  ]);
});

it('a calendar that cannot be read says why, and is never one without events', async () => {
  const { control, fault } = await connected();
  const struck = async (
    kind: '401' | '403' | '429' | '500' | 'reset' | 'accept-then-truncate',
    retryAfter?: number,
  ) => {
    await control.setFaults([{ kind, ...(retryAfter === undefined ? {} : { retryAfter }) }]);
    return await fault();
  };
  expect(await struck('401')).toMatchObject({ outcome: 'auth' });
  expect(await struck('403')).toMatchObject({ outcome: 'retryable', retryAfterMs: null });
  expect(await struck('429', 7)).toMatchObject({ outcome: 'retryable', retryAfterMs: 7_000 });
  expect(await struck('500')).toMatchObject({ outcome: 'retryable' });
  expect(await struck('reset')).toMatchObject({ outcome: 'retryable' });
  expect(await struck('accept-then-truncate')).toMatchObject({ outcome: 'retryable' });
  await control.setFaults([]);
  expect(await fault()).toBeNull();
});

const event: ExternalEvent = {
  key: 'int_01-per_02',
  uid: 'int_01@ours.example',
  sequence: 1,
  from: Date.parse('2027-03-15T09:00:00Z'),
  to: Date.parse('2027-03-15T10:00:00Z'),
  zone: 'Europe/Berlin',
  title: 'Interview',
  text: 'About it',
  place: 'Room 1',
};

it('an event is written once, whatever became of the answers, and takes no time of its own person', async () => {
  const { control, secret, calendarId, address, busy } = await connected();
  const events = googleEvents(address, 'ours.example');
  const put = async (more: Partial<ExternalEvent> = {}) =>
    await events.put(within(), { secret, calendarId }, { ...event, ...more }, null);
  const there = async () => (await control.events({ email: ada })).filter(({ status }) => status !== 'cancelled');

  await control.setFaults([{ kind: 'accept-then-reset', call: 'insert', count: 1 }]);
  await expect(put()).rejects.toMatchObject({ outcome: 'retryable' });
  await control.setFaults([{ kind: 'late-409', call: 'insert', count: 1 }]);
  const placed = await put();
  expect(placed.ref).toMatch(/^[a-v0-9]{52}$/);
  expect(await put()).toEqual(placed);
  expect(await there()).toMatchObject([{ id: placed.ref, summary: 'Interview' }]);
  expect(await busy()).toEqual([]);
});
