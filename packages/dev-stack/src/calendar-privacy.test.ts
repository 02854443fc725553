import { createSandboxClient } from '@interlude/calendar-sandbox/sandbox-client';
import { Client, Connection } from '@temporalio/client';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { intentKey } from './api-fixtures.ts';
import type { Portal } from './portal.ts';
import { startCaldav } from './test-caldav.ts';
import { startCalendarPortal } from './test-calendar-portal.ts';
import type { Company } from './test-company.ts';
import { until } from './until-ready.ts';

let portal: Portal;
let company: Company;
let databases: Awaited<ReturnType<typeof startCalendarPortal>>['databases'];
let temporalNamespace: string;
beforeAll(async () => {
  ({ portal, company, databases, temporalNamespace } = await startCalendarPortal(['google']));
});
afterAll(async () => await portal?.stop());

interface Account {
  readonly connectionId: string;
  readonly busyFrom: readonly string[];
}
const email = 'mira.quillon@gmail.example';
const username = 'canary-user';
const password = 'canary-app-password';
const dateIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** Titles, the name and password at the CalDAV server, as they are and as they are sent; codes and tokens of Google. */
const secrets = () =>
  new RegExp(
    [
      'canary',
      Buffer.from(`${username}:${password}`).toString('base64'),
      portal.settings.keys.googleSecret,
      '\\bya29\\.',
      '\\b[14]\\.[\\w-]{32}',
    ].join('|'),
    'i',
  );

async function allowGoogle(personId: string): Promise<Account> {
  const google = createSandboxClient(portal.urls.google);
  const self = await company.actAs(personId);
  const { url } = await self.call<{ url: string }>('calendars.begin', { provider: 'google' });
  const back = await google.decide(url, email);
  const page = await (await self.fetch(`${back.pathname}${back.search}`, { redirect: 'manual' })).text();
  await self.fetch(/url=([^"]+)/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '', { redirect: 'manual' });
  const { connections } = await self.ask<{ connections: Account[] }>('calendars.connections', {});
  return connections[0] as Account;
}

async function writeTo(personId: string, { connectionId, busyFrom }: Account): Promise<void> {
  const self = await company.actAs(personId);
  await self.call('calendars.choose', { connectionId, busyFrom, writeTo: busyFrom[0] });
  await self.call('calendars.syncNow', { connectionId });
}

/** Each document of each database, by where it stands. */
async function documents(): Promise<{ place: string; row: Record<string, unknown> }[]> {
  const connection = await mongoose.createConnection(inject('mongoUrl')).asPromise();
  try {
    const found = await Promise.all(
      Object.values(databases).map(async (name) => {
        const { db } = connection.useDb(name);
        const collections = (await db?.listCollections().toArray()) ?? [];
        const rows = collections.map(async ({ name: collection }) =>
          ((await db?.collection(collection).find({}).toArray()) ?? []).map((row) => ({
            place: `${name}.${collection}`,
            row,
          })),
        );
        return (await Promise.all(rows)).flat();
      }),
    );
    return found.flat();
  } finally {
    await connection.close();
  }
}

/** All texts of an event, those of its payloads too, which are bytes. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Every event of every workflow of this portal. */
async function histories(): Promise<string[]> {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  try {
    const { workflow } = new Client({ connection, namespace: temporalNamespace });
    const texts: string[] = [];
    for await (const { workflowId, runId } of workflow.list()) {
      const history = await workflow.getHandle(workflowId, runId).fetchHistory();
      texts.push(textsIn(history).join('\n'));
    }
    return texts;
  } finally {
    await connection.close();
  }
}

it('no title, token, password or name at a calendar stands in a database, a log or a workflow once it was read and written', async () => {
  const google = createSandboxClient(portal.urls.google);
  const radicale = await startCaldav('radicale', username);
  onTestFinished(() => radicale.stop());
  await radicale.makeCalendar('work');
  await google.addAccount(email);
  const [first, second] = [`${dateIn(4)}T10:00:00Z`, `${dateIn(5)}T11:00:00Z`];
  const busy = { start: { dateTime: `${dateIn(4)}T12:00:00Z` }, end: { dateTime: `${dateIn(4)}T13:00:00Z` } };
  await google.put({ email }, { summary: 'Canary root treatment', description: 'Canary ward', ...busy });
  const [day, next] = [4, 5].map((days) => dateIn(days).replaceAll('-', ''));
  const times = `DTSTART:${day}T140000Z\nDTEND:${day}T150000Z`;
  await radicale.put('work', 'canary-uid', [`${times}\nSUMMARY:Canary divorce\nLOCATION:Canary court`]);

  const people = [await company.addInterviewer({ zone: 'UTC' }), await company.addInterviewer({ zone: 'UTC' })];
  const [one = '', other = ''] = people;
  await writeTo(one, await allowGoogle(one));
  const otherSelf = await company.actAs(other);
  const { connection } = await otherSelf.call<{ connection: Account }>('calendars.connectCaldav', radicale.account);
  await writeTo(other, connection);

  const candidate = await company.invite(await company.addTemplate(people));
  const { starts } = await candidate.slots({ zone: 'UTC' });
  for (const hour of ['12', '14']) expect(starts).not.toContain(`${dateIn(4)}T${hour}:00:00Z`);
  const ours = async () => [
    ...(await google.events({ email })).filter(
      ({ status, summary }) => status !== 'cancelled' && !/canary/i.test(summary ?? ''),
    ),
    ...(await radicale.events('work')).filter((text) => !text.includes('Canary')),
  ];
  await candidate.book(first);
  await until('the entries', async () => (await ours()).length === 2);
  await candidate.reschedule(second);
  await until('them to move', async () => {
    const text = JSON.stringify(await ours());
    return text.includes(`${dateIn(5)}T11:00`) && text.includes(`${next}T110000`);
  });
  // What one of them is refused with is kept nowhere either.
  await radicale.changePassword('another canary');
  await company.admin.call('calendars.syncNow', { personId: other, connectionId: connection.connectionId });
  await radicale.changePassword(password);
  await company.admin.call('interviews.cancel', {
    interviewId: candidate.interviewId,
    reason: { code: 'other', text: 'No need' },
    idempotencyKey: intentKey(),
  });
  await until('them to go', async () => (await ours()).length === 0);
  const told = await until('the workflows to be found', async () => {
    const texts = await histories();
    return texts.some((text) => text.includes('placeEvent') && people.every((personId) => text.includes(personId)))
      ? texts
      : undefined;
  });

  const rows = await documents();
  expect(new Set(rows.map(({ place }) => place.split('.')[0]))).toEqual(new Set(Object.values(databases)));
  const isSecret = secrets();
  // Its owner sees a calendar by the name that it has, and Google names one's first by one's address.
  const named = ({ row }: (typeof rows)[number]) =>
    JSON.stringify(row, (key, value) => (key === 'name' && value === email ? '' : value));
  for (const found of rows) {
    expect(named(found), found.place).not.toMatch(isSecret);
    expect(named(found), found.place).not.toContain(email);
    if (!found.place.startsWith(databases.calendars)) expect(JSON.stringify(found.row)).not.toContain(email);
  }
  for (const text of [...told, portal.logs()]) {
    expect(text).not.toMatch(isSecret);
    expect(text).not.toContain(email);
  }
  expect(portal.logs()).toContain('calendar not read');
});
