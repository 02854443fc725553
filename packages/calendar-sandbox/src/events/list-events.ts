import { z } from 'zod';
import { ApiError } from '../http/answers.ts';
import type { Calendar, World } from '../world/world.ts';
import type { CalendarEvent } from './event-shape.ts';
import { isWithin, singleEvents } from './expand.ts';

const flagSchema = z.enum(['true', 'false']).transform((text) => text === 'true');
const querySchema = z.object({
  timeMin: z.iso.datetime({ offset: true }).optional(),
  timeMax: z.iso.datetime({ offset: true }).optional(),
  singleEvents: flagSchema.default(false),
  showDeleted: flagSchema.default(false),
  maxResults: z.coerce.number().int().positive().default(250),
  pageToken: z.string().optional(),
  syncToken: z.string().optional(),
  iCalUID: z.string().optional(),
  privateExtendedProperty: z.string().optional(),
});

/** What a token stands for: which list it goes on with, and from where. */
const tokenSchema = z.object({
  calendar: z.string(),
  epoch: z.number(),
  /** Changes up to here are known. */
  revision: z.number(),
  isSingle: z.boolean(),
  from: z.number(),
  to: z.number(),
  /** Of a page of changes: since when. */
  since: z.number().nullable(),
  offset: z.number(),
});
type Token = z.infer<typeof tokenSchema>;

const endless = { from: 0, to: Date.parse('2037-01-01T00:00:00Z') };

/** `events.list`: a window or all, or what has changed since a sync token; in pages. Throws `ApiError`. */
export function listEvents(
  world: World,
  calendar: Calendar,
  { query, mostOnPage }: { query: object; mostOnPage: number },
) {
  const parsed = querySchema.safeParse(query);
  if (!parsed.success) throw new ApiError(400, 'badRequest', 'Bad Request');
  const asked = parsed.data;
  const token = tokenOf(world, calendar, asked);
  const { from, to, since } = token;
  const all = token.isSingle ? singleEvents(calendar, { from, to }) : [...calendar.events.values()];
  const found = all
    .filter((event) => isWithin(event, calendar.timeZone, { from, to }))
    .filter((event) => (since === null ? asked.showDeleted || event.status !== 'cancelled' : event.revision > since))
    .filter((event) => matches(event, asked));
  const sorted = found.toSorted((one, other) => one.revision - other.revision || (one.id < other.id ? -1 : 1));
  const end = token.offset + Math.min(asked.maxResults, 2_500, mostOnPage);
  const page = end < sorted.length ? { nextPageToken: textOf({ ...token, offset: end }) } : {};
  const last = end < sorted.length ? {} : { nextSyncToken: textOf({ ...token, offset: 0, since: null }) };
  return {
    kind: 'calendar#events',
    summary: calendar.summary,
    timeZone: calendar.timeZone,
    accessRole: calendar.accessRole,
    items: sorted.slice(token.offset, end),
    ...page,
    ...last,
  };
}

function matches(event: CalendarEvent, { iCalUID, privateExtendedProperty }: z.infer<typeof querySchema>): boolean {
  if (iCalUID !== undefined && event.iCalUID !== iCalUID) return false;
  if (privateExtendedProperty === undefined) return true;
  const [name = '', value] = privateExtendedProperty.split('=');
  return event.extendedProperties?.private?.[name] === value;
}

function tokenOf(world: World, calendar: Calendar, asked: z.infer<typeof querySchema>): Token {
  const { timeMin, timeMax, syncToken, pageToken, singleEvents: isSingle } = asked;
  const known = { calendar: calendar.id, epoch: calendar.epoch };
  if (syncToken !== undefined && (timeMin ?? timeMax ?? asked.iCalUID ?? asked.privateExtendedProperty) !== undefined)
    throw new ApiError(400, 'badRequest', 'Sync token cannot be combined with these parameters.');
  const given = pageToken ?? syncToken;
  if (given === undefined) {
    const from = timeMin === undefined ? endless.from : Date.parse(timeMin);
    const to = timeMax === undefined ? endless.to : Date.parse(timeMax);
    return { ...known, revision: world.revision, isSingle, from, to, since: null, offset: 0 };
  }
  const token = readToken(given);
  const isKnown = token?.calendar === calendar.id && token.epoch === calendar.epoch;
  if (token === null || !isKnown)
    throw pageToken === undefined
      ? new ApiError(410, 'fullSyncRequired', 'Sync token is no longer valid, a full sync is required.')
      : new ApiError(400, 'invalid', 'Invalid page token.');
  if (token.isSingle !== isSingle) throw new ApiError(400, 'badRequest', 'Not the parameters of the first request.');
  if (pageToken !== undefined) return token;
  return { ...token, since: token.revision, revision: world.revision };
}

function readToken(text: string): Token | null {
  try {
    return tokenSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

function textOf(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}
