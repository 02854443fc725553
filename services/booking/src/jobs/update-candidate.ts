import { pickingStatuses } from '@interlude/shared/interview-status';
import type { Staff } from '../access/staff-access.ts';
import type { App } from '../app.ts';
import type { BookingRow } from '../bookings/booking-row.ts';
import { type Change, type CommandContext, candidateOf, notice } from '../bookings/change.ts';
import { commitChanges, type Judged } from '../bookings/commit-changes.ts';
import { LostRace } from '../bookings/lost-race.ts';
import { type Mark, withoutMarks } from '../bookings/marks.ts';
import { isDuplicateKey } from '../mongo.ts';
import { newId } from '../new-id.ts';
import { refuse } from '../refused.ts';
import type { CandidateRow } from './job-store.ts';

type CandidateChange = Partial<Pick<CandidateRow, 'name' | 'email' | 'zone' | 'locale'>>;
type CandidateWish = { [Field in keyof CandidateChange]: CandidateChange[Field] | undefined };

const attempts = 3;

/**
 * Changes what is known of a candidate. Another address gets the links of all that is open at once, and those that went
 * to the former one stop: whoever reads mail there may be somebody else.
 */
export async function updateCandidate(
  app: App,
  { staff, requestId }: { readonly staff: Staff; readonly requestId: string },
  candidateId: string,
  wish: CandidateWish,
): Promise<CandidateRow> {
  const { tenantId } = staff;
  const { jobs } = app.stores;
  for (let attempt = 1; ; attempt++) {
    const seen = (await jobs.findCandidate(tenantId, candidateId)) ?? refuse({ code: 'not_found' });
    const set = differing(seen, wish);
    const fields = Object.keys(set);
    if (fields.length === 0) return seen;
    try {
      return await writeChange(app, { staff, requestId, seen, set });
    } catch (error) {
      if (isDuplicateKey(error)) refuse({ code: 'invalid_input', issues: [{ path: 'email', message: 'is taken' }] });
      if (!(error instanceof LostRace) || attempt >= attempts) throw error;
    }
  }
}

interface Decided {
  readonly staff: Staff;
  readonly requestId: string;
  readonly seen: CandidateRow;
  readonly set: CandidateChange;
}

// The candidate and all that is open change together, or nothing does.
async function writeChange({ stores, now }: App, { staff, requestId, seen, set }: Decided): Promise<CandidateRow> {
  const { tenantId, _id } = seen;
  const at = now();
  const actor = { party: 'staff', id: staff.personId } as const;
  const shared = { ...set, ...(set.email === undefined ? {} : { suppressedAt: null }) };
  const also = async () => {
    if (!(await stores.jobs.changeCandidate(seen, shared))) throw new LostRace();
    const detail = { candidate: _id as string, fields: Object.keys(set).join(' ') };
    const entry = { tenantId, interviewId: null, at: new Date(at), actor, action: 'updateCandidate', requestId };
    await stores.audit.append({ _id: newId('event'), ...entry, detail });
  };
  const rows = set.email === undefined ? [] : await stores.bookings.listToReaddress(tenantId, _id);
  const judged = rows.map((row, n): Judged => {
    const context = { tenantId, interviewId: row._id, actor, now: at, requestId };
    const change = readdressed(row, context);
    return { row, context, change: n === 0 ? { ...change, also } : change };
  });
  if (judged.length === 0) await stores.inTransaction(also);
  else await commitChanges(stores, judged, () => undefined);
  return { ...seen, ...shared };
}

function readdressed(row: BookingRow, { now }: CommandContext): Change {
  const isBounce = ({ cause }: Mark) => cause === 'bounced' || cause === 'complained';
  const guest = candidateOf(row);
  const marks = withoutMarks(row, (mark) => isBounce(mark) && mark.of === guest.personId);
  const base = { action: 'readdress', detail: {}, raisesVersion: false };
  if (!pickingStatuses.includes(row.status)) return { ...base, set: { marks } };
  const { access, scheduleRev } = row;
  const renewed = { ...access, ver: access.ver + 1, jti: crypto.randomUUID(), iat: Math.floor(now / 1000) };
  return {
    ...base,
    set: { marks, access: renewed },
    notices: row.part?.isFollowing ? [] : [notice('link', `link:${newId('event')}`, [guest], { now, scheduleRev })],
  };
}

function differing(seen: CandidateRow, wish: CandidateWish): CandidateChange {
  const known = Object.entries(wish).filter(
    ([field, value]) => value !== undefined && Reflect.get(seen, field) !== value,
  );
  return Object.fromEntries(known);
}
