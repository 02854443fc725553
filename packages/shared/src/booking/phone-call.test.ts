import { describe, expect, it } from 'vitest';
import { asksForPhone, phoneCallOf, phoneTermsProblem, phoneTermsSchema } from './phone-call.ts';

const provider = 'phone';
const panel = [{}, { optional: true as const }];
const byGroup = { '1': { number: '+4930901821', code: '12#' } };

describe('phoneCallOf', () => {
  it('has the company call in a phone interview that says nothing of who calls', () => {
    expect(phoneCallOf({ provider, groups: [0] })).toEqual({ caller: 'company' });
    expect(asksForPhone({ provider })).toBe(true);
  });

  it('names the number of the candidate where the company calls, and never the one of the company', () => {
    const phone = { caller: 'company', number: '+4930901820' } as const;
    expect(phoneCallOf({ provider, phone, guestPhone: '+442079460958', groups: [0] })).toEqual({
      caller: 'company',
      number: '+442079460958',
    });
  });

  it('names the number of the company where the candidate calls, whatever number the candidate has', () => {
    const phone = { caller: 'candidate', number: '+4930901820', code: '4711' } as const;
    expect(phoneCallOf({ provider, phone, guestPhone: '+442079460958', groups: [0] })).toEqual(phone);
    expect(asksForPhone({ provider, phone })).toBe(false);
  });

  it('prefers the number of the first group that comes and has one of its own', () => {
    const phone = { caller: 'candidate', number: '+4930901820', code: '4711', byGroup } as const;
    expect(phoneCallOf({ provider, phone, groups: [0, 1] })).toEqual({ caller: 'candidate', ...byGroup['1'] });
    expect(phoneCallOf({ provider, phone, groups: [0] })).toMatchObject({ number: '+4930901820', code: '4711' });
  });

  it('says nothing of a call where people meet another way', () => {
    expect(phoneCallOf({ provider: 'zoom', guestPhone: '+442079460958', groups: [0] })).toBeNull();
    expect(asksForPhone({ provider: 'zoom' })).toBe(false);
  });
});

describe('phoneTermsProblem', () => {
  const candidate = { caller: 'candidate' } as const;

  it.each([
    [{ provider: 'zoom', phone: candidate, panel }, 'phone'],
    [{ provider, phone: candidate, panel }, 'phone.number'],
    [{ provider, phone: { ...candidate, byGroup }, panel }, 'phone.number'],
    [{ provider, phone: { ...candidate, byGroup }, panel: [{}] }, 'phone.byGroup.1'],
    [{ provider, phone: { caller: 'company' as const, number: '+4930901820' }, panel }, 'phone.number'],
  ])('refuses %j', (offer, path) => {
    expect(phoneTermsProblem(offer)?.path).toBe(path);
  });

  it.each([
    { provider, phone: undefined, panel },
    { provider: 'zoom', phone: undefined, panel },
    { provider, phone: { caller: 'company' as const }, panel },
    { provider, phone: { ...candidate, number: '+4930901820', byGroup }, panel },
    { provider, phone: { ...candidate, byGroup }, panel: [{ optional: true as const }, {}] },
  ])('accepts %j', (offer) => {
    expect(phoneTermsProblem(offer)).toBeNull();
  });
});

describe('phoneTermsSchema', () => {
  it.each(['1234', '12 34 #', '*7#'])('takes %s for a code that can be typed on a phone', (code) => {
    expect(phoneTermsSchema.safeParse({ caller: 'candidate', number: '+4930901820', code }).success).toBe(true);
  });

  it.each(['', 'pin', '1'.repeat(21), '12\n34'])('refuses %j as a code', (code) => {
    expect(phoneTermsSchema.safeParse({ caller: 'candidate', number: '+4930901820', code }).success).toBe(false);
  });
});
