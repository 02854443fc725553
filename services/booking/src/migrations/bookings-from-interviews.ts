import { ignoreGone } from '../mongo/database-errors.ts';
import type { Db, Migration } from '../mongo/run-migrations.ts';

/** Before there were appointments the aggregate was called after interviews alone. */
export const bookingsFromInterviews: Migration = {
  name: 'bookings-from-interviews',
  async run(db) {
    const names = await collectionNames(db);
    if (names.has('interviews')) await renameInterviews(db, names.has('bookings'));
    if (names.has('bookings') || names.has('interviews')) await replaceIndex(db, 'bookings', 'rootInterviewId');
    if (names.has('reservations')) await renameInReservations(db);
  },
  // A process of that release, still at work, makes the old collection anew.
  hasLeft: async (db) => (await collectionNames(db)).has('interviews'),
};

async function collectionNames(db: Db): Promise<Set<string>> {
  return new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
}

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

async function renameInReservations(db: Db): Promise<void> {
  const reservations = db.collection('reservations');
  const old = (await reservations.indexes()).find(({ key }) => 'interviewId' in key);
  // The same documents under both names would collide in no index: the old one knows nothing of the new field.
  await reservations.updateMany({ interviewId: { $exists: true } }, { $rename: { interviewId: 'bookingId' } });
  await reservations.updateMany({ kind: 'interview' }, { $set: { kind: 'booking' } });
  if (old?.name !== undefined) await reservations.dropIndex(old.name).catch(ignoreGone);
}

// An index of the same keys that was not partial yet stands in the way of the one that is.
async function replaceIndex(db: Db, collection: string, field: string): Promise<void> {
  const old = (await db.collection(collection).indexes()).find(
    ({ key, partialFilterExpression }) => field in key && partialFilterExpression === undefined,
  );
  if (old?.name !== undefined) await db.collection(collection).dropIndex(old.name).catch(ignoreGone);
}
