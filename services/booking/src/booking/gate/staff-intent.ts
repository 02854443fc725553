import type { Context } from '../../access/deps.ts';
import type { Staff } from '../../access/staff-access.ts';
import { requestHash } from '../../journal/request-hash.ts';
import type { CommandContext } from '../change.ts';
import type { BookingDeps } from '../deps.ts';
import type { ScheduledRow } from '../row/scheduled-row.ts';

export type StaffContext<Deps = BookingDeps> = Context<Deps> & { staff: Staff };
export type Intent = { interviewId: string; idempotencyKey?: string | undefined; expectedVersion?: number | undefined };

export function staffContext({ app, staff, requestId }: StaffContext, row: ScheduledRow, name: string, input: Intent) {
  const { expectedVersion } = input;
  const context: CommandContext = {
    tenantId: staff.tenantId,
    interviewId: row._id,
    actor: { party: 'staff', id: staff.personId },
    now: app.now(),
    requestId,
    seen: row,
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
    ...askedOnce(staff, name, input),
  };
  return context;
}

/** Under which key staff ask, as a context and a look for a former answer take it. */
export function askedOnce({ personId }: Staff, name: string, input: Intent): Pick<CommandContext, 'idempotency'> {
  const { idempotencyKey: key } = input;
  return key === undefined ? {} : { idempotency: { scope: personId, key, hash: requestHash(name, { ...input }) } };
}

export function stateOf({ _id, status, version, startsAt }: ScheduledRow) {
  return { interviewId: _id as string, status, version, startsAt: startsAt?.toISOString() ?? null };
}
