import { type InterviewStatus, openStatuses } from '@interlude/shared/booking/booking-status';
import type { JobId, PersonId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Model, type QueryFilter } from 'mongoose';
import type { BookingFilter, NamedBookings } from './booking-parts.ts';
import type { BookingRow, InterviewRow } from './booking-row.ts';
import type { SessionRow } from './session-row.ts';

/** Whose bookings are listed: those they sit in, those of their jobs, and sessions that are theirs by a guest. */
export interface BookingReach {
  readonly personId: PersonId;
  readonly jobIds: readonly JobId[];
  readonly sessionIds: readonly SessionRow['_id'][];
}

/** Newest first; those with a time, soonest or latest first; or by the word of the status, in one without a time first. */
export const listOrders = ['newest', 'soonest', 'latest', 'status'] as const;
export type ListOrder = (typeof listOrders)[number];

/** Where a page ended; a list by time needs the time too, and one by status both. */
export interface ListPlace {
  readonly _id: string;
  readonly status: InterviewStatus;
  readonly startsAt: Date | null;
}

export interface BookingPage {
  readonly after?: ListPlace | undefined;
  readonly order?: ListOrder | undefined;
  readonly limit: number;
  /** Null lists everything of the company. */
  readonly reach: BookingReach | null;
  /** Whether what says where a row stands in the list is all that is read of it. */
  readonly isPlacesOnly?: boolean | undefined;
}

// A merge of more ranges than this is sorted in memory instead, all of them at once (`internalQueryMaxScansToExplode`).
const mostJobsAtOnce = 100;
const byPeople = { tenantId: 1, people: 1, _id: 1 } as const;
const byJob = { tenantId: 1, jobId: 1, _id: 1 } as const;
const byJobAndStatus = { tenantId: 1, jobId: 1, status: 1 } as const;
const byStatus = { tenantId: 1, status: 1, kind: 1, _id: -1 } as const;
const byStart = { tenantId: 1, startsAt: 1, _id: 1 } as const;
const byStatusAndStart = { tenantId: 1, status: 1, startsAt: 1, _id: 1 } as const;
export const byMark = { tenantId: 1, 'marks.since': 1, _id: 1 } as const;
const byEnd = { tenantId: 1, 'link.bookBy': 1, _id: 1 } as const;
const byCandidate = { tenantId: 1, candidateId: 1 } as const;
const byService = { tenantId: 1, serviceId: 1, _id: -1 } as const;
export const listIndexes = [
  { key: { tenantId: 1, kind: 1, _id: -1 } },
  { key: byStatus },
  { key: byStart },
  { key: byStatusAndStart },
  { key: byEnd, partialFilterExpression: { status: 'invited' } },
  { key: byService, partialFilterExpression: { serviceId: { $exists: true } } },
  { key: byPeople },
  { key: byJob },
  { key: byJobAndStatus },
] as const;

export const needsSomebody: Condition = { 'marks.since': mongoose.trusted({ $exists: true }) };

type Condition = QueryFilter<object>;
interface Branch {
  readonly condition: Condition;
  readonly hint?: Record<string, 1 | -1>;
}

/**
 * One page, and only what is in reach: newest first, every branch of the reach is a query that its index sorts; by time,
 * what a bound reader has is little enough to be sorted.
 */
export async function listBookingPage<Row>(
  Booking: Model<Row>,
  tenantId: TenantId,
  filter: BookingFilter,
  { after, order = 'newest', limit, reach, isPlacesOnly = false }: BookingPage,
): Promise<BookingRow[]> {
  const conditions = [...conditionsOf(filter), ...startOf(filter, order)];
  const parts = (after ? beyond(after, order) : [{}]).flatMap((part) =>
    branchesOf(reach, filter, order).map((branch) => ({ ...branch, part })),
  );
  const pages = await Promise.all(
    parts.map(async ({ condition, hint, part }) => {
      const all = { tenantId, $and: [condition, part, ...conditions] } as QueryFilter<Row>;
      const found = Booking.find(all, isPlacesOnly ? { startsAt: 1, status: 1 } : null);
      return await (hint ? found.hint(hint) : found).sort(sorts[order]).limit(limit).lean<BookingRow[]>();
    }),
  );
  const byId = new Map(pages.flat().map((row) => [row._id as string, row]));
  return [...byId.values()].sort(inOrder(order)).slice(0, limit);
}

const sorts = {
  newest: { _id: -1 },
  soonest: { startsAt: 1, _id: 1 },
  latest: { startsAt: -1, _id: -1 },
  status: { status: 1, startsAt: 1, _id: 1 },
} as const;

/** Compares rows as their list has them. */
export function inOrder(order: ListOrder): (one: ListPlace, other: ListPlace) => number {
  if (order === 'newest') return (one, other) => (one._id < other._id ? 1 : -1);
  const at = ({ startsAt }: ListPlace) => startsAt?.getTime() ?? 0;
  const sign = order === 'latest' ? -1 : 1;
  const inTime = (one: ListPlace, other: ListPlace) => sign * (at(one) - at(other) || (one._id < other._id ? -1 : 1));
  if (order !== 'status') return inTime;
  return (one, other) => (one.status === other.status ? inTime(one, other) : one.status < other.status ? -1 : 1);
}

/** What comes after a place, as ranges of the index that each are a query. */
function beyond({ _id, startsAt, status }: ListPlace, order: ListOrder): Condition[] {
  const { trusted } = mongoose;
  if (order === 'newest') return [{ _id: trusted({ $lt: _id }) }];
  if (order === 'latest') {
    const former: Condition[] = [{ startsAt: trusted({ $lt: startsAt }) }, { startsAt, _id: trusted({ $lt: _id }) }];
    return [{ startsAt: trusted({ $lte: startsAt }), $or: former }];
  }
  const next: Condition = { startsAt, _id: trusted({ $gt: _id }) };
  const later: Condition = {
    startsAt: trusted({ $gte: startsAt }),
    $or: [{ startsAt: trusted({ $gt: startsAt }) }, next],
  };
  if (order === 'soonest') return [later];
  const ofStatus = startsAt === null ? [next, { startsAt: trusted({ $gte: new Date(0) }) }] : [later];
  return [...ofStatus.map((one) => ({ $and: [{ status }, one] })), { status: trusted({ $gt: status }) }];
}

function startOf({ from, to }: BookingFilter, order: ListOrder): Condition[] {
  if ((order === 'newest' || order === 'status') && !from && !to) return [];
  const range = { $gte: from ?? new Date(0), ...(to ? { $lt: to } : {}) };
  return [{ startsAt: mongoose.trusted(range) }];
}

export interface ExpiringPage {
  /** Both are part of the time in which they end. */
  readonly from: Date;
  readonly to: Date;
  readonly limit: number;
  readonly reach: BookingReach | null;
}

/** Invitations that nobody has used and that end within a time, the first to end first; of parts only the one that leads. */
export async function listExpiringPage<Row>(
  Booking: Model<Row>,
  tenantId: TenantId,
  { from, to, limit, reach }: ExpiringPage,
): Promise<InterviewRow[]> {
  const { trusted } = mongoose;
  const filter = {
    tenantId,
    status: 'invited',
    'link.bookBy': trusted({ $gte: from, $lte: to }),
    kind: oneOf(kindsOf({})),
    'part.isFollowing': trusted({ $ne: true }),
    ...(reach === null ? {} : isWithin(reach)),
  } as QueryFilter<Row>;
  return await Booking.find(filter).hint(byEnd).sort({ 'link.bookBy': 1, _id: 1 }).limit(limit).lean<InterviewRow[]>();
}

/** By what the bookings of one person are found: what they applied for, and who they are as a client. */
export interface GuestKeys {
  readonly applicationIds: readonly string[];
  readonly clientId: string | null;
}

// Whoever has more than this looks for one of the newest.
const mostOfOneGuest = 100;

/** What somebody was invited to or has booked, the newest of each kind. */
export async function listBookingsOfGuest<Row>(
  Booking: Model<Row>,
  tenantId: TenantId,
  { applicationIds, clientId }: GuestKeys,
): Promise<BookingRow[]> {
  const { trusted } = mongoose;
  const conditions: Condition[] = [
    { applicationId: trusted({ $in: [...applicationIds] }) },
    { clientId: trusted({ $exists: true, $in: clientId === null ? [] : [clientId] }) },
  ];
  const pages = conditions.map(async (condition) => {
    const found = Booking.find({ tenantId, $and: [condition] } as QueryFilter<Row>);
    return await found.sort({ _id: -1 }).limit(mostOfOneGuest).lean<BookingRow[]>();
  });
  return (await Promise.all(pages)).flat();
}

export interface OpenOf {
  readonly by: 'jobId' | 'candidateId';
  readonly ids: readonly string[];
  /** Only those of these jobs. */
  readonly jobIds?: readonly JobId[] | null;
}

export interface OpenCount {
  readonly id: string;
  readonly status: InterviewStatus;
  readonly count: number;
}

/** How many interviews of each are open, by status; those of jobs are counted in an index, of which no booking is read. */
export async function countOpen<Row>(
  Booking: Model<Row>,
  tenantId: TenantId,
  { by, ids, jobIds = null }: OpenOf,
): Promise<OpenCount[]> {
  return await Booking.aggregate<OpenCount>([
    {
      $match: {
        tenantId,
        [by]: { ...(by === 'candidateId' ? { $exists: true } : {}), $in: [...ids] },
        status: { $in: [...openStatuses] },
        ...(jobIds === null || by === 'jobId' ? {} : { jobId: { $in: [...jobIds] } }),
      },
    },
    { $group: { _id: { id: `$${by}`, status: '$status' }, count: { $sum: 1 } } },
    { $project: { _id: 0, id: '$_id.id', status: '$_id.status', count: 1 } },
  ]).hint(by === 'jobId' ? byJobAndStatus : byCandidate);
}

/** Whose bookings, or bookings of what, are looked for. */
export type FoundBy = Readonly<Partial<Record<'candidateId' | 'clientId' | 'jobId' | 'serviceId', readonly string[]>>>;

/** Bookings of any of these, newest first, and only what is in reach. */
export async function listBookingsFoundBy<Row>(
  Booking: Model<Row>,
  tenantId: TenantId,
  foundBy: FoundBy,
  { reach, limit }: BookingPage,
): Promise<BookingRow[]> {
  const within = reach === null ? [] : [isWithin(reach)];
  const pages = Object.entries(foundBy).map(async ([field, ids]) => {
    if (ids.length === 0) return [];
    // The indexes of some of these fields hold only the rows that have them.
    const condition = { [field]: mongoose.trusted({ $exists: true, $in: [...ids] }) };
    const found = Booking.find({ tenantId, $and: [condition, ...within] } as QueryFilter<Row>);
    return await found.sort({ _id: -1 }).limit(limit).lean<BookingRow[]>();
  });
  return (await Promise.all(pages))
    .flat()
    .sort((one, other) => (one._id < other._id ? 1 : -1))
    .slice(0, limit);
}

// Whoever sits in more than this finds those of the newest.
const mostSatIn = 5_000;

/** The guests of the bookings that this person sits in, or sat in. */
export async function listGuestIdsOf<Row>(
  Booking: Model<Row>,
  tenantId: TenantId,
  personId: PersonId,
): Promise<string[]> {
  const theirs = Booking.find({ tenantId, people: personId } as QueryFilter<Row>, { candidateId: 1, clientId: 1 });
  const rows = await theirs
    .hint(byPeople)
    .sort({ _id: -1 })
    .limit(mostSatIn)
    .lean<{ candidateId?: string; clientId?: string }[]>();
  return [...new Set(rows.flatMap(({ candidateId, clientId }) => candidateId ?? clientId ?? []))];
}

export function isWithin({ personId, jobIds }: Pick<BookingReach, 'personId' | 'jobIds'>): Condition {
  return { $or: [{ people: personId }, { jobId: oneOf(jobIds) }] as Condition[] };
}

function branchesOf(reach: BookingReach | null, filter: BookingFilter, order: ListOrder): Branch[] {
  if (filter.interviewIds) return [{ condition: reach === null ? {} : isWithin(reach) }];
  if (filter.named) return branchesNamed(filter.named, reach);
  if (reach === null) {
    if (order !== 'newest') return [branchByTime(filter, order)];
    // Those that need somebody are few: whatever else is asked, they are read and nothing beside them.
    if (filter.attention) return [{ condition: {}, hint: byMark }];
    const isNarrow = [filter.serviceId, filter.personId, filter.jobId, filter.applicationId, filter.candidateId].some(
      Boolean,
    );
    // Left to itself the database reads all bookings of a status and sorts them.
    return [{ condition: {}, ...(filter.statuses?.length && !isNarrow ? { hint: byStatus } : {}) }];
  }
  const { personId, jobIds } = reach;
  return [{ condition: { people: personId }, hint: byPeople }, ...branchesOfJobs(jobIds)];
}

function branchesOfJobs(jobIds: readonly string[]): Branch[] {
  const parts = Array.from({ length: Math.ceil(jobIds.length / mostJobsAtOnce) }, (_, n) =>
    jobIds.slice(n * mostJobsAtOnce, (n + 1) * mostJobsAtOnce),
  );
  return parts.map((part) => ({ condition: { jobId: oneOf(part) }, hint: byJob }));
}

// What one person or one job has is little enough to be sorted, as is what needs somebody and what a bound reader has.
function branchByTime({ personId, jobId, attention, statuses }: BookingFilter, order: ListOrder): Branch {
  if (personId) return { condition: {}, hint: byPeople };
  if (jobId) return { condition: {}, hint: byJob };
  if (attention) return { condition: {}, hint: byMark };
  return { condition: {}, hint: order === 'status' || statuses?.length ? byStatusAndStart : byStart };
}

function branchesNamed({ ids, jobIds, candidateIds, guestsOf }: NamedBookings, reach: BookingReach | null): Branch[] {
  // The index of the candidates holds only the rows that have one.
  const ofGuests: Condition = { candidateId: mongoose.trusted({ $exists: true, $in: [...candidateIds] }) };
  const own = guestsOf === null ? {} : isWithin(guestsOf);
  const branches: Branch[] = [
    ...(ids.length > 0 ? [{ condition: { _id: oneOf(ids) } }] : []),
    ...(candidateIds.length > 0 ? [{ condition: { $and: [ofGuests, own] }, hint: byCandidate }] : []),
    ...branchesOfJobs(jobIds),
  ];
  if (reach === null) return branches;
  const within = isWithin(reach);
  return branches.map(({ condition, ...rest }) => ({ ...rest, condition: { $and: [condition, within] } }));
}

function conditionsOf(filter: BookingFilter): Condition[] {
  const { serviceId, statuses, jobId, applicationId, candidateId, personId, interviewIds } = filter;
  return [
    { kind: oneOf(kindsOf(filter)) },
    ...(serviceId ? [{ serviceId }] : []),
    ...(statuses?.length ? [{ status: oneOf(statuses) }] : []),
    ...(jobId ? [{ jobId }] : []),
    ...(applicationId ? [{ applicationId }] : []),
    ...(candidateId ? [{ candidateId }] : []),
    ...(personId ? [{ people: personId }] : []),
    ...(interviewIds ? [{ _id: oneOf(interviewIds) }] : []),
    ...(filter.attention ? [needsSomebody] : []),
  ];
}

// Interviews that a process of an older release has written since the migration have no kind.
function kindsOf({ kind }: BookingFilter): (string | null)[] {
  return kind === 'appointment' ? [kind] : ['interview', null];
}

export function oneOf(values: readonly (string | null)[]) {
  return mongoose.trusted({ $in: [...values] });
}
