import { z } from 'zod';
import type { InterviewAction, InterviewStatus } from '../booking/booking-status.ts';
import { meetingUrlSchema } from '../booking/meeting-link.ts';
import { demandLimits, panelLimits } from '../booking/panel-rules.ts';
import { durationSchema, policyInputSchema } from '../booking/policy.ts';
import type { Payment, Price } from '../booking/price.ts';
import type { Refusal } from '../booking/refusal.ts';
import { meetingProviders, type Outcome } from '../booking/terms.ts';
import type { Repeatable } from '../bundles/recurring-rule.ts';
import type { EmptyReason, StartProblem } from '../slots/free-slots.ts';
import { parseDuration } from '../time/duration.ts';
import { ruleMaxLength, ruleProblem } from '../time/recurrence.ts';

export const interviewTypes = [
  'phone',
  'video',
  'onsite',
  'technical',
  'panel',
  'behavioural',
  'case_study',
  'presentation',
  'assessment',
  'final',
] as const;
export const hourCycles = ['h12', 'h23'] as const;
export const locales = ['en'] as const;

/** An id from outside: any opaque text. One that does not exist is `not_found`, not a format error. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export const idempotencyKeySchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
/** Instants travel as ISO-8601 UTC. */
export const instantSchema = z.iso.datetime().max(40);
/** No zone has a history that far back, and years of two digits are not what they seem to a calendar. */
export const localDateSchema = z.iso.date().refine((date) => date >= '1900-01-01', 'too far back');
export const localTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
export const zoneSchema = z.string().max(64);
export const localeSchema = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/);

// C0, C1 controls, bidirectional overrides and isolates, and lone surrogates have no place in a name or a title.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being removed
const unprintable = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

/** One line of text a person typed: stripped of controls, trimmed, 1 to `max` characters. */
export function lineSchema(max: number) {
  return z
    .string()
    .max(max)
    .refine((text) => text.isWellFormed(), 'not well-formed text')
    .transform((text) => text.replace(unprintable, ' ').trim())
    .refine((text) => text.length > 0, 'empty');
}

/** Several lines of text a person typed; line breaks stay. */
export function proseSchema(max: number) {
  return z
    .string()
    .max(max)
    .refine((text) => text.isWellFormed(), 'not well-formed text')
    .transform((text) => text.replace(unprintable, (character) => (character === '\n' ? '\n' : ' ')).trim());
}

export const emailSchema = z.email().max(254).toLowerCase();
export const reasonSchema = z.strictObject({
  code: z.string().regex(/^[a-z_]{1,40}$/),
  text: proseSchema(2_000).optional(),
});
export type Reason = z.infer<typeof reasonSchema>;

/** What somebody can interview about, a word or two in small letters. */
export const skillSchema = lineSchema(40).transform((skill) => skill.toLowerCase());
export const panelGroupSchema = z.strictObject({
  anyOf: z.array(idSchema).min(1).max(panelLimits.people),
  count: z.number().int().min(1).max(panelLimits.seats),
  optional: z.literal(true).optional(),
  skills: z.array(skillSchema).max(10).optional(),
});
export const buffersSchema = z.strictObject({
  beforeMinutes: z.number().int().min(0).max(240),
  afterMinutes: z.number().int().min(0).max(240),
});
function isAtMostNinetyDays(text: string): boolean {
  const duration = parseDuration(text);
  return duration !== null && duration.days + duration.ms / 86_400_000 <= 90;
}

/** What a person demands of every meeting, beside their caps; a template's stricter demand wins. */
export const personSettingsSchema = z.strictObject({
  buffers: buffersSchema.nullable().default(null),
  // A longer notice would reach beyond every booking window, and in the end beyond the zone table.
  minimumNotice: durationSchema.refine(isAtMostNinetyDays, 'at most 90 days').nullable().default(null),
});
export type PersonSettings = z.infer<typeof personSettingsSchema>;
/** How the parts of an invitation shall lie to each other; see `Arrangement`. */
export const arrangementSchema = z
  .strictObject({
    gapMinutes: z
      .strictObject({
        min: z.number().int().min(0).max(1_440).default(0),
        max: z.number().int().min(0).max(44_640).nullable().default(null),
      })
      .refine(({ min, max }) => max === null || max >= min, 'the longest gap is shorter than the shortest')
      .default({ min: 0, max: null }),
    withinDays: z.number().int().min(1).max(31).default(1),
  })
  .default({ gapMinutes: { min: 0, max: null }, withinDays: 1 });

export const resourceKinds = ['room', 'licence'] as const;
export type ResourceKind = (typeof resourceKinds)[number];
export const resourceInputSchema = z.strictObject({
  name: lineSchema(120),
  kind: z.enum(resourceKinds),
  /** How many meetings can use it at once. */
  capacity: z.number().int().min(1).max(100).default(1),
});
/** So many seats out of these rooms or licences. */
export const resourceDemandSchema = z.strictObject({
  anyOf: z.array(idSchema).min(1).max(demandLimits.resources),
  count: z.number().int().min(1).max(demandLimits.seats),
});
const fiveMinutes = z.number().int().multipleOf(5);
export const mostPlaces = 100;
export const placesSchema = z.number().int().min(1).max(mostPlaces).default(1);
export const templateInputSchema = z.strictObject({
  name: lineSchema(120),
  type: z.enum(interviewTypes),
  durationMinutes: fiveMinutes.min(5).max(480),
  provider: z.enum(meetingProviders),
  panel: z.array(panelGroupSchema).min(1).max(panelLimits.groups),
  resources: z.array(resourceDemandSchema).max(demandLimits.demands).optional(),
  /** How many candidates can be in one meeting; with more than one it is a group session that they book places in. */
  places: placesSchema,
  stepMinutes: fiveMinutes.min(5).max(480).default(30),
  buffers: buffersSchema.default({ beforeMinutes: 0, afterMinutes: 15 }),
  policy: policyInputSchema.default({}),
  guide: proseSchema(10_000).optional(),
  preparation: z.array(lineSchema(200)).max(30).optional(),
  zone: zoneSchema.optional(),
  venue: lineSchema(300).optional(),
  meetingUrl: meetingUrlSchema.optional(),
  /** The jobs it is for; without any it is the whole company's. */
  jobIds: z.array(idSchema).max(50).optional(),
});
export type TemplateInput = z.infer<typeof templateInputSchema>;

export const weeklyRangeSchema = z.strictObject({
  weekday: z.number().int().min(1).max(7),
  from: localTimeSchema,
  to: localTimeSchema,
});
const dayRangesSchema = z.array(z.strictObject({ from: localTimeSchema, to: localTimeSchema })).max(12);
export const dateOverrideSchema = z.strictObject({ date: localDateSchema, ranges: dayRangesSchema });

const ruleSchema = z
  .string()
  .max(ruleMaxLength)
  .superRefine((rule, check) => {
    const part = ruleProblem(rule);
    if (part !== null) check.addIssue({ code: 'custom', message: `no rule of dates because of ${part}` });
  });
/** Which local dates a recurrence rule names; it counts from `startsOn`, which need not be one of them. */
export const recurrenceSchema = z.strictObject({
  rule: ruleSchema,
  // Counting begins here, so it must not lie far back; the zone table ends with the last year.
  startsOn: localDateSchema.refine((date) => date >= '2020-01-01' && date <= '2036-12-31', 'from 2020 to 2036'),
  exceptions: z.array(localDateSchema).max(100).default([]),
});
export const recurringSchema = recurrenceSchema
  .extend({ ranges: dayRangesSchema, effect: z.enum(['adds', 'replaces']) })
  .refine(({ effect, ranges }) => effect === 'replaces' || ranges.length > 0, 'adds no hours');
export type Recurrence = z.infer<typeof recurrenceSchema>;
/** Hours on the dates of a rule, beside the weekly ones or instead of them. */
export type Recurring = z.infer<typeof recurringSchema>;

export type MailState = 'planned' | 'sent' | 'skipped' | 'failed';

export interface MailView {
  readonly kind: string;
  readonly at: string;
  readonly state: MailState;
  readonly because?: string;
}

/** The zone's offset from each instant on; covers the window the answer is about. */
export interface OffsetView {
  readonly from: string;
  readonly minutes: number;
}

export interface RetakeView {
  readonly requestId: string;
  readonly state: 'pending' | 'approved' | 'rejected' | 'issued' | 'expired';
  readonly issuesAt?: string;
  readonly newInterviewId?: string;
}

/** A place on the waitlist; without windows any time suits. */
export interface WaitlistView {
  readonly joinedAt: string;
  readonly windows: readonly { readonly from: string; readonly to: string }[];
  /** A start kept for this candidate alone until `expiresAt`. */
  readonly offer?: { readonly startsAt: string; readonly expiresAt: string };
}

/** One of several parts of an invitation, in order. */
export interface PartView {
  readonly interviewId: string;
  readonly status: InterviewStatus;
  readonly type: InterviewView['type'];
  readonly durationMinutes: number;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}

/** What is said of an appointment beside what every booking has. */
export interface AppointmentView {
  readonly serviceId: string;
  /** The page where the service is booked, without the origin. */
  readonly page: string;
  readonly price: Price | null;
  readonly payment: Payment;
  readonly reminderBefore: string | null;
  /** How often in a row it may be booked at once; null when it may not. */
  readonly repeatable: Repeatable | null;
  /** Present for one of several that were booked at once: all of them, itself included. */
  readonly series?: SeriesView;
}

/** What was booked at once, in order. */
export interface SeriesView {
  /** The recurrence that was asked for (RFC 5545); times may have been left out or replaced. */
  readonly rule: string;
  readonly all: readonly Pick<PartView, 'interviewId' | 'status' | 'startsAt'>[];
}

/** One time of a recurrence. */
export interface SeriesSlot {
  readonly startsAt: string;
  /** Whether it can be booked together with the free ones before it. */
  readonly free: boolean;
  /** Why it cannot be booked by itself. */
  readonly because?: StartProblem;
  /** Where it is not free: the nearest starts that can be had beside the free ones. */
  readonly alternatives: readonly string[];
}

/** The answer of `seriesSlots`. */
export interface SeriesSlotsView {
  readonly zone: string;
  readonly offsets: readonly OffsetView[];
  readonly times: readonly SeriesSlot[];
  readonly tzdata: string;
}

/** What a candidate sees of one interview: see docs/api.md. */
export interface InterviewView {
  readonly interviewId: string;
  readonly attempt: number;
  readonly version: number;
  readonly status: InterviewStatus;
  /** Known to the candidate only once decided; null while pending. */
  readonly outcome: Outcome | null;
  readonly company: string;
  readonly contact: { readonly name: string; readonly email: string };
  readonly jobTitle: string;
  /** `appointment` for a service that a client booked; then `jobTitle` is the service. */
  readonly type: (typeof interviewTypes)[number] | 'appointment';
  /** Of a group session: how many guests there is room for, this one included. */
  readonly group?: { readonly places: number };
  /** Only of appointments. */
  readonly appointment?: AppointmentView;
  readonly provider: (typeof meetingProviders)[number];
  /** With the name of the room once it is booked. */
  readonly venue?: string;
  /** Where people meet in person: the zone of the place, whose clock leads, and its offsets. */
  readonly venueZone?: string;
  readonly venueOffsets?: readonly OffsetView[];
  readonly durationMinutes: number;
  readonly zone: string;
  readonly hourCycle?: (typeof hourCycles)[number];
  readonly locale: string;
  readonly offsets: readonly OffsetView[];
  /** While a time is to be chosen: the zone that was asked for, where it is another one than `zone`. */
  readonly reader?: { readonly zone: string; readonly offsets: readonly OffsetView[] };
  readonly now: string;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly cancelledAt?: string;
  readonly interviewers: readonly { readonly name: string; readonly title?: string }[];
  readonly link: { readonly expiresAt: string };
  readonly hold?: { readonly startsAt: string; readonly expiresAt: string };
  readonly reschedule: {
    readonly used: number;
    readonly warnAt: number;
    readonly limit: number;
    readonly cutoffAt: string | null;
    readonly allowed: boolean;
    readonly refusal?: Refusal;
  };
  readonly cancel: { readonly cutoffAt: string | null; readonly allowed: boolean; readonly refusal?: Refusal };
  readonly retake: { readonly eligible: boolean; readonly refusal?: Refusal; readonly request?: RetakeView };
  /** The link to join, or from when on it is shown where a policy hides it. */
  readonly join: { readonly url?: string; readonly visibleFrom?: string };
  readonly actions: readonly (InterviewAction | 'requestRetake')[];
  readonly mails: readonly MailView[];
  /** What to know beforehand, with line breaks. */
  readonly guide?: string;
  readonly preparation: readonly { readonly id: string; readonly title: string; readonly done: boolean }[];
  readonly calendar?: {
    readonly google: string;
    readonly outlook: string;
    readonly office365: string;
    readonly ics: string;
  };
  readonly replacedBy?: string;
  /** Present while the candidate waits for a time to become free. */
  readonly waitlist?: WaitlistView;
  /** Present for a part of an invitation: all parts, itself included, and how they lie to each other. */
  readonly parts?: {
    readonly gapMinutes: { readonly min: number; readonly max: number | null };
    /** On how many consecutive dates all of them begin. */
    readonly withinDays: number;
    readonly all: readonly PartView[];
  };
}

/** The answer of `partSlots`: for each part that is still to be booked the starts that complete what is chosen. */
export interface PartSlotsView {
  readonly zone: string;
  readonly offsets: readonly OffsetView[];
  readonly parts: readonly { readonly interviewId: string; readonly starts: readonly string[] }[];
  readonly earliestAt: string;
  readonly latestAt: string;
  /** Why no part has any. */
  readonly emptyBecause?: EmptyReason;
  readonly tzdata: string;
}

/** The answer of `slots`. */
export interface SlotsView {
  readonly zone: string;
  readonly offsets: readonly OffsetView[];
  readonly durationMinutes: number;
  readonly starts: readonly string[];
  /** Those of the starts at which a group session takes place already, and how many places it has left. */
  readonly joinable?: readonly { readonly startsAt: string; readonly placesLeft: number }[];
  readonly earliestAt: string;
  readonly latestAt: string;
  /** Why there are no starts. */
  readonly emptyBecause?: EmptyReason;
  /** Only beside `emptyBecause`: the first free start after the span, or null when the window ends before there is one. */
  readonly nextOpeningAt?: string | null;
  readonly tzdata: string;
}
