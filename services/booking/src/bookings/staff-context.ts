import type { Staff } from '../access/staff-access.ts';
import type { Context } from '../trpc.ts';
import type { BookingRow } from './booking-row.ts';
import type { CommandContext } from './change.ts';
import { requestHash } from './request-hash.ts';

export type StaffContext = Context & { staff: Staff };
export type Intent = { interviewId: string; idempotencyKey?: string | undefined; expectedVersion?: number | undefined };

/** The context of a staff command; shared with the retakes' router. */
export function staffContext({ app, staff, requestId }: StaffContext, row: BookingRow, name: string, input: Intent) {
  const { idempotencyKey: key, expectedVersion } = input;
  const context: CommandContext = {
    tenantId: staff.tenantId,
    interviewId: row._id,
    actor: { party: 'staff', id: staff.personId },
    now: app.now(),
    requestId,
    seen: row,
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
    ...(key === undefined
      ? {}
      : { idempotency: { scope: staff.personId, key, hash: requestHash(name, { ...input }) } }),
  };
  return context;
}

/** What staff are answered after a command. */
export function stateOf({ _id, status, version, startsAt }: BookingRow) {
  return { interviewId: _id as string, status, version, startsAt: startsAt?.toISOString() ?? null };
}
