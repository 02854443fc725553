import { expect, it } from 'vitest';
import { calledOff, type SeriesMember } from './called-off.ts';

const member = (id: string, startsAt: number, status: SeriesMember['status'] = 'scheduled') => ({
  id,
  status,
  startsAt,
});

it('calls off one and what begins after it, wherever that was moved to, or all that is still to come', () => {
  const moved = member('d', 15, 'rescheduled');
  const all = [member('a', 10, 'completed'), member('b', 20), member('c', 30, 'cancelled'), moved, member('e', 50)];
  expect(calledOff(all, 'b', 'this_and_following')).toEqual(['b', 'e']);
  expect(calledOff(all, 'd', 'this_and_following')).toEqual(['d', 'b', 'e']);
  expect(calledOff(all, 'a', 'all')).toEqual(['b', 'd', 'e']);
});

it('names the one asked for where it is the only one to refuse, and nothing of another series', () => {
  const over = [member('a', 10, 'completed'), member('b', 20, 'cancelled')];
  expect([calledOff(over, 'b', 'all'), calledOff(over, 'b', 'this_and_following')]).toEqual([['b'], ['b']]);
  expect(calledOff(over, 'x', 'all')).toEqual([]);
});
