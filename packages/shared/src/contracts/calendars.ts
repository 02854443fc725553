import { z } from 'zod';

const idSchema = z.string().min(1).max(64);
const dateSchema = z.iso.date();

/** Epoch milliseconds, apart from each other and in order, all on one UTC day. */
const spanSchema = z.strictObject({ from: z.number().int(), to: z.number().int() });

/** When somebody is busy on one UTC day, whatever it is: no title of an event ever leaves the calendars service. */
const elsewhereDaySchema = z.strictObject({ date: dateSchema, spans: z.array(spanSchema).min(1).max(300) });
export type ElsewhereDay = z.infer<typeof elsewhereDaySchema>;

/** All that the calendars of one person say of a span of UTC dates; `to` is not part of it. */
export const elsewhereSchema = z
  .strictObject({
    tenantId: idSchema,
    personId: idSchema,
    from: dateSchema,
    to: dateSchema,
    look: z.number().int().positive(),
    /** Whether any calendar of theirs takes time; without one there is nothing to be looked at. */
    isConnected: z.boolean(),
    /** The instant, epoch milliseconds, at which all of those that take time were known; null while one never was. */
    seenAt: z.number().int().nullable(),
    /** Names the calendar in which their bookings are to stand; null for none. */
    writesTo: z.string().max(200).nullable(),
    days: z.array(elsewhereDaySchema).max(400),
  })
  .refine(({ from, to, days }) => from < to && days.every((day) => isOn(day, from, to)), 'days lie outside');
export type ElsewhereReport = z.infer<typeof elsewhereSchema>;

function isOn({ date, spans }: ElsewhereDay, from: string, to: string): boolean {
  const [start, end] = [Date.parse(date), Date.parse(date) + 86_400_000];
  const isApart = spans.every((span, n) => span.from < span.to && span.from >= (spans[n - 1]?.to ?? start));
  return date >= from && date < to && isApart && (spans.at(-1)?.to ?? end) <= end;
}

/** What somebody has made of the entry of a booking in their calendar. */
export const entryDrifts = ['moved', 'gone', 'declined'] as const;
export type EntryDrift = (typeof entryDrifts)[number];

/** The entry of one person is not as it was put there; null once it is again. */
export const driftSchema = z.strictObject({
  tenantId: idSchema,
  interviewId: idSchema,
  personId: idSchema,
  drift: z.enum(entryDrifts).nullable(),
});
export type DriftReport = z.infer<typeof driftSchema>;

/**
 * Somebody has to let us into a calendar of theirs again since `lostAt`, epoch milliseconds, or that is over. `name` is its
 * host.
 */
export const consentSchema = z.strictObject({
  tenantId: idSchema,
  personId: idSchema,
  connectionId: idSchema,
  name: z.string().max(255),
  lostAt: z.number().int(),
  isOver: z.boolean(),
});
export type ConsentReport = z.infer<typeof consentSchema>;

export const connectionStates = ['ok', 'needs_reauth', 'failing'] as const;
/** Why a calendar cannot be read, in a code. */
export const calendarFaults = [
  'rejected',
  'retryable',
  'auth',
  'gone',
  'unreadable',
  // More bytes than one look, or one answer, may bring.
  'too_large',
  'forbidden',
  // What it is read with was sealed by a key that this portal does not have any more.
  'key_missing',
] as const;
export type CalendarFault = (typeof calendarFaults)[number];

/** Entries of which people differ whether they are in the way; of each calendar it is said which kinds take time. */
export const countedKinds = ['tentative', 'out_of_office', 'elsewhere'] as const;
export type CountedKind = (typeof countedKinds)[number];
export const usuallyCounted: readonly CountedKind[] = ['tentative', 'out_of_office'];
export const countsSchema = z.record(idSchema, z.array(z.enum(countedKinds)).max(countedKinds.length));

// A newer service may answer with more.
const calendarSchema = z.object({
  calendarId: idSchema,
  name: z.string(),
  counts: z.array(z.enum(countedKinds)),
  /** Why the last look at it failed. */
  because: z.enum(calendarFaults).nullable(),
  /** Whether bookings can stand in it; absent where that is not known. */
  isWritable: z.boolean().optional(),
});

const connectionSchema = z.object({
  connectionId: idSchema,
  provider: z.enum(['ics', 'caldav', 'google']),
  /** The server it is read from. */
  name: z.string(),
  state: z.enum(connectionStates),
  because: z.enum(calendarFaults).nullable(),
  /** The last good look; null before the first. */
  freshAt: z.iso.datetime().nullable(),
  /** What it has: a file is one calendar, an account on a server has several. */
  calendars: z.array(calendarSchema),
  /** Those that take time. */
  busyFrom: z.array(idSchema),
  /** That which bookings are to stand in. */
  writeTo: idSchema.nullable(),
});
export type CalendarConnection = z.infer<typeof connectionSchema>;

/** Providers that ask people for their consent on a page of their own. */
export const consentProviders = ['google'] as const;
/** Where people come back to, under the public address. */
export const consentPath = '/api/calendars/google/callback';
/** Where Google tells that something in a calendar has changed, under the public address. */
export const pushPath = '/api/calendars/google/push';
export type ConsentProvider = (typeof consentProviders)[number];

const ofPerson = { tenantId: idSchema, personId: idSchema };
const ofConnection = { ...ofPerson, connectionId: idSchema };

/** What booking asks of the calendars service: by name, with what is sent and what is answered. */
export const calendarCalls = {
  connections: {
    input: z.strictObject(ofPerson),
    /** `offers` are those that can be connected by consent. */
    answer: z.strictObject({ connections: z.array(connectionSchema), offers: z.array(z.enum(consentProviders)) }),
  },
  /** `zone` says when a whole day begins; the calendar is read once before it is kept. */
  connectIcs: {
    input: z.strictObject({ ...ofPerson, zone: z.string().max(64), url: z.string().min(1).max(2_000) }),
    answer: z.strictObject({ connection: connectionSchema }),
  },
  /** Somebody's calendars on a CalDAV server. The same account again takes the password that is given. */
  connectCaldav: {
    input: z.strictObject({
      ...ofPerson,
      zone: z.string().max(64),
      url: z.string().min(1).max(2_000),
      username: z.string().min(1).max(320),
      password: z.string().min(1).max(1_000),
    }),
    answer: z.strictObject({ connection: connectionSchema }),
  },
  /** Where somebody is asked for consent; `session` names the browser that alone may come back, within ten minutes. */
  beginConsent: {
    input: z.strictObject({
      ...ofPerson,
      zone: z.string().max(64),
      provider: z.enum(consentProviders),
      session: idSchema,
    }),
    answer: z.strictObject({ url: z.url() }),
  },
  /** What they came back with, once; null is a refusal. The same account again takes what is allowed now. */
  endConsent: {
    input: z.strictObject({
      tenantId: idSchema,
      session: idSchema,
      state: z.string().max(200),
      code: z.string().max(4_000).nullable(),
    }),
    answer: z.strictObject({ personId: idSchema, connection: connectionSchema }),
  },
  /** Those that take time from now on are read before. What `counts` does not name counts as it did. */
  choose: {
    input: z.strictObject({
      ...ofConnection,
      busyFrom: z.array(idSchema).max(50),
      writeTo: idSchema.nullable(),
      counts: countsSchema.optional(),
    }),
    answer: z.strictObject({ connection: connectionSchema }),
  },
  /**
   * A look at everybody's calendars before a time is booked that ends at `until`, epoch milliseconds; what it finds has been
   * told when it answers. `unseen` are those of whom it could not be found out. `askedAt`, of the same kind, is since when
   * somebody waits.
   */
  lookAt: {
    input: z.strictObject({
      tenantId: idSchema,
      people: z.array(idSchema).min(1).max(50),
      until: z.number().int(),
      askedAt: z.number().int().optional(),
    }),
    answer: z.strictObject({ unseen: z.array(idSchema) }),
  },
  /** A provider says that something has changed, with the secret of the channel that it was given. */
  pushed: {
    input: z.strictObject({ channelId: idSchema, token: z.string().min(1).max(256) }),
    answer: z.strictObject({ due: z.boolean() }),
  },
  syncNow: { input: z.strictObject(ofConnection), answer: z.strictObject({ connection: connectionSchema }) },
  /** Our events stay there or go; where they cannot be reached to go, that is said, and nothing is disconnected. */
  disconnect: {
    input: z.strictObject({ ...ofConnection, keepEvents: z.boolean() }),
    answer: z.strictObject({ disconnected: z.boolean() }),
  },
} as const;
export type CalendarCall = keyof typeof calendarCalls;
export type CalendarInput<Call extends CalendarCall> = z.infer<(typeof calendarCalls)[Call]['input']>;
export type CalendarAnswer<Call extends CalendarCall> = z.infer<(typeof calendarCalls)[Call]['answer']>;

/** What is refused though the calendar can be read. */
export const calendarRefusals = ['too_many', 'read_only'] as const;

/** Answered with status 422 instead: the calendar cannot be read, or there is no such connection. */
export const calendarRefusalSchema = z.strictObject({
  because: z.enum([...calendarFaults, ...calendarRefusals, 'not_found']),
});
