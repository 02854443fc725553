import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestStarts } from './nearest-starts.ts';

it('names starts on both sides of the one that is gone, however crowded one side is', () => {
  expect(nearestStarts([1, 2, 3, 4, 5, 6, 7, 60, 90], 8, 5)).toEqual([5, 6, 7, 60, 90]);
  expect(nearestStarts([1, 2, 3, 4, 5, 6, 7], 8, 5)).toEqual([3, 4, 5, 6, 7]);
});

it('is as many as there are, in order, without the one that is gone, and never leaves a side out', () => {
  const starts = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 40 });
  fc.assert(
    fc.property(starts, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 2, max: 6 }), (all, gone, count) => {
      const others = all.filter((at) => at !== gone);
      const near = nearestStarts(all, gone, count);
      expect(near).toHaveLength(Math.min(count, others.length));
      expect(near).toEqual([...new Set(near)].filter((at) => others.includes(at)).sort((one, other) => one - other));
      const ofEach = Math.floor(count / 2);
      for (const side of [(at: number) => at < gone, (at: number) => at > gone])
        expect(near.filter(side).length).toBeGreaterThanOrEqual(Math.min(ofEach, others.filter(side).length));
    }),
  );
});
