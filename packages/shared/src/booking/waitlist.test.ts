import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePolicy } from './policy.ts';
import { offerEndsAt, untoldOf, type Waiting, waitSpan, waitsUntil, wishesOf, withoutOffer } from './waitlist.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.parse('2027-03-27T12:00:00Z');

const instants = fc.uniqueArray(
  fc.integer({ min: 0, max: 200 }).map((n) => now + n * hour),
  { maxLength: 20 },
);
const windows = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 50 })).map(([from, length]) => {
    return { from: now + from * hour, to: now + (from + length) * hour };
  }),
  { maxLength: 5 },
);
const waitings: fc.Arbitrary<Waiting> = fc.record({
  joinedAt: fc.constant(now),
  windows,
  seen: instants,
  offered: instants,
  told: instants,
  offer: fc.constant(null),
});

describe('somebody who waits', () => {
  it('is offered each free start in their windows once, and none that did not suit on joining', () => {
    fc.assert(
      fc.property(waitings, instants, (waiting, free) => {
        const wishes = wishesOf(waiting, free);
        for (const at of free) {
          const suits = waiting.windows.length === 0 || waiting.windows.some(({ from, to }) => from <= at && at < to);
          const isNew = !waiting.seen.includes(at) && !waiting.offered.includes(at);
          expect(wishes.includes(at)).toBe(suits && isNew);
        }
        expect(untoldOf(waiting, free).some((at) => wishes.includes(at))).toBe(false);
      }),
    );
  });

  it('is told of a start they let go, once, and not of one they said no to', () => {
    const startsAt = now + day;
    const offer = { id: 'res_1', startsAt, expiresAt: now + hour };
    const waiting: Waiting = { joinedAt: now, windows: [], seen: [], offered: [], told: [], offer };
    const lapsed = withoutOffer(waiting, false);
    expect([lapsed.offer, untoldOf(lapsed, [startsAt]), wishesOf(lapsed, [startsAt])]).toEqual([null, [startsAt], []]);
    expect(untoldOf(withoutOffer(waiting, true), [startsAt])).toEqual([]);
  });

  it('has a link for as long as they wait, to the end of the window at most, and for no less than before', () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 730 }), (given, left, ahead) => {
        const present = { bookBy: now + left * day, latestAt: now + ahead * day };
        const until = waitsUntil(given, present);
        const wanted = given.length === 0 ? [present.latestAt] : given.map(({ to }) => to);
        expect(until).toBeGreaterThanOrEqual(present.bookBy);
        for (const end of wanted) expect(until).toBeGreaterThanOrEqual(Math.min(end, present.latestAt));
        expect([present.bookBy, present.latestAt, ...wanted]).toContain(until);
      }),
    );
    const present = { bookBy: now + hour, latestAt: now + 14 * day };
    const window = { from: now + 2 * day, to: now + 3 * day };
    expect(waitsUntil([window], present)).toBe(window.to);
    expect(waitsUntil([], present)).toBe(present.latestAt);
  });

  it('waits for starts within the windows and the bounds of booking, however far these are', () => {
    const bounds = { earliestAt: now + hour, latestAt: now + 730 * day };
    expect(waitSpan([], bounds)).toEqual({ from: now + hour, to: now + 730 * day + 1 });
    const one = { from: now - day, to: now + 2 * hour };
    const other = { from: now + day, to: now + 2 * day };
    expect(waitSpan([one, other], bounds)).toEqual({ from: now + hour, to: now + 2 * day });
  });
});

describe('an offer', () => {
  const terms = (minimumNotice: string, bookBy = now + 14 * day, offerFor = 'PT2H') => ({
    policy: mergePolicy({ minimumNotice, waitlist: { offerFor } }),
    zone: 'Europe/Berlin',
    bookBy,
  });

  it('lasts as long as the policy says', () => {
    expect(offerEndsAt(terms('PT24H'), now + 3 * day, now)).toBe(now + 2 * hour);
  });

  it('ends where the minimum notice begins, a day of it counted on the local calendar', () => {
    expect(offerEndsAt(terms('PT24H'), now + 25 * hour, now)).toBe(now + hour);
    // The night between is the one that loses an hour.
    expect(offerEndsAt(terms('P1D'), now + 24 * hour, now)).toBe(now + hour);
  });

  it('ends with the deadline to book, and is not cut to less than ten minutes', () => {
    expect(offerEndsAt(terms('PT0S', now + day, 'PT1M'), now + day, now)).toBe(now + minute);
    expect(offerEndsAt(terms('PT0S', now + 30 * minute), now + day, now)).toBe(now + 30 * minute);
    expect(offerEndsAt(terms('PT0S'), now + 10 * minute, now)).toBe(now + 10 * minute);
    expect(offerEndsAt(terms('PT0S'), now + 9 * minute, now)).toBeNull();
  });
});
