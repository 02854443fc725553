import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { exclusionFaults } from '../../../services/booking/src/test-invariants.ts';
import { CallRefused } from './api-browser.ts';
import { type CandidateBrowser, intentKey } from './api-fixtures.ts';
import { type Portal, startPortal } from './portal.ts';
import { type Company, startCompany } from './test-company.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';
import { until } from './until-ready.ts';

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
  answer: 'acknowledged' | 'refused' | 'none';
}

/** As a client does it: one key for one intent, repeated until somebody answers. */
async function attempt(wish: Wish): Promise<void> {
  const idempotencyKey = intentKey();
  await until(
    'an answer',
    async () => {
      try {
        await wish.candidate.book(wish.startsAt, { idempotencyKey });
        wish.answer = 'acknowledged';
      } catch (error) {
        if (!(error instanceof CallRefused) || error.refusal === null || error.status >= 500) throw error;
        wish.answer = 'refused';
      }
      return true;
    },
    { deadlineMs: 60_000, everyMs: 20 },
  );
}

it('loses no acknowledged booking and leaves nothing half done when booking is killed again and again under load', async () => {
  const people = await Promise.all([company.addInterviewer(), company.addInterviewer()]);
  const templates = [
    await company.addTemplate(people.slice(0, 1), { durationMinutes: 30 }),
    await company.addTemplate(people, { durationMinutes: 45, buffers: { beforeMinutes: 10, afterMinutes: 15 } }),
  ];
  const candidates = await Promise.all(Array.from({ length: 60 }, (_, n) => company.invite(templates[n % 2] ?? '')));
  const starts = await Promise.all([candidates[0]?.slots(), candidates[1]?.slots()]);
  const wishes = candidates.map((candidate, n): Wish => {
    // Neighbours want the same or overlapping times, so that refusals and claims meet the kills too.
    const offered = starts[n % 2]?.starts ?? [];
    return { candidate, startsAt: offered[Math.floor(n / 2) * 3] ?? '', answer: 'none' };
  });

  const queue = [...wishes];
  const workers = Array.from({ length: 6 }, async () => {
    for (let wish = queue.shift(); wish; wish = queue.shift()) await attempt(wish);
  });
  for (let kills = 0; kills < 5; kills++) {
    const before = queue.length;
    await until('some bookings', async () => queue.length <= Math.max(0, before - 9), { everyMs: 1 });
    await portal.kill9('booking');
    await portal.restart('booking');
  }
  await Promise.all(workers);

  const connection = await mongoose.createConnection(inject('mongoUrl'), { dbName: databases.booking }).asPromise();
  try {
    const collection = ((name: string) => connection.useDb(databases.booking).collection(name)) as never;
    expect(await exclusionFaults({ collection })).toEqual([]);
    const views = await Promise.all(wishes.map(({ candidate }) => candidate.view()));
    const acknowledged = wishes.flatMap((wish, n) =>
      wish.answer === 'acknowledged' ? [[wish, views[n]] as const] : [],
    );
    expect(acknowledged.length).toBeGreaterThanOrEqual(20);
    expect(wishes.filter(({ answer }) => answer === 'none')).toEqual([]);
    for (const [wish, view] of acknowledged)
      expect(view).toMatchObject({ status: 'scheduled', startsAt: wish.startsAt });
    for (const [n, wish] of wishes.entries()) {
      if (wish.answer === 'refused') expect(views[n]?.status).toBe('invited');
    }
    const outbox = connection.useDb(databases.booking).collection('outbox');
    await until('the outbox to drain', async () => (await outbox.countDocuments({ deliveredAt: null })) === 0);
  } finally {
    await connection.close();
  }
}, 180_000);
