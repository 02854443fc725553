import { guestIdOf, isInterview } from '../booking/row/booking-kind.ts';
import { listGuests } from '../booking/row/guests.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import type { SessionRow } from '../booking/row/session-row.ts';
import type { AuditRow } from '../journal/audit-store.ts';
import type { ObligationDeps } from './deps.ts';
import type { SendRow } from './send-store.ts';

const isUnjudged = (outcome: unknown) => outcome == null || outcome === 'pending';

/** The names of the guests of a group session who came and of whom nobody has said yet how they did. */
export async function unjudgedGuests({ stores }: ObligationDeps, session: SessionRow): Promise<string[]> {
  const { tenantId, reservationId } = session;
  const places = reservationId === null ? [] : await stores.bookings.listPlaces(tenantId, reservationId);
  const rows = places
    .filter(isInterview)
    .filter(({ status, outcome }) => (status === 'in_progress' || status === 'completed') && isUnjudged(outcome));
  const guests = await listGuests(stores, tenantId, rows);
  return rows.flatMap((row) => guests.filter(({ _id }) => _id === guestIdOf(row)).map(({ name }) => name));
}

/** The group session that asks for feedback on a guest who came, with its mails; null where nobody else asks. */
export async function askedOfSession(
  { stores }: ObligationDeps,
  row: ScheduledRow,
): Promise<{ readonly session: SessionRow; readonly sends: readonly SendRow[] } | null> {
  const hasCome = row.status === 'in_progress' || row.status === 'completed' || row.status === 'archived';
  if (!isInterview(row) || row.placeIn === undefined || !hasCome) return null;
  const { tenantId, placeIn } = row;
  const id = (await stores.reservations.groups.find({ tenantId, _id: placeIn }))?.bookingId;
  const session = id === undefined ? null : await stores.groupSessions.find(tenantId, id);
  if (session === null) return null;
  return { session, sends: await stores.sends.listOf(tenantId, session._id) };
}

/** Whether it was still to be said until that instant (epoch milliseconds) how a guest did, from what happened to them. */
export function wasUnjudged(audit: readonly AuditRow[], until: number): boolean {
  const said = audit.filter(({ detail, at }) => 'outcome' in detail && at.getTime() <= until);
  const latest = said.toSorted((one, other) => one.at.getTime() - other.at.getTime()).at(-1);
  return isUnjudged(latest?.detail['outcome']);
}
