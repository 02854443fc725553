import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonRules, SlotQuestion } from './slot-question.ts';
import { unprovedPlaceSeat, unprovedSeatPattern, unprovedSeats } from './unproved-seats.ts';

const minute = 60_000;
const hour = 60 * minute;
// A Thursday: nine to five in Kiritimati, fourteen hours ahead, lies on Wednesday and Thursday in UTC.
const zone = 'Pacific/Kiritimati';
const nine = Date.parse('2027-03-24T19:00:00Z');
const person: PersonRules = {
  personId: 'per_1',
  zone,
  weekly: [{ weekday: 4, from: '09:00', to: '17:00' }],
  overrides: [],
  busy: [],
  takenSeats: [],
  caps: { perDay: null, perWeek: null },
};
const asked = (durationMinutes: number, afterMinutes = 0): SlotQuestion => ({
  people: [person],
  panel: [{ anyOf: ['per_1'], count: 1 }],
  durationMinutes,
  stepMinutes: 15,
  buffers: { beforeMinutes: 0, afterMinutes },
  gridZone: 'Europe/Berlin',
  earliestAt: nine - 24 * hour,
  latestAt: nine + 24 * hour,
});
const none: ReadonlySet<string> = new Set();

/** What visitors hold after each in turn wanted so long at some hour of the day. */
function holdAll(wishes: readonly { minutes: number; at: number }[], who = person) {
  const taken = new Set<string>();
  const held: number[] = [];
  for (const { minutes, at } of wishes) {
    const seats = unprovedSeats(who, asked(minutes), nine + at * hour, taken);
    if (seats === null) continue;
    expect(seats.filter((seat) => taken.has(seat))).toEqual([]);
    for (const seat of seats) taken.add(seat);
    held.push(minutes);
  }
  return { minutes: held.reduce((sum, one) => sum + one, 0), longest: Math.max(...held) };
}

describe('what visitors hold without a proved address', () => {
  it('is at most a third of the bookable minutes of the person’s own day, or one hold, whatever they want', () => {
    const wish = fc.record({
      minutes: fc.constantFrom(15, 30, 45, 60, 240),
      at: fc.integer({ min: 0, max: 7 }),
    });
    fc.assert(
      fc.property(fc.array(wish, { minLength: 1, maxLength: 30 }), fc.integer({ min: 0, max: 7 }), (wishes, booked) => {
        const busy = Array.from({ length: booked }, (_, n) => {
          return { startsAt: nine + n * hour, endsAt: nine + (n + 1) * hour, beforeMinutes: 0, afterMinutes: 0 };
        });
        const { minutes, longest } = holdAll(wishes, { ...person, busy });
        expect(minutes).toBeLessThanOrEqual(Math.max(((8 - booked) * 60) / 3, longest));
      }),
    );
  });

  it('is a whole third, however many services of whatever length the person gives', () => {
    const short = Array.from({ length: 40 }, () => ({ minutes: 15, at: 3 }));
    expect(holdAll(short).minutes).toBe(150);
    expect(holdAll([{ minutes: 60, at: 1 }, ...short, { minutes: 240, at: 3 }]).minutes).toBe(150);
  });

  it('may be one hold that is longer than a third, and then no other', () => {
    expect(holdAll([{ minutes: 240, at: 0 }, ...Array.from({ length: 5 }, () => ({ minutes: 15, at: 5 }))])).toEqual({
      minutes: 240,
      longest: 240,
    });
  });

  it('counts with the buffers that are kept free around it', () => {
    expect(unprovedSeats(person, asked(30, 30), nine, none)).toHaveLength(12);
    expect(
      unprovedSeats({ ...person, buffers: { beforeMinutes: 15, afterMinutes: 0 } }, asked(30), nine, none),
    ).toHaveLength(9);
  });

  it('counts on the local date of the person, not on that of the service', () => {
    const [first] = unprovedSeats(person, asked(30), nine, none) ?? [];
    expect(first).toBe('per_1:U20270325#0');
    expect(unprovedSeats(person, asked(30), nine + 7 * hour, none)?.[0]).toBe(first);
  });

  it('is a third of what is still ahead on a day that has begun', () => {
    const late = { ...asked(30), earliestAt: nine + 5 * hour };
    const [held = []] = [unprovedSeats(person, late, nine + 5 * hour, none) ?? []];
    const both = [...held, ...(unprovedSeats(person, late, nine + 6 * hour, new Set(held)) ?? [])];
    expect(both).toHaveLength(12);
    expect(unprovedSeats(person, late, nine + 7 * hour, new Set(both))).toBeNull();
  });

  it('of the places of a session is a third, and one where there are fewer than three', () => {
    const places = (count: number) => {
      const taken = new Set<string>();
      for (
        let seat = unprovedPlaceSeat('rsv_1', count, taken);
        seat !== null;
        seat = unprovedPlaceSeat('rsv_1', count, taken)
      )
        taken.add(seat);
      return taken.size;
    };
    expect([2, 3, 8, 20].map(places)).toEqual([1, 1, 2, 6]);
  });

  it('is told apart from every other key of a reservation', () => {
    const keys = [...(unprovedSeats(person, asked(15), nine, none) ?? []), unprovedPlaceSeat('rsv_1', 3, none) ?? ''];
    expect(keys.every((key) => unprovedSeatPattern.test(key))).toBe(true);
    const others = ['per_U1:a:1z', 'per_1:D20270325#0', 'per_1:W2027w12#3', 'rsv_01U#0'];
    expect(others.some((key) => unprovedSeatPattern.test(key))).toBe(false);
  });
});
