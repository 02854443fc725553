import type { InterviewView } from '@interlude/shared/schemas/views';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { exclusionFaults } from '../../../services/booking/test/invariants.ts';
import type { Browser } from './api-browser.ts';
import { intentKey, type NewService, openLink } from './api-fixtures.ts';
import { type Portal, startPortal } from './portal.ts';
import { answered } from './test-answered.ts';
import { type Company, startCompany } from './test-company.ts';
import { numbersFrom, sizeOf } from './test-extent.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';
import { until } from './until-ready.ts';

// Of all who want a series, which every third does, the last has no neighbour.
const size = sizeOf({ sample: { guests: 21, kills: 1 }, whole: { guests: 33, kills: 3 } });

let portal: Portal;
let company: Company;
const databases = { booking: freshDatabaseName('booking'), notifications: freshDatabaseName('notifications') };
const days = [6, 7].map((n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10));

beforeAll(async () => {
  portal = await startPortal({
    mongoUrl: inject('mongoUrl'),
    temporalAddress: inject('temporalAddress'),
    temporalNamespace: await freshNamespace(),
    databases,
    env: { booking: { INTERLUDE_LIMITS: 'off' }, notifications: { INTERLUDE_SENDS_PER_SECOND: '0' } },
  });
  company = await startCompany(portal);
});
afterAll(async () => await portal?.stop());

async function inviteToParts(templates: readonly string[]) {
  const { jobId } = await company.admin.call<{ jobId: string }>('jobs.create', { title: 'Frontend engineer' });
  const candidate = { name: 'Bénédicte Çelik', email: `${intentKey()}@candidate.example`, zone: 'UTC' };
  const { applicationId } = await company.admin.call<{ applicationId: string }>('applications.create', {
    jobId,
    candidate,
  });
  const parts = templates.map((templateId) => ({ templateId }));
  const input = { applicationId, parts, arrangement: { withinDays: 1 }, idempotencyKey: intentKey() };
  return await company.admin.call<{ interviewIds: string[] }>('interviews.inviteParts', input);
}

/** Somebody who books several times at once. */
interface Guest {
  readonly browser: Browser;
  /** Of everything they may book; a series says so itself once it is booked. */
  readonly ids: readonly string[];
  readonly isSeries: boolean;
  readonly input: Record<string, unknown>;
  booked: boolean;
}

// Neighbours want overlapping choices, so that losses meet the kills too.
const startOf = (n: number, k: number) => {
  const at = Date.parse(`${days[n % 2]}T08:00:00Z`) + (Math.floor(n / 4) + k) * 30 * 60_000;
  return new Date(at).toISOString();
};

async function inParts(templates: readonly string[], n: number): Promise<Guest> {
  const { interviewIds: ids } = await inviteToParts(templates);
  const { browser } = await openLink(portal.urls.booking, await company.linkOf(ids[0] ?? ''));
  const starts = ids.map((interviewId, k) => ({ interviewId, startsAt: startOf(n, k) }));
  return { browser, ids, isSeries: false, input: { interviewId: ids[0], starts, zone: 'UTC' }, booked: false };
}

async function inSeries(service: NewService, n: number): Promise<Guest> {
  const { browser, interviewId } = await company.appoint(service);
  const starts = [startOf(n - (n % 2), 0), startOf(n - (n % 2) + 1, 0)];
  const rule = { freq: 'DAILY', interval: 1, count: 2 };
  return {
    browser,
    ids: [interviewId],
    isSeries: true,
    input: { interviewId, starts, rule, zone: 'UTC' },
    booked: false,
  };
}

/** What they may book now, as they see it. */
async function seenBy({ browser, ids }: Guest): Promise<{ interviewId: string; status: string }[]> {
  const views = await Promise.all(
    ids.map((interviewId) => browser.ask<InterviewView>('candidate.interview', { interviewId })),
  );
  return views.flatMap((view) => view.appointment?.series?.all ?? [view]);
}

/** How many mails of a kind the guests got, by what these are about. */
async function mailsOf(tag: string): Promise<Map<string, number>> {
  const toGuests = (await company.mailbox.messages({ tag })).filter(
    ({ request }) => !String(request.To).includes('@acme.example'),
  );
  const about = Map.groupBy(toGuests, ({ request }) => request.Metadata?.['iv'] ?? '');
  return new Map([...about].map(([id, mails]) => [id, mails.length]));
}

const once = (ids: readonly string[]) => new Map(ids.map((id) => [id, 1]));

it('books every acknowledged choice of parts or times whole and no other by half when killed again and again, and mails each once', async () => {
  const overrides = days.map((date) => ({ date, ranges: [{ from: '08:00', to: '20:00' }] }));
  const person = { zone: 'UTC', weekly: [], overrides };
  const people = await Promise.all([company.addInterviewer(person), company.addInterviewer(person)]);
  const more = { durationMinutes: 30, zone: 'UTC' };
  const templates = await Promise.all(people.map((one) => company.addTemplate([one], more)));
  const service = await company.addService(people.slice(0, 1), { ...more, series: { mostTimes: 2 } });
  const guests = await Promise.all(
    Array.from({ length: size.guests }, (_, n) => (n % 3 === 2 ? inSeries(service, n) : inParts(templates, n))),
  );

  const queue = [...guests];
  const workers = Array.from({ length: 6 }, async () => {
    for (let guest = queue.shift(); guest; guest = queue.shift()) {
      const { browser, isSeries, input } = guest;
      const procedure = isSeries ? 'candidate.bookSeries' : 'candidate.bookParts';
      guest.booked = (await answered((intent) => browser.call(procedure, { ...input, ...intent }))) !== null;
    }
  });
  const { below } = numbersFrom(inject('seed'));
  for (let kills = 0; kills < size.kills; kills++) {
    const next = Math.max(0, queue.length - 4 - below(7));
    await until('some bookings', async () => queue.length <= next, { everyMs: 1 });
    await portal.kill9('booking');
    await portal.restart('booking');
  }
  await Promise.all(workers);

  const connection = await mongoose.createConnection(inject('mongoUrl'), { dbName: databases.booking }).asPromise();
  try {
    const collection = ((name: string) => connection.useDb(databases.booking).collection(name)) as never;
    expect(await exclusionFaults({ collection })).toEqual([]);
  } finally {
    await connection.close();
  }
  const seen = await Promise.all(guests.map(seenBy));
  for (const isSeries of [false, true]) {
    const own = guests.filter((guest) => guest.isSeries === isSeries);
    expect(new Set(own.map(({ booked }) => booked))).toEqual(new Set([true, false]));
  }
  for (const [n, { booked, isSeries }] of guests.entries()) {
    const expected = isSeries && !booked ? ['invited'] : booked ? ['scheduled', 'scheduled'] : ['invited', 'invited'];
    expect(seen[n]?.map(({ status }) => status)).toEqual(expected);
  }
  // Each part has a confirmation of its own, the times of a series have one.
  const told = seen.flatMap((views, n) => (guests[n]?.isSeries ? views.slice(0, 1) : views));
  const scheduled = told.filter(({ status }) => status === 'scheduled');
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((all, count) => all + count, 0);
  await until('the confirmations', async () => sum(await mailsOf('scheduled')) >= scheduled.length, {
    deadlineMs: 120_000,
    everyMs: 200,
  });
  expect(await mailsOf('scheduled')).toEqual(once(scheduled.map(({ interviewId }) => interviewId)));
  const invited = guests.filter(({ isSeries }) => !isSeries).map(({ ids }) => ids[0] ?? '');
  expect(await mailsOf('invitation')).toEqual(once(invited));
  const texts = await company.mailbox.messages({
    tag: 'scheduled',
    metadata_iv: guests.find(isBookedInParts)?.ids[1] ?? '',
  });
  expect(texts.map(({ request }) => request.TextBody).join()).toMatch(/Part: +2 of 2/);
});

function isBookedInParts({ booked, isSeries }: Guest): boolean {
  return booked && !isSeries;
}
