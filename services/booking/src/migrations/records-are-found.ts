import type { Db, Migration } from '../mongo/run-migrations.ts';
import { inPages } from '../runtime/in-pages.ts';
import {
  entryWrite,
  type SearchEntryRow,
  type SearchedRecord,
  searched,
  searchKinds,
} from '../search/searched-record.ts';

const pageSize = 500;

type Session = ReturnType<Db['client']['startSession']>;

async function inSnapshot<T>(db: Db, work: (session: Session) => Promise<T>): Promise<T> {
  const terms = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } } as const;
  return await db.client.withSession((session) => session.withTransaction(() => work(session), terms));
}

/** Records from before there was a search get what they are found by; cut off in the middle, the next run repeats it. */
export const recordsAreFound: Migration = {
  name: 'records-are-found',
  async run(db) {
    for (const kind of searchKinds) {
      const records = db.collection<SearchedRecord & { readonly _id: string }>(searched[kind].collection);
      // What a process of this release writes meanwhile is newer: the page is read and written as of one moment, or again.
      const readAfter = async (id: string) =>
        await inSnapshot(db, async (session) => {
          const page = await records
            .find({ _id: { $gt: id } }, { session })
            .sort({ _id: 1 })
            .limit(pageSize)
            .toArray();
          const reach = kind === 'candidate' ? await jobsAppliedFor(db, page, session) : new Map<string, string[]>();
          const writes = page.map((row) =>
            kind === 'candidate' ? entryWrite(kind, row, reach.get(row._id) ?? []) : entryWrite(kind, row),
          );
          if (writes.length > 0)
            await db.collection<SearchEntryRow>('searchEntries').bulkWrite(writes, { ordered: false, session });
          return page;
        });
      for await (const _ of inPages(readAfter));
    }
  },
};

async function jobsAppliedFor(db: Db, candidates: readonly SearchedRecord[], session: Session) {
  const applications = db.collection<{ _id: string; tenantId: string; candidateId: string; jobId: string }>(
    'applications',
  );
  const tenants = Map.groupBy(candidates, ({ tenantId }) => tenantId);
  const reach = new Map<string, string[]>();
  for (const [tenantId, theirs] of tenants) {
    const found = applications.find({ tenantId, candidateId: { $in: theirs.map(({ _id }) => _id) } }, { session });
    for await (const { candidateId, jobId } of found)
      reach.set(candidateId, [...(reach.get(candidateId) ?? []), jobId]);
  }
  return reach;
}
