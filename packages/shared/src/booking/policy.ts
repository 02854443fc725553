import { z } from 'zod';
import { parseDuration } from '../time/duration.ts';
import { usualCompleteAfter } from './usual-times.ts';

/** ISO-8601 duration of at least one second: days are calendar days in the candidate's zone, hours are elapsed time. */
export const durationSchema = z
  .string()
  .max(32)
  .refine((text) => {
    const duration = parseDuration(text);
    return duration !== null && (duration.days > 0 || duration.ms >= 1_000);
  }, 'not an ISO-8601 duration of at least one second');

export const reminderRecipients = ['candidate', 'interviewers'] as const;
/** When an interviewer cannot come: search for somebody else who keeps the time, or leave it all to HR. */
export const dropOutPolicies = ['replace', 'ask_hr'] as const;
/** A calendar of somebody cannot be read when a time of theirs is booked: it is booked and HR are told, or refused. */
export const calendarAwayPolicies = ['book', 'refuse'] as const;
/** Another calendar has something over a booking and keeps it: HR are asked about that person, or somebody else is searched. */
export const conflictPolicies = ['ask', 'replace'] as const;
/** Somebody has moved, deleted or declined the entry of a booking in their calendar: HR are asked, it counts as a no, or it is put right. */
export const driftPolicies = ['ask', 'decline', 'restore'] as const;
export const retakeOutcomes = ['failed', 'on_hold'] as const;

const reminderSchema = z.strictObject({ before: durationSchema, to: z.enum(reminderRecipients) });
const count = z.number().int().min(0).max(100);

/** What HR may set, at the tenant, the template or one invitation; every field is optional. */
export const policyInputSchema = z.strictObject({
  invitationValidFor: durationSchema.optional(),
  bookingWindowDays: z.number().int().min(1).max(730).optional(),
  lastDate: z.iso.date().nullable().optional(),
  minimumNotice: durationSchema.or(z.literal('PT0S')).optional(),
  reminders: z.array(reminderSchema).max(20).optional(),
  nudges: z.array(durationSchema).max(10).optional(),
  holdFor: durationSchema.optional(),
  reschedule: z
    .strictObject({
      warnAt: count.optional(),
      limit: count.optional(),
      cutoff: durationSchema.or(z.literal('PT0S')).optional(),
    })
    .optional(),
  cancel: z.strictObject({ cutoff: durationSchema.nullable().optional() }).optional(),
  noShowGrace: durationSchema.optional(),
  feedbackDue: z.array(durationSchema).max(10).optional(),
  completeAfter: durationSchema.or(z.literal('PT0S')).optional(),
  retake: z
    .strictObject({
      outcomes: z.array(z.enum(retakeOutcomes)).max(2).optional(),
      cooldown: durationSchema.or(z.literal('PT0S')).optional(),
      limit: count.optional(),
      requestValidFor: durationSchema.optional(),
      twoPerson: z.boolean().optional(),
    })
    .optional(),
  confirmAttendance: z.boolean().optional(),
  dropOut: z.enum(dropOutPolicies).optional(),
  calendarAway: z.enum(calendarAwayPolicies).optional(),
  onConflict: z.enum(conflictPolicies).optional(),
  onDrift: z.enum(driftPolicies).optional(),
  joinVisibleBefore: durationSchema.nullable().optional(),
  waitlist: z.strictObject({ offerFor: durationSchema.optional() }).optional(),
});
export type PolicyInput = z.infer<typeof policyInputSchema>;

/** A complete policy, pinned on the interview when it is invited. */
export interface Policy {
  readonly invitationValidFor: string;
  readonly bookingWindowDays: number;
  /** The last date on which a start may be chosen, however far the window reaches; absent or null: none. */
  readonly lastDate?: string | null;
  readonly minimumNotice: string;
  readonly reminders: readonly { readonly before: string; readonly to: (typeof reminderRecipients)[number] }[];
  readonly nudges: readonly string[];
  readonly holdFor: string;
  readonly reschedule: { readonly warnAt: number; readonly limit: number; readonly cutoff: string };
  readonly cancel: { readonly cutoff: string | null };
  readonly noShowGrace: string;
  readonly feedbackDue: readonly string[];
  /** How long after its end a meeting that nobody closed is closed; absent in policies pinned before it had a name. */
  readonly completeAfter?: string;
  readonly retake: {
    readonly outcomes: readonly (typeof retakeOutcomes)[number][];
    readonly cooldown: string;
    readonly limit: number;
    readonly requestValidFor: string;
    readonly twoPerson: boolean;
  };
  readonly confirmAttendance: boolean;
  /** Absent in policies pinned before there was a choice, which means `replace`. */
  readonly dropOut?: (typeof dropOutPolicies)[number];
  /** Absent in policies pinned before there was a choice, which means `book`. */
  readonly calendarAway?: (typeof calendarAwayPolicies)[number];
  /** Absent in policies pinned before there was a choice, which means `ask`. */
  readonly onConflict?: (typeof conflictPolicies)[number];
  /** The same. */
  readonly onDrift?: (typeof driftPolicies)[number];
  /** The link to join is hidden until so long before the start; absent or null: it is shown from the booking on. */
  readonly joinVisibleBefore?: string | null;
  /** How long a freed start is kept for one waiting candidate. */
  readonly waitlist: { readonly offerFor: string };
}

export const defaultPolicy: Policy = {
  invitationValidFor: 'P14D',
  bookingWindowDays: 14,
  lastDate: null,
  minimumNotice: 'PT24H',
  reminders: [
    { before: 'P1D', to: 'candidate' },
    { before: 'PT1H', to: 'candidate' },
    { before: 'PT15M', to: 'candidate' },
    { before: 'P1D', to: 'interviewers' },
    { before: 'PT15M', to: 'interviewers' },
  ],
  nudges: ['P2D', 'P5D'],
  holdFor: 'PT5M',
  reschedule: { warnAt: 3, limit: 5, cutoff: 'PT12H' },
  cancel: { cutoff: null },
  noShowGrace: 'PT15M',
  feedbackDue: [],
  completeAfter: usualCompleteAfter,
  retake: {
    outcomes: ['failed', 'on_hold'],
    cooldown: 'P7D',
    limit: 2,
    requestValidFor: 'P14D',
    twoPerson: true,
  },
  confirmAttendance: false,
  dropOut: 'replace',
  calendarAway: 'book',
  onConflict: 'ask',
  onDrift: 'ask',
  joinVisibleBefore: null,
  waitlist: { offerFor: 'PT2H' },
};

/** The layers from general to specific (tenant, template, interview); the most specific that says something wins. */
export function mergePolicy(...layers: readonly (PolicyInput | undefined)[]): Policy {
  return layers.reduce<Policy>((merged, layer) => (layer ? overlayPolicy(merged, layer) : merged), defaultPolicy);
}

/** One more layer over a complete policy. */
export function overlayPolicy(base: Policy, layer: PolicyInput): Policy {
  const { reschedule, cancel, retake, waitlist, ...flat } = layer;
  return {
    ...base,
    ...said(flat),
    reschedule: { ...base.reschedule, ...said(reschedule ?? {}) },
    cancel: { ...base.cancel, ...said(cancel ?? {}) },
    retake: { ...base.retake, ...said(retake ?? {}) },
    waitlist: { ...base.waitlist, ...said(waitlist ?? {}) },
  };
}

type Said<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function said<T extends object>(layer: T): Said<T> {
  return Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined)) as Said<T>;
}
