import type { JobId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, type Model, type Query, Schema } from 'mongoose';
import { createInTransaction, type InTransaction } from '../mongo/mongo.ts';
import { isInTransaction } from '../mongo/write-count.ts';
import type { AskedWord } from './search-words.ts';
import {
  entryWrite,
  type SearchEntryRow,
  type SearchedRecord,
  type SearchKind,
  searchedFields,
} from './searched-record.ts';

const schema = new Schema<SearchEntryRow>(
  { _id: String, tenantId: String, kind: String, keys: [String], reach: [String], isPast: Boolean },
  { collection: 'searchEntries', strict: 'throw', versionKey: false },
);

export const searchEntryIndexes = [
  { key: { tenantId: 1, kind: 1, keys: 1 } },
  // For those who reach little, however many records a word stands in.
  { key: { tenantId: 1, kind: 1, reach: 1 } },
] as const;

const { trusted } = mongoose;

function entriesOn(connection: Connection): Model<SearchEntryRow> {
  const known = connection.models['SearchEntry'] as Model<SearchEntryRow> | undefined;
  return known ?? connection.model<SearchEntryRow>('SearchEntry', schema);
}

/** Whose records are found: null everybody's, else those of these jobs and these very ones. */
export type SearchReach = { readonly jobIds: readonly JobId[]; readonly ids: readonly string[] } | null;

export interface Wanted {
  readonly kind: SearchKind;
  readonly words: readonly AskedWord[];
  /** Also what is only nearly so. */
  readonly isNear?: boolean;
  readonly reach: SearchReach;
  readonly limit: number;
}

export type FoundEntry = Pick<SearchEntryRow, '_id' | 'kind' | 'keys' | 'isPast'>;

export type SearchEntryStore = ReturnType<typeof createSearchEntryStore>;

export function createSearchEntryStore(connection: Connection) {
  const Entry = entriesOn(connection);

  return {
    /** Records of one kind that each of the words counts for, within the reach; in no order that means anything. */
    async find(tenantId: TenantId, wanted: Wanted): Promise<FoundEntry[]> {
      const { kind, words, isNear = false, reach, limit } = wanted;
      if (words.length === 0 || words.some(({ begins }) => begins.length === 0)) return [];
      const rare = await rarestOf(Entry, tenantId, wanted);
      const sought = (rare === null ? words : [rare]).map((word) => keysFor(word, isNear));
      const found = await Entry.find(
        { tenantId, kind, $and: [...sought, ...within(reach)] },
        { keys: 1, kind: 1, isPast: 1 },
      )
        .limit(rare === null ? limit : mostOfRare)
        .lean<FoundEntry[]>();
      return rare === null ? found : found.filter((entry) => hasAll(entry, wanted)).slice(0, limit);
    },

    /** Which of these very records are within the reach. */
    async listWithin(tenantId: TenantId, ids: readonly string[], reach: SearchReach): Promise<FoundEntry[]> {
      const these = { tenantId, _id: trusted({ $in: [...ids] }), $and: [{}, ...within(reach)] };
      return await Entry.find(these, { kind: 1, isPast: 1 }).lean<FoundEntry[]>();
    },
  };
}

// Guests are many, and so are those of one first name.
const crowded: readonly SearchKind[] = ['candidate', 'client'];
const mostOfRare = 500;

/**
 * Of several words the one that fewest have, where these are so few that all of them can be read and asked for the
 * others: the database would keep to the word that served it best for somebody else. Null where no word is as rare.
 */
async function rarestOf(
  Entry: Model<SearchEntryRow>,
  tenantId: TenantId,
  { kind, words, isNear = false }: Wanted,
): Promise<AskedWord | null> {
  if (words.length < 2 || !crowded.includes(kind)) return null;
  const counts = await Promise.all(
    words.map(async (word) => {
      const having = { tenantId, kind, ...keysFor(word, isNear) };
      return { word, count: await Entry.countDocuments(having).limit(mostOfRare + 1) };
    }),
  );
  const [rarest] = counts.sort((one, other) => one.count - other.count);
  return rarest !== undefined && rarest.count <= mostOfRare ? rarest.word : null;
}

function keysFor({ begins, near }: AskedWord, isNear: boolean) {
  return { keys: trusted({ $in: [...begins.map(beginning), ...(isNear ? near : [])] }) };
}

function hasAll({ keys }: FoundEntry, { words, isNear = false }: Wanted): boolean {
  return words.every(({ begins, near }) =>
    keys.some((key) => begins.some((begin) => key.startsWith(begin)) || (isNear && near.includes(key))),
  );
}

function within(reach: SearchReach): object[] {
  if (reach === null) return [];
  const { jobIds, ids } = reach;
  return [{ $or: [{ reach: trusted({ $in: [...jobIds] }) }, { _id: trusted({ $in: [...ids] }) }] }];
}

function beginning(text: string): RegExp {
  return new RegExp(`^${text.replace(/[^\p{L}\p{N}]/gu, '\\$&')}`);
}

/** Runs writes of searched records in one transaction: that of the caller, or one of its own. */
export function createWhole(connection: Connection): InTransaction {
  entriesOn(connection);
  const inTransaction = createInTransaction(connection, () => undefined);
  return async (work) => (isInTransaction() ? await work() : await inTransaction(work));
}

const hooked = ['updateOne', 'findOneAndUpdate', 'deleteOne'] as const;
const unhooked = ['deleteMany', 'replaceOne', 'findOneAndReplace', 'findOneAndDelete'] as const;

type Written = Query<unknown, unknown>;

/** Has what records of this collection are found by written with them, whoever writes them, or nothing at all. */
export function makeSearched(schemaOfRecord: Schema, kind: SearchKind): void {
  const because = 'what a record is found by is written by its id';
  forbid(schemaOfRecord, because);
  for (const operation of hooked) {
    schemaOfRecord.pre(operation, function check(this: Written) {
      if (concerns(this, searchedFields)) checkTransaction();
    });
  }
  schemaOfRecord.pre('updateMany', function check(this: Written) {
    // What became part of another record is found by nothing, whichever that is.
    const isMerged = typeof this.getFilter()['mergedInto'] === 'string';
    if (!isMerged && concerns(this, searchedFields)) throw new Error(`updateMany: ${because}`);
  });
  schemaOfRecord.pre('insertMany', () => checkTransaction());
  schemaOfRecord.post('insertMany', async function write(rows: unknown) {
    const written = ([rows].flat() as SearchedRecord[]).map((row) => entryWrite(kind, row));
    await entriesOn(this.db).bulkWrite(written);
  });
  for (const operation of ['updateOne', 'findOneAndUpdate'] as const) {
    schemaOfRecord.post(operation, async function write(this: Written) {
      if (!concerns(this, searchedFields)) return;
      const { tenantId, _id } = this.getFilter();
      const row = await this.model.findOne({ tenantId, _id }).lean<SearchedRecord>();
      if (row !== null) await entriesOn(this.model.db).bulkWrite([entryWrite(kind, row)]);
    });
  }
  schemaOfRecord.post('deleteOne', async function erase(this: Written) {
    const { tenantId, _id } = this.getFilter();
    await entriesOn(this.model.db).deleteOne({ tenantId, _id });
  });
}

const reachFields: ReadonlySet<string> = new Set(['candidateId', 'jobId']);

/** Has hiring managers reach candidates by their applications: whoever applies for a job is found by its owners. */
export function makeReach(schemaOfApplication: Schema): void {
  schemaOfApplication.pre('insertMany', () => checkTransaction());
  schemaOfApplication.post('insertMany', async function write(rows: unknown) {
    const written = ([rows].flat() as { tenantId: string; candidateId: string; jobId: string }[]).map(
      ({ tenantId, candidateId, jobId }) => ({
        updateOne: { filter: { _id: candidateId, tenantId }, update: { $addToSet: { reach: jobId } } },
      }),
    );
    await entriesOn(this.db).bulkWrite(written);
  });
  for (const operation of ['updateOne', 'findOneAndUpdate', 'updateMany', 'deleteOne', 'deleteMany'] as const) {
    schemaOfApplication.pre(operation, function check(this: Written) {
      if (!concerns(this, reachFields)) return;
      checkTransaction();
      const { candidateId } = this.getFilter();
      if (typeof candidateId !== 'string') throw new Error(`${operation} of applications must say whose they are`);
    });
    schemaOfApplication.post(operation, async function write(this: Written) {
      if (!concerns(this, reachFields)) return;
      const { tenantId, candidateId } = this.getFilter();
      const { $set = {} } = (this.getUpdate() ?? {}) as { $set?: { candidateId?: string } };
      for (const whose of new Set([candidateId, $set.candidateId ?? candidateId])) {
        const reach = await this.model.distinct('jobId', { tenantId, candidateId: whose });
        await entriesOn(this.model.db).updateOne({ _id: whose, tenantId }, { $set: { reach } });
      }
    });
  }
}

function forbid(schemaOfRecord: Schema, because: string): void {
  for (const operation of unhooked) {
    schemaOfRecord.pre(operation, () => {
      throw new Error(`${operation}: ${because}`);
    });
  }
}

function checkTransaction(): void {
  if (!isInTransaction()) throw new Error('a searched record was to be written outside a transaction');
}

// A deletion has no update, and concerns everything.
function concerns(query: Written, fields: ReadonlySet<string>): boolean {
  const update = query.getUpdate();
  if (update === null || update === undefined) return true;
  return [update].flat().some((stage) => {
    const { $set = {}, $unset = {} } = stage as { $set?: object; $unset?: object };
    return [...Object.keys($set), ...Object.keys($unset)].some((field) => fields.has(field));
  });
}
