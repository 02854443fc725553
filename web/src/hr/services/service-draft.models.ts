import type { meetingProviders } from '@interlude/shared/interview';
import { minorDigits } from '@interlude/shared/price-text';
import type { ServiceInput } from '@interlude/shared/service';
import type { Service } from './services.queries.ts';

export type MeetingProvider = (typeof meetingProviders)[number];
// Listed here, because the schemas beside the list are too large for a page.
export const meetingCodes = [
  'in_person',
  'phone',
  'zoom',
  'google_meet',
  'teams',
  'custom_url',
] as const satisfies readonly MeetingProvider[];

/** A service as it stands in the fields of the form. */
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
  /** How often in a row it may be booked at once; empty for once. */
  readonly times: string;
  readonly isPublic: boolean;
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
  times: '',
  isPublic: true,
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
    times: service.series === null ? '' : String(service.series.mostTimes),
    isPublic: service.isPublic,
  };
}

function amountText({ amountMinor, currency }: { readonly amountMinor: number; readonly currency: string }): string {
  const digits = minorDigits(currency);
  return (amountMinor / 10 ** digits).toFixed(digits);
}

export const draftProblems = [
  'name',
  'minutes',
  'price',
  'currency',
  'venue',
  'meetingUrl',
  'providers',
  'times',
] as const;
export type DraftProblem = (typeof draftProblems)[number];

/** What has to be put right before the draft can be saved. */
export function problemsOf(draft: ServiceDraft): DraftProblem[] {
  const minutes = Number(draft.minutes);
  const isCurrency = /^[A-Z]{3}$/.test(draft.currency);
  const isWrong: Readonly<Record<DraftProblem, boolean>> = {
    name: draft.name.trim() === '',
    minutes: !(Number.isInteger(minutes) && minutes % 5 === 0 && minutes >= 5 && minutes <= 480),
    currency: !isCurrency,
    price: isCurrency && priceOf(draft) === undefined,
    venue: draft.provider === 'in_person' && draft.venue.trim() === '',
    meetingUrl: draft.meetingUrl.trim() !== '' && !/^https:\/\/\S+\.\S+$/.test(draft.meetingUrl.trim()),
    providers: draft.providerIds.length === 0,
    times: seriesOf(draft) === undefined,
  };
  return draftProblems.filter((problem) => isWrong[problem]);
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

const mostTimes = 26;

/** How often in a row it may be booked, null for once, undefined for what is no such number. */
function seriesOf({ times }: Pick<ServiceDraft, 'times'>): ServiceInput['series'] | undefined {
  const text = times.trim();
  if (text === '') return null;
  const count = Number(text);
  return Number.isInteger(count) && count >= 2 && count <= mostTimes ? { mostTimes: count } : undefined;
}

/** What is sent; what the form does not show stays as it is. */
export function inputOf(draft: ServiceDraft, present: Service | null) {
  const { name, description, minutes, provider, venue, meetingUrl, providerIds, isPublic } = draft;
  const kept =
    present === null
      ? {}
      : { stepMinutes: present.stepMinutes, buffers: present.buffers, policy: present.policy, ...zoneOf(present) };
  return {
    ...kept,
    name: name.trim(),
    description,
    durationMinutes: Number(minutes),
    price: priceOf(draft) ?? null,
    provider,
    ...(venue.trim() === '' ? {} : { venue: venue.trim() }),
    ...(meetingUrl.trim() === '' ? {} : { meetingUrl: meetingUrl.trim() }),
    providerIds: [...providerIds],
    series: seriesOf(draft) ?? null,
    isPublic,
  };
}

function zoneOf({ zone }: Service) {
  return zone === undefined ? {} : { zone };
}
