import { interviewStatuses } from '@interlude/shared/booking/booking-status';
import { idSchema, instantSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import type { Staff } from '../access/staff-access.ts';
import { type Scope, scopeOf, scopesAt } from '../booking/gate/own-scope.ts';
import { type BookingReach, type ListOrder, type ListPlace, listOrders } from '../booking/row/booking-list-store.ts';
import type { BookingFilter } from '../booking/row/booking-parts.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { bookingsNamed } from './bookings-named.ts';
import { interviewSummary, readNames } from './staff-view.ts';

const instant = instantSchema.transform((text) => new Date(text));
export const bookingFilter = {
  statuses: z.array(z.enum(interviewStatuses)).max(10).optional(),
  personId: idSchema.optional(),
  attention: z.boolean().optional(),
  /** Those that begin at or after this instant, and before the other. */
  from: instant.optional(),
  to: instant.optional(),
};
export const pageOfList = { cursor: idSchema.optional(), limit: z.number().int().min(1).max(100).default(50) };
const cursorPattern = /^(?:([a-z_]{1,20})\.)?(?:(\d{0,15})\.)?([A-Za-z0-9_-]{1,64})$/;
/** The same of a list that can be asked for by time or status; its cursor names those as well. */
export const pageOfBookings = {
  ...pageOfList,
  cursor: z.string().regex(cursorPattern).optional(),
  order: z.enum(listOrders).default('newest'),
};

/** What is asked for; a text names those whose candidate, job or id it is. */
export type AskedFilter = Omit<BookingFilter, 'named'> & { readonly text?: string | undefined };

interface AskedPage {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly order?: ListOrder | undefined;
}

/** One page of what these staff may see; `nextCursor` is null on the last. */
export async function listBookings(
  app: ObligationDeps,
  staff: Staff,
  asked: AskedFilter,
  { cursor, limit, order = 'newest' }: AskedPage,
) {
  const { filter, reach, scope, isCut } = await askedOf(app, staff, asked);
  // One more than is asked for tells whether there is another page.
  const found = await app.stores.scheduled.list(staff.tenantId, filter, {
    after: placeOf(cursor),
    order,
    limit: limit + 1,
    reach,
  });
  const rows = found.slice(0, limit);
  const [scopeOfRow, names] = await Promise.all([scopesAt(app, scope, rows), readNames(app, staff, rows)]);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    summaries: rows.map((row) => interviewSummary(row, { ...names, scope: scopeOfRow(row) })),
    nextCursor: last === undefined ? null : cursorOf(last, order),
    /** Whether the text names more than are looked for. */
    isCut,
  };
}

async function askedOf(app: ObligationDeps, staff: Staff, { text, ...plain }: AskedFilter) {
  const [scope, found] = await Promise.all([
    scopeOf(app, staff),
    text === undefined ? null : bookingsNamed(app, staff, text),
  ]);
  const filter: BookingFilter = found === null ? plain : { ...plain, named: found.named };
  return { filter, scope, reach: await reachOf(app, staff, { scope, filter }), isCut: found?.isCut === true };
}

// So many are counted; of more it is said that there are more.
export const mostCounted = 1_000;

/**
 * How many bookings there are in reach, up to a bound, and the ids of the first of them in their order. Group sessions are
 * not among them: what is done to several at once is done to bookings.
 */
export async function countBookings(
  app: ObligationDeps,
  staff: Staff,
  asked: AskedFilter,
  { order, most, ids }: { readonly order: ListOrder; readonly most: number; readonly ids: number },
) {
  const { filter, reach } = await askedOf(app, staff, asked);
  const page = { order, limit: most + 1, reach, isPlacesOnly: true };
  const found = await app.stores.bookings.list(staff.tenantId, filter, page);
  return {
    count: Math.min(found.length, most),
    isMore: found.length > most,
    interviewIds: found.slice(0, ids).map(({ _id }) => _id as string),
  };
}

function cursorOf({ _id, startsAt, status }: ListPlace, order: ListOrder): string {
  if (order === 'newest') return _id;
  const place = `${startsAt?.getTime() ?? ''}.${_id}`;
  return order === 'status' ? `${status}.${place}` : place;
}

function placeOf(cursor: string | undefined): ListPlace | undefined {
  const [, word, at, _id] = cursorPattern.exec(cursor ?? '') ?? [];
  if (_id === undefined) return undefined;
  const status = interviewStatuses.find((one) => one === word) ?? 'invited';
  return { _id, status, startsAt: at ? new Date(Number(at)) : null };
}

/** How far these staff see, as part of the query: a page is full of theirs, and its cursor names nothing of others. */
export async function reachOf(
  app: ObligationDeps,
  { tenantId, personId }: Staff,
  { scope, filter }: { readonly scope: Scope; readonly filter: BookingFilter },
): Promise<BookingReach | null> {
  const { isBound, jobIds } = scope;
  if (!isBound) return null;
  // Which sessions concern these staff depends on the guests, whom the row of a session does not name.
  const isOfGuests = filter.attention === true && jobIds.length > 0;
  const sessions = isOfGuests ? await app.stores.groupSessions.listInNeed(tenantId) : [];
  const scopeOfRow = await scopesAt(app, scope, sessions);
  const sessionIds = sessions.filter((row) => scopeOfRow(row).maySee(row)).map(({ _id }) => _id);
  return { personId, jobIds, sessionIds };
}
