import { expect, it } from 'vitest';
import { createSharedLooks } from './shared-looks.ts';

it('the slow calendars of one company leave live looks for the people of others, and of all there is a bound', async () => {
  const looks = createSharedLooks<string>({ most: 4, mostOfOne: 2 });
  const slow = Promise.withResolvers<string>();
  const asked = (tenantId: string, n: number) => looks({ tenantId, personId: `${tenantId}_${n}` }, () => slow.promise);
  const first = [1, 2].map((n) => asked('ten_slow', n));
  await expect(asked('ten_slow', 3)).rejects.toThrow('too many');
  // Somebody else waits with them.
  first.push(asked('ten_slow', 2));
  const others = [asked('ten_two', 1), asked('ten_three', 1)];
  await expect(asked('ten_four', 1)).rejects.toThrow('too many');
  slow.resolve('seen');
  expect(new Set(await Promise.all([...first, ...others]))).toEqual(new Set(['seen']));
  expect(await asked('ten_slow', 3)).toBe('seen');
});
