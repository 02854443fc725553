import { describe, expect, it } from 'vitest';
import { cancelRefusal, type RetakeFacts, rescheduleRefusal, retakeRefusal } from './booking-rules.ts';
import { defaultPolicy, durationSchema, mergePolicy, policyInputSchema } from './policy.ts';

const at = (instant: string) => Date.parse(instant);
const startsAt = at('2027-03-28T07:00:00Z');
const booked = {
  status: 'scheduled',
  policy: defaultPolicy,
  zone: 'Europe/Berlin',
  startsAt,
  rescheduleUsed: 0,
} as const;

describe('policies', () => {
  it('come from the most specific layer that says something, field by field', () => {
    const policy = mergePolicy(
      { holdFor: 'PT2M', retake: { limit: 1 } },
      { retake: { cooldown: 'P3D' } },
      { holdFor: 'PT9M' },
    );
    expect(policy).toEqual({
      ...defaultPolicy,
      holdFor: 'PT9M',
      retake: { ...defaultPolicy.retake, limit: 1, cooldown: 'P3D' },
    });
  });

  it('accept any duration of at least a second and nothing else', () => {
    const accepted = ['PT1S', 'PT24H', 'P1D', 'P2W', 'P1DT2H'];
    const refused = ['', 'PT0S', 'P', '1 day', 'P1M', 'P1Y', '-PT1H', 'PT1H;DROP', 'PT'];
    expect(accepted.map((text) => durationSchema.safeParse(text).success)).toEqual(accepted.map(() => true));
    expect(refused.map((text) => durationSchema.safeParse(text).success)).toEqual(refused.map(() => false));
  });

  it('refuse fields nobody knows', () => {
    expect(policyInputSchema.safeParse({ reminder: [] }).success).toBe(false);
  });
});

describe('moving', () => {
  it('is refused at the limit before the cut-off is looked at', () => {
    const late = startsAt - 60_000;
    expect(rescheduleRefusal({ ...booked, rescheduleUsed: 5 }, late)).toEqual({
      code: 'reschedule_limit',
      used: 5,
      limit: 5,
    });
    expect(rescheduleRefusal(booked, late)).toMatchObject({
      code: 'reschedule_cutoff',
      cutoffAt: '2027-03-27T19:00:00Z',
    });
    expect(rescheduleRefusal({ ...booked, rescheduleUsed: 4 }, startsAt - 13 * 3_600_000)).toBeNull();
  });
});

describe('cancelling', () => {
  it('is allowed until the start when the policy sets no cut-off', () => {
    expect(cancelRefusal(booked, startsAt - 1)).toBeNull();
    expect(cancelRefusal(booked, startsAt + 1)).toMatchObject({ code: 'cancel_cutoff' });
    const strict = { ...booked, policy: mergePolicy({ cancel: { cutoff: 'P1D' } }) };
    expect(cancelRefusal(strict, startsAt - 3_600_000)).toMatchObject({ cutoffAt: '2027-03-27T08:00:00Z' });
  });
});

describe('a retake', () => {
  const facts: RetakeFacts = {
    status: 'completed',
    outcome: 'failed',
    policy: defaultPolicy,
    zone: 'Europe/Berlin',
    attempt: 1,
    completedAt: startsAt,
    activeInterviewId: null,
  };
  const later = startsAt + 8 * 86_400_000;

  it('needs an outcome that allows one, no other active one, and attempts left', () => {
    expect(retakeRefusal(facts, 'candidate', later)).toBeNull();
    expect(retakeRefusal({ ...facts, outcome: 'passed' }, 'candidate', later)).toMatchObject({ because: 'passed' });
    expect(retakeRefusal({ ...facts, status: 'cancelled' }, 'staff', later)).toMatchObject({ because: 'cancelled' });
    expect(retakeRefusal({ ...facts, activeInterviewId: 'int_2' }, 'staff', later)).toMatchObject({
      code: 'retake_active',
    });
    expect(retakeRefusal({ ...facts, attempt: 3 }, 'staff', later)).toEqual({
      code: 'retake_limit',
      used: 2,
      limit: 2,
    });
  });

  it('makes the candidate wait for the cooldown, not the staff', () => {
    expect(retakeRefusal(facts, 'candidate', startsAt + 86_400_000)).toMatchObject({ code: 'retake_cooldown' });
    expect(retakeRefusal(facts, 'staff', startsAt + 86_400_000)).toBeNull();
  });
});
