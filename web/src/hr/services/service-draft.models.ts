import type { PolicyInput } from '@interlude/shared/booking/policy';
import { minorDigits } from '@interlude/shared/booking/price';
import { type ServiceInput, serviceInputSchema } from '@interlude/shared/schemas/service';
import {
  type BookableDraft,
  bookableDraftOf,
  bookableFieldAt,
  coupledFields,
  type DraftTried,
  emptyBookable,
  judged,
  rawBookable,
  saidIn,
  wholeNumber,
} from '../drafts/draft.models.ts';
import { type QuestionDraft, questionDraftOf, rawQuestion } from './question-draft.models.ts';
import type { Service } from './services.queries.ts';

/** A service as it stands in the fields of the form, but for its policy. */
export interface ServiceDraft extends BookableDraft {
  readonly description: string;
  readonly amount: string;
  readonly currency: string;
  readonly providerIds: readonly string[];
  /** How often in a row it may be booked at once; empty for once. */
  readonly times: string;
  readonly isPublic: boolean;
  readonly questions: readonly QuestionDraft[];
  /** Empty for one like the name. */
  readonly slug: string;
}

export const emptyDraft: ServiceDraft = {
  ...emptyBookable,
  description: '',
  amount: '',
  currency: 'EUR',
  providerIds: [],
  times: '',
  isPublic: true,
  questions: [],
  slug: '',
};

/** An amount means something in its currency only. */
export const coupledInService = [...coupledFields, ['amount', 'currency']] as const;

export function draftOf(service: Service): ServiceDraft {
  const { description, price, providerIds, series, isPublic, questions, slug } = service;
  return {
    ...bookableDraftOf(service),
    description,
    amount: price === null ? '' : amountText(price),
    currency: price?.currency ?? emptyDraft.currency,
    providerIds,
    times: series === null ? '' : String(series.mostTimes),
    isPublic,
    questions: questions.map(questionDraftOf),
    slug,
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

/** Where each path of the input stands in the form. */
export const serviceFieldAt = {
  ...bookableFieldAt,
  description: 'description',
  'price.currency': 'currency',
  price: 'price',
  providerIds: 'providers',
  series: 'times',
  questions: 'questions',
  slug: 'slug',
} as const;
export type ServiceProblem = (typeof serviceFieldAt)[keyof typeof serviceFieldAt];

export function inputFrom(draft: ServiceDraft, policy: PolicyInput): DraftTried<ServiceInput, ServiceProblem> {
  // Several times in a row and a place in a group session exclude each other.
  const isBoth = draft.times.trim() !== '' && draft.places.trim() !== '1';
  return judged<ServiceInput, ServiceProblem>(draft, {
    schema: serviceInputSchema,
    raw: rawInput(draft, policy),
    fieldAt: serviceFieldAt,
    more: isBoth ? ['places'] : [],
  });
}

function rawInput(draft: ServiceDraft, policy: PolicyInput): Readonly<Record<keyof ServiceInput, unknown>> {
  const { description, providerIds, isPublic } = draft;
  const times = draft.times.trim();
  return {
    ...rawBookable(draft),
    description,
    price: rawPrice(draft),
    providerIds,
    slug: saidIn(draft.slug),
    policy,
    series: times === '' ? null : { mostTimes: wholeNumber(times) },
    isPublic,
    questions: draft.questions.map(rawQuestion),
  };
}

function rawPrice({ amount, currency }: ServiceDraft): unknown {
  if (amount.trim() === '') return null;
  if (!/^[A-Z]{3}$/.test(currency)) return { amountMinor: 1, currency };
  const price = priceOf({ amount, currency });
  return price === undefined ? 'unreadable' : price;
}
