import type { DavSession } from './dav-session.ts';
import { ProviderError, type ReadCall } from './provider.ts';

/** Where somebody is on a CalDAV server. */
interface DavAccount {
  readonly principal: string;
  /** Where their calendars are. */
  readonly home: string;
}

const names = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:cs="http://calendarserver.org/ns/"';

/** A question for properties, each by its name with one of the prefixes `d`, `c` and `cs`. */
export function propfind(props: readonly string[], depth: 0 | 1) {
  const asked = props.map((name) => `<${name}/>`).join('');
  const body = `<?xml version="1.0" encoding="utf-8"?><d:propfind ${names}><d:prop>${asked}</d:prop></d:propfind>`;
  return { method: 'PROPFIND', body, depth } as const;
}

/** A question for events of a time range, with their texts; the times are of UTC, `20270301T000000Z`. */
export function eventsBetween(start: string, end: string) {
  const range = `<c:comp-filter name="VEVENT"><c:time-range start="${start}" end="${end}"/></c:comp-filter>`;
  const filter = `<c:filter><c:comp-filter name="VCALENDAR">${range}</c:comp-filter></c:filter>`;
  const asked = '<d:prop><d:getetag/><c:calendar-data/></d:prop>';
  const body = `<?xml version="1.0" encoding="utf-8"?><c:calendar-query ${names}>${asked}${filter}</c:calendar-query>`;
  return { method: 'REPORT', body, depth: 1 } as const;
}

/**
 * Finds the account from the address of a server, an account or a calendar (RFC 6764): by what the server names for
 * CalDAV, else from that address, else from its top. Throws `ProviderError`, `auth` wherever somebody was turned away.
 */
export async function davAccount(call: ReadCall, session: DavSession, address: string): Promise<DavAccount> {
  const faults: ProviderError[] = [];
  for (const root of await rootsOf(session, address)) {
    try {
      const principal = await hrefAt(call, session, { at: root, name: 'current-user-principal', asked: 'd' });
      const home = await hrefAt(call, session, { at: principal, name: 'calendar-home-set', asked: 'c' });
      return { principal, home };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      faults.push(error);
    }
  }
  throw faults.find(({ outcome }) => outcome === 'auth') ?? faults.at(-1) ?? new ProviderError('unreadable');
}

async function rootsOf(session: DavSession, address: string): Promise<ReadonlySet<string>> {
  const top = URL.parse('/', address)?.href ?? address;
  return new Set([...(await wellKnown(session, address)), address, top]);
}

// Some say it to one method only.
async function wellKnown(session: DavSession, address: string): Promise<string[]> {
  const known = URL.parse('/.well-known/caldav', address);
  if (known === null) return [];
  for (const asked of [propfind(['d:resourcetype'], 0), { method: 'GET' }]) {
    const answer = await session.send(known.href, { ...asked, isStaying: true, mostBytes: 100_000 }).catch(() => null);
    const named = answer !== null && answer.status >= 300 && answer.status < 400 ? answer.header('location') : null;
    const found = named === null ? null : URL.parse(named, known.href);
    if (found !== null) {
      // Behind another server some name themselves without the port.
      if (found.hostname === known.hostname && found.port === '') found.port = known.port;
      return [found.href];
    }
  }
  return [];
}

async function hrefAt(
  { signal, reading }: ReadCall,
  session: DavSession,
  { at, name, asked }: { readonly at: string; readonly name: string; readonly asked: 'd' | 'c' },
): Promise<string> {
  const bytes = await session.ask(at, propfind([`${asked}:${name}`], 0), reading.take);
  const href = await reading.read('davHref', { bytes, signal }, name);
  const found = href === null ? null : URL.parse(href, at.endsWith('/') ? at : `${at}/`);
  if (found === null) throw new ProviderError('unreadable');
  return found.href;
}
