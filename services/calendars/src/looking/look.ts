import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { errorFacts } from '@interlude/service-kit/log';
import { usuallyCounted } from '@interlude/shared/contracts/calendars';
import { accounts } from '../connections/accounts.ts';
import type { CalendarPart, ConnectionRow } from '../connections/connection-store.ts';
import { tellLoss } from '../connections/consent-loss.ts';
import { letGo } from '../connections/let-go.ts';
import type { Span } from '../ical/busy-events.ts';
import { mergedSpans } from '../ical/merged-spans.ts';
import { noteDrifts, type OwnSeen } from '../placing/drift.ts';
import { isEventThere } from '../placing/place-event.ts';
import { writtenBy } from '../placing/written-by.ts';
import { ProviderError, type ReadCall } from '../providers/provider.ts';
import { daysOf } from './days-of.ts';
import type { LookDeps } from './look-deps.ts';
import { mapFew } from './map-few.ts';
import { jittered, readAgainMs } from './rhythm.ts';
import type { Told } from './turn-store.ts';

const dayMs = 86_400_000;
/** Starts beyond are looked at when somebody chooses one. */
const horizonDays = 120;
/** No booking window reaches further, and no report. */
const mostDays = 735;
const daysAtOnce = 40;
/** Calendars of one connection. */
const atOnceOfOne = 4;
/** How long all that one look asks may take. */
export const lookMs = 20_000;
// Longer than one part may take to be told, and shorter than anybody waits for their turn after a crash.
const turnMs = 15_000;
const tellAgainMs = 5_000;
/**
 * What is as it was told is told again by the first look after this, about every quarter of an hour, so that what was
 * cancelled meanwhile is taken again.
 */
const toldForMs = 12 * 60_000;

/**
 * What is asked about: from yesterday, which may still reach into today, for as far as calendars are looked at, or as
 * somebody wanted to book.
 */
function windowAt(now: number, rows: readonly Pick<ConnectionRow, 'aheadUntil'>[]): Span {
  const from = Math.floor(now / dayMs) * dayMs - dayMs;
  const usual = from + (horizonDays + 1) * dayMs;
  const wanted = Math.max(usual, ...rows.map(({ aheadUntil }) => aheadUntil?.getTime() ?? 0));
  const to = Math.ceil(Math.min(wanted, from + mostDays * dayMs) / dayMs) * dayMs;
  return { from, to };
}

/** What is kept of a look at a connection. */
type Kept = Pick<ConnectionRow, 'calendars' | 'state' | 'because' | 'failures' | 'freshAt' | 'changedAt'>;

/** What a look at a connection leaves. */
type Read = Kept & {
  /** How long the server wishes to be left alone. */
  readonly retryAfterMs: number;
  /** What was read anew of the calendar that bookings stand in. */
  readonly seen: OwnSeen | null;
};

/**
 * Reads the calendars of a connection that take time. One that cannot be read keeps what it said last: it is never taken
 * for free.
 */
export async function readCalendars(deps: LookDeps, row: ConnectionRow, signal: AbortSignal): Promise<Read> {
  const reading = deps.pool.begin(row);
  let retryAfterMs = 0;
  let seen: OwnSeen | null = null;
  async function after(calendar: CalendarPart): Promise<CalendarPart> {
    if (!calendar.isBusy) return calendar;
    const triedAt = new Date(deps.now());
    try {
      const { part, own } = await readCalendar(deps, row, { calendar, call: { signal, reading } });
      if (calendar.id === row.writeTo) seen = own;
      return { ...part, triedAt };
    } catch (error) {
      const fault = error instanceof ProviderError ? error : new ProviderError('unreadable', { cause: error });
      if (fault !== error) deps.log.warn({ connection: row._id, ...errorFacts(error) }, 'a calendar broke its reader');
      retryAfterMs = Math.max(retryAfterMs, fault.retryAfterMs ?? 0);
      return { ...calendar, because: fault.outcome, triedAt };
    }
  }
  // Where one look brings too much for all of them, the next begins with those that it left out, whatever became of others.
  const triedAt = (part: CalendarPart) => Number(part.triedAt ?? part.freshAt);
  const byAge = row.calendars.toSorted((one, other) => triedAt(one) - triedAt(other));
  const read = await mapFew(byAge, atOnceOfOne, after).finally(() => reading.end());
  const calendars = row.calendars.map((before) => read.find(({ id }) => id === before.id) ?? before);
  const changedAt = isChanged(row.calendars, calendars) ? new Date(deps.now()) : (row.changedAt ?? row.createdAt);
  return { calendars, changedAt, ...standOf(row, calendars), retryAfterMs, seen };
}

// What comes in and goes out as days pass is no change.
function isChanged(before: readonly CalendarPart[], after: readonly CalendarPart[]): boolean {
  const textOf = ({ spans }: CalendarPart) => spans.map(({ from, to }) => `${from}-${to}`).join();
  return after.some((part) => {
    const was = before.find(({ id }) => id === part.id);
    return was?.cursorFrom === part.cursorFrom && textOf(was) !== textOf(part);
  });
}

interface Reading {
  readonly calendar: CalendarPart;
  readonly call: ReadCall;
}

async function readCalendar(
  deps: LookDeps,
  row: ConnectionRow,
  { calendar, call }: Reading,
): Promise<{ part: CalendarPart; own: OwnSeen | null }> {
  const { providers, access, publicHost, now } = deps;
  // What changes from here on may be missing in the answer.
  const at = now();
  const window = windowAt(at, [row]);
  // A cursor is of its window.
  const date = `${dateAt(window.from)}/${dateAt(window.to)}`;
  const cursor = calendar.cursorFrom === date ? calendar.cursor : null;
  const terms = { window, zone: row.zone, ownHost: publicHost, counts: calendar.counts ?? usuallyCounted };
  const found = await access.use(row, call.signal, (secret) =>
    providers[row.provider].look(call, { secret, calendarId: calendar.id }, terms, cursor),
  );
  const brought = found.isSame ? {} : { spans: mergedSpans(found.spans), cursor: found.cursor };
  const part = { ...calendar, cursor, ...brought, cursorFrom: date, because: null, freshAt: new Date(at) };
  if (found.isSame || found.own === undefined) return { part, own: null };
  const { tenantId, _id: connectionId } = row;
  const { own } = found;
  return { part, own: { tenantId, connectionId, calendarId: calendar.id, own, at, to: window.to } };
}

/** How a connection stands: as the worst of what takes time. */
export function standOf(
  row: Pick<ConnectionRow, 'provider' | 'state' | 'because' | 'failures'>,
  calendars: readonly CalendarPart[],
): Pick<Read, 'state' | 'because' | 'failures' | 'freshAt'> {
  const read = calendars.filter(({ isBusy }) => isBusy);
  const faults = read.flatMap(({ because }) => because ?? []);
  const [because] = faults.includes('auth') ? (['auth'] as const) : faults;
  const times = read.map(({ freshAt }) => freshAt?.getTime() ?? null);
  const freshAt = times.length === 0 || times.includes(null) ? null : new Date(Math.min(...(times as number[])));
  if (because === undefined) return { state: 'ok', because: null, failures: 0, freshAt };
  const failures = row.failures + 1;
  // One lost answer is no news to anybody.
  const isNews = faults.some((fault) => fault !== 'retryable') || failures >= 3;
  if (!isNews) return { state: row.state, because: row.because, failures, freshAt };
  const state = because === 'auth' && row.provider !== 'ics' ? 'needs_reauth' : 'failing';
  return { state, because, failures, freshAt };
}

/**
 * One look at a connection that is due: reads it, keeps what it says, and tells booking of all that the calendars of its
 * person say together.
 */
export async function look(deps: LookDeps, row: ConnectionRow, { isAsked = false } = {}): Promise<void> {
  const { connections, log, now } = deps;
  // A double was disconnected, which made it due: booking is told then.
  const isSettled = row.place !== undefined || row.removedAt !== null;
  if (!isSettled && (await accounts(deps).isDouble(row))) return;
  // Where only booking is still to be told, the server is left alone.
  const isTold = (row.pushedAt?.getTime() ?? 0) > ((row.lookedAt ?? row.freshAt)?.getTime() ?? 0);
  const isDue = isAsked || isTold || row.readDueAt.getTime() <= now();
  const isRead = row.removedAt === null && isDue && !isResting(row, now());
  const readDueAt = isRead ? await readAndKeep(deps, row) : laterOf(row.readDueAt, row.restUntil);
  try {
    // Somebody waits for what is told when they ask; a round comes again by itself.
    await (isAsked ? tellInTurn(deps, row, { isAsked }) : tellBooking(deps, row));
    await tellLoss(deps, row);
    if (row.removedAt === null) await connections.noteDue(row, readDueAt);
    else await connections.forget(row);
  } catch (error) {
    log.warn({ connection: row._id, ...errorFacts(error) }, 'booking was not told');
    await connections.noteDue(row, new Date(now() + jittered(tellAgainMs)));
  }
}

/** Whatever somebody wants: it was asked too much. */
function isResting({ restUntil }: Pick<ConnectionRow, 'restUntil'>, now: number): boolean {
  return (restUntil?.getTime() ?? 0) > now;
}

function laterOf(one: Date, other: Date | null | undefined): Date {
  return other && other > one ? other : one;
}

const turnPauseMs = 50;
/** A booking waits a little longer. */
const lateMs = 500;

/**
 * A look at all that the calendars of somebody say, and booking told of it; false where one of them could not be read.
 * Somebody waits for it since `askedAt`, epoch milliseconds.
 */
export async function lookAtAll(
  deps: LookDeps,
  of: Pick<ConnectionRow, 'tenantId' | 'personId'>,
  askedAt = deps.now(),
): Promise<boolean> {
  const { connections } = deps;
  const rows = await connections.listOf(of.tenantId, of.personId);
  const busy = rows.filter(({ calendars }) => calendars.some(({ isBusy }) => isBusy));
  const readable = busy.filter((row) => !isResting(row, deps.now()));
  await Promise.all(readable.map((row) => readAndKeep(deps, row)));
  // Whoever booked without waiting for it has left a mark, which goes when this is told.
  await tellInTurn(deps, of, { isAsked: deps.now() - askedAt > lateMs });
  const after = await connections.listOf(of.tenantId, of.personId);
  const isRead = after.every(({ calendars }) => calendars.every(({ isBusy, because }) => !isBusy || because === null));
  return isRead && readable.length === busy.length;
}

/** The same as `tellBooking`, once nobody else tells of this person any more. */
export async function tellInTurn(...[deps, of, asked]: Parameters<typeof tellBooking>): Promise<void> {
  for (const end = deps.now() + lookMs; ; ) {
    try {
      return await tellBooking(deps, of, asked);
    } catch (error) {
      if (!(error instanceof TurnTaken) || deps.now() > end) throw error;
      await delay(turnPauseMs);
    }
  }
}

/** Answers when it is to be read again. */
async function readAndKeep(deps: LookDeps, row: ConnectionRow): Promise<Date> {
  const lookedAt = new Date(deps.now());
  const { retryAfterMs, seen, ...found } = await readCalendars(deps, row, AbortSignal.timeout(lookMs));
  const read = (await areDriftsKnown(deps, row, seen))
    ? found
    : { ...found, calendars: unreadAgain(found, row.writeTo) };
  await deps.access.rewrap(row);
  if (read.failures > 0) {
    const { because, failures } = read;
    deps.log.info({ connection: row._id, provider: row.provider, because, failures }, 'calendar not read');
  }
  for (let [before, mine] = [row, read]; ; ) {
    const at = deps.now();
    const quietMs = at - (mine.changedAt ?? row.createdAt).getTime();
    const readDueAt = new Date(at + readAgainMs({ failures: mine.failures, retryAfterMs, quietMs }));
    const restUntil = retryAfterMs > 0 ? new Date(at + retryAfterMs) : null;
    if (await deps.connections.noteLook(before, { ...mine, readDueAt, restUntil, lookedAt })) return readDueAt;
    const after = await deps.connections.find(row);
    // Disconnected or chosen anew, which made it due at once.
    if (after === null || after.version !== row.version) return readDueAt;
    // Each time round another look has come to its end.
    [before, mine] = [after, joined(after, read)];
  }
}

async function areDriftsKnown(deps: LookDeps, row: ConnectionRow, seen: OwnSeen | null): Promise<boolean> {
  if (seen === null) return true;
  try {
    return await noteDrifts({ ...deps, isThere: async (event) => await isEventThere(deps, event, row) }, seen);
  } catch (error) {
    deps.log.warn({ connection: seen.connectionId, ...errorFacts(error) }, 'changed entries were not noted');
    return false;
  }
}

/** The calendar is read in full the next time, though nothing changes in it. */
function unreadAgain({ calendars }: Pick<Read, 'calendars'>, id: string | null): readonly CalendarPart[] {
  return calendars.map((part) => (part.id === id ? { ...part, cursor: null } : part));
}

/** What two looks at once have brought together: of each calendar the newer. */
function joined(row: ConnectionRow, read: Kept): Kept {
  const mine = new Map(read.calendars.map((part) => [part.id, part]));
  const calendars = row.calendars.map((part) => newerOf(part, mine.get(part.id) ?? part));
  const times = [row.changedAt ?? row.createdAt, read.changedAt ?? row.createdAt];
  return { calendars, changedAt: new Date(Math.max(...times.map(Number))), ...standOf(row, calendars) };
}

function newerOf(kept: CalendarPart, mine: CalendarPart): CalendarPart {
  if (mine.because !== null) return { ...kept, because: mine.because };
  // Windows that reach further, or begin later, sort behind.
  const [one, other] = [kept, mine].map(({ cursorFrom }) => cursorFrom ?? '');
  if (one !== other) return (one ?? '') > (other ?? '') ? kept : mine;
  return Number(kept.freshAt) > Number(mine.freshAt) ? kept : mine;
}

/**
 * Tells booking what all calendars of a person say together, and what is as it was told only where somebody asks. Safe to
 * repeat. Throws when booking did not take it.
 */
export async function tellBooking(
  deps: LookDeps,
  { tenantId, personId }: Pick<ConnectionRow, 'tenantId' | 'personId'>,
  { isAsked = false } = {},
): Promise<void> {
  const { connections, turns, report, now } = deps;
  const at = now();
  const mostFar = new Date(windowAt(at, []).from + mostDays * dayMs);
  const turn = await turns.begin(tenantId, personId, { now: new Date(at), until: new Date(at + turnMs), mostFar });
  if (turn === null) throw new TurnTaken();
  const { look: number } = turn;
  let told: Told | null = null;
  try {
    // Read in the turn: what is told is never older than what was told before.
    const rows = await connections.listOf(tenantId, personId);
    const { from, to: wanted } = windowAt(at, rows);
    // Whichever connection it was told of, and whether it is still there: else its days would stay taken.
    const to = Math.max(wanted, turn.furthest.getTime());
    const busy = rows.flatMap(({ calendars }) => calendars.filter(({ isBusy }) => isBusy));
    const days = daysOf(busy.flatMap(({ spans }) => spans)).filter(({ date }) => date < dateAt(to));
    const isConnected = busy.length > 0;
    const writesTo = writtenBy(rows)?.name ?? null;
    const seen = busy.map(({ freshAt }) => freshAt?.getTime() ?? null);
    const seenAt = seen.length === 0 || seen.includes(null) ? null : Math.min(...(seen as number[]));
    const print = createHash('sha256')
      .update(JSON.stringify([from, to, isConnected, writesTo, busy.map(({ because }) => because === null), days]))
      .digest('base64url');
    if (!isAsked && turn.told?.print === print && at - turn.told.at.getTime() < toldForMs) return;
    for (let first = from; first < to; first += daysAtOnce * dayMs) {
      // From the first part on booking may have some of it, so that what was told before holds no more.
      const goesOn = { until: new Date(now() + turnMs), furthest: new Date(to) };
      if (!(await turns.goOn(personId, number, goesOn))) throw new TurnTaken();
      const [begin, end] = [dateAt(first), dateAt(Math.min(to, first + daysAtOnce * dayMs))];
      const some = days.filter(({ date }) => date >= begin && date < end);
      const facts = { tenantId, personId, look: number, isConnected, seenAt, writesTo };
      const { isGone, zone } = await report({ ...facts, from: begin, to: end, days: some });
      if (isGone) return await letGo(deps, { tenantId, personId });
      if (zone !== undefined && rows.some((row) => row.zone !== zone))
        await connections.moveTo({ tenantId, personId }, zone, new Date(at));
    }
    told = { print, at: new Date(at) };
  } finally {
    await turns.end(personId, number, told);
  }
}

/** Somebody else tells booking about this person just now. */
class TurnTaken extends Error {
  override name = 'TurnTaken';
}

function dateAt(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
