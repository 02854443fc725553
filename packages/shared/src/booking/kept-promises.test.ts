import { describe, expect, it } from 'vitest';
import { withPromisesKept } from './kept-promises.ts';
import { mergePolicy } from './policy.ts';

const promised = mergePolicy({
  invitationValidFor: 'P10D',
  bookingWindowDays: 30,
  lastDate: '2027-06-30',
  minimumNotice: 'PT24H',
  holdFor: 'PT10M',
  noShowGrace: 'PT20M',
  reschedule: { warnAt: 3, limit: 5, cutoff: 'PT12H' },
  cancel: { cutoff: 'PT24H' },
  retake: { outcomes: ['failed'], cooldown: 'P7D', limit: 2, requestValidFor: 'P14D', twoPerson: true },
  waitlist: { offerFor: 'PT2H' },
});

describe('another policy for an invitation that is out', () => {
  it('takes nothing away that was promised', () => {
    const stricter = mergePolicy({
      invitationValidFor: 'P3D',
      bookingWindowDays: 7,
      lastDate: '2027-05-01',
      minimumNotice: 'PT48H',
      holdFor: 'PT1M',
      noShowGrace: 'PT5M',
      reschedule: { warnAt: 0, limit: 1, cutoff: 'P2D' },
      cancel: { cutoff: 'P2D' },
      retake: { outcomes: [], cooldown: 'P30D', limit: 0, requestValidFor: 'P1D', twoPerson: false },
      waitlist: { offerFor: 'PT10M' },
    });
    expect(withPromisesKept(promised, stricter)).toEqual(promised);
  });

  it('gives all that is better, but never another notice', () => {
    const better = mergePolicy({
      invitationValidFor: 'P3W',
      bookingWindowDays: 60,
      lastDate: null,
      minimumNotice: 'PT1H',
      reschedule: { limit: 9, cutoff: 'PT1H' },
      cancel: { cutoff: null },
      retake: { outcomes: ['on_hold'], cooldown: 'PT24H', limit: 4 },
    });
    expect(withPromisesKept(promised, better)).toMatchObject({
      invitationValidFor: 'P3W',
      bookingWindowDays: 60,
      lastDate: null,
      minimumNotice: 'PT24H',
      reschedule: { limit: 9, cutoff: 'PT1H' },
      cancel: { cutoff: null },
      retake: { outcomes: ['failed', 'on_hold'], cooldown: 'PT24H', limit: 4 },
    });
  });

  it('leaves to the other policy what nobody was promised', () => {
    const other = mergePolicy({ reminders: [], nudges: ['P1D'], onConflict: 'replace', joinVisibleBefore: 'PT10M' });
    expect(withPromisesKept(promised, other)).toMatchObject({
      reminders: [],
      nudges: ['P1D'],
      onConflict: 'replace',
      joinVisibleBefore: 'PT10M',
    });
  });
});
