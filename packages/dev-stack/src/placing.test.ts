import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { type CandidateBrowser, intentKey } from './api-fixtures.ts';
import type { Portal } from './portal.ts';
import { type CaldavServer, startCaldav } from './test-caldav.ts';
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

interface Account {
  readonly connection: {
    readonly connectionId: string;
    readonly calendars: readonly { readonly calendarId: string; readonly name: string }[];
    readonly busyFrom: readonly string[];
  };
}
const dateIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function account(): Promise<CaldavServer> {
  const server = await startCaldav('radicale');
  onTestFinished(() => server.stop());
  await server.makeCalendar('work');
  await server.makeCalendar('private');
  return server;
}

async function connect(personId: string, server: CaldavServer) {
  const self = await company.actAs(personId);
  const { connection } = await self.call<Account>('calendars.connectCaldav', server.account);
  const idOf = (name: string) => connection.calendars.find((one) => one.name === name)?.calendarId ?? '';
  const { connectionId, busyFrom } = connection;
  return {
    connectionId,
    async writeTo(name: string | null): Promise<void> {
      const choice = { connectionId, busyFrom, writeTo: name === null ? null : idOf(name) };
      await self.call('calendars.choose', choice);
    },
  };
}

/** Somebody whose bookings are to stand in the calendar `work`. */
async function somebody(server: CaldavServer) {
  const personId = await company.addInterviewer({ zone: 'UTC' });
  const connection = await connect(personId, server);
  await connection.writeTo('work');
  const templateId = await company.addTemplate([personId]);
  return { personId, templateId, ...connection };
}

/** When the entries of a calendar begin, and all that they say. */
async function entriesIn(server: CaldavServer, calendar: string): Promise<{ from: string; text: string }[]> {
  return (await server.events(calendar)).map((text) => ({ from: /DTSTART:(\w+)/.exec(text)?.[1] ?? '', text }));
}
const startsIn = async (server: CaldavServer, calendar: string) =>
  (await entriesIn(server, calendar)).map(({ from }) => from).sort();
const stands = async (server: CaldavServer, calendar: string, starts: readonly string[]) =>
  await until(`${calendar} to have ${starts.join(' and ') || 'nothing'}`, async () => {
    const found = await startsIn(server, calendar);
    return JSON.stringify(found) === JSON.stringify([...starts].sort());
  });
const basic = (start: string) => start.replaceAll(/[-:]/g, '');
const cancel = async ({ interviewId }: CandidateBrowser) =>
  await company.admin.call('interviews.cancel', {
    interviewId,
    reason: { code: 'other', text: 'No need' },
    idempotencyKey: intentKey(),
  });
const attentionOf = async ({ interviewId }: CandidateBrowser) =>
  (await company.admin.ask<{ attention: string | null }>('interviews.get', { interviewId })).attention;

it('a booking stands once in the calendar of its interviewer, moves with it, goes with it, and never counts as busy', async () => {
  const server = await account();
  const { personId, templateId, connectionId } = await somebody(server);
  const candidate = await company.invite(templateId, {}, { name: 'Canary Candidate' });
  const [first, second] = [`${dateIn(4)}T10:00:00Z`, `${dateIn(5)}T11:00:00Z`];
  await candidate.book(first);
  await stands(server, 'work', [basic(first)]);
  const [entry] = await entriesIn(server, 'work');
  expect(entry?.text).toContain('Canary Candidate');
  expect(entry?.text).toContain(`/hr/interviews/${candidate.interviewId}`);
  for (const kept of ['METHOD', 'ATTENDEE', 'ORGANIZER', '/i#', '/i?']) expect(entry?.text).not.toContain(kept);
  await company.admin.call('calendars.syncNow', { personId, connectionId });
  expect(await attentionOf(candidate)).toBeNull();

  await candidate.reschedule(second);
  await stands(server, 'work', [basic(second)]);
  await company.admin.call('calendars.syncNow', { personId, connectionId });
  expect(await attentionOf(candidate)).toBeNull();
  expect((await candidate.slots({ zone: 'UTC' })).starts).toContain(first);

  await cancel(candidate);
  await stands(server, 'work', []);
});

it('whoever has it in a calendar gets mails without a calendar file, and others with one', async () => {
  const server = await account();
  const { personId, connectionId } = await somebody(server);
  // Answers once booking knows of the choice.
  await company.admin.call('calendars.syncNow', { personId, connectionId });
  const other = await company.addInterviewer({ zone: 'UTC' });
  const candidate = await company.invite(await company.addTemplate([personId, other]));
  await candidate.book(`${dateIn(6)}T10:00:00Z`);
  const mails = await until('the mails', async () => {
    const found = await company.mailbox.messages({ metadata_iv: candidate.interviewId, tag: 'scheduled' });
    return found.length === 3 ? found : undefined;
  });
  const files = mails.map(({ request }) => (request.Attachments ?? []).length).sort();
  expect(files).toEqual([0, 1, 1]);
});

it('what they may have taken from a mail before they chose a calendar still follows by mail', async () => {
  const server = await account();
  const personId = await company.addInterviewer({ zone: 'UTC' });
  const candidate = await company.invite(await company.addTemplate([personId]));
  const filesOf = async (tag: string) =>
    await until(`the mails ${tag}`, async () => {
      const found = await company.mailbox.messages({ metadata_iv: candidate.interviewId, tag });
      return found.length === 2 ? found.map(({ request }) => (request.Attachments ?? []).length) : undefined;
    });
  const start = `${dateIn(6)}T12:00:00Z`;
  await candidate.book(start);
  expect(await filesOf('scheduled')).toEqual([1, 1]);
  const { writeTo } = await connect(personId, server);
  await writeTo('work');
  await stands(server, 'work', [basic(start)]);
  await cancel(candidate);
  expect(await filesOf('cancelled')).toEqual([1, 1]);
});

it('who comes instead of somebody has it from then on, and the other has it no more', async () => {
  const [mine, theirs] = [await account(), await account()];
  const first = await somebody(mine);
  const second = await somebody(theirs);
  const candidate = await company.invite(first.templateId);
  const start = `${dateIn(7)}T10:00:00Z`;
  await candidate.book(start);
  await stands(mine, 'work', [basic(start)]);
  const { interviewId } = candidate;
  const change = { interviewId, personId: second.personId, insteadOf: first.personId, idempotencyKey: intentKey() };
  await company.admin.call('interviews.addInterviewer', change);
  await stands(theirs, 'work', [basic(start)]);
  await stands(mine, 'work', []);
});

it('what was booked before the calendar was chosen comes in, follows another choice, and goes out or stays at the end', async () => {
  const server = await account();
  const personId = await company.addInterviewer({ zone: 'UTC' });
  const templateId = await company.addTemplate([personId]);
  const [one, two] = [await company.invite(templateId), await company.invite(templateId)];
  const starts = [`${dateIn(8)}T10:00:00Z`, `${dateIn(9)}T10:00:00Z`];
  await one.book(starts[0] ?? '');
  await two.book(starts[1] ?? '');
  const { writeTo, connectionId } = await connect(personId, server);
  await writeTo('work');
  await stands(server, 'work', starts.map(basic));
  await writeTo('private');
  await stands(server, 'private', starts.map(basic));
  await stands(server, 'work', []);
  await company.admin.call('calendars.disconnect', { personId, connectionId, keepEvents: false });
  await stands(server, 'private', []);

  const again = await connect(personId, server);
  await again.writeTo('work');
  await stands(server, 'work', starts.map(basic));
  await company.admin.call('calendars.disconnect', { personId, connectionId: again.connectionId, keepEvents: true });
  await stands(server, 'work', starts.map(basic));
});

it('a calendar that was left and is chosen again has what is still to come again', async () => {
  const server = await account();
  const { templateId, writeTo } = await somebody(server);
  const candidate = await company.invite(templateId);
  const start = `${dateIn(10)}T10:00:00Z`;
  await candidate.book(start);
  await stands(server, 'work', [basic(start)]);
  for (const [name, other] of [
    ['private', 'work'],
    ['work', 'private'],
    ['private', 'work'],
  ] as const) {
    await writeTo(name);
    await stands(server, name, [basic(start)]);
    await stands(server, other, []);
  }
  await writeTo(null);
  await stands(server, 'private', []);
  await writeTo('private');
  await stands(server, 'private', [basic(start)]);
});

it('it comes in once though the calendar was away and the service was killed while it was asked', async () => {
  const server = await account();
  const { templateId } = await somebody(server);
  const candidate = await company.invite(templateId);
  const [first, second] = [`${dateIn(10)}T10:00:00Z`, `${dateIn(11)}T10:00:00Z`];
  await portal.halt('calendars');
  await candidate.book(first);
  await portal.restart('calendars');
  await stands(server, 'work', [basic(first)]);
  server.hang();
  await candidate.reschedule(second);
  await portal.kill9('calendars');
  await portal.restart('calendars');
  server.goOn();
  await stands(server, 'work', [basic(second)]);
});

it('HR are told of an entry that its owner has changed, put it right, and so does the next change of the booking', async () => {
  const server = await account();
  const { personId, connectionId, templateId } = await somebody(server);
  const candidate = await company.invite(templateId);
  const [first, second] = [`${dateIn(12)}T10:00:00Z`, `${dateIn(13)}T10:00:00Z`];
  await candidate.book(first);
  await stands(server, 'work', [basic(first)]);
  const change = async () =>
    await server.rewrite('work', (text) => text.replace(basic(first), basic(`${dateIn(12)}T09:00:00Z`)));
  await change();
  await company.admin.call('calendars.syncNow', { personId, connectionId });
  await until('the mark', async () => (await attentionOf(candidate)) === 'changed_in_calendar');
  const { interviewId } = candidate;
  await company.admin.call('interviews.restoreEntry', { interviewId, personId });
  await stands(server, 'work', [basic(first)]);
  expect(await attentionOf(candidate)).toBeNull();
  await change();
  await candidate.reschedule(second);
  await stands(server, 'work', [basic(second)]);
});

it('neither the entries nor what opens the calendars stand in a database, a log or a history', async () => {
  const server = await account();
  const { templateId } = await somebody(server);
  const candidate = await company.invite(templateId, {}, { name: 'Canary Somebody' });
  await candidate.book(`${dateIn(14)}T10:00:00Z`);
  await stands(server, 'work', [basic(`${dateIn(14)}T10:00:00Z`)]);
  const connection = await mongoose.createConnection(inject('mongoUrl')).asPromise();
  try {
    const { db } = connection.useDb(databases.calendars);
    for (const { name } of (await db?.listCollections().toArray()) ?? []) {
      const rows = await db?.collection(name).find({}).toArray();
      expect(JSON.stringify(rows), name).not.toMatch(/canary/i);
    }
  } finally {
    await connection.close();
  }
  expect(portal.logs()).not.toMatch(/canary/i);
});
