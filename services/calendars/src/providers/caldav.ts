import { calendarQuery, createAccount, type DAVResponse, propfind } from 'tsdav';
import { z } from 'zod';
import type { ReadTerms, Span } from '../ical/busy-events.ts';
import { calendarIdOf, type DavSession, davSession } from './dav-session.ts';
import type { OutgoingRules } from './outgoing.ts';
import { type BusyProvider, type Call, ProviderError, readTexts } from './provider.ts';

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
}

export interface CaldavProvider extends BusyProvider<CaldavSecret> {
  /** The calendars with events that are found from the address of a server, an account or a calendar. */
  list(call: Call, secret: SignIn): Promise<FoundCalendar[]>;
  /** The addresses that somebody is invited by (RFC 6638, section 2.4.1); many servers do not say. */
  addresses(call: Call, secret: SignIn): Promise<string[]>;
}

type SignIn = Omit<CaldavSecret, 'calendars' | 'addresses'>;

const dayMs = 86_400_000;
const mostCalendars = 50;

const textSchema = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const wordSchema = z.union([textSchema, z.object({ _cdata: z.string() }).transform(({ _cdata }) => _cdata)]);
const componentSchema = z.object({ _attributes: z.object({ name: z.string() }) });
const collectionSchema = z.object({
  displayname: wordSchema.optional().catch(undefined),
  resourcetype: z.looseObject({ calendar: z.unknown() }),
  supportedCalendarComponentSet: z
    .object({ comp: z.union([z.array(componentSchema), componentSchema.transform((one) => [one])]) })
    .optional()
    .catch(undefined),
});
// A number that is no safe integer may have lost what makes it differ from the one before.
const tokenSchema = z
  .union([z.string(), z.int().transform(String), z.object({ _cdata: z.string() }).transform(({ _cdata }) => _cdata)])
  .nullable()
  .catch(null);
const addressesSchema = z.object({
  calendarUserAddressSet: z.object({ href: z.union([z.array(textSchema), textSchema.transform((one) => [one])]) }),
});
const mostAddresses = 20;
const objectSchema = z.object({ calendarData: wordSchema });

/**
 * Reads calendars by CalDAV. Whether anything has changed is asked by the calendar's sync token (RFC 6578) or ctag; when it
 * is another, whatever the reason, the window is read anew, so that no lost token leaves a gap.
 */
export function caldavProvider(rules: OutgoingRules): CaldavProvider {
  return {
    async addresses({ signal }, secret) {
      const session = davSession(secret, rules, signal);
      const { principalUrl = '' } = await accountAt(session, secret.url);
      const props = { 'c:calendar-user-address-set': {} };
      const [answer] = await many(session, propfind({ ...session.at(principalUrl), props, depth: '0' }));
      const said = addressesSchema.parse(answer?.props).calendarUserAddressSet.href;
      // Some write it as they write paths.
      return said.flatMap((href) => /^mailto:(\S+@\S+)$/i.exec(decoded(href))?.[1] ?? []).slice(0, mostAddresses);
    },

    async list({ signal }, secret) {
      const session = davSession(secret, rules, signal);
      const home = await accountAt(session, secret.url);
      const props = { 'd:displayname': {}, 'd:resourcetype': {}, 'c:supported-calendar-component-set': {} };
      const answers = await many(session, propfind({ ...session.at(home.homeUrl ?? ''), props, depth: '1' }));
      return answers.flatMap((answer) => calendarIn(answer, home.homeUrl ?? '')).slice(0, mostCalendars);
    },

    async look({ signal }, { secret, calendarId }, terms, cursor) {
      const url = secret.calendars[calendarId];
      if (url === undefined) throw new ProviderError('gone');
      const session = davSession(secret, rules, signal);
      // Before the events are read: what changes in between is another token the next time.
      const token = await tokenOf(session, url);
      if (token !== null && token === cursor) return { isSame: true };
      const texts = await eventsIn(session, url, terms.window);
      return { isSame: false, ...(await readTexts(texts, { ...terms, ...addressesIn(secret) })), cursor: token };
    },
  };
}

async function accountAt(session: DavSession, serverUrl: string) {
  const account = { serverUrl, accountType: 'caldav' } as const;
  return await session.orFault(createAccount({ account, headers: session.headers, fetch: session.fetch }));
}

// Many servers let people sign in with their address, which is that of their invitations too.
function addressesIn({ username, addresses = [] }: CaldavSecret): Pick<ReadTerms, 'ownAddresses'> {
  return { ownAddresses: username.includes('@') ? [username, ...addresses] : addresses };
}

function calendarIn({ href, props }: DAVResponse, home: string): FoundCalendar[] {
  const parsed = collectionSchema.safeParse(props);
  const url = URL.parse(href ?? '', home)?.href;
  if (!parsed.success || url === undefined) return [];
  const { displayname, resourcetype, supportedCalendarComponentSet: set } = parsed.data;
  const hasEvents =
    set === undefined || set.comp.some(({ _attributes }) => _attributes.name.toUpperCase() === 'VEVENT');
  if (!('calendar' in resourcetype) || !hasEvents) return [];
  const name = displayname?.trim() || decodedLast(url);
  return [{ calendarId: calendarIdOf(url), name: name.slice(0, 200), url }];
}

function decodedLast(url: string): string {
  return decoded(url.split('/').filter(Boolean).at(-1) ?? '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function tokenOf(session: DavSession, url: string): Promise<string | null> {
  const props = { 'd:sync-token': {}, 'cs:getctag': {} };
  const [answer] = await many(session, propfind({ ...session.at(url), props, depth: '0' }));
  const { syncToken, getctag } = answer?.props ?? {};
  return tokenSchema.parse(syncToken ?? null) ?? tokenSchema.parse(getctag ?? null);
}

// Servers read floating times and whole days by clocks of their own: a little more is asked for than is kept.
async function eventsIn(session: DavSession, url: string, { from, to }: Span): Promise<string[]> {
  const range = { _attributes: { start: basic(from - 2 * dayMs), end: basic(to + 2 * dayMs) } };
  const event = { _attributes: { name: 'VEVENT' }, 'time-range': range };
  const filters = { 'comp-filter': { _attributes: { name: 'VCALENDAR' }, 'comp-filter': event } };
  const props = { 'd:getetag': {}, 'c:calendar-data': {} };
  const answers = await many(session, calendarQuery({ ...session.at(url), props, filters, depth: '1' }));
  return answers.map(({ ok, props: found }) => {
    // What is only a part of the events would leave the rest free.
    const parsed = objectSchema.safeParse(found);
    if (ok === false || !parsed.success) throw new ProviderError('retryable');
    return parsed.data.calendarData;
  });
}

/** The answers within one of many (207). What is no such answer is none at all, and never one without events. */
async function many(session: DavSession, asked: Promise<DAVResponse[]>): Promise<DAVResponse[]> {
  const answers = await session.orFault(asked);
  // The library takes an answer without a body, and one that says 404 within, for one of no events.
  session.refuseOther(answers.length === 0);
  return answers.filter(({ href }) => href !== undefined);
}

function basic(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
