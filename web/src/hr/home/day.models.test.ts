import { describe, expect, it } from 'vitest';
import { scoreOf, timeOf } from './day.models.ts';

const dayMs = Date.UTC(2026, 10, 24);
const at = (hour: number) => new Date(dayMs + hour * 3_600_000).toISOString();
const ada = { personId: 'per_ada', name: 'Ada' };
const ben = { personId: 'per_ben', name: 'Ben' };
const meeting = (interviewId: string, from: number, to: number, interviewers = [ada]) => ({
  interviewId,
  status: 'scheduled' as const,
  startsAt: at(from),
  endsAt: at(to),
  interviewers,
});

describe('the line of a day', () => {
  it('goes from eight to six, and further where a meeting does', () => {
    const hoursOf = (...meetings: ReturnType<typeof meeting>[]) =>
      scoreOf(meetings, { dayMs, myId: '' }).hours.map((hour) => (hour - dayMs) / 3_600_000);
    expect(hoursOf().at(0)).toBe(8);
    expect(hoursOf().at(-1)).toBe(18);
    expect(hoursOf(meeting('a', 6.5, 7), meeting('b', 19, 19.5)).at(0)).toBe(6);
    expect(hoursOf(meeting('a', 6.5, 7), meeting('b', 19, 19.5)).at(-1)).toBe(20);
    expect(hoursOf(meeting('late', 23, 26)).at(-1)).toBe(25);
  });

  it('has a stave for each person, whoever looks first and then who meets first', () => {
    const both = meeting('a', 9, 10, [ben, ada]);
    const names = (myId: string) =>
      scoreOf([both, meeting('b', 8, 9, [ben])], { dayMs, myId }).staves.map(({ name }) => name);
    expect(names('')).toEqual(['Ben', 'Ada']);
    expect(names('per_ada')).toEqual(['Ada', 'Ben']);
  });

  it('gives each bar its place, its length and the room until the next', () => {
    const [stave] = scoreOf([meeting('a', 8, 9), meeting('b', 13, 14)], { dayMs, myId: '' }).staves;
    expect(stave?.bars).toMatchObject([
      { at: 0, length: 0.1, room: 0.5, lane: 0 },
      { at: 0.5, lane: 0 },
    ]);
    expect(stave?.bars[1]?.room).toBeCloseTo(0.5);
  });

  it('gives the label of a short meeting its room: the next one close by is on another lane, and the line goes on', () => {
    const short = [0, 1, 2, 3, 4].map((n) => meeting(`short-${n}`, 16.75 + n / 4, 17 + n / 4));
    const { hours, staves } = scoreOf(short, { dayMs, myId: '' });
    expect(hours.length - 1).toBe(11);
    expect(staves[0]?.bars.map(({ lane }) => lane)).toEqual([0, 1, 2, 0, 1]);
    for (const { room } of staves[0]?.bars ?? []) expect(room).toBeGreaterThanOrEqual(0.75 / 11 - 1e-9);
  });

  it('puts what overlaps on lanes of their own and names nobody who is hidden', () => {
    const [stave, ...more] = scoreOf(
      [meeting('a', 9, 10), meeting('b', 9.5, 10.5), meeting('c', 10, 11, [{ personId: 'per_x', name: '' }])],
      { dayMs, myId: '' },
    ).staves;
    expect(stave?.lanes).toBe(2);
    expect(stave?.bars.map(({ lane }) => lane)).toEqual([0, 1]);
    expect(more).toEqual([]);
  });
});

it('a meeting is over with its end or its outcome, and under way from its start or as soon as it is started', () => {
  const one = meeting('a', 9, 10);
  const now = (hour: number) => dayMs + hour * 3_600_000;
  expect(timeOf(one, now(8.9))).toBe('ahead');
  expect(timeOf(one, now(9))).toBe('now');
  expect(timeOf(one, now(10))).toBe('past');
  expect(timeOf({ ...one, status: 'in_progress' } as never, now(8))).toBe('now');
  expect(timeOf({ ...one, status: 'no_show' } as never, now(9.5))).toBe('past');
});
