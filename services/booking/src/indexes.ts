import { slugOf, slugsLike } from '@interlude/shared/slug';
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
};

/** Creates what is missing, forward only; safe to run again and by two at once. */
export async function migrate(connection: Database): Promise<void> {
  const { db } = connection;
  if (db === undefined) throw new Error('not connected');
  await carryOver(db);
  const present = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  for (const [name, indexes] of Object.entries(expected)) {
    if (!present.has(name)) await db.createCollection(name).catch(ignoreExisting);
    if (indexes.length > 0)
      await db.collection(name).createIndexes(indexes.map(({ key, ...rest }) => ({ key: { ...key }, ...rest })));
  }
}

// Before there were appointments the aggregate was called after interviews alone.
async function carryOver(db: Db): Promise<void> {
  const names = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  if (names.has('interviews')) await renameInterviews(db, names.has('bookings'));
  if (names.has('tenants')) await nameTenants(db);
  if (names.has('bookings') || names.has('interviews')) {
    await replaceIndex(db, 'bookings', 'rootInterviewId');
    // Attempts once took over what had become of the people of the one before; it would silence their own mails.
    await db
      .collection('bookings')
      .updateMany({ $expr: { $gt: ['$timeRev', '$scheduleRev'] } }, { $set: { timeRev: null, dropOuts: [] } });
    await reopenSessions(db);
  }
  if (!names.has('reservations')) return;
  const reservations = db.collection('reservations');
  const old = (await reservations.indexes()).find(({ key }) => 'interviewId' in key);
  // The same documents under both names would collide in no index: the old one knows nothing of the new field.
  await reservations.updateMany({ interviewId: { $exists: true } }, { $rename: { interviewId: 'bookingId' } });
  await reservations.updateMany({ kind: 'interview' }, { $set: { kind: 'booking' } });
  if (old?.name !== undefined) await reservations.dropIndex(old.name).catch(ignoreGone);
}

const feedbackWithinMs = 31 * 86_400_000;

// Group sessions were once done with when they were over, and the plan of each guest asked how they did. Now only that
// of the session asks: the reconcile starts what has none yet, and finds again that those who have asked are done.
async function reopenSessions(db: Db): Promise<void> {
  await db.collection('bookings').updateMany(
    {
      kind: 'group',
      status: 'completed',
      planOver: true,
      type: { $ne: 'appointment' },
      endsAt: { $gte: new Date(Date.now() - feedbackWithinMs) },
    },
    { $set: { planOver: false } },
  );
}

// A process of the release before that was still at work may have made the old collection anew.
async function renameInterviews(db: Db, isRenamed: boolean): Promise<void> {
  if (!isRenamed) {
    await db.renameCollection('interviews', 'bookings').catch(ignoreGone);
    return;
  }
  // Under another name first: what such a process writes during the merge must not be dropped with it.
  const left = 'interviewsLeft';
  await db.renameCollection('interviews', left).catch(ignoreGone);
  await db
    .collection(left)
    .aggregate([{ $merge: { into: 'bookings', whenMatched: 'keepExisting' } }])
    .toArray();
  await db.dropCollection(left).catch(ignoreGone);
}

type Db = NonNullable<Database['db']>;

// Companies from before there were public pages get the name that a new one of theirs would get.
async function nameTenants(db: Db): Promise<void> {
  const tenants = db.collection('tenants');
  const nameless = await tenants
    .find({ slug: { $exists: false } })
    .sort({ _id: 1 })
    .toArray();
  for (const { _id, name } of nameless) {
    for (const slug of slugsLike(slugOf(String(name), 'company'))) {
      if ((await tenants.findOne({ slug })) !== null) continue;
      await tenants.updateOne({ _id, slug: { $exists: false } }, { $set: { slug } });
      break;
    }
  }
}

// An index of the same keys that was not partial yet stands in the way of the one that is.
async function replaceIndex(db: Db, collection: string, field: string): Promise<void> {
  const old = (await db.collection(collection).indexes()).find(
    ({ key, partialFilterExpression }) => field in key && partialFilterExpression === undefined,
  );
  if (old?.name !== undefined) await db.collection(collection).dropIndex(old.name).catch(ignoreGone);
}

function ignoreExisting(error: unknown): void {
  const namespaceExists = 48;
  if (!(error instanceof Error && 'code' in error && error.code === namespaceExists)) throw error;
}

// Another process has just done the same.
function ignoreGone(error: unknown): void {
  const [namespaceNotFound, indexNotFound] = [26, 27];
  if (error instanceof Error && 'code' in error && [namespaceNotFound, indexNotFound].includes(Number(error.code)))
    return;
  ignoreExisting(error);
}

/** What differs from the expected indexes, in words; empty when everything is as it must be. */
export async function indexFaults(connection: Database): Promise<string[]> {
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
  const left = await db.listCollections({ name: 'interviews' }).toArray();
  return [...faults.flat(), ...left.map(() => 'interviews are left over from an earlier release: migrate again')];
}

function fingerprint({ key, unique = false, partialFilterExpression = {}, expireAfterSeconds = -1 }: Index): string {
  return JSON.stringify([Object.entries(key), unique, partialFilterExpression, expireAfterSeconds]);
}
