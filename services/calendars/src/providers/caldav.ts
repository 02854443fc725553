import type { ReadTerms } from '../ical/busy-events.ts';
import type { ListedCalendar } from '../reading/readers.ts';
import { davAccount, eventsBetween, propfind } from './dav-account.ts';
import { calendarIdOf, davSession } from './dav-session.ts';
import type { OutgoingRules } from './outgoing.ts';
import { type BusyProvider, ProviderError, type ReadCall } from './provider.ts';

/** How somebody signs in to a CalDAV server (RFC 4791), and which calendars they have there. */
export interface CaldavSecret {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Their addresses by id: an address may hold the name of the person. */
  readonly calendars: Readonly<Record<string, string>>;
  /** Theirs, as far as the server says so; absent in accounts from before it was asked. */
  readonly addresses?: readonly string[];
}

interface FoundCalendar {
  readonly calendarId: string;
  readonly name: string;
  readonly url: string;
  /** Whether events may be put there; null where the server does not say. */
  readonly mayWrite: boolean | null;
}

export interface CaldavProvider extends BusyProvider<CaldavSecret> {
  /** The calendars with events that are found from the address of a server, an account or a calendar. */
  list(call: ReadCall, secret: SignIn): Promise<FoundCalendar[]>;
  /** The addresses that somebody is invited by (RFC 6638, section 2.4.1); many servers do not say. */
  addresses(call: ReadCall, secret: SignIn): Promise<string[]>;
}

type SignIn = Omit<CaldavSecret, 'calendars' | 'addresses'>;

const dayMs = 86_400_000;
const listedProps = [
  'd:displayname',
  'd:resourcetype',
  'd:current-user-privilege-set',
  'c:supported-calendar-component-set',
];

/**
 * Reads calendars by CalDAV. Whether anything has changed is asked by the calendar's sync token (RFC 6578) or ctag; when it
 * is another, whatever the reason, the window is read anew, so that no lost token leaves a gap.
 */
export function caldavProvider(rules: OutgoingRules): CaldavProvider {
  return {
    async addresses(call, secret) {
      const session = davSession(secret, rules, call.signal);
      const { principal } = await davAccount(call, session, secret.url);
      const bytes = await session.ask(principal, propfind(['c:calendar-user-address-set'], 0), call.reading.take);
      return await call.reading.read('davAddresses', { bytes, signal: call.signal });
    },

    async list(call, secret) {
      const session = davSession(secret, rules, call.signal);
      const { home } = await davAccount(call, session, secret.url);
      const bytes = await session.ask(home, propfind(listedProps, 1), call.reading.take);
      const listed = await call.reading.read('davCalendars', { bytes, signal: call.signal });
      return listed.flatMap((one) => calendarAt(one, home));
    },

    async look({ signal, reading }, { secret, calendarId }, terms, cursor) {
      const url = secret.calendars[calendarId];
      if (url === undefined) throw new ProviderError('gone');
      const session = davSession(secret, rules, signal);
      // Before the events are read: what changes in between is another token the next time.
      const said = await session.ask(url, propfind(['d:sync-token', 'cs:getctag'], 0), reading.take);
      const token = await reading.read('davToken', { bytes: said, signal });
      if (token !== null && token === cursor) return { isSame: true };
      // Servers read floating times and whole days by clocks of their own: a little more is asked for than is kept.
      const { from, to } = terms.window;
      const asked = eventsBetween(basic(from - 2 * dayMs), basic(to + 2 * dayMs));
      const bytes = await session.ask(url, asked, reading.take);
      const found = await reading.read('davEvents', { bytes, signal }, { ...terms, ...addressesIn(secret) });
      return { isSame: false, ...found, cursor: token };
    },
  };
}

// Many servers let people sign in with their address, which is that of their invitations too.
function addressesIn({ username, addresses = [] }: CaldavSecret): Pick<ReadTerms, 'ownAddresses'> {
  return { ownAddresses: username.includes('@') ? [username, ...addresses] : addresses };
}

function calendarAt({ href, name, privileges }: ListedCalendar, home: string): FoundCalendar[] {
  const url = URL.parse(href, home)?.href;
  if (url === undefined) return [];
  const mayWrite = privileges === null ? null : isWriting(privileges);
  return [{ calendarId: calendarIdOf(url), name: (name || lastOf(url)).slice(0, 200), url, mayWrite }];
}

/** RFC 3744, sections 3.2 to 3.10: events are added, and changed afterwards. */
function isWriting(privileges: readonly string[]): boolean {
  const has = (name: string) => privileges.includes(name);
  return has('all') || has('write') || (has('bind') && has('write-content'));
}

function lastOf(url: string): string {
  const last = url.split('/').filter(Boolean).at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function basic(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
