import type { CalendarFault } from '@interlude/shared/contracts/calendars';
import { type ReadCalendar, type ReadTerms, readCalendar, UnreadableCalendar } from '../ical/busy-events.ts';
import { mergedSpans } from '../ical/merged-spans.ts';
import { childrenOf, type DavAnswer, type DavElement, davAnswersIn } from './dav-answers.ts';

/** A calendar as a CalDAV server lists it. */
export interface ListedCalendar {
  readonly href: string;
  /** Empty where it has none. */
  readonly name: string;
  /** What may be done there; null where the server does not say. */
  readonly privileges: readonly string[] | null;
}

const mostCalendars = 50;
const mostAddresses = 20;
/** More entries of ours than anybody has. */
const mostOwn = 10_000;
const mostText = 2_000;

/** What is made of bytes that strangers have written. Each answers little, whatever they are: it is copied to who waits. */
export const readers = {
  /** One iCalendar file. */
  file: (text: string, terms: ReadTerms) => brief(readCalendar([text], terms)),

  /** The events of a CalDAV calendar. */
  davEvents(text: string, terms: ReadTerms): ReadCalendar {
    const texts = davAnswersIn(text).map((answer) => {
      const data = propOf(answer, 'calendar-data');
      // What is only a part of the events would leave the rest free.
      if (!answer.isGood || data === undefined) throw new PartOnly();
      return data.text;
    });
    return brief(readCalendar(texts, terms));
  },

  /** By what a calendar tells that it has changed (RFC 6578), or null. */
  davToken(text: string): string | null {
    const [answer] = davAnswersIn(text);
    const said = ['sync-token', 'getctag'].map((name) => answer && propOf(answer, name)?.text.trim());
    return said.find((token) => token !== undefined && token !== '')?.slice(0, mostText) ?? null;
  },

  /** The address that a property names, or null. */
  davHref(text: string, name: string): string | null {
    const hrefs = davAnswersIn(text).flatMap((answer) => hrefsIn(propOf(answer, name)));
    return hrefs[0] ?? null;
  },

  /** The addresses that somebody is invited by (RFC 6638, section 2.4.1). */
  davAddresses(text: string): string[] {
    const hrefs = davAnswersIn(text).flatMap((answer) => hrefsIn(propOf(answer, 'calendar-user-address-set')));
    // Some write it as they write paths.
    return hrefs.flatMap((href) => /^mailto:(\S+@\S+)$/i.exec(decoded(href))?.[1] ?? []).slice(0, mostAddresses);
  },

  /** The calendars with events. */
  davCalendars(text: string): ListedCalendar[] {
    return davAnswersIn(text).flatMap(calendarIn).slice(0, mostCalendars);
  },
} as const;

export type Readers = typeof readers;

/** What a reader found, or why it found nothing. */
export type Found<Name extends keyof Readers> =
  | { readonly found: ReturnType<Readers[Name]> }
  | { readonly fault: Extract<CalendarFault, 'unreadable' | 'retryable'> };

/** What a reader makes of bytes; throws nothing but bugs. */
export function foundBy<Name extends keyof Readers>(name: Name, bytes: Uint8Array, more: unknown): Found<Name> {
  const read = readers[name] as (text: string, more: unknown) => ReturnType<Readers[Name]>;
  try {
    return { found: read(new TextDecoder().decode(bytes), more) };
  } catch (error) {
    if (error instanceof PartOnly) return { fault: 'retryable' };
    if (error instanceof UnreadableCalendar || error instanceof RangeError) return { fault: 'unreadable' };
    throw error;
  }
}

/** A server has answered with some of what it has. */
class PartOnly extends Error {
  override name = 'PartOnly';
}

function brief({ spans, own }: ReadCalendar): ReadCalendar {
  if (own.length > mostOwn) throw new UnreadableCalendar('too many of ours');
  return { spans: mergedSpans(spans), own: own.map((event) => ({ ...event, name: event.name.slice(0, mostText) })) };
}

function calendarIn(answer: DavAnswer): ListedCalendar[] {
  const type = propOf(answer, 'resourcetype');
  const set = propOf(answer, 'supported-calendar-component-set');
  const kinds = set && childrenOf(set, 'comp').map(({ attributes }) => attributes['name']?.toUpperCase());
  const isCalendar = type !== undefined && childrenOf(type, 'calendar').length > 0;
  if (!answer.isGood || !isCalendar || (kinds !== undefined && !kinds.includes('VEVENT'))) return [];
  const name = propOf(answer, 'displayname')?.text.trim().slice(0, mostText) ?? '';
  return [{ href: answer.href.slice(0, mostText), name, privileges: privilegesIn(answer) }];
}

/** RFC 3744, section 5.4. */
function privilegesIn(answer: DavAnswer): string[] | null {
  const set = propOf(answer, 'current-user-privilege-set');
  if (set === undefined) return null;
  const named = childrenOf(set, 'privilege').flatMap(({ children }) => children.map(({ name }) => name.slice(0, 40)));
  return [...new Set(named)].slice(0, 50);
}

function propOf({ props }: DavAnswer, name: string): DavElement | undefined {
  return props.find((one) => one.name === name);
}

function hrefsIn(prop: DavElement | undefined): string[] {
  const all = prop === undefined ? [] : childrenOf(prop, 'href').map(({ text }) => text.trim());
  return all.filter((href) => href !== '').map((href) => href.slice(0, mostText));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
