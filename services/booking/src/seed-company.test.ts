import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../test/portal.ts';
import { connectMongo, type Database } from './mongo/mongo.ts';
import { seedCompany } from './seed-company.ts';

let portal: TestPortal;
let connection: Database;
beforeAll(async () => {
  portal = await startTestPortal({ ownDatabase: true });
  connection = await connectMongo(portal.config.mongoUrl, portal.config.database);
});
afterAll(async () => {
  await connection.close();
  await portal.stop();
});

interface Found {
  readonly results: { readonly kind: string; readonly title: string }[];
}

it('makes a company of the wanted size, whose administrator lists and finds what is in it, and another beside it', async () => {
  const administrator = { email: 'ada@large.example', password: 'a password for this test' };
  const wish = { name: 'Large', interviews: 60, people: 12, jobs: 5, administrator };
  if (connection.db === undefined) throw new Error('not connected');
  const { tenantId, candidates } = await seedCompany(portal.app, connection.db, wish);
  const count = (name: string) => portal.collection(name).countDocuments({ tenantId });
  expect(candidates).toBe(36);
  expect(await Promise.all(['bookings', 'people', 'jobs', 'candidates', 'applications'].map(count))).toEqual([
    60, 13, 5, 36, 36,
  ]);
  // Clients and services aside, everything is found: the administrator too.
  expect(await count('searchEntries')).toBe(13 + 5 + 36);
  const admin = await portal.signIn(administrator.email, administrator.password);
  const { interviews } = await admin.ask<{ interviews: { interviewId: string; candidate: { name: string } }[] }>(
    'interviews.list',
    { limit: 100 },
  );
  expect(interviews).toHaveLength(60);
  for (const { interviewId, candidate } of interviews) {
    const { results } = await admin.ask<Found>('search.find', { text: candidate.name });
    expect(results.map(({ title }) => title)).toContain(candidate.name);
    expect(await admin.ask('interviews.get', { interviewId })).toMatchObject({ interviewId });
  }
  const other = { ...wish, administrator: { ...administrator, email: 'ada@other.example' } };
  expect((await seedCompany(portal.app, connection.db, other)).tenantId).not.toBe(tenantId);
});
