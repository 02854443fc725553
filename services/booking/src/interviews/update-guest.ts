import { pickingStatuses } from '@interlude/shared/booking/booking-status';
import type { TenantId } from '@interlude/shared/ids';
import type { Staff } from '../access/staff-access.ts';
import { type Change, type CommandContext, candidateOf, notice } from '../booking/change.ts';
import { commitChanges, type Judged } from '../booking/commit.ts';
import type { BookingDeps } from '../booking/deps.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { withoutBounces } from '../booking/row/marks.ts';
import type { ClientRow } from '../company/client-store.ts';
import type { CandidateRow } from '../company/job-store.ts';
import { mailboxOf } from '../company/mailbox.ts';
import { LostRace } from '../mongo/lost-race.ts';
import { isDuplicateKey } from '../mongo/mongo.ts';
import { newId } from '../runtime/new-id.ts';
import { refuse } from '../runtime/refused.ts';

type GuestRow = CandidateRow | ClientRow;
type GuestChange = Partial<Pick<GuestRow, 'name' | 'email' | 'zone' | 'locale'>>;
type GuestWish = { [Field in keyof GuestChange]: GuestChange[Field] | undefined };

interface GuestRecords<Row extends GuestRow> {
  readonly kind: 'candidate' | 'client';
  find(tenantId: TenantId, id: string): Promise<Row | null>;
  /** False when they have changed since they were read. */
  change(seen: Row, set: Partial<GuestRow>): Promise<boolean>;
  listToReaddress(tenantId: TenantId, id: string): Promise<BookingRow[]>;
}

const attempts = 3;

interface Caller {
  readonly staff: Staff;
  readonly requestId: string;
}

export async function updateCandidate(app: BookingDeps, caller: Caller, candidateId: string, wish: GuestWish) {
  const { jobs, bookings } = app.stores;
  const records: GuestRecords<CandidateRow> = {
    kind: 'candidate',
    find: (tenantId, id) => jobs.findCandidate(tenantId, id),
    change: (seen, set) => jobs.changeCandidate(seen, set as Partial<CandidateRow>),
    listToReaddress: (tenantId, id) => bookings.listToReaddress(tenantId, 'candidateId', id),
  };
  return await updateGuest(app, caller, { records, id: candidateId, wish });
}

export async function updateClient(app: BookingDeps, caller: Caller, clientId: string, wish: GuestWish) {
  const { clients, bookings } = app.stores;
  const records: GuestRecords<ClientRow> = {
    kind: 'client',
    find: (tenantId, id) => clients.find(tenantId, id),
    change: (seen, set) => {
      const mailbox = set.email === undefined ? {} : { mailbox: mailboxOf(set.email) };
      return clients.changeSeen(seen, { ...(set as Partial<ClientRow>), ...mailbox });
    },
    listToReaddress: (tenantId, id) => bookings.listToReaddress(tenantId, 'clientId', id),
  };
  return await updateGuest(app, caller, { records, id: clientId, wish });
}

/**
 * Changes what is known of a guest. Another address gets the links of all that is open at once, and those that went to
 * the former one stop: whoever reads mail there may be somebody else.
 */
async function updateGuest<Row extends GuestRow>(
  app: BookingDeps,
  caller: Caller,
  { records, id, wish }: { readonly records: GuestRecords<Row>; readonly id: string; readonly wish: GuestWish },
): Promise<Row> {
  for (let attempt = 1; ; attempt++) {
    const seen = (await records.find(caller.staff.tenantId, id)) ?? refuse({ code: 'not_found' });
    const set = differing(seen, wish);
    if (Object.keys(set).length === 0) return seen;
    try {
      return await writeChange(app, caller, { records, seen, set });
    } catch (error) {
      if (isDuplicateKey(error)) refuse({ code: 'invalid_input', issues: [{ path: 'email', message: 'is taken' }] });
      if (!(error instanceof LostRace) || attempt >= attempts) throw error;
    }
  }
}

interface Decided<Row extends GuestRow> {
  readonly records: GuestRecords<Row>;
  readonly seen: Row;
  readonly set: GuestChange;
}

async function writeChange<Row extends GuestRow>(
  { stores, now }: BookingDeps,
  { staff, requestId }: Caller,
  { records, seen, set }: Decided<Row>,
): Promise<Row> {
  const { tenantId, _id, addressRev = 0 } = seen;
  const at = now();
  const actor = { party: 'staff', id: staff.personId } as const;
  const shared = { ...set, ...(set.email === undefined ? {} : { suppressedAt: null, addressRev: addressRev + 1 }) };
  const also = async () => {
    if (!(await records.change(seen, shared as Partial<GuestRow>))) throw new LostRace();
    const detail = { [records.kind]: _id as string, fields: Object.keys(set).join(' ') };
    const action = records.kind === 'client' ? 'updateClient' : 'updateCandidate';
    const entry = { tenantId, interviewId: null, at: new Date(at), actor, action, requestId };
    await stores.audit.append({ _id: newId('event'), ...entry, detail });
  };
  const known = set.email === undefined ? [] : await records.listToReaddress(tenantId, _id);
  const rows = known.filter(isToReaddress);
  const judged = rows.map((row, n): Judged => {
    const context = { tenantId, interviewId: row._id, actor, now: at, requestId };
    const change = readdressed(row, context);
    return { row, context, change: n === 0 ? { ...change, also } : change };
  });
  if (judged.length === 0) await stores.inTransaction(also);
  else await commitChanges(stores, judged, () => undefined);
  return { ...seen, ...shared };
}

function isToReaddress(row: BookingRow): boolean {
  const { personId } = candidateOf(row);
  return pickingStatuses.includes(row.status) || (row.marks ?? []).some((mark) => mark.of === personId);
}

function readdressed(row: BookingRow, { now }: CommandContext): Change {
  const marks = withoutBounces(row);
  const base = { action: 'readdress', detail: {}, raisesVersion: false };
  if (!pickingStatuses.includes(row.status)) return { ...base, set: { marks } };
  const { access, scheduleRev } = row;
  const renewed = { ...access, ver: access.ver + 1, jti: crypto.randomUUID(), iat: Math.floor(now / 1000) };
  return {
    ...base,
    set: { marks, access: renewed },
    notices: row.part?.isFollowing
      ? []
      : [notice('link', `link:${newId('event')}`, [candidateOf(row)], { now, scheduleRev })],
  };
}

function differing(seen: GuestRow, wish: GuestWish): GuestChange {
  const known = Object.entries(wish).filter(
    ([field, value]) => value !== undefined && Reflect.get(seen, field) !== value,
  );
  return Object.fromEntries(known);
}
