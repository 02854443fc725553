import { accountNoticeIndexes } from './access/account-notice-store.ts';
import { sessionIndexes } from './access/browser-session-store.ts';
import { feedIndexes } from './access/feed-store.ts';
import { passwordKeyIndexes } from './access/password-key-store.ts';
import { rateLimitIndexes } from './access/rate-limit-store.ts';
import { proofIndexes } from './appointments/proof-store.ts';
import { bookingIndexes } from './booking/row/booking-indexes.ts';
import { groupSessionIndexes } from './booking/row/session-store.ts';
import { resourceIndexes } from './catalogue/resource-store.ts';
import { serviceIndexes } from './catalogue/service-store.ts';
import { templateIndexes } from './catalogue/template-store.ts';
import { clientIndexes } from './company/client-store.ts';
import { applicationIndexes, candidateIndexes, jobIndexes } from './company/job-store.ts';
import { listViewIndexes } from './company/list-view-store.ts';
import { noteIndexes } from './company/note-store.ts';
import { personIndexes } from './company/person-store.ts';
import { tenantIndexes } from './company/tenant-store.ts';
import { retakeIndexes } from './interviews/retake-store.ts';
import { auditIndexes } from './journal/audit-store.ts';
import { idempotencyIndexes } from './journal/idempotency-store.ts';
import { outboxIndexes } from './journal/outbox-store.ts';
import { migrations } from './migrations/steps.ts';
import { ignoreExisting } from './mongo/database-errors.ts';
import type { Database } from './mongo/mongo.ts';
import { type MigrationTerms, pendingMigrations, runMigrations } from './mongo/run-migrations.ts';
import { sendIndexes } from './obligations/send-store.ts';
import { holdTimeIndexes } from './reservations/hold-time-store.ts';
import { reservationIndexes } from './reservations/reservation-store.ts';
import { searchEntryIndexes } from './search/search-entry-store.ts';

interface Index {
  readonly key: Readonly<Record<string, 1 | -1>>;
  /** Where two have the same key. */
  readonly name?: string;
  readonly unique?: boolean;
  readonly partialFilterExpression?: object;
  readonly expireAfterSeconds?: number;
}

const expected: Readonly<Record<string, readonly Index[]>> = {
  tenants: tenantIndexes,
  people: personIndexes,
  pictures: [],
  jobs: jobIndexes,
  candidates: candidateIndexes,
  applications: applicationIndexes,
  notes: noteIndexes,
  listViews: listViewIndexes,
  templates: templateIndexes,
  services: serviceIndexes,
  clients: clientIndexes,
  searchEntries: searchEntryIndexes,
  proofs: proofIndexes,
  resources: resourceIndexes,
  bookings: bookingIndexes,
  groupSessions: groupSessionIndexes,
  reservations: reservationIndexes,
  holdTimes: holdTimeIndexes,
  elsewhereLooks: [],
  retakeRequests: retakeIndexes,
  sends: sendIndexes,
  sessions: sessionIndexes,
  passwordKeys: passwordKeyIndexes,
  accountNotices: accountNoticeIndexes,
  feeds: feedIndexes,
  idempotency: idempotencyIndexes,
  rateLimits: rateLimitIndexes,
  audit: auditIndexes,
  outbox: outboxIndexes,
  migrations: [],
};

/** Runs the steps that have not run here and creates what is missing, forward only; safe to run again and by two at once. */
export async function migrate(connection: Database, terms: MigrationTerms = {}): Promise<void> {
  const { db } = connection;
  if (db === undefined) throw new Error('not connected');
  await runMigrations(db, migrations, terms);
  const present = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  await Promise.all(
    Object.entries(expected).map(async ([name, indexes]) => {
      if (!present.has(name)) await db.createCollection(name).catch(ignoreExisting);
      if (indexes.length > 0)
        await db.collection(name).createIndexes(indexes.map(({ key, ...rest }) => ({ key: { ...key }, ...rest })));
    }),
  );
}

/** What differs from the expected indexes and migrations, in words; empty when everything is as it must be. */
export async function schemaFaults(connection: Database): Promise<string[]> {
  const { db } = connection;
  if (db === undefined) return ['not connected'];
  const faults = await Promise.all(
    Object.entries(expected).map(async ([name, indexes]) => {
      const found = await db
        .collection(name)
        .indexes()
        .catch(() => []);
      const have = new Set(found.map((index) => fingerprint(index as unknown as Index)));
      return indexes
        .filter((index) => !have.has(fingerprint(index)))
        .map(({ key }) => `${name} lacks the index ${Object.keys(key).join(',')}`);
    }),
  );
  const pending = await pendingMigrations(db, migrations);
  return [...faults.flat(), ...pending.map((name) => `the migration ${name} has not run, or must run again`)];
}

function fingerprint({ key, unique = false, partialFilterExpression = {}, expireAfterSeconds = -1 }: Index): string {
  return JSON.stringify([Object.entries(key), unique, partialFilterExpression, expireAfterSeconds]);
}
