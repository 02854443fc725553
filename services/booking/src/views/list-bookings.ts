import { interviewStatuses } from '@interlude/shared/booking/booking-status';
import { idSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import type { Staff } from '../access/staff-access.ts';
import { type Scope, scopeOf, scopesAt } from '../booking/gate/own-scope.ts';
import type { BookingReach } from '../booking/row/booking-list-store.ts';
import type { BookingFilter } from '../booking/row/booking-parts.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { interviewSummary, readNames } from './staff-view.ts';

export const bookingFilter = {
  statuses: z.array(z.enum(interviewStatuses)).max(10).optional(),
  personId: idSchema.optional(),
  attention: z.boolean().optional(),
};
export const pageOfList = { cursor: idSchema.optional(), limit: z.number().int().min(1).max(100).default(50) };

/** One page of what these staff may see, newest first; `nextCursor` is null on the last. */
export async function listBookings(
  app: ObligationDeps,
  staff: Staff,
  filter: BookingFilter,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const scope = await scopeOf(app, staff);
  const reach = await reachOf(app, staff, { scope, filter });
  // One more than is asked for tells whether there is another page.
  const found = await app.stores.scheduled.list(staff.tenantId, filter, { cursor, limit: limit + 1, reach });
  const rows = found.slice(0, limit);
  const [scopeOfRow, names] = await Promise.all([scopesAt(app, scope, rows), readNames(app, staff, rows)]);
  const next = found.length > limit ? rows.at(-1)?._id : undefined;
  return {
    summaries: rows.map((row) => interviewSummary(row, { ...names, scope: scopeOfRow(row) })),
    nextCursor: (next ?? null) as string | null,
  };
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
