import { offerEndsAt, untoldOf, type Waiting, wishesOf } from '@interlude/shared/booking/waitlist';
import type { TenantId } from '@interlude/shared/ids';
import { applyAsTimer } from '../booking/apply-as-timer.ts';
import type { BookingDeps } from '../booking/deps.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { isOutage } from '../mongo/mongo.ts';
import { errorFacts } from '../runtime/log.ts';
import { namesInLine } from './freed-names.ts';
import { readFree } from './read-free.ts';
import { waitlist } from './waitlist-commands.ts';

const pageSize = 200;

export type Parts = Pick<BookingDeps, 'stores' | 'applyCommand' | 'now' | 'log'>;

interface InLine {
  readonly row: BookingRow;
  readonly panel: readonly string[];
  readonly wishes: readonly number[];
  readonly untold: readonly number[];
}

/**
 * Looks at whoever waits for one of these people, rooms or offers, first come first: whoever has no offer gets the
 * first free start that suits them. A start that everybody in line has let go is said to be open to those it was
 * offered to. Looking again changes nothing more, so any process may do it at any time; claim and compare-and-set
 * decide between two.
 */
export async function serveLine(parts: Parts, tenantId: TenantId, names: readonly string[]): Promise<void> {
  const line = await parts.stores.bookings.listWaitingFor(tenantId, names);
  const waiting = await serveAll(parts, tenantId, line);
  const told = waiting.filter(({ untold }) => untold.length > 0);
  const theirs = [...new Set(told.flatMap(({ panel }) => panel))];
  // Whether a start is still wanted depends on everybody who could have it, also with people who were not asked about.
  const all = theirs.length === 0 ? [] : await parts.stores.bookings.listWaitingFor(tenantId, theirs);
  const seen = new Set<string>(line);
  const rivals = await serveAll(
    parts,
    tenantId,
    all.filter((id) => !seen.has(id)),
  );
  for (const one of told)
    await unlessBroken(parts, one.row, async () => await tell(parts, one, [...waiting, ...rivals]));
}

/** Whose line has somebody in it, among these, who could be offered or told something now; nothing is changed. */
export async function namesToServe(
  parts: Parts,
  tenantId: TenantId,
  ids: readonly BookingRow['_id'][],
): Promise<string[]> {
  const free = createFreeReader(parts);
  const names = new Set<string>();
  for (const row of await parts.stores.bookings.listByIds(tenantId, ids)) {
    await unlessBroken(parts, row, async () => {
      const { panel, wishes, untold } = await look(parts, row, free);
      const isServed = wishes.length === 0 || row.waitlist?.offer !== null;
      if (!isServed || untold.length > 0) for (const name of panel) names.add(name);
    });
  }
  return [...names];
}

export function nextOf<Id>(line: readonly Id[]): [next: readonly Id[], rest: readonly Id[]] {
  return [line.slice(0, pageSize), line.slice(pageSize)];
}

async function serveAll(parts: Parts, tenantId: TenantId, line: readonly BookingRow['_id'][]): Promise<InLine[]> {
  const free = createFreeReader(parts);
  const waiting: InLine[] = [];
  for (let [next, rest] = nextOf(line); next.length > 0; [next, rest] = nextOf(rest)) {
    const rows = await parts.stores.bookings.listByIds(tenantId, next);
    const byId = new Map(rows.map((row) => [row._id, row]));
    for (const row of next.flatMap((id) => byId.get(id) ?? [])) {
      await unlessBroken(parts, row, async () => {
        const one = await serve(parts, row, free);
        if (one.wishes.length > 0 || one.untold.length > 0) waiting.push(one);
      });
    }
  }
  return waiting;
}

async function unlessBroken({ log }: Parts, { _id }: BookingRow, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isOutage(error)) throw error;
    log.warn({ interviewId: _id, error: errorFacts(error) }, 'somebody who waits could not be looked after');
  }
}

type FreeReader = ReturnType<typeof createFreeReader>;

/** Reads what is free once for all who ask the same of the same people, until an offer has taken something. */
function createFreeReader({ stores, now }: Parts) {
  const at = now();
  const known = new Map<string, Promise<number[]>>();
  return {
    read(row: BookingRow, windows: Waiting['windows']): Promise<number[]> {
      const { panel, resources, group, durationMinutes, stepMinutes, buffers, gridZone, zone, policy } = row;
      const { minimumNotice, bookingWindowDays, lastDate } = policy;
      const asked = [
        panel,
        resources,
        group,
        durationMinutes,
        stepMinutes,
        buffers,
        gridZone,
        zone,
        minimumNotice,
        bookingWindowDays,
        lastDate,
      ];
      const key = JSON.stringify([asked, windows]);
      // Read as nobody's booking, so that a time which a guest holds is not free to be offered, not even to them.
      const read = known.get(key) ?? readFree(stores, { ...row, _id: null }, windows, { now: at });
      known.set(key, read);
      return read;
    },
    forget: () => known.clear(),
  };
}

async function look(parts: Parts, row: BookingRow, free: FreeReader): Promise<InLine> {
  const panel = namesInLine(row);
  const { waitlist } = row;
  if (!waitlist || row.status !== 'invited') return { row, panel, wishes: [], untold: [] };
  const starts = await free.read(row, waitlist.windows);
  const terms = { ...row, bookBy: row.link.bookBy.getTime() };
  const wishes = wishesOf(waitlist, starts).filter((startsAt) => offerEndsAt(terms, startsAt, parts.now()) !== null);
  return { row, panel, wishes, untold: untoldOf(waitlist, starts) };
}

async function serve(parts: Parts, row: BookingRow, free: FreeReader): Promise<InLine> {
  const one = await look(parts, row, free);
  if (row.waitlist?.offer === null && (await offerFirst(parts, row, one.wishes))) free.forget();
  return one;
}

/** Tries the wishes in turn, a few at most: what was lost to others is tried again in the next round. */
async function offerFirst(parts: Parts, row: BookingRow, wishes: readonly number[]): Promise<boolean> {
  for (const startsAt of wishes.slice(0, 3)) {
    if (await applyAsTimer(parts, refOf(row), waitlist({ to: 'offer', startsAt }))) return true;
  }
  return false;
}

async function tell(parts: Parts, { row, panel, untold }: InLine, line: readonly InLine[]): Promise<void> {
  const starts = untold.filter((startsAt) => {
    const isWanted = (one: InLine) => one.wishes.includes(startsAt) && one.panel.some((id) => panel.includes(id));
    return !line.some(isWanted);
  });
  if (starts.length > 0) await applyAsTimer(parts, refOf(row), waitlist({ to: 'tellOpen', starts }));
}

function refOf({ tenantId, _id: interviewId }: BookingRow) {
  return { tenantId, interviewId };
}
