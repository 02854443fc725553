import { type CalendarSandboxClient, createSandboxClient } from '@interlude/calendar-sandbox/sandbox-client';
import { pushPath } from '@interlude/shared/contracts/calendars';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Browser } from './api-browser.ts';
import type { CandidateBrowser } from './api-fixtures.ts';
import type { Portal } from './portal.ts';
import { startCalendarPortal } from './test-calendar-portal.ts';
import { type Company, startCompany } from './test-company.ts';
import { until } from './until-ready.ts';

let portal: Portal;
let company: Company;
let google: CalendarSandboxClient;
let databases: Awaited<ReturnType<typeof startCalendarPortal>>['databases'];
beforeAll(async () => {
  ({ portal, company, databases } = await startCalendarPortal(['google']));
  google = createSandboxClient(portal.urls.google);
});
afterAll(async () => await portal?.stop());

interface Connection {
  readonly connectionId: string;
  readonly state: string;
  readonly name: string;
  readonly calendars: readonly { readonly calendarId: string; readonly name: string }[];
  readonly busyFrom: readonly string[];
}
const dateIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const timesOn = async (candidate: CandidateBrowser, date: string) =>
  (await candidate.slots()).starts.filter((start) => start.startsWith(date)).map((start) => start.slice(11, 16));
const connectionsOf = async (personId: string) =>
  await company.admin.ask<{ connections: Connection[]; offers: string[] }>('calendars.connections', { personId });

/** Follows where the provider leads, as a browser does; answers where it ends. */
async function goBack(back: URL, browser: Browser): Promise<URLSearchParams> {
  const first = await browser.fetch(`${back.pathname}${back.search}`, { redirect: 'manual' });
  const next = /url=([^"]+)/.exec(await first.text())?.[1]?.replaceAll('&amp;', '&') ?? '';
  const answer = await browser.fetch(next, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  return new URL(answer.headers.get('location') ?? '', back).searchParams;
}
const begin = async (self: Browser) =>
  (await self.call<{ url: string }>('calendars.begin', { provider: 'google' })).url;

async function allow(personId: string, email: string): Promise<string | null> {
  const self = await company.actAs(personId);
  return (await goBack(await google.decide(await begin(self), email), self)).get('google');
}

async function somebody(days: number) {
  const personId = await company.addInterviewer();
  const email = `${personId}@gmail.example`;
  await google.addAccount(email);
  const date = dateIn(days);
  const candidate = await company.invite(await company.addTemplate([personId]));
  const event = { start: { dateTime: `${date}T10:00:00Z` }, end: { dateTime: `${date}T11:00:00Z` } };
  return { personId, email, date, candidate, event: { summary: 'Canary root treatment', ...event } };
}

it('somebody who allows it has their times taken, by deltas, and needs consent anew once they take it back', async () => {
  const { personId, email, date, candidate, event } = await somebody(4);
  await google.addCalendar({ email, id: 'team@group.example', summary: 'Team', accessRole: 'reader' });
  expect((await connectionsOf(personId)).offers).toEqual(['google']);
  expect(await timesOn(candidate, date)).toContain('10:00');
  const { id = '' } = await google.put({ email }, event);
  expect(await allow(personId, email)).toBe('connected');
  await until('the time to be gone', async () => !(await timesOn(candidate, date)).includes('10:00'));
  const [connection] = (await connectionsOf(personId)).connections;
  // What others share with them takes no time unless they say so.
  expect(connection).toMatchObject({ state: 'ok', name: 'Google', busyFrom: [connection?.calendars[0]?.calendarId] });
  expect(connection?.calendars).toHaveLength(2);

  const of = { personId, connectionId: connection?.connectionId };
  await google.remove({ email }, id);
  await company.admin.call('calendars.syncNow', of);
  expect(await timesOn(candidate, date)).toContain('10:00');

  await google.put({ email }, event);
  await company.admin.call('calendars.syncNow', of);
  await google.setTokens({ revoked: email });
  const refused = await company.admin.call<{ connection: Connection }>('calendars.syncNow', of);
  expect(refused.connection.state).toBe('needs_reauth');
  expect(await timesOn(candidate, date)).not.toContain('10:00');
  expect(await allow(personId, email)).toBe('connected');
  const again = (await connectionsOf(personId)).connections;
  expect(again).toMatchObject([{ connectionId: connection?.connectionId, state: 'ok' }]);
});

it('whoever takes their consent back is told by one mail, and HR see it until it is given again', async () => {
  const { personId, email } = await somebody(8);
  await allow(personId, email);
  const [connection] = (await connectionsOf(personId)).connections;
  const look = async (times: number) => {
    for (let n = 0; n < times; n++)
      await company.admin.call('calendars.syncNow', { personId, connectionId: connection?.connectionId });
  };
  const person = async () =>
    await company.admin.ask<{ email: string; needsConsent: boolean }>('people.get', { personId });
  const { email: to } = await person();
  const mails = async () =>
    (await company.mailbox.messages({ to, tag: 'calendar_lost' })).map(({ request }) => request);
  await google.setFaults([{ kind: '503' }]);
  await look(4);
  await google.setFaults([]);
  await look(1);
  expect((await person()).needsConsent).toBe(false);

  await google.setTokens({ revoked: email });
  await look(3);
  expect((await person()).needsConsent).toBe(true);
  const [mail] = await until('the mail', async () => ((await mails()).length > 0 ? await mails() : undefined));
  expect(mail?.TextBody).toContain('Google does not let us read your calendar any more');
  expect(mail?.TextBody).toContain('/hr/availability');
  await look(2);

  expect(await allow(personId, email)).toBe('connected');
  await until('the loss to be over', async () => !(await person()).needsConsent);
  await google.setTokens({ revoked: email });
  await look(3);
  // The outage and the looks that found the first loss again have sent none.
  await until('the mail about the second loss', async () => (await mails()).length > 1);
  expect(await mails()).toHaveLength(2);
});

it('what is disconnected has its consent taken back at Google, once nobody else rests on it', async () => {
  const first = await somebody(10);
  const second = await company.addInterviewer();
  await allow(first.personId, first.email);
  await allow(second, first.email);
  const disconnect = async (personId: string) => {
    const [{ connectionId = '' } = {}] = (await connectionsOf(personId)).connections;
    await company.admin.call('calendars.disconnect', { personId, connectionId, keepEvents: false });
    expect((await connectionsOf(personId)).connections).toEqual([]);
    return (await google.calls()).filter((call) => call === 'revoke').length;
  };
  await google.setFaults([]);
  expect(await disconnect(first.personId)).toBe(0);
  expect(await disconnect(second)).toBe(1);
  // Whether it can be taken back keeps no connection.
  for (const fault of [{ kind: '503' }, { kind: 'reset' }, { kind: 'slow', ms: 10_000 }] as const) {
    await allow(second, first.email);
    await google.setFaults([{ ...fault, call: 'revoke' }]);
    expect(await disconnect(second)).toBe(1);
  }
  await google.setFaults([]);
  // Nor does it matter that they have taken it back themselves.
  await allow(first.personId, first.email);
  const [{ connectionId = '' } = {}] = (await connectionsOf(first.personId)).connections;
  await google.setTokens({ revoked: first.email });
  expect(
    (
      await company.admin.call<{ connection: Connection }>('calendars.syncNow', {
        personId: first.personId,
        connectionId,
      })
    ).connection.state,
  ).toBe('needs_reauth');
  expect(await disconnect(first.personId)).toBe(1);
});

it('a token that has ended or is refused is refreshed and nobody notices, also where the next one replaces it', async () => {
  const { personId, email } = await somebody(5);
  await allow(personId, email);
  await google.setTokens({ isRotating: true, areSpent: true });
  const [connection] = (await connectionsOf(personId)).connections;
  const of = { personId, connectionId: connection?.connectionId };
  for (let n = 0; n < 3; n++) {
    const looks = await Promise.all([1, 2, 3].map(() => company.admin.call('calendars.syncNow', of)));
    expect(looks).toMatchObject([{ connection: { state: 'ok' } }, { connection: { state: 'ok' } }, {}]);
    await google.setTokens({ areSpent: true });
  }
  await google.setTokens({ isRotating: false });
});

it('nobody comes back twice, for another, with what they made up, or without having allowed it', async () => {
  const { personId, email } = await somebody(6);
  const self = await company.actAs(personId);
  const back = await google.decide(await begin(self), email);
  const stranger = await startCompany(portal);
  expect((await goBack(back, stranger.admin)).get('google')).toBe('expired');
  // The same person in another browser has not begun it either.
  expect((await goBack(back, await company.actAs(personId))).get('google')).toBe('expired');
  expect((await goBack(back, self)).get('google')).toBe('connected');
  expect((await goBack(back, self)).get('google')).toBe('expired');
  const made = new URL(back);
  made.searchParams.set('state', 'made up');
  expect((await goBack(made, self)).get('google')).toBe('expired');
  const denied = await google.decide(await begin(self), email, 'deny');
  expect((await goBack(denied, self)).get('google')).toBe('auth');
  await google.setFaults([{ kind: '503', call: 'token', count: 1 }]);
  expect(await allow(personId, email)).toBe('retryable');
  await google.setFaults([]);
  expect((await connectionsOf(personId)).connections).toHaveLength(1);
});

it('a booking stands in the calendar that was named, once, and takes no time of its own person', async () => {
  const { personId, email, date, candidate } = await somebody(7);
  await allow(personId, email);
  const [connection] = (await connectionsOf(personId)).connections;
  const { connectionId, busyFrom = [] } = connection ?? {};
  await (await company.actAs(personId)).call('calendars.choose', { connectionId, busyFrom, writeTo: busyFrom[0] });
  const live = async () => (await google.events({ email })).filter(({ status }) => status !== 'cancelled');
  await google.setFaults([{ kind: 'accept-then-reset', call: 'insert', count: 1 }]);
  await candidate.book(`${date}T10:00:00Z`);
  await until('the booking to stand there', async () => (await live()).length === 1);
  expect((await live())[0]?.start?.dateTime).toContain(`${date}T10:00:00`);
  const of = { personId, connectionId };
  await company.admin.call('calendars.syncNow', of);
  const { interviewId } = candidate;
  const { attention } = await company.admin.ask<{ attention: string | null }>('interviews.get', { interviewId });
  expect(attention).not.toBe('busy_elsewhere');
});

it('neither titles, tokens nor the secret of the client stand in a database or in a log, and no address in a log', async () => {
  const { personId, email, event } = await somebody(9);
  await google.put({ email }, event);
  await allow(personId, email);
  const secret = new RegExp(`canary|ya29\\.|"1\\.[\\w-]{32}"|${portal.settings.keys.googleSecret}`, 'i');
  const connection = await mongoose.createConnection(inject('mongoUrl')).asPromise();
  try {
    for (const name of Object.values(databases)) {
      const { db } = connection.useDb(name);
      for (const { name: collection } of (await db?.listCollections().toArray()) ?? []) {
        const rows = await db?.collection(collection).find({}).toArray();
        expect(JSON.stringify(rows), `${name}.${collection}`).not.toMatch(secret);
      }
    }
  } finally {
    await connection.close();
  }
  expect(portal.logs()).not.toMatch(secret);
  expect(portal.logs()).not.toContain('gmail.example');
});

it('a change is told by Google and known within moments; whoever makes one up changes nothing, and a flood is few looks', async () => {
  const { personId, email, date, candidate, event } = await somebody(10);
  await allow(personId, email);
  const channel = await until('a channel', async () => (await google.channels()).find((one) => one.email === email));
  await google.setFaults([]);
  await google.put({ email }, event);
  // Nobody looks: it is read again in five minutes at the earliest.
  await until('the entry', async () => !(await timesOn(candidate, date)).includes('10:00'), { deadlineMs: 20_000 });

  const told = async (headers: Record<string, string>) => {
    const answer = await fetch(new URL(pushPath, portal.urls.booking), { method: 'POST', headers });
    return answer.status;
  };
  const known = { 'x-goog-channel-id': channel?.id ?? '', 'x-goog-channel-token': channel?.token ?? '' };
  expect(await told({ ...known, 'x-goog-channel-token': 'made up' })).toBe(404);
  expect(await told({ ...known, 'x-goog-channel-id': 'nobody' })).toBe(404);
  expect(await told({})).toBe(404);
  await google.setFaults([]);
  const answers = await Promise.all(Array.from({ length: 100 }, () => told(known)));
  expect(new Set(answers)).toEqual(new Set([204]));
  await until('a look', async () => (await google.calls()).includes('list'));
  expect((await google.calls()).filter((call) => call === 'list').length).toBeLessThanOrEqual(3);
});

it('a channel that is about to end, or tells another address, is opened anew, and closed with its connection', async () => {
  const { personId, email } = await somebody(11);
  await allow(personId, email);
  const channelsOf = async () => (await google.channels()).filter((one) => one.email === email).map(({ id }) => id);
  let [last] = await until('a channel', async () => {
    const found = await channelsOf();
    return found.length > 0 ? found : undefined;
  });
  const connection = await mongoose.createConnection(inject('mongoUrl')).asPromise();
  const channels = connection.useDb(databases.calendars).collection('channels');
  for (const set of [{ until: new Date(Date.now() + 3_600_000) }, { address: 'http://localhost:1/before' }]) {
    await until('it to be open', async () => await channels.findOne({ _id: last as never, resourceId: /./ }));
    await channels.updateOne({ _id: last as never }, { $set: set });
    await google.put({ email }, { summary: 'Any', start: { date: '2027-01-01' }, end: { date: '2027-01-02' } });
    last = await until('another one', async () => {
      const [found, ...others] = await channelsOf();
      return others.length === 0 && found !== last ? found : undefined;
    });
  }
  await connection.close();
  const [{ connectionId } = { connectionId: '' }] = (await connectionsOf(personId)).connections;
  await company.admin.call('calendars.disconnect', { personId, connectionId, keepEvents: true });
  expect(await channelsOf()).toEqual([]);
});
