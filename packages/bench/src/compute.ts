import { freeStarts, type PersonRules, type SlotQuestion } from '@interlude/shared/free-slots';
import { latencyRow, type Row } from './statistics.ts';

const minute = 60_000;
const day = 1_440 * minute;
const from = Date.parse('2027-03-01T00:00:00Z');

// A small generator with a seed: the same data in every run.
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function host(n: number, busyTimes: number): PersonRules {
  const random = randomFrom(n + 1);
  const weekly = ([1, 2, 3, 4, 5] as const).flatMap((weekday) => [
    { weekday, from: '09:00', to: '12:00' },
    { weekday, from: '13:00', to: n % 2 === 0 ? '17:00' : '18:00' },
  ]);
  const overrides = Array.from({ length: 9 }, (_, k) => ({
    date: new Date(from + k * 10 * day).toISOString().slice(0, 10),
    ranges: [{ from: '10:00', to: '14:00' }],
  }));
  const busy = Array.from({ length: busyTimes }, () => {
    const startsAt = from + Math.floor(random() * 90 * 288) * 5 * minute;
    return { startsAt, endsAt: startsAt + 30 * minute, beforeMinutes: 0, afterMinutes: 15 };
  });
  const caps = { perDay: null, perWeek: null };
  return { personId: `host${n}`, zone: 'Europe/Berlin', weekly, overrides, busy, takenSeats: [], caps };
}

/** W1 without HTTP and database: the slot engine alone, warm. */
export function measureCompute(): Row[] {
  const cases = [
    { days: 30, people: 1, goal: 0.3 },
    { days: 30, people: 8, goal: 0.6 },
    { days: 90, people: 1, goal: 0.9 },
    { days: 90, people: 8, goal: 1.8 },
  ];
  return cases.map(({ days, people, goal }) => {
    const hosts = Array.from({ length: people }, (_, n) => host(n, 50));
    const question: SlotQuestion = {
      people: hosts,
      panel: [{ anyOf: hosts.map(({ personId }) => personId), count: 1 }],
      durationMinutes: 30,
      stepMinutes: 15,
      buffers: { beforeMinutes: 0, afterMinutes: 15 },
      gridZone: 'Europe/Berlin',
      earliestAt: from,
      latestAt: from + days * day,
    };
    const span = { from, to: from + days * day };
    let found = 0;
    const samples = Array.from({ length: 400 }, () => {
      const began = performance.now();
      found = freeStarts(question, span).length;
      return performance.now() - began;
    }).slice(100);
    return latencyRow(`W1 compute, ${days} days, ${people} host(s), 50 busy`, samples, goal, `, ${found} starts`);
  });
}
