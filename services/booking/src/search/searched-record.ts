import { keysOfAddress, keysOfName } from './search-words.ts';

export const searchKinds = ['candidate', 'client', 'job', 'person', 'service'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** What of a stored record says by what it is found; records of every kind have some of it. */
export interface SearchedRecord {
  readonly _id: string;
  readonly tenantId: string;
  readonly name?: string | null;
  readonly email?: string | null;
  readonly title?: string | null;
  readonly department?: string | null;
  readonly location?: string | null;
  readonly slug?: string | null;
  readonly archivedAt?: Date | null;
  readonly active?: boolean;
  /** The record that this one became part of, which is found instead. */
  readonly mergedInto?: string | null;
}

interface Searched {
  /** Where these records are stored. */
  readonly collection: string;
  keysOf(row: SearchedRecord): string[];
}

const ofPerson = ({ name, email }: SearchedRecord) => [...keysOfName(name), ...keysOfAddress(email ?? '')];

export const searched: Readonly<Record<SearchKind, Searched>> = {
  candidate: { collection: 'candidates', keysOf: ofPerson },
  client: { collection: 'clients', keysOf: ofPerson },
  person: { collection: 'people', keysOf: ofPerson },
  job: {
    collection: 'jobs',
    keysOf: ({ title, department, location }) => keysOfName(title, department, location),
  },
  service: { collection: 'services', keysOf: ({ name, slug }) => keysOfName(name, slug) },
};

/** The fields whose change makes a record found by something else, or not at all. */
export const searchedFields: ReadonlySet<string> = new Set([
  ...['name', 'email', 'title', 'department', 'location', 'slug'],
  ...['archivedAt', 'active', 'mergedInto'],
]);

export interface SearchEntryRow {
  /** The id of the record. */
  _id: string;
  tenantId: string;
  kind: SearchKind;
  keys: string[];
  /** The jobs through which hiring managers reach the record. */
  reach: string[];
  /** Whether it is out of use: found after what is in use. */
  isPast: boolean;
}

/** The entry of a record but for its reach; null for one that is not found any more. */
export function entryOf(kind: SearchKind, row: SearchedRecord): Omit<SearchEntryRow, 'reach'> | null {
  if (row.mergedInto) return null;
  const { _id, tenantId, archivedAt, active = true } = row;
  return { _id, tenantId, kind, keys: searched[kind].keysOf(row), isPast: Boolean(archivedAt) || !active };
}

/** The write that makes the stored entry that of the record. Jobs are reached as themselves, candidates by applications. */
export function entryWrite(kind: SearchKind, row: SearchedRecord, reach?: readonly string[]) {
  const { _id, tenantId } = row;
  const filter = { _id, tenantId };
  const entry = entryOf(kind, row);
  if (entry === null) return { deleteOne: { filter } };
  const { keys, isPast } = entry;
  const known = kind === 'job' ? [_id] : reach;
  const set = { kind, keys, isPast, ...(known === undefined ? {} : { reach: [...known] }) };
  const update = { $set: set, ...(known === undefined ? { $setOnInsert: { reach: [] as string[] } } : {}) };
  return { updateOne: { filter, update, upsert: true } };
}
