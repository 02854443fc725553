import { defaultPolicy, mergePolicy, type PolicyInput, policyInputSchema } from '@interlude/shared/booking/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appointmentFields, countSaid, draftOf, fieldsOf, policyFields, policyFrom } from './policy-draft.models.ts';
import { durationWords } from './typed-duration.models.ts';

const words = { ...durationWords('en'), none: 'none' };
const asked = { usual: defaultPolicy, present: {}, shown: policyFields, words };
const empty = draftOf({}, words);

const duration = fc.constantFrom('PT30S', 'PT15M', 'PT1H30M', 'PT24H', 'P1D', 'P14D', 'P2DT3H');
const orNone = fc.oneof(duration, fc.constant('PT0S'));
const count = fc.integer({ min: 0, max: 100 });
const durations = fc.uniqueArray(duration, { maxLength: 4 });
const partial = <T extends object>(model: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) =>
  fc.record(model, { requiredKeys: [] });
const policies: fc.Arbitrary<PolicyInput> = partial<Required<PolicyInput>>({
  invitationValidFor: duration,
  bookingWindowDays: fc.integer({ min: 1, max: 730 }),
  lastDate: fc.constantFrom('2027-06-30', '2028-02-29', null),
  minimumNotice: orNone,
  reminders: fc
    .tuple(durations, durations)
    .map(([candidate, interviewers]) => [
      ...candidate.map((before) => ({ before, to: 'candidate' as const })),
      ...interviewers.map((before) => ({ before, to: 'interviewers' as const })),
    ]),
  nudges: durations,
  holdFor: duration,
  reschedule: partial({ warnAt: count, limit: count, cutoff: orNone }),
  cancel: partial({ cutoff: fc.oneof(duration, fc.constant(null)) }),
  noShowGrace: duration,
  feedbackDue: durations,
  completeAfter: orNone,
  retake: partial({
    outcomes: fc
      .constantFrom(['failed'] as const, ['on_hold'] as const, ['failed', 'on_hold'] as const, [] as const)
      .map((all) => [...all]),
    cooldown: orNone,
    limit: count,
    requestValidFor: duration,
    twoPerson: fc.boolean(),
  }),
  confirmAttendance: fc.boolean(),
  joinVisibleBefore: fc.constantFrom('PT15M', 'PT30S', null),
  dropOut: fc.constantFrom('replace', 'ask_hr'),
  onConflict: fc.constantFrom('ask', 'replace'),
  onDrift: fc.constantFrom('ask', 'decline', 'restore'),
  calendarAway: fc.constantFrom('book', 'refuse'),
  waitlist: partial({ offerFor: duration }),
});

describe('a policy in the fields of a form', () => {
  it('has a field for everything that the server takes', () => {
    const known = policyFields.map((field) => field.split('.')[0]);
    expect(Object.keys(policyInputSchema.shape).filter((name) => !known.includes(name))).toEqual([]);
    expect(draftOf(defaultPolicy, words)).not.toMatchObject({ holdFor: '' });
    expect(Object.values(draftOf(defaultPolicy, words)).filter((text) => text === '')).toEqual([]);
  });

  it('is sent as it was stored, whatever it says and leaves open', () => {
    fc.assert(
      fc.property(policies, (stored) => {
        const { policy, wrong } = policyFrom(draftOf(stored, words), asked);
        expect([...wrong]).toEqual([]);
        expect(mergePolicy(policy ?? undefined)).toEqual(mergePolicy(stored));
      }),
    );
    expect(policyFrom(empty, asked)).toEqual({ policy: {}, wrong: new Set() });
  });

  it('takes what people type, and "none" where there may be none', () => {
    const typed = {
      ...empty,
      minimumNotice: '0',
      'cancel.cutoff': 'None',
      nudges: 'none',
      feedbackDue: '1 day, 36h',
      'reminders.candidate': '2 hours; 10 min',
    };
    expect(policyFrom(typed, asked).policy).toEqual({
      minimumNotice: 'PT0S',
      cancel: { cutoff: null },
      nudges: [],
      feedbackDue: ['P1D', 'PT36H'],
      reminders: [
        { before: 'PT2H', to: 'candidate' },
        { before: 'PT10M', to: 'candidate' },
        { before: 'P1D', to: 'interviewers' },
        { before: 'PT15M', to: 'interviewers' },
      ],
    });
    expect(countSaid(typed, policyFields)).toBe(5);
  });

  it('says which fields are wrong, by what is typed and by the schema of the server', () => {
    const typed = {
      ...empty,
      bookingWindowDays: '731',
      'reschedule.limit': 'five',
      invitationValidFor: '0 days',
      holdFor: 'none',
      'reminders.interviewers': 'tomorrow',
    };
    const { policy, wrong } = policyFrom(typed, asked);
    expect(policy).toBeNull();
    expect([...wrong].sort()).toEqual(
      ['bookingWindowDays', 'holdFor', 'invitationValidFor', 'reminders.interviewers', 'reschedule.limit'].sort(),
    );
    expect(fieldsOf(['reschedule.cutoff', 'nudges.1', 'zone', 'reminders.3.to'])).toEqual([
      'reschedule.cutoff',
      'nudges',
      'reminders.candidate',
    ]);
  });

  it('keeps of a service what only interviews have', () => {
    const present = { nudges: ['P1D'], retake: { limit: 1 }, holdFor: 'PT9M' };
    const drafted = { ...draftOf(present, words), holdFor: '' };
    expect(policyFrom(drafted, { ...asked, present, shown: appointmentFields }).policy).toEqual({
      nudges: ['P1D'],
      retake: { limit: 1 },
    });
  });
});
