import fc from 'fast-check';
import { expect, it } from 'vitest';
import { freePeopleAt, startProblem } from '../slots/free-slots.ts';
import { withMeeting } from '../slots/seats.ts';
import type { PersonRules, SlotQuestion } from '../slots/slot-question.ts';
import { freeTogether, seriesInTurn } from './recurring-starts.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const monday = Date.parse('2027-03-01T00:00Z');
const facts = () => ({ past: new Map(), seed: 'apt_1' });

const person = (personId: string) =>
  fc
    .record({
      perDay: fc.constantFrom(null, 1, 2),
      perWeek: fc.constantFrom(null, 1, 2, 3),
      busyOn: fc.integer({ min: 0, max: 20 }),
      after: fc.constantFrom(0, 30),
    })
    .map(({ perDay, perWeek, busyOn, after }): PersonRules => {
      const startsAt = monday + busyOn * day + 9 * hour;
      return {
        personId,
        zone: 'UTC',
        weekly: ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: '09:00', to: '12:00' })),
        overrides: [],
        busy: [{ startsAt, endsAt: startsAt + hour, beforeMinutes: 0, afterMinutes: 0 }],
        takenSeats: [],
        caps: { perDay, perWeek },
        buffers: { beforeMinutes: 0, afterMinutes: after },
      };
    });

const questions = fc.record({ people: fc.tuple(person('a'), person('b')), buffer: fc.constantFrom(0, 30) }).map(
  ({ people, buffer }): SlotQuestion => ({
    people,
    panel: [{ anyOf: ['a', 'b'], count: 1 }],
    durationMinutes: 60,
    stepMinutes: 30,
    buffers: { beforeMinutes: 0, afterMinutes: buffer },
    gridZone: 'UTC',
    earliestAt: monday,
    latestAt: monday + 20 * day,
  }),
);
/** Starts of three weeks, mostly within working hours. */
const series = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 17, max: 23 })), {
    minLength: 1,
    maxLength: 7,
    selector: ([on, half]) => on * 48 + half,
  })
  .map((drawn) => drawn.map(([on, half]) => monday + on * day + half * 30 * minute).sort((one, other) => one - other));

/** By trying every person for every time. */
function canBeHad(asked: SlotQuestion, [at, ...later]: readonly number[]): boolean {
  if (at === undefined) return true;
  if (later[0] !== undefined && later[0] < at + hour) return false;
  return freePeopleAt(asked, at).some((personId) => {
    const people = asked.people.map((one) => (one.personId === personId ? withMeeting(one, asked, at) : one));
    return canBeHad({ ...asked, people }, later);
  });
}

it('lists a time exactly when it can be had together with the ones listed before it', () => {
  fc.assert(
    fc.property(questions, series, (asked, starts) => {
      const kept: number[] = [];
      const expected = starts.map((at) => {
        const isFree = startProblem(asked, at) === null && canBeHad(asked, [...kept, at]);
        if (isFree) kept.push(at);
        return isFree;
      });
      expect(freeTogether(asked, starts, facts)).toEqual(expected);
      expect(seriesInTurn(asked, kept, facts)).toHaveLength(kept.length);
    }),
    { numRuns: 400 },
  );
});

it('is quick also for the longest series in which caps leave nothing to most times', () => {
  const asked: SlotQuestion = {
    people: Array.from({ length: 12 }, (_, n) => ({
      personId: `p${n}`,
      zone: 'Europe/Berlin',
      weekly: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ weekday, from: '09:00', to: '17:00' })),
      overrides: [],
      busy: [],
      takenSeats: [],
      caps: { perDay: null, perWeek: n === 0 ? 1 : 0 },
    })),
    panel: [{ anyOf: Array.from({ length: 12 }, (_, n) => `p${n}`), count: 1 }],
    durationMinutes: 60,
    stepMinutes: 15,
    buffers: { beforeMinutes: 0, afterMinutes: 0 },
    gridZone: 'Europe/Berlin',
    earliestAt: monday,
    latestAt: monday + 180 * day,
  };
  const starts = Array.from({ length: 26 }, (_, n) => monday + n * day + 10 * hour);
  const began = performance.now();
  const free = freeTogether(asked, starts, facts);
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(free.filter(Boolean)).toHaveLength(4);
});
