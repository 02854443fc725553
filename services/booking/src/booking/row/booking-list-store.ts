import type { JobId, PersonId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Model, type QueryFilter } from 'mongoose';
import type { BookingFilter } from './booking-parts.ts';
import type { BookingRow } from './booking-row.ts';
import type { SessionRow } from './session-row.ts';

/** Whose bookings are listed: those they sit in, those of their jobs, and sessions that are theirs by a guest. */
export interface BookingReach {
  readonly personId: PersonId;
  readonly jobIds: readonly JobId[];
  readonly sessionIds: readonly SessionRow['_id'][];
}

export interface BookingPage {
  readonly cursor?: string | undefined;
  readonly limit: number;
  /** Null lists everything of the company. */
  readonly reach: BookingReach | null;
}

// A merge of more ranges than this is sorted in memory instead, all of them at once (`internalQueryMaxScansToExplode`).
const mostJobsAtOnce = 100;
const byPeople = { tenantId: 1, people: 1, _id: 1 } as const;
const byJob = { tenantId: 1, jobId: 1, _id: 1 } as const;
const byStatus = { tenantId: 1, status: 1, kind: 1, _id: -1 } as const;
const byService = { tenantId: 1, serviceId: 1, _id: -1 } as const;
export const listIndexes = [
  { key: { tenantId: 1, kind: 1, _id: -1 } },
  { key: byStatus },
  { key: byService, partialFilterExpression: { serviceId: { $exists: true } } },
  { key: byPeople },
  { key: byJob },
] as const;

export const needsSomebody: Condition = { 'marks.since': mongoose.trusted({ $exists: true }) };

type Condition = QueryFilter<object>;
interface Branch {
  readonly condition: Condition;
  readonly hint?: Record<string, 1 | -1>;
}

/** One page, newest first, and only what is in reach: every branch of the reach is a query that its index sorts. */
export async function listBookingPage<Row>(
  Booking: Model<Row>,
  tenantId: TenantId,
  filter: BookingFilter,
  { cursor, limit, reach }: BookingPage,
): Promise<BookingRow[]> {
  const conditions = [...conditionsOf(filter), ...(cursor ? [{ _id: mongoose.trusted({ $lt: cursor }) }] : [])];
  const pages = await Promise.all(
    branchesOf(reach, filter).map(async ({ condition, hint }) => {
      const found = Booking.find({ tenantId, $and: [condition, ...conditions] } as QueryFilter<Row>);
      return await (hint ? found.hint(hint) : found).sort({ _id: -1 }).limit(limit).lean<BookingRow[]>();
    }),
  );
  const byId = new Map(pages.flat().map((row) => [row._id as string, row]));
  return [...byId.values()].sort((one, other) => (one._id < other._id ? 1 : -1)).slice(0, limit);
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

export function isWithin({ personId, jobIds }: BookingReach): Condition {
  return { $or: [{ people: personId }, { jobId: oneOf(jobIds) }] as Condition[] };
}

function branchesOf(reach: BookingReach | null, filter: BookingFilter): Branch[] {
  if (reach === null) {
    const isNarrow = [filter.serviceId, filter.personId, filter.jobId, filter.applicationId].some(Boolean);
    // Left to itself the database reads all bookings of a status and sorts them.
    return [{ condition: {}, ...(filter.statuses?.length && !isNarrow ? { hint: byStatus } : {}) }];
  }
  const { personId, jobIds } = reach;
  const parts = Array.from({ length: Math.ceil(jobIds.length / mostJobsAtOnce) }, (_, n) =>
    jobIds.slice(n * mostJobsAtOnce, (n + 1) * mostJobsAtOnce),
  );
  return [
    { condition: { people: personId }, hint: byPeople },
    ...parts.map((part) => ({ condition: { jobId: oneOf(part) }, hint: byJob })),
  ];
}

function conditionsOf(filter: BookingFilter): Condition[] {
  const { serviceId, statuses, jobId, applicationId, personId } = filter;
  return [
    { kind: oneOf(kindsOf(filter)) },
    ...(serviceId ? [{ serviceId }] : []),
    ...(statuses?.length ? [{ status: oneOf(statuses) }] : []),
    ...(jobId ? [{ jobId }] : []),
    ...(applicationId ? [{ applicationId }] : []),
    ...(personId ? [{ people: personId }] : []),
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
