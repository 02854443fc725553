import { expect, it } from 'vitest';
import { capacityFrom, demandDrafts, demandProblem, demandsOf, emptyDemand, seatsIn } from './resources.models.ts';

const resources = [
  { resourceId: 'room', capacity: 1, archived: false },
  { resourceId: 'licence', capacity: 3, archived: false },
  { resourceId: 'gone', capacity: 5, archived: true },
];

it('reads a capacity from 1 to 100', () => {
  expect(['1', ' 100 ', '0', '101', '', '1.5'].map(capacityFrom)).toEqual([1, 100, null, null, null, null]);
});

it('tells what a demand lacks, and counts what is archived for nothing', () => {
  const demand = (anyOf: string[], count: string) => demandProblem({ anyOf, count }, resources);
  expect(demandProblem(emptyDemand, resources)).toBe('anyOf');
  expect([demand(['room', 'licence'], '4'), demand(['room', 'licence'], '5')]).toEqual([null, 'count']);
  expect(demand(['gone'], '1')).toBe('count');
  expect(seatsIn({ anyOf: ['licence', 'gone'], count: '' }, resources)).toBe(3);
});

it('lets nobody choose from more than the schema takes', () => {
  const many = Array.from({ length: 21 }, (_, n) => ({ resourceId: `res_${n}`, capacity: 1, archived: false }));
  const ids = many.map(({ resourceId }) => resourceId);
  expect(demandProblem({ anyOf: ids, count: '1' }, many)).toBe('tooMany');
  expect(demandProblem({ anyOf: ids.slice(1), count: '10' }, many)).toBeNull();
});

it('keeps demands as they were', () => {
  const demands = [{ anyOf: ['room', 'licence'], count: 2 }];
  expect(demandsOf(demandDrafts(demands))).toEqual(demands);
  expect(demandDrafts(undefined)).toEqual([]);
});
