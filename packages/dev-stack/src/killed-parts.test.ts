import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { exclusionFaults } from '../../../services/booking/src/test-invariants.ts';
import { intentKey, openLink } from './api-fixtures.ts';
import { type Portal, startPortal } from './portal.ts';
import { answered } from './test-answered.ts';
import { type Company, startCompany } from './test-company.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';
import { until } from './until-ready.ts';

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

it('books every acknowledged choice of parts whole and no other by half when killed again and again, and mails each once', async () => {
  const overrides = days.map((date) => ({ date, ranges: [{ from: '08:00', to: '20:00' }] }));
  const person = { zone: 'UTC', weekly: [], overrides };
  const people = await Promise.all([company.addInterviewer(person), company.addInterviewer(person)]);
  const templates = await Promise.all(
    people.map((one) => company.addTemplate([one], { durationMinutes: 30, zone: 'UTC' })),
  );
  const invited = await Promise.all(Array.from({ length: 30 }, () => inviteToParts(templates)));
  const candidates = await Promise.all(
    invited.map(async ({ interviewIds }) => {
      const { browser } = await openLink(portal.urls.booking, await company.linkOf(interviewIds[0] ?? ''));
      return { browser, interviewIds, booked: false };
    }),
  );

  // Neighbours want overlapping choices, so that losses meet the kills too.
  const startOf = (n: number) => Date.parse(`${days[n % 2]}T08:00:00Z`) + Math.floor(n / 4) * 30 * 60_000;
  const queue = [...candidates.entries()];
  const workers = Array.from({ length: 6 }, async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [n, candidate] = next;
      const starts = candidate.interviewIds.map((interviewId, k) => {
        return { interviewId, startsAt: new Date(startOf(n) + k * 30 * 60_000).toISOString() };
      });
      const input = { interviewId: candidate.interviewIds[0], starts, zone: 'UTC' };
      const answer = await answered((intent) => candidate.browser.call('candidate.bookParts', { ...input, ...intent }));
      candidate.booked = answer !== null;
    }
  });
  for (let kills = 0; kills < 3; kills++) {
    const before = queue.length;
    await until('some bookings', async () => queue.length <= Math.max(0, before - 7), { everyMs: 1 });
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
  const booked = candidates.filter((candidate) => candidate.booked);
  expect(booked.length).toBeGreaterThan(3);
  expect(booked.length).toBeLessThan(candidates.length);
  for (const { browser, interviewIds, booked: isBooked } of candidates) {
    const views = await Promise.all(
      interviewIds.map((interviewId) => browser.ask<{ status: string }>('candidate.interview', { interviewId })),
    );
    expect(new Set(views.map(({ status }) => status))).toEqual(new Set([isBooked ? 'scheduled' : 'invited']));
  }
  const [first] = booked;
  for (const [n, interviewId] of (first?.interviewIds ?? []).entries()) {
    const tagsOf = async (tag: string) =>
      (await company.mailbox.messages({ metadata_iv: interviewId, tag })).filter(({ request }) =>
        String(request.To).includes('@candidate.example'),
      );
    await until(`the confirmation of part ${n + 1}`, async () => (await tagsOf('scheduled')).length > 0, {
      deadlineMs: 60_000,
    });
    expect([await tagsOf('scheduled'), await tagsOf('invitation')].map(({ length }) => length)).toEqual([
      1,
      n === 0 ? 1 : 0,
    ]);
    expect(String((await tagsOf('scheduled'))[0]?.request.TextBody)).toMatch(new RegExp(`Part: +${n + 1} of 2`));
  }
}, 180_000);
