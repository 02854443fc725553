import type { Refusal } from '@interlude/shared/booking/refusal';
import { serviceInputSchema } from '@interlude/shared/schemas/service';
import { describe, expect, it } from 'vitest';
import { refusedFields } from '../drafts/draft.models.ts';
import { draftOf, emptyDraft, inputFrom, priceOf, serviceFieldAt } from './service-draft.models.ts';
import type { Service } from './services.queries.ts';

const draft = { ...emptyDraft, name: 'Bike fitting', venue: 'Hafenstraße 12', providerIds: ['per_1'] };
const problemsOf = (wrong: typeof emptyDraft) => inputFrom(wrong, {}).problems.toSorted();

describe('a price', () => {
  it('is counted in the smallest unit of its currency, however it is written', () => {
    const amounts = ['45', '45.5', '45,50', ' 45.00 ', '0', ''].map((amount) => priceOf({ amount, currency: 'EUR' }));
    expect(amounts.map((price) => price?.amountMinor ?? 0)).toEqual([4_500, 4_550, 4_550, 4_500, 0, 0]);
    expect(priceOf({ amount: '4500', currency: 'JPY' })).toEqual({ amountMinor: 4_500, currency: 'JPY' });
    expect(priceOf({ amount: '1.234', currency: 'KWD' })).toEqual({ amountMinor: 1_234, currency: 'KWD' });
  });

  it('is refused where it is no amount of that currency', () => {
    for (const amount of ['4.555', 'free', '-4', '4 5', '1e3']) {
      expect([amount, priceOf({ amount, currency: 'EUR' })]).toEqual([amount, undefined]);
    }
    expect(priceOf({ amount: '4.5', currency: 'JPY' })).toBeUndefined();
  });
});

describe('a draft', () => {
  it('is sent when nothing is missing', () => {
    expect(problemsOf(draft)).toEqual([]);
    expect(inputFrom(draft, { holdFor: 'PT9M' }).input).toMatchObject({
      name: 'Bike fitting',
      durationMinutes: 60,
      price: null,
      series: null,
      policy: { holdFor: 'PT9M' },
    });
    expect(inputFrom({ ...draft, times: ' 6 ' }, {}).input?.series).toEqual({ mostTimes: 6 });
  });

  it('says everything that is wrong with it at once', () => {
    const wrong = { ...emptyDraft, minutes: '7', amount: 'x', meetingUrl: 'http://a.b' };
    expect(problemsOf(wrong)).toEqual(['meetingUrl', 'minutes', 'name', 'price', 'providers', 'venue']);
    expect(problemsOf({ ...draft, currency: 'euro', amount: '5' })).toEqual(['currency']);
    expect(problemsOf({ ...draft, provider: 'phone', venue: '' })).toEqual([]);
    expect(problemsOf({ ...draft, provider: 'teams', venue: '' })).toEqual(['meetingUrl']);
    for (const times of ['1', '27', '2.5', 'often']) expect(problemsOf({ ...draft, times })).toEqual(['times']);
    const question = {
      id: 'a',
      label: 'Which bike?',
      kind: 'choice',
      options: 'City\n City ',
      required: true,
    } as const;
    expect(problemsOf({ ...draft, questions: [question] })).toEqual(['questions']);
    expect(problemsOf({ ...draft, questions: [{ ...question, kind: 'text', label: ' ' }] })).toEqual(['questions']);
    expect(problemsOf({ ...draft, questions: [{ ...question, options: ' City\n\nRace' }] })).toEqual([]);
    const off = { ...draft, step: '', before: '241', after: 'x', zone: 'Mars/Olympus', slug: 'Not A Name' };
    expect(problemsOf(off)).toEqual(['after', 'before', 'slug', 'step', 'zone']);
  });

  it('is sent as the service was stored, whatever it has', () => {
    const input = serviceInputSchema.parse({
      name: 'Bike fitting',
      slug: 'bike',
      description: 'A\nB',
      durationMinutes: 45,
      stepMinutes: 15,
      buffers: { beforeMinutes: 10, afterMinutes: 7 },
      providerIds: ['per_1'],
      resources: [{ anyOf: ['res_1', 'res_2'], count: 2 }],
      price: { amountMinor: 4_550, currency: 'EUR' },
      provider: 'custom_url',
      venue: 'Online',
      meetingUrl: 'https://meet.example/a',
      zone: 'Europe/Lisbon',
      policy: { minimumNotice: 'PT1H' },
      series: { mostTimes: 4 },
      isPublic: false,
      questions: [
        { id: 'a', label: 'Which bike?', kind: 'choice', options: ['City', 'Race'], required: true },
        { id: 'b', label: 'What hurts?', kind: 'text', required: false },
      ],
    });
    const stored = { ...input, serviceId: 'svc_1', archived: false, url: '' } as unknown as Service;
    expect(inputFrom(draftOf(stored), stored.policy).input).toEqual(input);
  });

  it('knows the field that a refusal of the server is about', () => {
    const refused = (refusal: Refusal) => refusedFields(refusal, serviceFieldAt, 'providers');
    expect(refused({ code: 'invalid_input', issues: [{ path: 'slug', message: 'is taken' }] })).toEqual(['slug']);
    expect(refused({ code: 'interviewer_role', personId: 'per_1' })).toEqual(['providers']);
    expect(refused({ code: 'time_zone_invalid', zone: 'x' })).toEqual(['zone']);
    expect(refused({ code: 'not_found' })).toEqual([]);
  });
});
