import { idSchema } from '@interlude/shared/interview';
import { interviewStatuses } from '@interlude/shared/interview-status';
import { z } from 'zod';
import { scopeOf, scopesAt } from '../access/own-scope.ts';
import type { Staff } from '../access/staff-access.ts';
import type { App } from '../app.ts';
import type { BookingFilter } from './booking-parts.ts';
import { interviewSummary, readNames } from './staff-view.ts';

/** What every list of bookings may be narrowed to. */
export const bookingFilter = {
  statuses: z.array(z.enum(interviewStatuses)).max(10).optional(),
  personId: idSchema.optional(),
  attention: z.boolean().optional(),
};
export const pageOfList = { cursor: idSchema.optional(), limit: z.number().int().min(1).max(100).default(50) };

/** One page of what these staff may see, newest first; `nextCursor` is null on the last. */
export async function listBookings(
  app: App,
  staff: Staff,
  filter: BookingFilter,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const [rows, scope] = await Promise.all([
    app.stores.bookings.list(staff.tenantId, filter, { limit, ...(cursor ? { cursor } : {}) }),
    scopeOf(app, staff),
  ]);
  const scopeOfRow = await scopesAt(app, scope, rows);
  const reached = rows.map((row) => ({ row, scope: scopeOfRow(row) }));
  const visible = reached.filter((one) => one.scope.maySee(one.row));
  const names = await readNames(
    app,
    staff,
    visible.map(({ row }) => row),
  );
  const next = rows.length === limit ? rows.at(-1)?._id : undefined;
  return {
    summaries: visible.map((one) => interviewSummary(one.row, { ...names, scope: one.scope })),
    nextCursor: (next ?? null) as string | null,
  };
}
