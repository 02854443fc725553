import type { TenantId } from '@interlude/shared/ids';
import { offerEndsAt, untoldOf, type Waiting, wishesOf } from '@interlude/shared/waitlist';
import type { App } from '../app.ts';
import { applyAsTimer } from '../bookings/as-timer.ts';
import type { BookingRow } from '../bookings/booking-row.ts';
import { errorFacts } from '../log.ts';
import { isOutage } from '../mongo.ts';
import { neededBy } from '../slots/panel.ts';
import { readFree } from './read-free.ts';

/** More than this wait for a company in trouble; those who came later are looked at when the first are served. */
const mostWaiting = 1_000;

export type Parts = Pick<App, 'stores' | 'applyCommand' | 'now' | 'log'>;

/** Somebody in line with what they could have now. */
interface InLine {
  readonly row: BookingRow;
  readonly panel: readonly string[];
  /** Starts they had not been offered before this round; they come before those who had. */
  readonly wishes: readonly number[];
  readonly untold: readonly number[];
}

/**
 * Looks at everybody who waits in one company, first come first: whoever has no offer gets the first free start that
 * suits them. A start that everybody in line has let go is said to be open to those it was offered to. Looking again
 * changes nothing more, so any process may do it at any time; claim and compare-and-set decide between two.
 */
export async function offerRound(parts: Parts, tenantId: TenantId): Promise<void> {
  const line = await parts.stores.bookings.listWaiting(tenantId, mostWaiting);
  const free = createFreeReader(parts);
  const waiting: InLine[] = [];
  for (const row of line) await unlessBroken(parts, row, async () => void waiting.push(await serve(parts, row, free)));
  for (const one of waiting) await unlessBroken(parts, one.row, async () => await tell(parts, one, waiting));
}

// One interview that cannot be judged must not keep everybody else waiting; an outage is everybody's.
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
      // A time somebody holds for themselves is not free to be offered, not even to them.
      const read = known.get(key) ?? readFree(stores, { ...row, _id: null }, windows, { now: at });
      known.set(key, read);
      return read;
    },
    forget: () => known.clear(),
  };
}

async function serve(parts: Parts, row: BookingRow, free: FreeReader): Promise<InLine> {
  const panel = neededBy(row);
  const { waitlist } = row;
  if (!waitlist || row.status !== 'invited') return { row, panel, wishes: [], untold: [] };
  const starts = await free.read(row, waitlist.windows);
  const terms = { ...row, bookBy: row.link.bookBy.getTime() };
  const wishes = wishesOf(waitlist, starts).filter((startsAt) => offerEndsAt(terms, startsAt, parts.now()) !== null);
  if (waitlist.offer === null && (await offerFirst(parts, row, wishes))) free.forget();
  return { row, panel, wishes, untold: untoldOf(waitlist, starts) };
}

/** Tries the wishes in turn, a few at most: what was lost to others is tried again in the next round. */
async function offerFirst(parts: Parts, row: BookingRow, wishes: readonly number[]): Promise<boolean> {
  for (const startsAt of wishes.slice(0, 3)) {
    if (await applyAsTimer(parts, refOf(row), { do: 'waitlist', wish: { to: 'offer', startsAt } })) return true;
  }
  return false;
}

async function tell(parts: Parts, { row, panel, untold }: InLine, line: readonly InLine[]): Promise<void> {
  const starts = untold.filter((startsAt) => {
    const isWanted = (one: InLine) => one.wishes.includes(startsAt) && one.panel.some((id) => panel.includes(id));
    return !line.some(isWanted);
  });
  if (starts.length > 0) await applyAsTimer(parts, refOf(row), { do: 'waitlist', wish: { to: 'tellOpen', starts } });
}

function refOf({ tenantId, _id: interviewId }: BookingRow) {
  return { tenantId, interviewId };
}
