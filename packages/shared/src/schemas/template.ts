import { z } from 'zod';
import { meetingUrlSchema } from '../booking/meeting-link.ts';
import { demandLimits, panelLimits } from '../booking/panel-rules.ts';
import { phoneTermsSchema } from '../booking/phone-call.ts';
import { policyInputSchema } from '../booking/policy.ts';
import { interviewTypes, meetingProviders } from '../booking/terms.ts';
import { buffersSchema, idSchema, lineSchema, proseSchema, zoneSchema } from './fields.ts';

/** What somebody can interview about, a word or two in small letters. */
export const skillSchema = lineSchema(40).transform((skill) => skill.toLowerCase());

export const panelGroupSchema = z.strictObject({
  anyOf: z.array(idSchema).min(1).max(panelLimits.people),
  count: z.number().int().min(1).max(panelLimits.seats),
  optional: z.literal(true).optional(),
  skills: z.array(skillSchema).max(10).optional(),
});

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

export const fiveMinutes = z.number().int().multipleOf(5);

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
  phone: phoneTermsSchema.optional(),
  /** The jobs it is for; without any it is the whole company's. */
  jobIds: z.array(idSchema).max(50).optional(),
});

export type TemplateInput = z.infer<typeof templateInputSchema>;
