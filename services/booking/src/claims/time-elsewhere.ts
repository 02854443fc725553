import type { ElsewhereDay } from '@interlude/shared/contracts/calendars';
import { idPrefixes, type PersonId, type ReservationId, type TenantId } from '@interlude/shared/ids';
import { LostRace } from '../mongo/lost-race.ts';
import { type InTransaction, isDuplicateKey } from '../mongo/mongo.ts';
import { clearOver } from '../reservations/release-expired.ts';
import { keysKeptBy, type ReservationRow } from '../reservations/reservation-row.ts';
import type { ReservationStore } from '../reservations/reservation-store.ts';

interface ElsewhereDeps {
  readonly now: () => number;
  readonly stores: { readonly reservations: ReservationStore; readonly inTransaction: InTransaction };
}

/** All that other calendars say of a person from one UTC date to another, which is not part of it. */
export interface Elsewhere {
  readonly tenantId: TenantId;
  readonly personId: PersonId;
  readonly from: string;
  readonly to: string;
  /** Rises with every look; an older one writes nothing once a newer one has begun. */
  readonly look: number;
  /** Those days on which there is anything. */
  readonly days: readonly ElsewhereDay[];
}

const dayMs = 86_400_000;
/** The longest meeting with its buffers. */
export const reachMs = 2 * dayMs;
const attempts = 5;
// As many as one transaction writes.
const daysAtOnce = 14;

/**
 * Keeps the time that a person's other calendars take: it is offered to nobody, and nobody can book it. What is booked
 * there already, or held, keeps its time; the rest of it is taken. Safe to repeat, and a day that is as it was is not
 * written. False when a newer look has begun, which says what holds.
 */
export async function keepElsewhere(deps: ElsewhereDeps, wish: Elsewhere): Promise<boolean> {
  if (!(await deps.stores.reservations.elsewhere.beginLook(wish))) return false;
  const [first, end] = [Date.parse(wish.from), Date.parse(wish.to)];
  const yesterday = deps.now() - 2 * dayMs;
  await deps.stores.reservations.elsewhere.forgetDays(wish.tenantId, wish.personId, yesterday);
  for (let from = first; from < end; from += daysAtOnce * dayMs) {
    if (!(await keepDays(deps, wish, { from, to: Math.min(end, from + daysAtOnce * dayMs) }))) return false;
  }
  return true;
}

async function keepDays(deps: ElsewhereDeps, wish: Elsewhere, span: { from: number; to: number }): Promise<boolean> {
  const { inTransaction, reservations } = deps.stores;
  const { elsewhere } = reservations;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const around = { from: span.from - reachMs, to: span.to + reachMs };
    const present = await elsewhere.listAround(wish.tenantId, wish.personId, around);
    const days: ReservationRow[] = [];
    for (let at = span.from; at < span.to; at += dayMs) {
      const day = await changedDay(deps, wish, { at, present, isAgain: attempt > 1 });
      if (day !== null) days.push(day);
    }
    if (days.length === 0) return true;
    try {
      return await inTransaction(() => elsewhere.writeDays(wish, days));
    } catch (error) {
      // Something was booked, held or taken at the same moment: what stands there is looked at anew.
      if (!isDuplicateKey(error) && !(error instanceof LostRace)) throw error;
    }
  }
  throw new Error('the time of somebody changes too often to keep what is elsewhere');
}

interface DayAsked {
  /** When the UTC day begins, epoch milliseconds. */
  readonly at: number;
  readonly present: readonly ReservationRow[];
  /** A write has failed: what stands in the way is asked by its cells. */
  readonly isAgain: boolean;
}

/** The day as it is to be written, or null when it is so already. */
async function changedDay(deps: ElsewhereDeps, wish: Elsewhere, asked: DayAsked): Promise<ReservationRow | null> {
  const { tenantId, personId, look } = wish;
  const _id = `${idPrefixes.reservation}_${personId}_${(asked.at / dayMs).toString(36)}` as ReservationId;
  const before = asked.present.find((row) => row._id === _id);
  const found = wish.days.find(({ date }) => Date.parse(date) === asked.at);
  const spans = (found?.spans ?? []).map(({ from, to }) => ({ from: new Date(from), to: new Date(to) }));
  if (spans.length === 0 && !before?.active) return null;
  const blank: ReservationRow = {
    _id,
    tenantId,
    kind: 'external',
    requestId: _id,
    startsAt: new Date(asked.at),
    endsAt: new Date(asked.at + dayMs),
    beforeMinutes: 0,
    afterMinutes: 0,
    people: [personId],
    seats: [],
    active: spans.length > 0,
    spans,
    look,
    version: (before?.version ?? 0) + 1,
    createdAt: before?.createdAt ?? new Date(deps.now()),
  };
  const cells = await freeOf(deps, blank, asked);
  if (before !== undefined && isSame(before, blank, cells)) return null;
  return { ...blank, ...(cells.length > 0 ? { cells } : {}) };
}

async function freeOf(
  { stores, now }: ElsewhereDeps,
  day: ReservationRow,
  { present, isAgain }: DayAsked,
): Promise<string[]> {
  const wanted = keysKeptBy(day);
  const { reservations } = stores;
  const listed = isAgain ? await reservations.listHoldersOf(day.tenantId, wanted) : present;
  const keys = new Set(wanted);
  const holders = listed.filter(
    (row) => row.active && row._id !== day._id && (row.cells ?? []).some((cell) => keys.has(cell)),
  );
  // Holds that are over and sessions that nobody is in give way, as they do to a booking.
  const isOver = (row: ReservationRow) => row.kind === 'group' || row.kind === 'hold';
  const over = holders.filter(isOver);
  const left = over.length > 0 && (await clearOver(reservations, over, { now: now() })) === 0 ? [] : over;
  const taken = new Set([...holders.filter((row) => !isOver(row)), ...left].flatMap(({ cells = [] }) => cells));
  return wanted.filter((cell) => !taken.has(cell));
}

function isSame(before: ReservationRow, day: ReservationRow, cells: readonly string[]): boolean {
  const textOf = ({ spans = [] }: ReservationRow) => spans.map(({ from, to }) => `${+from}-${+to}`).join();
  const had = new Set(before.active ? before.cells : []);
  const isKept = had.size === cells.length && cells.every((cell) => had.has(cell));
  return before.active === day.active && textOf(before) === textOf(day) && isKept;
}
