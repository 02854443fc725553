import { z } from 'zod';
import { accountMailKinds, mailKinds } from './lifecycle.ts';

/** `hue` is that of the initials, as on the pages. */
const named = z.object({ name: z.string(), title: z.string().optional(), hue: z.number().optional() });
const kind = z.enum([...mailKinds, ...accountMailKinds]);
const picture = z.object({ url: z.string(), width: z.number(), height: z.number() });

const entry = z.object({
  uid: z.string(),
  /** `scheduleRev`: rises with time, place, people and cancellation (RFC 5545, 3.8.7.4). */
  sequence: z.number(),
  startsAt: z.string(),
  endsAt: z.string(),
  /** Instant of the change, for DTSTAMP. */
  stampedAt: z.string(),
  summary: z.string(),
  description: z.string(),
  location: z.string(),
  url: z.string().nullable(),
});

/** What the calendar object of one interview says; see `calendar-invite.ts`. */
export const inviteFactsSchema = entry.extend({
  method: z.enum(['REQUEST', 'CANCEL', 'PUBLISH']),
  organizer: z.object({ name: z.string(), email: z.string() }),
  attendee: z.object({ name: z.string(), email: z.string(), optional: z.literal(true).optional() }).nullable(),
  /** What was booked at once with it, in the same file: an invitation is of one meeting, so these are published. */
  others: z.array(entry).optional(),
});
export type InviteFacts = z.infer<typeof inviteFactsSchema>;

/**
 * Everything one message says, asked from booking as the last step before sending. It holds personal data and the
 * signed link, so it lives in memory only.
 */
export const messageFactsSchema = z.object({
  kind,
  to: z.object({ email: z.string(), name: z.string() }),
  role: z.enum(['candidate', 'interviewer']),
  /** What the message is about; absent for interviews. */
  about: z.enum(['appointment', 'group', 'account']).optional(),
  /** Of a group session: how many of its places are booked. */
  places: z.object({ booked: z.number(), of: z.number() }).optional(),
  /** Of a group session that is over: the names of those who came and on whom feedback is missing. */
  guests: z.array(z.string()).optional(),
  /** What an appointment costs, when it costs something. */
  price: z.object({ amountMinor: z.number(), currency: z.string() }).optional(),
  /** The digits that prove an address; they are in no other answer, log or history. */
  code: z.string().optional(),
  locale: z.string(),
  /** The recipient's zone and its offset at the start (or now), in minutes. */
  zone: z.string(),
  offsetMinutes: z.number(),
  company: z.string(),
  /** What the company looks like; an accent of null is the usual one. */
  brand: z.object({ accent: z.string().nullable(), logo: picture.optional() }).optional(),
  contact: z.object({ name: z.string(), email: z.string() }),
  jobTitle: z.string(),
  interviewType: z.string(),
  provider: z.string(),
  durationMinutes: z.number(),
  attempt: z.number(),
  /** In what somebody signed in; absent where it did not say. */
  browser: z.string().optional(),
  /** Its place among the parts of an invitation, from 1; absent where it is the only one. */
  part: z.object({ number: z.number(), of: z.number() }).optional(),
  /** Its place among what was booked at once, from 1; with the starts of all where the message speaks for them. */
  series: z.object({ number: z.number(), of: z.number(), starts: z.array(z.string()).optional() }).optional(),
  candidateName: z.string(),
  interviewers: z.array(named),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  /** The time before the last move. */
  formerStartsAt: z.string().nullable(),
  /** Onsite: place, and the venue's zone, which leads. */
  venue: z.string().nullable(),
  venueZone: z.string().nullable(),
  venueOffsetMinutes: z.number().nullable(),
  /** Of what takes place nowhere: the clock of the other side, where all of it share one, and its offset. */
  other: z.object({ zone: z.string(), offsetMinutes: z.number() }).optional(),
  /** Who calls whom in a meeting by phone, and the number as the reader would dial it. */
  phone: z
    .object({ caller: z.enum(['company', 'candidate']), text: z.string().optional(), code: z.string().optional() })
    .optional(),
  /** The link to join, if it may be seen now. */
  meetingUrl: z.string().nullable(),
  /** While it is hidden: how long before the start it appears, ISO-8601. */
  joinHiddenFor: z.string().optional(),
  /** The page of the recipient: the candidate's signed link, or the interview in `/hr`. */
  url: z.string().nullable(),
  /** Where the candidate may still move or cancel what is booked, and until when; older versions do not say. */
  changes: z
    .object({
      moveUrl: z.string().optional(),
      moveUntil: z.string().optional(),
      cancelUrl: z.string().optional(),
      cancelUntil: z.string().optional(),
    })
    .optional(),
  /** What is kept about the reader and why. */
  privacyUrl: z.string().optional(),
  /** The soonest times on offer, each with the page that opens with it chosen; nothing is kept for anyone. */
  soonest: z.array(z.object({ startsAt: z.string(), url: z.string() })).optional(),
  /** The recipient alone is off; what they were invited to takes place without them. */
  isOff: z.literal(true).optional(),
  /** Of a mail with the link: earlier ones no longer work, because the deadline was extended. */
  isNewLink: z.literal(true).optional(),
  /** What whoever invited adds in words of their own; as written, whatever the language of the mail. */
  personal: z.string().optional(),
  /** Until when the candidate can book, while invited. */
  bookBy: z.string().nullable(),
  /** The lead of a reminder or nudge, ISO-8601. */
  lead: z.string().nullable(),
  reason: z.object({ code: z.string(), text: z.string().optional() }).nullable(),
  invite: inviteFactsSchema.nullable(),
});
export type MessageFacts = z.infer<typeof messageFactsSchema>;

/** Answer of booking's internal `messageFor`: what to say, or why nothing is to be said any more. */
export const messageAnswerSchema = z.union([
  /** `usefulUntil`, epoch milliseconds, is what the present facts say of it. */
  z.object({ message: messageFactsSchema, usefulUntil: z.number().optional() }),
  z.object({ skip: z.enum(['superseded', 'paused', 'erased', 'answered', 'cancelled']) }),
]);
export type MessageAnswer = z.infer<typeof messageAnswerSchema>;

/** What notifications reports to booking about one message; an upsert by `key`, safe to repeat in any order. */
export const sendReportSchema = z.object({
  tenantId: z.string(),
  interviewId: z.string(),
  key: z.string(),
  state: z.enum(['sent', 'skipped', 'failed']),
  because: z.string().nullable(),
  messageId: z.string().nullable(),
  at: z.string(),
  /** What it was, for a booking that does not know of it any more; older versions do not say. */
  kind: kind.optional(),
  recipient: z.object({ role: z.enum(['candidate', 'interviewer']), personId: z.string() }).optional(),
  due: z.string().optional(),
});
export type SendReport = z.infer<typeof sendReportSchema>;

/** What became of a sent message, from the provider's webhooks. */
export const deliveryReportSchema = z.object({
  tenantId: z.string(),
  interviewId: z.string(),
  key: z.string(),
  delivery: z.enum(['delivered', 'bounced', 'complained']),
  /** A hard bounce or complaint: nothing further goes to this address on the stream of this message. */
  suppressed: z.boolean(),
  detail: z.string().nullable(),
  at: z.string(),
});
export type DeliveryReport = z.infer<typeof deliveryReportSchema>;
