import type { meetingProviders } from '@interlude/shared/interview';
import type { PolicyInput } from '@interlude/shared/policy';
import { minorDigits } from '@interlude/shared/price-text';
import type { Refusal } from '@interlude/shared/refusal';
import { type ServiceInput, serviceInputSchema } from '@interlude/shared/service';
import { isZone } from '@interlude/shared/time-zone';
import { type DemandDraft, demandDrafts, demandsOf } from '../resources/resources.models.ts';
import type { Service } from './services.queries.ts';

export type MeetingProvider = (typeof meetingProviders)[number];
export const meetingCodes = [
  'in_person',
  'phone',
  'zoom',
  'google_meet',
  'teams',
  'custom_url',
] as const satisfies readonly MeetingProvider[];

/** A service as it stands in the fields of the form, but for its policy. */
export interface ServiceDraft {
  readonly name: string;
  readonly description: string;
  readonly minutes: string;
  readonly amount: string;
  readonly currency: string;
  readonly provider: MeetingProvider;
  readonly venue: string;
  readonly meetingUrl: string;
  readonly providerIds: readonly string[];
  readonly demands: readonly DemandDraft[];
  /** How often in a row it may be booked at once; empty for once. */
  readonly times: string;
  /** How many clients one appointment has room for. */
  readonly places: string;
  readonly isPublic: boolean;
  /** Minutes between two starts that are offered, and free before and after each appointment. */
  readonly step: string;
  readonly before: string;
  readonly after: string;
  /** Empty for the company's. */
  readonly zone: string;
  /** Empty for one like the name. */
  readonly slug: string;
}

export const emptyDraft: ServiceDraft = {
  name: '',
  description: '',
  minutes: '60',
  amount: '',
  currency: 'EUR',
  provider: 'in_person',
  venue: '',
  meetingUrl: '',
  providerIds: [],
  demands: [],
  times: '',
  places: '1',
  isPublic: true,
  step: '30',
  before: '0',
  after: '0',
  zone: '',
  slug: '',
};

export function draftOf(service: Service): ServiceDraft {
  const { name, description, durationMinutes, price, provider, venue = '', meetingUrl = '', providerIds } = service;
  return {
    name,
    description,
    minutes: String(durationMinutes),
    amount: price === null ? '' : amountText(price),
    currency: price?.currency ?? emptyDraft.currency,
    provider,
    venue,
    meetingUrl,
    providerIds,
    demands: demandDrafts(service.resources),
    times: service.series === null ? '' : String(service.series.mostTimes),
    places: String(service.places),
    isPublic: service.isPublic,
    step: String(service.stepMinutes),
    before: String(service.buffers.beforeMinutes),
    after: String(service.buffers.afterMinutes),
    zone: service.zone ?? '',
    slug: service.slug,
  };
}

function amountText({ amountMinor, currency }: { readonly amountMinor: number; readonly currency: string }): string {
  const digits = minorDigits(currency);
  return (amountMinor / 10 ** digits).toFixed(digits);
}

/** The price in the smallest unit, null for free, undefined for what is no amount of that currency. */
export function priceOf({
  amount,
  currency,
}: Pick<ServiceDraft, 'amount' | 'currency'>): ServiceInput['price'] | undefined {
  const text = amount.trim().replace(',', '.');
  if (text === '') return null;
  const digits = minorDigits(currency);
  const [, whole = '', fraction = ''] = /^(\d{1,7})(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '' || fraction.length > digits) return undefined;
  const amountMinor = Number(`${whole}${fraction.padEnd(digits, '0')}`);
  return amountMinor > 0 ? { amountMinor, currency } : null;
}

/** Where each path of the input stands in the form, the longer ones first. */
const fieldAt = {
  name: 'name',
  description: 'description',
  durationMinutes: 'minutes',
  'price.currency': 'currency',
  price: 'price',
  venue: 'venue',
  meetingUrl: 'meetingUrl',
  providerIds: 'providers',
  series: 'times',
  places: 'places',
  stepMinutes: 'step',
  'buffers.beforeMinutes': 'before',
  'buffers.afterMinutes': 'after',
  zone: 'zone',
  slug: 'slug',
} as const;
export type DraftProblem = (typeof fieldAt)[keyof typeof fieldAt];
const draftProblems: readonly DraftProblem[] = Object.values(fieldAt);
const paths = Object.keys(fieldAt) as (keyof typeof fieldAt)[];

/** The fields that paths in the input belong to. */
function problemsAt(found: readonly string[]): DraftProblem[] {
  return found.flatMap((path) => {
    const known = paths.find((one) => path === one || path.startsWith(`${one}.`));
    return known === undefined ? [] : fieldAt[known];
  });
}

/** The fields that a refusal of the server is about; none where it is about something else. */
export function refusedFields(refusal: Refusal): DraftProblem[] {
  switch (refusal.code) {
    case 'invalid_input':
      return problemsAt(refusal.issues.map(({ path }) => path));
    case 'interviewer_inactive':
    case 'interviewer_role':
      return ['providers'];
    case 'time_zone_invalid':
      return ['zone'];
    default:
      return [];
  }
}

export interface DraftTried {
  /** What is sent; null while something has to be put right. */
  readonly input: ServiceInput | null;
  /** What has to be put right, in the order of the form. */
  readonly problems: readonly DraftProblem[];
}

/** Judges the draft by the schema that the server judges by, and by what it demands of places and zones. */
export function inputFrom(draft: ServiceDraft, policy: PolicyInput): DraftTried {
  const tried = serviceInputSchema.safeParse(rawInput(draft, policy));
  const zone = draft.zone.trim();
  const wrong = new Set([
    ...problemsAt(tried.error?.issues.map(({ path }) => path.join('.')) ?? []),
    ...(draft.provider === 'in_person' && draft.venue.trim() === '' ? (['venue'] as const) : []),
    ...(zone !== '' && !isZone(zone) ? (['zone'] as const) : []),
    // A place in a meeting with others is booked for one time.
    ...(draft.times.trim() !== '' && draft.places.trim() !== '1' ? (['places'] as const) : []),
  ]);
  const problems = draftProblems.filter((problem) => wrong.has(problem));
  return { input: problems.length === 0 ? (tried.data ?? null) : null, problems };
}

function rawInput(draft: ServiceDraft, policy: PolicyInput): Readonly<Record<keyof ServiceInput, unknown>> {
  const { name, description, provider, providerIds, isPublic } = draft;
  const times = draft.times.trim();
  return {
    name,
    description,
    durationMinutes: wholeNumber(draft.minutes),
    stepMinutes: wholeNumber(draft.step),
    buffers: { beforeMinutes: wholeNumber(draft.before), afterMinutes: wholeNumber(draft.after) },
    price: rawPrice(draft),
    provider,
    venue: draft.venue.trim() || undefined,
    meetingUrl: draft.meetingUrl.trim() || undefined,
    providerIds,
    resources: demandsOf(draft.demands),
    zone: draft.zone.trim() || undefined,
    slug: draft.slug.trim() || undefined,
    policy,
    places: wholeNumber(draft.places),
    series: times === '' ? null : { mostTimes: wholeNumber(times) },
    isPublic,
  };
}

// What is no number is none that any schema takes.
function wholeNumber(text: string): number {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
}

function rawPrice({ amount, currency }: ServiceDraft): unknown {
  if (amount.trim() === '') return null;
  if (!/^[A-Z]{3}$/.test(currency)) return { amountMinor: 1, currency };
  const price = priceOf({ amount, currency });
  return price === undefined ? 'unreadable' : price;
}
