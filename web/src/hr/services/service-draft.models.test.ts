import { describe, expect, it } from 'vitest';
import { emptyDraft, inputOf, priceOf, problemsOf } from './service-draft.models.ts';

const draft = { ...emptyDraft, name: 'Bike fitting', venue: 'Hafenstraße 12', providerIds: ['per_1'] };

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
    expect(inputOf(draft, null)).toMatchObject({
      name: 'Bike fitting',
      durationMinutes: 60,
      price: null,
      series: null,
    });
    expect(inputOf({ ...draft, times: ' 6 ' }, null).series).toEqual({ mostTimes: 6 });
  });

  it('says everything that is wrong with it at once', () => {
    const wrong = { ...emptyDraft, minutes: '7', amount: 'x', meetingUrl: 'http://a.b' };
    expect(problemsOf(wrong)).toEqual(['name', 'minutes', 'price', 'venue', 'meetingUrl', 'providers']);
    expect(problemsOf({ ...draft, currency: 'euro', amount: '5' })).toEqual(['currency']);
    expect(problemsOf({ ...draft, provider: 'phone', venue: '' })).toEqual([]);
    for (const times of ['1', '27', '2.5', 'often']) expect(problemsOf({ ...draft, times })).toEqual(['times']);
  });
});
