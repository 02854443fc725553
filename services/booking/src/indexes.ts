import { rateLimitIndexes } from './access/rate-limit-store.ts';
import { sessionIndexes } from './access/session-store.ts';
import { tenantIndexes } from './access/tenant-store.ts';
import { clientIndexes } from './appointments/client-store.ts';
import { proofIndexes } from './appointments/proof-store.ts';
import { auditIndexes } from './audit/audit-store.ts';
import { bookingIndexes } from './bookings/booking-indexes.ts';
import { idempotencyIndexes } from './bookings/idempotency-store.ts';
import { applicationIndexes, candidateIndexes, jobIndexes } from './jobs/job-store.ts';
import { sendIndexes } from './mails/send-store.ts';
import { ignoreExisting } from './migrations/database-errors.ts';
import { type MigrationTerms, pendingMigrations, runMigrations } from './migrations/run-migrations.ts';
import { migrations } from './migrations/steps.ts';
import type { Database } from './mongo.ts';
import { outboxIndexes } from './outbox/outbox-store.ts';
import { personIndexes } from './people/person-store.ts';
import { resourceIndexes } from './resources/resource-store.ts';
import { retakeIndexes } from './retakes/retake-store.ts';
import { serviceIndexes } from './services/service-store.ts';
import { holdTimeIndexes } from './slots/hold-time-store.ts';
import { reservationIndexes } from './slots/reservation-store.ts';
import { templateIndexes } from './templates/template-store.ts';

interface Index {
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly unique?: boolean;
  readonly partialFilterExpression?: object;
  readonly expireAfterSeconds?: number;
}

const expected: Readonly<Record<string, readonly Index[]>> = {
  tenants: tenantIndexes,
  people: personIndexes,
  jobs: jobIndexes,
  candidates: candidateIndexes,
  applications: applicationIndexes,
  templates: templateIndexes,
  services: serviceIndexes,
  clients: clientIndexes,
  proofs: proofIndexes,
  resources: resourceIndexes,
  bookings: bookingIndexes,
  reservations: reservationIndexes,
  holdTimes: holdTimeIndexes,
  retakeRequests: retakeIndexes,
  sends: sendIndexes,
  sessions: sessionIndexes,
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
  for (const [name, indexes] of Object.entries(expected)) {
    if (!present.has(name)) await db.createCollection(name).catch(ignoreExisting);
    if (indexes.length > 0)
      await db.collection(name).createIndexes(indexes.map(({ key, ...rest }) => ({ key: { ...key }, ...rest })));
  }
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
