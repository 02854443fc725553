import { readCalendars, standOf } from '../looking/look.ts';
import type { LookDeps } from '../looking/look-deps.ts';
import type { TimeLimit } from '../looking/time-limit.ts';
import { accounts } from './accounts.ts';
import { CallRefused } from './calls.ts';
import { connectionRows, partOf, unfailed } from './connection-rows.ts';
import type { CalendarPart, ConnectionRow } from './connection-store.ts';
import { ended } from './consent-loss.ts';

interface Listed {
  readonly calendarId: string;
  readonly name: string;
  /** Where it is; may hold the name of a person. */
  readonly url: string;
  /** Null where the server does not say. */
  readonly mayWrite: boolean | null;
  /** Not of somebody else; absent where that cannot be told. */
  readonly isOwn?: boolean;
}

interface Account {
  /** The connection of the same account; undefined for a new one, which `base` is then. */
  readonly known: ConnectionRow | undefined;
  readonly base: ConnectionRow;
  /** As `accountOf` names it. */
  readonly named: string;
  readonly signIn: object;
  readonly listed: readonly Listed[];
  readonly zone: string;
}

/** Keeps an account with several calendars after each of them was read once. Throws `CallRefused` where none could be. */
export async function keepAccount(
  deps: LookDeps,
  { known, base, named, signIn, listed, zone }: Account,
  limit: TimeLimit,
): Promise<ConnectionRow> {
  const { sealed, changed } = connectionRows(deps);
  const calendars = Object.fromEntries(listed.map(({ calendarId, url }) => [calendarId, url]));
  const had = new Map(base.calendars.map((part) => [part.id, part]));
  const parts = listed.map(({ calendarId, name, isOwn = true, mayWrite }) => {
    const part = had.get(calendarId) ?? { ...partOf(calendarId, name), isBusy: isOwn };
    return mayWrite === null ? part : { ...part, mayWrite };
  });
  const row = { ...base, calendars: parts, secret: sealed(base, { ...signIn, calendars }) };
  const read = await readTwice(deps, row, limit);
  // What could never be read has said nothing that counts: it is shown, and chosen when it can be read.
  const chosen = read.map((part) => (part.freshAt === null ? { ...part, isBusy: false } : part));
  if (!chosen.some(({ freshAt }) => freshAt !== null))
    throw new CallRefused(read.find(({ because }) => because !== null)?.because ?? 'gone');
  // A look that ended meanwhile may have been newer.
  const at = new Date(deps.now());
  const set = {
    calendars: chosen,
    ...standOf({ ...row, ...unfailed }, chosen),
    dueAt: at,
    readDueAt: at,
    restUntil: null,
  };
  const present = known ?? (await accounts(deps).keep({ ...row, ...set }, named));
  if (present === null) return { ...row, ...set };
  const grant = row.grant === undefined ? {} : { grant: row.grant };
  const secret = sealed(present, { ...signIn, calendars });
  const next = { ...set, secret, ...grant, zone, ...ended(present) };
  if (known !== undefined) return await changed(known, next);
  // It was connected twice at once: of several the first to come again is enough.
  return (await deps.connections.change(present, next)) ?? present;
}

/**
 * What could not be read is tried once more: its owner chose none of them yet, and might miss that one takes no time. The
 * first try ends in half of the time, or a server that hangs would leave none for the second.
 */
async function readTwice(deps: LookDeps, row: ConnectionRow, limit: TimeLimit): Promise<readonly CalendarPart[]> {
  const { calendars } = await readCalendars(deps, row, limit.half());
  const unread = calendars.filter(({ isBusy, freshAt }) => isBusy && freshAt === null);
  if (unread.length === 0) return calendars;
  const again = await readCalendars(deps, { ...row, calendars: unread }, limit.signal);
  return calendars.map((part) => again.calendars.find(({ id }) => id === part.id) ?? part);
}
