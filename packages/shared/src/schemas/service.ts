import { z } from 'zod';
import { meetingUrlSchema } from '../booking/meeting-link.ts';
import { demandLimits } from '../booking/panel-rules.ts';
import { phoneTermsSchema } from '../booking/phone-call.ts';
import { durationSchema, mergePolicy, type Policy, type PolicyInput, policyInputSchema } from '../booking/policy.ts';
import type { Price } from '../booking/price.ts';
import { questionLimits } from '../booking/service-questions.ts';
import { meetingProviders } from '../booking/terms.ts';
import { type Repeatable, repeatableSchema } from '../bundles/recurring-rule.ts';
import { slugSchema } from '../slug.ts';
import { parseDuration } from '../time/duration.ts';
import { buffersSchema, idSchema, lineSchema, proseSchema, zoneSchema } from './fields.ts';
import { placesSchema, resourceDemandSchema } from './template.ts';
import type { BrandView, FaceView } from './views.ts';

const largestPrice = 100_000_000;

const priceSchema = z.strictObject({
  amountMinor: z.number().int().min(1).max(largestPrice),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

const fiveMinutes = z.number().int().multipleOf(5);

const questionFields = {
  /** Its name while the service lasts, whatever becomes of its words and its place. */
  id: z.string().regex(/^[\w-]{1,64}$/),
  label: lineSchema(questionLimits.label),
  required: z.boolean(),
};

function areDistinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...questionFields, kind: z.literal('text') }),
  z.strictObject({
    ...questionFields,
    kind: z.literal('choice'),
    options: z
      .array(lineSchema(questionLimits.option))
      .min(2)
      .max(questionLimits.options)
      .refine(areDistinct, 'must differ'),
  }),
]);
/** What a service asks whoever books it. */
export type ServiceQuestion = z.infer<typeof questionSchema>;

/** What somebody offers to the public. */
export const serviceInputSchema = z.strictObject({
  name: lineSchema(120),
  /** Its name in the address of the public page, unique within the company; made from the name when absent. */
  slug: slugSchema.optional(),
  description: proseSchema(4_000).default(''),
  durationMinutes: fiveMinutes.min(5).max(480),
  stepMinutes: fiveMinutes.min(5).max(480).default(30),
  buffers: buffersSchema.default({ beforeMinutes: 0, afterMinutes: 0 }),
  /** Who gives it; one of them comes. */
  providerIds: z.array(idSchema).min(1).max(50),
  /** Rooms and licences that each appointment needs. */
  resources: z.array(resourceDemandSchema).max(demandLimits.demands).default([]),
  /** How many clients one appointment has room for. */
  places: placesSchema,
  price: priceSchema.nullable().default(null),
  provider: z.enum(meetingProviders),
  venue: lineSchema(300).optional(),
  meetingUrl: meetingUrlSchema.optional(),
  phone: phoneTermsSchema.optional(),
  zone: zoneSchema.optional(),
  policy: policyInputSchema.default({}),
  /** Whether a client may book it several times in a row at once. */
  series: repeatableSchema.nullable().default(null),
  /** Whether anybody may book it. */
  isPublic: z.boolean().default(true),
  questions: z
    .array(questionSchema)
    .max(questionLimits.questions)
    .refine((all) => areDistinct(all.map(({ id }) => id)), 'one twice')
    .default([]),
});
export type ServiceInput = z.infer<typeof serviceInputSchema>;

function isAtMostThirtyDays(text: string): boolean {
  const duration = parseDuration(text);
  return duration !== null && duration.days + duration.ms / 86_400_000 <= 30;
}

/** How long before the start a client wants to be reminded. */
export const reminderWishSchema = durationSchema.refine(isAtMostThirtyDays, 'at most 30 days');

// A client who has just proved an address chooses a time at once.
const servicePolicy = { invitationValidFor: 'PT1H', nudges: [] } satisfies Partial<Policy>;
// A series needs more room than the usual window.
const seriesPolicy = { bookingWindowDays: 180 } satisfies Partial<Policy>;

/** What holds for appointments unless the service says otherwise, of a company with this policy. */
export function usualServicePolicy(company: PolicyInput, isRepeatable: boolean): Policy {
  return mergePolicy(company, { ...servicePolicy, ...(isRepeatable ? seriesPolicy : {}) });
}

/** What the public sees of a service. */
export interface PublicService {
  readonly company: string;
  readonly brand: BrandView;
  readonly contact: { readonly name: string; readonly email: string };
  readonly name: string;
  readonly description: string;
  readonly durationMinutes: number;
  readonly price: Price | null;
  readonly provider: (typeof meetingProviders)[number];
  /** Whether whoever books is asked for a number at which they are called. */
  readonly asksForPhone?: true;
  readonly venue?: string;
  readonly zone: string;
  /** Whether it may be booked several times in a row. */
  readonly repeatable: Repeatable | null;
  readonly questions: readonly ServiceQuestion[];
  readonly providers: readonly (FaceView & { readonly providerId: string })[];
}

/** What the public sees of a service among all of its company. */
export interface ListedService extends Pick<PublicService, 'name' | 'durationMinutes' | 'price' | 'provider'> {
  readonly slug: string;
  /** How its description begins. */
  readonly beginning: string;
  /** The first of those who give it, and how many more do. */
  readonly providers: readonly FaceView[];
  readonly furtherProviders: number;
}

/** What the public may book of a company, by name. */
export interface PublicServices extends Pick<PublicService, 'company' | 'brand' | 'contact'> {
  readonly services: readonly ListedService[];
}

/** Where a visitor came from and may go back to. */
export interface ReturnTo {
  readonly href: string;
  /** As people read it. */
  readonly host: string;
}

/** The service, and the way back where the asked one leads to a website of the company. */
export interface PublicServiceAnswer extends PublicService {
  readonly returnTo: ReturnTo | null;
}
