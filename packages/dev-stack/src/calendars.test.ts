import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import type { CandidateBrowser } from './api-fixtures.ts';
import type { Portal } from './portal.ts';
import { startCaldav } from './test-caldav.ts';
import { startCalendarFile } from './test-calendar-file.ts';
import { startCalendarPortal } from './test-calendar-portal.ts';
import type { Company } from './test-company.ts';
import { until } from './until-ready.ts';

let portal: Portal;
let company: Company;
let databases: Awaited<ReturnType<typeof startCalendarPortal>>['databases'];
beforeAll(async () => {
  ({ portal, company, databases } = await startCalendarPortal());
});
afterAll(async () => await portal?.stop());

interface Connected {
  readonly connection: { readonly connectionId: string; readonly state: string; readonly because: string | null };
}
const dateIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const connect = async (personId: string, url: string) =>
  (await (await company.actAs(personId)).call<Connected>('calendars.connectIcs', { url })).connection;
const syncNow = async (personId: string, connectionId: string) =>
  (await company.admin.call<Connected>('calendars.syncNow', { personId, connectionId })).connection;
const connectionsOf = async (personId: string) =>
  (await company.admin.ask<{ connections: object[] }>('calendars.connections', { personId })).connections;
/** What the audit has of somebody's calendars. */
async function onRecord(personId: string): Promise<string[]> {
  const mongo = await mongoose.createConnection(inject('mongoUrl')).asPromise();
  try {
    const audit = mongo.useDb(databases.booking).collection('audit');
    const rows = await audit
      .find({ 'detail.person': personId, action: /Calendar/ })
      .sort({ at: 1, _id: 1 })
      .toArray();
    return rows.map((row) => String(row['action']));
  } finally {
    await mongo.close();
  }
}
const timesOn = async (candidate: CandidateBrowser, date: string) =>
  (await candidate.slots()).starts.filter((start) => start.startsWith(date)).map((start) => start.slice(11, 16));

async function somebodyWithCalendar(days: number) {
  const personId = await company.addInterviewer();
  const file = await startCalendarFile();
  const candidate = await company.invite(await company.addTemplate([personId]));
  const date = dateIn(days);
  const event = { uid: 'dentist', from: `${date}T10:00:00Z`, to: `${date}T11:00:00Z`, title: 'Canary root treatment' };
  return { personId, file, candidate, date, event };
}

describe('a calendar that is connected', () => {
  it('takes its times from what candidates are offered at once, and gives them back when it is disconnected', async () => {
    const { personId, file, candidate, date, event } = await somebodyWithCalendar(4);
    const before = await timesOn(candidate, date);
    expect(before).toContain('10:00');
    file.has([event]);
    const { connectionId, state } = await connect(personId, file.url);
    expect(state).toBe('ok');
    await until('the time to be gone', async () => !(await timesOn(candidate, date)).includes('10:00'));
    expect(await timesOn(candidate, date)).toContain('11:00');
    // The same once more is the same connection.
    expect((await connect(personId, file.url)).connectionId).toBe(connectionId);

    file.has([{ ...event, from: `${date}T14:00:00Z`, to: `${date}T15:00:00Z` }]);
    await syncNow(personId, connectionId);
    expect(await timesOn(candidate, date)).toContain('10:00');
    expect(await timesOn(candidate, date)).not.toContain('14:00');

    await company.admin.call('calendars.disconnect', { personId, connectionId });
    await until('the times to be back', async () => (await timesOn(candidate, date)).length === before.length);
    expect(await connectionsOf(personId)).toEqual([]);
    expect(await onRecord(personId)).toEqual(['connectCalendar', 'connectCalendar', 'disconnectCalendar']);
  });

  it('keeps what it said while it cannot be read, and says why to whom it belongs', async () => {
    const { personId, file, candidate, date, event } = await somebodyWithCalendar(5);
    file.has([event]);
    const { connectionId } = await connect(personId, file.url);
    await until('the time to be gone', async () => !(await timesOn(candidate, date)).includes('10:00'));
    file.answers(404);
    expect(await syncNow(personId, connectionId)).toMatchObject({ state: 'failing', because: 'gone' });
    expect(await timesOn(candidate, date)).not.toContain('10:00');
    file.answers(200);
    expect(await syncNow(personId, connectionId)).toMatchObject({ state: 'ok', because: null });
  });

  it('marks the booking that an entry arrives over, and the mark goes with the entry', async () => {
    const { personId, file, candidate, date, event } = await somebodyWithCalendar(6);
    const { connectionId } = await connect(personId, file.url);
    await candidate.book(`${date}T10:00:00Z`);
    const attention = async () => {
      const { interviewId } = candidate;
      return (await company.admin.ask<{ attention: string | null }>('interviews.get', { interviewId })).attention;
    };
    file.has([event]);
    await syncNow(personId, connectionId);
    expect(await attention()).toBe('busy_elsewhere');
    file.has([]);
    await syncNow(personId, connectionId);
    expect(await attention()).toBeNull();
  });

  it('is told of all the same when the service is killed in between, and nothing of it is lost', async () => {
    const { personId, file, candidate, date, event } = await somebodyWithCalendar(7);
    const { connectionId } = await connect(personId, file.url);
    await portal.kill9('booking');
    file.has([event]);
    await portal.restart('booking');
    await portal.kill9('calendars');
    await portal.restart('calendars');
    await syncNow(personId, connectionId);
    expect(await timesOn(candidate, date)).not.toContain('10:00');
  });
});

it('an account with several calendars takes the times of those that are chosen, and says when it needs a password', async () => {
  interface Account {
    readonly connection: Connected['connection'] & {
      readonly calendars: readonly { readonly calendarId: string; readonly name: string }[];
      readonly busyFrom: readonly string[];
    };
  }
  const { personId, candidate, date } = await somebodyWithCalendar(10);
  const server = await startCaldav('radicale');
  onTestFinished(() => server.stop());
  await server.makeCalendar('work');
  await server.makeCalendar('home');
  const at = (hour: number) => `${date.replaceAll('-', '')}T${hour}0000Z`;
  await server.put('work', 'one', [`DTSTART:${at(10)}\nDTEND:${at(11)}\nSUMMARY:Canary stand-up`]);
  await server.put('home', 'two', [`DTSTART:${at(13)}\nDTEND:${at(14)}`]);
  const self = await company.actAs(personId);
  const { account } = server;
  const refused = self.call('calendars.connectCaldav', { ...account, password: 'canary-other-password' });
  await expect(refused).rejects.toMatchObject({ refusal: { because: 'auth' } });

  const { connection } = await self.call<Account>('calendars.connectCaldav', account);
  expect(connection).toMatchObject({ state: 'ok', busyFrom: connection.calendars.map((one) => one.calendarId) });
  const free = async (time: string) => (await timesOn(candidate, date)).includes(time);
  await until('both times to be gone', async () => !(await free('10:00')) && !(await free('13:00')));
  const work = connection.calendars.find(({ name }) => name === 'work')?.calendarId ?? '';
  const choice = { connectionId: connection.connectionId, busyFrom: [work], writeTo: work };
  expect((await self.call<Account>('calendars.choose', choice)).connection.busyFrom).toEqual([work]);
  await until('what is at home to be free again', async () => await free('13:00'));
  expect(await free('10:00')).toBe(false);
  const other = self.call('calendars.choose', { ...choice, busyFrom: ['other'] });
  await expect(other).rejects.toMatchObject({ refusal: { code: 'not_found' } });

  await server.changePassword('canary-next-password');
  expect(await syncNow(personId, connection.connectionId)).toMatchObject({ state: 'needs_reauth', because: 'auth' });
  expect(await free('10:00')).toBe(false);
  const again = { ...account, password: 'canary-next-password' };
  expect((await self.call<Account>('calendars.connectCaldav', again)).connection).toMatchObject({
    connectionId: connection.connectionId,
    state: 'ok',
    busyFrom: [work],
  });
});

it('of somebody who is deactivated no calendar is asked any more, and nothing of it is kept', async () => {
  const { personId, file, date, event } = await somebodyWithCalendar(10);
  file.has([event]);
  const { connectionId } = await connect(personId, file.url);
  await company.admin.call('people.deactivate', { personId });
  file.has([{ ...event, to: `${date}T12:00:00Z` }]);
  await expect(syncNow(personId, connectionId)).rejects.toMatchObject({ refusal: { code: 'not_found' } });
  await until('the calendar to be forgotten', async () => (await connectionsOf(personId)).length === 0);
  const connection = await mongoose.createConnection(inject('mongoUrl')).asPromise();
  try {
    const kept = connection.useDb(databases.booking).collection('reservations');
    expect(await kept.countDocuments({ people: personId, kind: 'external' })).toBe(0);
  } finally {
    await connection.close();
  }
});

describe('a calendar that cannot be read is not kept, and the refusal says why', () => {
  it('where there is none, where it is none, and where nobody may ask', async () => {
    const personId = await company.addInterviewer();
    const file = await startCalendarFile();
    const because = async (url: string) =>
      await connect(personId, url).then(
        () => 'kept',
        ({ refusal }) => refusal.because,
      );
    expect(await because(file.url.replace('basic', 'other'))).toBe('gone');
    file.answers(401);
    expect(await because(file.url)).toBe('auth');
    expect(await because(`${portal.urls.booking}/healthz`)).toBe('unreadable');
    expect(await because('file:///etc/passwd')).toBe('forbidden');
    expect(await connectionsOf(personId)).toEqual([]);
  });

  it('and without the service the answer is that it is away, for a calendar and not for the times', async () => {
    const { personId, candidate, date, file } = await somebodyWithCalendar(8);
    await portal.halt('calendars');
    await expect(connect(personId, file.url)).rejects.toMatchObject({ refusal: { code: 'unavailable' } });
    expect(await timesOn(candidate, date)).toContain('10:00');
    await portal.restart('calendars');
  });
});

it('neither titles nor the secret address stand in a database or in a log', async () => {
  const { personId, file, event } = await somebodyWithCalendar(9);
  file.has([event]);
  await connect(personId, file.url);
  const connection = await mongoose.createConnection(inject('mongoUrl')).asPromise();
  try {
    for (const name of Object.values(databases)) {
      const { db } = connection.useDb(name);
      for (const { name: collection } of (await db?.listCollections().toArray()) ?? []) {
        const rows = await db?.collection(collection).find({}).toArray();
        const text = JSON.stringify(rows);
        expect(text, `${name}.${collection}`).not.toMatch(/canary/i);
        expect(text, `${name}.${collection}`).not.toContain(file.secret);
      }
    }
  } finally {
    await connection.close();
  }
  expect(portal.logs()).not.toMatch(/canary/i);
  expect(portal.logs()).not.toContain(file.secret);
});

it('nobody connects a calendar for another or says what it is for; administrators look at it and disconnect it, and its owner is mailed', async () => {
  const { personId, file } = await somebodyWithCalendar(10);
  const { connectionId } = await connect(personId, file.url);
  const recruiterId = await company.addInterviewer({ roles: ['recruiter'] });
  const missing = { refusal: { code: 'not_found' } };
  for (const browser of [company.admin, await company.actAs(recruiterId)]) {
    const account = { url: file.url, username: 'one', password: 'two' };
    for (const [name, input] of [
      ['begin', { provider: 'google' }],
      ['connectIcs', { url: file.url }],
      ['connectCaldav', account],
      ['choose', { connectionId, busyFrom: [], writeTo: null }],
    ] as const) {
      await expect(browser.call(`calendars.${name}`, { personId, ...input })).rejects.toMatchObject(missing);
    }
  }
  const recruiter = await company.actAs(recruiterId);
  await expect(recruiter.ask('calendars.connections', { personId })).rejects.toMatchObject(missing);
  await expect(recruiter.call('calendars.disconnect', { personId, connectionId })).rejects.toMatchObject(missing);
  expect(await connectionsOf(personId)).toHaveLength(1);
  await company.admin.call('calendars.disconnect', { personId, connectionId });
  expect(await connectionsOf(personId)).toEqual([]);
  expect(await onRecord(personId)).toEqual(['connectCalendar', 'disconnectCalendar']);

  const { email: to } = await company.admin.ask<{ email: string }>('people.get', { personId });
  const mails = async () => await company.mailbox.messages({ to, tag: 'calendar_disconnected' });
  await until('the mail to its owner', async () => (await mails()).length > 0);
  const again = await connect(personId, file.url);
  await (await company.actAs(personId)).call('calendars.disconnect', { connectionId: again.connectionId });
  expect(await onRecord(personId)).toHaveLength(4);
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  expect(mail?.request.TextBody).toContain('An administrator disconnected 127.0.0.1');
  expect(mail?.request.TextBody).toContain('/hr/availability');
});
