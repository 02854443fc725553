import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { type Browser, refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { intentKey, openLink } from '@interlude/dev-stack/api-fixtures';
import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import type { TenantId } from '@interlude/shared/ids';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { GroupDetail } from '../../test/groups.ts';
import { exclusionFaults } from '../../test/invariants.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { SessionRow } from '../booking/row/session-row.ts';
import { hashPassword } from '../company/password.ts';
import { schemaFaults } from '../indexes.ts';
import { connectMongo, type Database } from '../mongo/mongo.ts';

interface FormerCollection {
  readonly documents: mongoose.mongo.Document[];
  readonly indexes: (mongoose.mongo.IndexDescription & { readonly key: Record<string, 1 | -1> })[];
}

const password = 'a password for this test';
const database = freshDatabaseName('former');
let connection: Database;
let portal: TestPortal;
let hr: Browser;
let bookings: mongoose.mongo.WithId<BookingRow>[];
let sessions: mongoose.mongo.WithId<SessionRow>[];
let faults: string[];
const then = Date.parse('2026-11-22T12:00:00Z');

/** Two companies with an interview in every status, as the release before wrote them; nobody's secrets are in it. */
async function restore(): Promise<void> {
  const file = await readFile(new URL('./former-data.json.gz', import.meta.url));
  const { EJSON } = mongoose.mongo.BSON;
  const former = EJSON.parse(gunzipSync(file).toString()) as { booking: Record<string, FormerCollection> };
  for (const [name, { documents, indexes }] of Object.entries(former.booking)) {
    const collection = connection.db?.collection(name);
    if (documents.length > 0) await collection?.insertMany(documents);
    if (indexes.length > 0) await collection?.createIndexes(indexes.map(({ key, ...rest }) => ({ ...rest, key })));
  }
  await connection.db
    ?.collection('people')
    .updateOne({ roles: 'tenant_admin' }, { $set: { passwordHash: await hashPassword(password, 64) } });
}

beforeAll(async () => {
  connection = await connectMongo(inject('mongoUrl'), database);
  await restore();
  // The clock of those who wrote it: their invitations are still open.
  portal = await startTestPortal({ env: { INTERLUDE_BOOKING_DB: database }, now: () => then });
  faults = await schemaFaults(connection);
  // Sessions of that day are over for the server's own janitor.
  await connection.db?.collection('sessions').dropIndex('expiresAt_1');
  const admin = await connection.db
    ?.collection('people')
    .findOne({ passwordHash: { $ne: null }, roles: 'tenant_admin' });
  hr = await portal.signIn(String(admin?.['email']), password);
  const tenantId = admin?.['tenantId'] as TenantId;
  bookings = await portal.collection<BookingRow>('bookings').find({ tenantId }).toArray();
  sessions = await portal.collection<SessionRow>('groupSessions').find({ tenantId }).toArray();
});
afterAll(async () => {
  await portal.stop();
  await connection.close();
});

describe('data of the release before', () => {
  it('are migrated by starting, once, and keep every invariant', async () => {
    expect(faults).toEqual([]);
    expect(await exclusionFaults(portal)).toEqual([]);
    expect(new Set(bookings.map(({ status }) => status)).size).toBeGreaterThanOrEqual(8);
    for (const row of bookings) expect([row._id, row.kind]).not.toEqual([row._id, undefined]);
    const clients = await portal.collection<{ mailbox?: string }>('clients').find().toArray();
    expect(clients.every(({ mailbox }) => mailbox?.includes('@'))).toBe(true);
  });

  it('are read by HR: every list, interview and timeline', async () => {
    for (const list of ['people.list', 'jobs.list', 'templates.list', 'services.list', 'resources.list', 'queue.list'])
      expect([list, await refusalCodeOf(hr.ask(list, list === 'queue.list' ? {} : undefined))]).toEqual([list, null]);
    const { interviews } = await hr.ask<{ interviews: { interviewId: string }[] }>('interviews.list', { limit: 100 });
    expect(interviews.length).toBe(bookings.filter(({ kind }) => kind === 'interview').length);
    for (const { _id: interviewId } of [...bookings, ...sessions]) {
      const detail = await hr.ask<{ interviewId: string }>('interviews.get', { interviewId });
      expect(detail.interviewId).toBe(interviewId);
      const { events } = await hr.ask<{ events: unknown[] }>('interviews.timeline', { interviewId });
      expect([interviewId, events.length > 0]).toEqual([interviewId, true]);
    }
  });

  it('have group sessions of their own, which HR moves and calls off with the guests who were in them', async () => {
    const planned = { status: 'scheduled', kind: 'group', terms: { places: expect.any(Number) } };
    expect(sessions).toMatchObject([planned, planned]);
    for (const field of ['link', 'access', 'zone', 'group', 'waitlist'])
      for (const session of sessions) expect(session).not.toHaveProperty(field);
    const [session] = sessions;
    expect(await portal.collection('bookings').countDocuments({ kind: 'group' })).toBe(0);
    const interviewId = session?._id ?? '';
    const { group } = await hr.ask<GroupDetail>('interviews.get', { interviewId });
    expect(group).toMatchObject({ sessionId: interviewId, mayChange: true });
    const key = { interviewId, idempotencyKey: intentKey(), reason: { code: 'other' } };
    const { starts } = await hr.ask<{ starts: string[] }>('interviews.slots', { interviewId, zone: 'UTC', days: 20 });
    const moved = await hr.call<{ startsAt: string }>('interviews.moveGroup', { ...key, startsAt: starts[4] });
    expect(Date.parse(moved.startsAt)).toBe(Date.parse(starts[4] ?? ''));
    await hr.call('interviews.cancelGroup', { ...key, idempotencyKey: intentKey() });
    const { group: ended } = await hr.ask<GroupDetail>('interviews.get', { interviewId });
    expect(ended.guests).toEqual([]);
    for (const guest of group.guests)
      expect(await hr.ask('interviews.get', { interviewId: guest.interviewId })).toMatchObject({ status: 'cancelled' });
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('are opened by candidates with the links they have, and booked and moved', async () => {
    const open = bookings.filter(({ kind, status }) => kind === 'interview' && status === 'invited');
    expect(open.length).toBeGreaterThan(0);
    for (const row of bookings) {
      const code = await refusalCodeOf(openLink(portal.base, await portal.linkOf(row._id)));
      expect([row.status, code]).toEqual([
        row.status,
        expect.toSatisfy((said) => said === null || /^link_/.test(said)),
      ]);
    }
    const [alone] = open.filter(({ part, group }) => part === undefined && group === undefined);
    const candidate = await openLink(portal.base, await portal.linkOf(alone?._id ?? ''));
    const { starts } = await candidate.slots();
    expect(await candidate.book(starts[2] ?? '')).toMatchObject({ status: 'scheduled' });
    expect(await candidate.reschedule(starts[8] ?? '')).toMatchObject({ status: 'rescheduled' });
    expect(await exclusionFaults(portal)).toEqual([]);
  });
});
