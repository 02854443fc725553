import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { exclusionFaults } from '../../../services/booking/test/invariants.ts';
import type { CandidateBrowser } from './api-fixtures.ts';
import { type Portal, startPortal } from './portal.ts';
import { answered } from './test-answered.ts';
import { type Company, startCompany } from './test-company.ts';
import { numbersFrom, sizeOf } from './test-extent.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';
import { until } from './until-ready.ts';

const hour = 3_600_000;
const size = sizeOf({ sample: { guests: 36, kills: 2 }, whole: { guests: 60, kills: 5 } });
/** Of them contest their time; the last twelve contest none. */
const rivals = size.guests - 12;

let portal: Portal;
let company: Company;
const databases = { booking: freshDatabaseName('booking'), notifications: freshDatabaseName('notifications') };
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

/** One thing a candidate wanted and what became of it, as far as they know. */
interface Wish {
  readonly candidate: CandidateBrowser;
  readonly startsAt: string;
  readonly later: string;
  expected: { status: string; startsAt: string | null };
}

/** Books; every third booked one is then moved and every third cancelled, so that kills meet those commits too. */
async function attempt(wish: Wish, n: number): Promise<void> {
  const { candidate } = wish;
  if ((await answered((intent) => candidate.book(wish.startsAt, intent))) === null) return;
  wish.expected = { status: 'scheduled', startsAt: wish.startsAt };
  if (n % 3 === 1) {
    const moved = await answered((intent) => candidate.reschedule(wish.later, intent));
    if (moved !== null) wish.expected = { status: 'rescheduled', startsAt: wish.later };
  }
  if (n % 3 === 2) {
    const input = { interviewId: candidate.interviewId, reason: { code: 'illness' } };
    await answered((intent) => candidate.browser.call('candidate.cancel', { ...input, ...intent }));
    wish.expected = { status: 'cancelled', startsAt: wish.startsAt };
  }
}

it('loses no acknowledged booking, move or cancellation and leaves nothing half done when killed again and again', async () => {
  const people = await Promise.all([company.addInterviewer(), company.addInterviewer()]);
  const buffers = { beforeMinutes: 10, afterMinutes: 15 };
  const templates = [
    await company.addTemplate(people.slice(0, 1), { durationMinutes: 30 }),
    await company.addTemplate(people, { durationMinutes: 45, buffers }),
  ];
  const services = [
    await company.addService(people.slice(0, 1), { name: 'Bike fitting', durationMinutes: 30 }),
    await company.addService(people, { name: 'Long fitting', durationMinutes: 45, buffers }),
  ];
  const offers = [
    ...templates.map((templateId) => () => company.invite(templateId)),
    ...services.map((service) => () => company.appoint(service)),
  ];
  const candidates = await Promise.all(
    Array.from({ length: size.guests }, (_, n) => offers[n % 4]?.() ?? Promise.reject()),
  );
  const starts = await Promise.all(candidates.slice(0, 4).map((candidate) => candidate.slots()));
  const common = (starts[0]?.starts ?? []).filter((at) => starts.every((list) => list.starts.includes(at)));
  const wishes = candidates.map((candidate, n): Wish => {
    const expected = { status: 'invited', startsAt: null };
    // Some contest no time, so that each kind is left in every state whatever the kills decide.
    const alone = 244 + (n - rivals) * 8;
    if (n >= rivals) return { candidate, startsAt: common[alone] ?? '', later: common[alone + 4] ?? '', expected };
    // Neighbours want the same or overlapping times, so that refusals and claims meet the kills too.
    // Not the next hours: a quarter of an hour that comes meanwhile would start what was booked for it.
    const offered = (starts[n % 4]?.starts ?? []).filter((at) => Date.parse(at) > Date.now() + 2 * hour);
    const startsAt = offered[Math.floor(n / 4) * 6] ?? '';
    const later = offered[120 + n * 2] ?? '';
    return { candidate, startsAt, later, expected };
  });

  const queue = [...wishes.entries()];
  const workers = Array.from({ length: 6 }, async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await attempt(next[1], next[0]);
  });
  const { below } = numbersFrom(inject('seed'));
  for (let kills = 0; kills < size.kills; kills++) {
    const next = Math.max(0, queue.length - 5 - below(9));
    await until('some bookings', async () => queue.length <= next, { everyMs: 1 });
    await portal.kill9('booking');
    await portal.restart('booking');
  }
  await Promise.all(workers);

  const connection = await mongoose.createConnection(inject('mongoUrl'), { dbName: databases.booking }).asPromise();
  try {
    const collection = ((name: string) => connection.useDb(databases.booking).collection(name)) as never;
    expect(await exclusionFaults({ collection })).toEqual([]);
    const views = await Promise.all(wishes.map(({ candidate }) => candidate.view()));
    for (const [n, { expected }] of wishes.entries()) expect(views[n]).toMatchObject(expected);
    for (const kind of ['int_', 'apt_']) {
      const own = wishes.filter(({ candidate }) => candidate.interviewId.startsWith(kind));
      const reached = new Set(own.map(({ expected }) => expected.status));
      expect(reached, kind).toEqual(new Set(['invited', 'scheduled', 'rescheduled', 'cancelled']));
    }
    const outbox = connection.useDb(databases.booking).collection('outbox');
    await until('the outbox to drain', async () => (await outbox.countDocuments({ deliveredAt: null })) === 0);
  } finally {
    await connection.close();
  }
});
