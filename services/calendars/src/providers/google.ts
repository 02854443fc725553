import { isZone, startOfLocalDay } from '@interlude/shared/time/time-zone';
import { z } from 'zod';
import { isOwn, type OwnEvent, type Span } from '../ical/busy-events.ts';
import { calendarIdOf } from './dav-session.ts';
import { type GoogleAddress, type GoogleApi, googleApi, parsed } from './google-api.ts';
import { type BusyProvider, type Call, type LookTerms, ProviderError } from './provider.ts';

/** What somebody has allowed, and their calendars by id: the id at Google is an address. */
export interface GoogleSecret {
  /** The id of their own calendar: the same consent again is the same connection. */
  readonly account: string;
  readonly refreshToken: string;
  readonly accessToken: string;
  /** Of the access token, epoch milliseconds. */
  readonly expiresAt: number;
  readonly calendars: Readonly<Record<string, string>>;
}

interface FoundCalendar {
  readonly calendarId: string;
  readonly name: string;
  /** The id at Google. */
  readonly url: string;
  readonly isOwn: boolean;
  readonly mayWrite: boolean;
  readonly isPrimary: boolean;
}

export interface GoogleProvider extends BusyProvider<GoogleSecret> {
  /** The calendars somebody sees, their own first. */
  list(call: Call, secret: Pick<GoogleSecret, 'accessToken'>): Promise<FoundCalendar[]>;
}

/** Under this name an event says by whom it was written; the value is the host of the portal. */
export const ownProperty = 'interlude';

const mostCalendars = 50;
/** Of 2,500 events each: nobody has more in the months that are looked at. */
const mostPages = 20;
const mostListed = '2500';

const calendarsSchema = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        summary: z.string().default(''),
        summaryOverride: z.string().optional(),
        primary: z.boolean().default(false),
        accessRole: z.string(),
      }),
    )
    .default([]),
  nextPageToken: z.string().optional(),
});

const timeSchema = z.object({ date: z.iso.date().optional(), dateTime: z.iso.datetime({ offset: true }).optional() });
const eventSchema = z.object({
  id: z.string(),
  iCalUID: z.string().default(''),
  status: z.string().optional(),
  transparency: z.string().optional(),
  eventType: z.string().optional(),
  start: timeSchema.optional(),
  end: timeSchema.optional(),
  attendees: z.array(z.object({ self: z.boolean().optional(), responseStatus: z.string().optional() })).default([]),
  extendedProperties: z.object({ private: z.record(z.string(), z.string()).optional() }).optional(),
});
type GoogleEvent = z.infer<typeof eventSchema>;
const pageSchema = z.object({
  items: z.array(eventSchema).default([]),
  timeZone: z.string().optional(),
  nextPageToken: z.string().optional(),
  nextSyncToken: z.string().optional(),
});
const changesSchema = z.object({ items: z.array(z.unknown()).default([]), nextPageToken: z.string().optional() });

// Of an event only what decides whether it is in the way: no title leaves Google.
const eventFields =
  'id,iCalUID,status,transparency,eventType,start,end,attendees(self,responseStatus),extendedProperties/private';
const pageFields = `items(${eventFields}),timeZone,nextPageToken,nextSyncToken`;
// A sync token goes on with the list that it came from, so these are the same in both.
const listed = { singleEvents: 'true', maxAttendees: '1', maxResults: mostListed };

/**
 * Reads calendars at Google. Whether anything has changed is asked by the sync token; when something has, or the token is
 * lost (410), the window is read anew, so that nothing is put together from parts.
 */
export function googleProvider(address: GoogleAddress): GoogleProvider {
  return {
    async list({ signal }, { accessToken }) {
      const api = googleApi(address, accessToken, signal);
      const found: FoundCalendar[] = [];
      let pageToken: string | undefined;
      do {
        const query = { maxResults: '250', ...(pageToken === undefined ? {} : { pageToken }) };
        const page = await api.read('/users/me/calendarList', { query }, calendarsSchema);
        for (const { id, summary, summaryOverride, primary, accessRole } of page.items) {
          const named = { calendarId: calendarIdOf(id), name: (summaryOverride ?? summary).slice(0, 200), url: id };
          const mayWrite = accessRole === 'owner' || accessRole === 'writer';
          found.push({ ...named, isOwn: accessRole === 'owner', mayWrite, isPrimary: primary });
        }
        pageToken = page.nextPageToken;
      } while (pageToken !== undefined && found.length < 1_000);
      const rank = ({ isPrimary, isOwn }: FoundCalendar) => (isPrimary ? 0 : isOwn ? 1 : 2);
      return found.toSorted((one, other) => rank(one) - rank(other)).slice(0, mostCalendars);
    },

    async look({ signal }, { secret, calendarId }, terms, cursor) {
      const id = secret.calendars[calendarId];
      if (id === undefined) throw new ProviderError('gone');
      const api = googleApi(address, secret.accessToken, signal);
      const path = `/calendars/${encodeURIComponent(id)}/events`;
      if (cursor !== null && (await isSame(api, path, cursor))) return { isSame: true };
      return { isSame: false, ...(await readWindow(api, path, terms)) };
    },
  };
}

async function isSame(api: GoogleApi, path: string, syncToken: string): Promise<boolean> {
  const query = { ...listed, syncToken, fields: 'items(id),nextPageToken' };
  const answer = await api.send(path, { query, takes: [400, 410] });
  if (answer.status === 400 || answer.status === 410) return false;
  const { items, nextPageToken } = parsed(answer, changesSchema);
  // A page without changes may be followed by one with some.
  return items.length === 0 && nextPageToken === undefined;
}

async function readWindow(api: GoogleApi, path: string, terms: LookTerms) {
  const { from, to } = terms.window;
  const times = { timeMin: new Date(from).toISOString(), timeMax: new Date(to).toISOString() };
  const spans: Span[] = [];
  const own: OwnEvent[] = [];
  let pageToken: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const more = pageToken === undefined ? {} : { pageToken };
    const query = { ...listed, ...times, fields: pageFields, ...more };
    const page = await api.read(path, { query }, pageSchema);
    const zone = page.timeZone !== undefined && isZone(page.timeZone) ? page.timeZone : terms.zone;
    spans.push(...page.items.flatMap((event) => spanOf(event, zone, terms)));
    own.push(...page.items.flatMap((event) => ownIn(event, zone, terms)));
    pageToken = page.nextPageToken;
    if (pageToken === undefined) return { spans, own, cursor: page.nextSyncToken ?? null };
  }
  // A part of the events would leave the rest free.
  throw new ProviderError('unreadable');
}

function spanOf(event: GoogleEvent, zone: string, terms: LookTerms): Span[] {
  if (!isInTheWay(event, terms)) return [];
  const { window } = terms;
  const from = Math.max(instantOf(event.start, zone), window.from);
  const to = Math.min(instantOf(event.end, zone), window.to);
  return from < to ? [{ from, to }] : [];
}

function isInTheWay(event: GoogleEvent, { ownHost, counts }: LookTerms): boolean {
  const { status, transparency, eventType, attendees } = event;
  if (status === 'cancelled' || transparency === 'transparent') return false;
  // Where somebody works is said of days on which they can be met.
  if (eventType === 'workingLocation' || eventType === 'birthday') return false;
  const answer = attendees.find(({ self }) => self === true)?.responseStatus;
  if (answer === 'declined') return false;
  if (eventType === 'outOfOffice' && !counts.includes('out_of_office')) return false;
  if ([status, answer].includes('tentative') && !counts.includes('tentative')) return false;
  // Google puts what is mailed into calendars by itself.
  return !isPlaced(event, ownHost) && !isOwn(event.iCalUID, { ownHost });
}

function isPlaced({ extendedProperties }: GoogleEvent, ownHost: string): boolean {
  return extendedProperties?.private?.[ownProperty] === ownHost;
}

function ownIn(event: GoogleEvent, zone: string, { ownHost }: LookTerms): OwnEvent[] {
  const { id, status, start, end, attendees } = event;
  if (!isPlaced(event, ownHost) || status === 'cancelled') return [];
  const isDeclined = attendees.some(({ self, responseStatus }) => self === true && responseStatus === 'declined');
  return [{ name: id, from: instantOf(start, zone), to: instantOf(end, zone), isDeclined }];
}

/** Whole days begin where the day begins in the calendar's zone. Throws `ProviderError` for what is no time. */
function instantOf(time: GoogleEvent['start'], zone: string): number {
  const at = time?.date === undefined ? Date.parse(time?.dateTime ?? '') : startOfLocalDay(zone, time.date);
  if (Number.isNaN(at)) throw new ProviderError('unreadable');
  return at;
}
