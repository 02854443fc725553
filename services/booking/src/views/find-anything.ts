import { instantText } from '@interlude/shared/booking/booking-rules';
import type { InterviewStatus } from '@interlude/shared/booking/booking-status';
import { idPrefixes } from '@interlude/shared/ids';
import { isUnbound, may, type StaffPermission } from '../access/permissions.ts';
import type { Staff } from '../access/staff-access.ts';
import { type Scope, scopeAt, scopeOf } from '../booking/gate/own-scope.ts';
import { guestIdOf, titleOf } from '../booking/row/booking-kind.ts';
import { type Guest, listGuests } from '../booking/row/guests.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import type { FoundEntry, SearchReach } from '../search/search-entry-store.ts';
import { type SearchKind, searchKinds } from '../search/searched-record.ts';
import { entriesFound, type Found, idIn, searchReach } from './find-records.ts';

export type ResultKind = 'interview' | 'candidate' | 'job' | 'person' | 'service';

export interface SearchResult {
  readonly kind: ResultKind;
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** Of interviews and appointments: what became of them, and when they are. */
  readonly status?: InterviewStatus;
  readonly startsAt?: string | null;
}

interface Asked {
  readonly text: string;
  readonly limit: number;
}

/** Who is shown records of a kind by themselves; clients are found by their appointments alone. */
const shownTo: Readonly<Record<Exclude<SearchKind, 'client'>, StaffPermission>> = {
  candidate: 'jobs:read',
  job: 'jobs:read',
  person: 'people:read',
  service: 'services:read',
};
const shownKinds = ['candidate', 'job', 'person', 'service'] as const;

/** Whatever these staff may see that the text names: by id, or by names and addresses. */
export async function findAnything(app: ObligationDeps, staff: Staff, asked: Asked): Promise<SearchResult[]> {
  const id = idIn(asked.text);
  const [scope, reach] = await Promise.all([scopeOf(app, staff), searchReach(app, staff)]);
  const found = id === null ? await byWords(app, staff, asked, reach) : await byId(app, staff, id, reach);
  const bookings = [
    ...(id === null ? await bookingsAbout(app, staff, asked) : await bookingOf(app, staff, id)),
    ...(await bookingsOf(app, staff, { ...asked, found, reach })),
  ];
  const [guests, records] = await Promise.all([
    listGuests(app.stores, staff.tenantId, bookings),
    recordResults(app, staff, found),
  ]);
  const interviews = [...new Map(bookings.map((row) => [row._id, row])).values()].map((row) =>
    bookingResult(row, guests, scope),
  );
  return share([interviews, ...records], asked.limit);
}

async function byWords(app: ObligationDeps, staff: Staff, { text, limit }: Asked, reach: SearchReach): Promise<Found> {
  const kinds = searchKinds.filter((kind) => isGuest(kind) || may(staff.roles, shownTo[kind]));
  return await entriesFound(app, staff, { kinds, text, limit: limit * 2, reach });
}

// Also who is not shown by themselves leads to their bookings.
function isGuest(kind: SearchKind): kind is 'candidate' | 'client' {
  return kind === 'candidate' || kind === 'client';
}

async function byId({ stores }: ObligationDeps, staff: Staff, asked: string, reach: SearchReach): Promise<Found> {
  // The id of a record that was merged names the one that took it over.
  const isCandidate = asked.startsWith(idPrefixes.candidate);
  const id = (isCandidate && (await stores.jobs.findCandidate(staff.tenantId, asked))?._id) || asked;
  const isOwnKind = [idPrefixes.person, idPrefixes.service].some((prefix) => id.startsWith(prefix));
  const entries = await stores.searchEntries.listWithin(staff.tenantId, [id], isOwnKind ? null : reach);
  return Object.fromEntries(entries.map((entry) => [entry.kind, [entry]]));
}

async function bookingOf(app: ObligationDeps, staff: Staff, id: string): Promise<ScheduledRow[]> {
  const row = await app.stores.scheduled.find(staff.tenantId, id);
  if (row === null) return [];
  const scope = await scopeAt(app, await scopeOf(app, staff), row);
  return scope.maySee(row) ? [row] : [];
}

// So many of those found have their bookings looked up.
const mostLookedUp = 10;

async function bookingsOf(
  { stores }: ObligationDeps,
  { tenantId, personId }: Staff,
  { found, reach, limit }: Asked & { readonly found: Found; readonly reach: SearchReach },
): Promise<ScheduledRow[]> {
  const of = { candidateId: idsOf(found.candidate), clientId: idsOf(found.client) };
  const within = reach === null ? null : { personId, jobIds: reach.jobIds, sessionIds: [] };
  return await stores.bookings.listFoundBy(tenantId, of, { limit, reach: within });
}

/** Ops name no people, but find whatever was booked by what it is about. */
async function bookingsAbout(app: ObligationDeps, staff: Staff, { text, limit }: Asked): Promise<ScheduledRow[]> {
  if (isUnbound(staff.roles) || !staff.roles.includes('ops')) return [];
  const { job, service } = await entriesFound(app, staff, { kinds: ['job', 'service'], text, limit, reach: null });
  const about = { jobId: idsOf(job), serviceId: idsOf(service) };
  return await app.stores.bookings.listFoundBy(staff.tenantId, about, { limit, reach: null });
}

function idsOf(entries: readonly FoundEntry[] = []): string[] {
  return entries.slice(0, mostLookedUp).map(({ _id }) => _id);
}

async function recordResults(app: ObligationDeps, staff: Staff, found: Found): Promise<SearchResult[][]> {
  const { jobs, people, services } = app.stores;
  const { tenantId, personId, roles } = staff;
  const reachesAll = isUnbound(roles);
  const shown = (kind: (typeof shownKinds)[number]) => (may(roles, shownTo[kind]) ? (found[kind] ?? []) : []);
  const read = async <Row extends { readonly _id: string }>(
    kind: (typeof shownKinds)[number],
    list: (ids: readonly string[]) => Promise<Row[]>,
    words: (row: Row) => Pick<SearchResult, 'title' | 'detail'>,
  ): Promise<SearchResult[]> => {
    const ids = shown(kind).map(({ _id }) => _id);
    const rows = new Map(ids.length > 0 ? (await list(ids)).map((row) => [row._id, row]) : []);
    return ids.flatMap((id) => {
      const row = rows.get(id);
      return row === undefined ? [] : [{ kind, id, ...words(row) }];
    });
  };
  return await Promise.all([
    read(
      'candidate',
      (ids) => jobs.listCandidates(tenantId, ids),
      ({ name, email }) => ({ title: name, detail: email }),
    ),
    read(
      'job',
      (ids) => jobs.listJobsByIds(tenantId, ids),
      ({ title, department, location }) => ({
        title,
        detail: [department, location].filter(Boolean).join(', '),
      }),
    ),
    read(
      'person',
      (ids) => people.listByIds(tenantId, ids),
      ({ _id, name, title, email }) => ({
        title: name,
        detail: title ?? (reachesAll || _id === personId ? email : ''),
      }),
    ),
    read(
      'service',
      (ids) => services.listByIds(tenantId, ids),
      ({ name, description }) => ({ title: name, detail: description }),
    ),
  ]);
}

function bookingResult(row: ScheduledRow, guests: readonly Guest[], scope: Scope): SearchResult {
  const guest = scope.isOwn(row) ? guests.find(({ _id }) => _id === guestIdOf(row)) : undefined;
  const about = titleOf(row);
  return {
    kind: 'interview',
    id: row._id,
    title: guest?.name ?? about,
    detail: guest === undefined ? '' : about,
    status: row.status,
    startsAt: row.startsAt === null ? null : instantText(row.startsAt.getTime()),
  };
}

/** So many in all: each kind gets its share, and what one leaves the others take in order. */
function share(kinds: readonly SearchResult[][], limit: number): SearchResult[] {
  const some = kinds.filter((results) => results.length > 0);
  const each = Math.ceil(limit / Math.max(1, some.length));
  const first = new Set(some.flatMap((results) => results.slice(0, each)).slice(0, limit));
  for (const result of some.flat()) if (first.size < limit) first.add(result);
  return some.flat().filter((result) => first.has(result));
}
