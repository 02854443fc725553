import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import type { TenantId } from '@interlude/shared/ids';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { type CandidateRow, createJobStore, type JobRow, type JobStore } from '../company/job-store.ts';
import { migrate } from '../indexes.ts';
import { recordsAreFound } from '../migrations/records-are-found.ts';
import { connectMongo, type Database } from '../mongo/mongo.ts';
import type { Db } from '../mongo/run-migrations.ts';
import { newId } from '../runtime/new-id.ts';
import { createSearchEntryStore, createWhole } from './search-entry-store.ts';
import { askedWords } from './search-words.ts';
import type { SearchEntryRow } from './searched-record.ts';

let connection: Database;
let db: Db;
let jobs: JobStore;
let tenantId: TenantId;
beforeAll(async () => {
  connection = await connectMongo(inject('mongoUrl'), freshDatabaseName('search'));
  if (connection.db === undefined) throw new Error('not connected');
  db = connection.db;
  await migrate(connection);
  jobs = createJobStore(connection);
});
beforeEach(() => {
  tenantId = newId('tenant');
});
afterAll(async () => {
  await db.dropDatabase();
  await connection.close();
});

const createdAt = new Date();

async function addCandidate(name: string): Promise<CandidateRow> {
  const email = `${newId('event')}@candidate.example`.toLowerCase();
  const row = {
    _id: newId('candidate'),
    tenantId,
    name,
    email,
    zone: null,
    locale: null,
    suppressedAt: null,
    createdAt,
  };
  await jobs.insertCandidate(row);
  return row;
}
async function addJob(title: string): Promise<JobRow> {
  const row = { _id: newId('job'), tenantId, title, department: null, location: null, industry: null, ownerIds: [] };
  await jobs.insertJob({ ...row, createdAt });
  return { ...row, createdAt };
}
async function apply(job: JobRow, candidate: CandidateRow): Promise<void> {
  const ids = { _id: newId('application'), tenantId, jobId: job._id, candidateId: candidate._id };
  await jobs.insertApplication({ ...ids, createdAt });
}
const entries = () => db.collection<SearchEntryRow>('searchEntries').find({ tenantId }).sort({ _id: 1 }).toArray();
async function reachOf({ _id }: CandidateRow): Promise<string[]> {
  return (await entries()).find((entry) => entry._id === _id)?.reach ?? [];
}
async function found(kind: 'candidate' | 'job', text: string, jobIds?: JobRow['_id'][]): Promise<string[]> {
  const reach = jobIds === undefined ? null : { jobIds, ids: [] };
  const wanted = { kind, words: askedWords(text, { addresses: true }), reach, limit: 10 };
  return (await createSearchEntryStore(connection).find(tenantId, wanted)).map(({ _id }) => _id);
}

it('writes what a record is found by in the transaction of the record: neither is there without the other', async () => {
  const whole = createWhole(connection);
  const failed = whole(async () => {
    await addCandidate('Never There');
    throw new Error('planted');
  });
  await expect(failed).rejects.toThrow('planted');
  expect(await entries()).toEqual([]);
  const [first, second] = await Promise.all([addCandidate('Ever There'), addCandidate('Ever Here')]);
  expect((await found('candidate', 'ever')).sort()).toEqual([first._id, second._id].sort());
});

it('refuses a write outside a transaction and one of many records at once, so that no way to write forgets the search', async () => {
  const { _id } = await addCandidate('Somebody');
  const Candidate = connection.model('Candidate');
  await expect(Candidate.updateOne({ tenantId, _id }, { $set: { name: 'Other' } })).rejects.toThrow('outside');
  await expect(Candidate.updateMany({ tenantId }, { $set: { name: 'Other' } })).rejects.toThrow('updateMany');
  await expect(Candidate.insertMany([{ _id: newId('candidate'), tenantId }])).rejects.toThrow('outside');
  // What nobody looks for by is written as ever.
  await Candidate.updateOne({ tenantId, _id }, { $set: { zone: 'UTC' } });
  expect(await found('candidate', 'somebody')).toEqual([_id]);
});

it('erases with a record, and with one that became part of another, what it was found by', async () => {
  const [gone, kept] = [await addCandidate('Gone Soon'), await addCandidate('Kept On')];
  await createWhole(connection)(() => connection.model('Candidate').deleteOne({ tenantId, _id: gone._id }));
  expect((await entries()).map(({ _id }) => _id)).toEqual([kept._id]);
  const merged = await addCandidate('Merged On');
  await createWhole(connection)(() =>
    connection.model('Candidate').updateOne({ tenantId, _id: merged._id }, { $set: { mergedInto: kept._id } }),
  );
  expect((await entries()).map(({ _id }) => _id)).toEqual([kept._id]);
});

it('has owners of a job reach whoever applied for it, also when the application is given to another record', async () => {
  const [own, other] = [await addJob('Own'), await addJob('Other')];
  const [one, two] = [await addCandidate('Anna One'), await addCandidate('Anna Two')];
  await Promise.all([apply(own, one), apply(other, one), apply(other, two)]);
  expect(await found('candidate', 'anna', [own._id])).toEqual([one._id]);
  const Application = connection.model('Application');
  const given = { candidateId: two._id };
  await createWhole(connection)(() =>
    Application.updateMany({ tenantId, candidateId: one._id, jobId: own._id }, { $set: given }),
  );
  expect([await reachOf(one), (await reachOf(two)).sort()]).toEqual([[other._id], [own._id, other._id].sort()]);
  expect(await found('candidate', 'anna', [own._id])).toEqual([two._id]);
  await jobs.changeCandidate(two, { name: 'Anna Newname' });
  expect(await found('candidate', 'newname', [own._id])).toEqual([two._id]);
});

it('finds records from before there was a search, once their migration has run, and running it again changes nothing', async () => {
  const job = await addJob('Old job');
  const people = await Promise.all(['Old One', 'Old Two', 'Old Three'].map(addCandidate));
  for (const one of people) await apply(job, one);
  const written = await entries();
  await db.collection('searchEntries').deleteMany({ tenantId });
  expect(await found('candidate', 'old')).toEqual([]);
  for (let times = 0; times < 2; times++) {
    await recordsAreFound.run(db);
    expect(await entries()).toEqual(written);
  }
  expect((await found('candidate', 'old', [job._id])).length).toBe(3);
});

it('keeps what somebody corrects while the migration runs', async () => {
  const one = await addCandidate('Quirin Former');
  // Once the page is read and before it is written.
  const beside = Object.create(db) as typeof db;
  let isCorrected = false;
  beside.collection = ((name: string) => {
    const collection = db.collection(name);
    if (name !== 'searchEntries') return collection;
    const { bulkWrite } = collection;
    collection.bulkWrite = async (...given) => {
      if (!isCorrected) {
        isCorrected = true;
        await jobs.changeCandidate(one, { name: 'Quirin Latter' });
      }
      return await bulkWrite.apply(collection, given);
    };
    return collection;
  }) as typeof db.collection;
  await recordsAreFound.run(beside);
  expect(isCorrected).toBe(true);
  expect(await found('candidate', 'latter')).toEqual([one._id]);
  expect(await found('candidate', 'former')).toEqual([]);
});

it('asks an index, for everybody and for those who are bound to their own', async () => {
  const job = await addJob('Planned');
  await addCandidate('Planned Person');
  const collection = db.collection('searchEntries');
  const keys = { $in: [/^planned/, /^@planned/, '~planned'] };
  for (const within of [[], [{ $or: [{ reach: { $in: [job._id] } }, { _id: { $in: ['can_x'] } }] }]]) {
    const plan = await collection
      .find({ tenantId, kind: 'candidate', $and: [{ keys }, ...within] } as object)
      .limit(10)
      .explain('queryPlanner');
    expect(JSON.stringify(plan['queryPlanner'].winningPlan)).toContain('IXSCAN');
    expect(JSON.stringify(plan['queryPlanner'].winningPlan)).not.toContain('COLLSCAN');
  }
});
