import { expect, it } from 'vitest';
import { createWorkLimit } from './work-limit.ts';

it('never runs more at once than it may, keeps the order, and goes on after a failure', async () => {
  const inTurn = createWorkLimit(3, 20);
  const begun: number[] = [];
  let running = 0;
  let most = 0;

  const all = Array.from({ length: 20 }, (_, n) =>
    inTurn(async () => {
      begun.push(n);
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      if (n % 5 === 0) throw new Error('failed');
      // Somebody new who comes just as a turn becomes free has to wait like everybody else.
      return await Promise.resolve(n);
    }),
  );
  const ends = await Promise.allSettled(all);

  expect(most).toBe(3);
  expect(begun).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(4);
});

it('refuses at once whoever would wait behind too many, and takes others again when the queue is shorter', async () => {
  const inTurn = createWorkLimit(1, 2);
  const gate = Promise.withResolvers<void>();
  const queued = [1, 2, 3].map((n) => inTurn(() => gate.promise.then(() => n)));
  await expect(inTurn(async () => 4)).rejects.toMatchObject({ refusal: { code: 'unavailable' } });
  gate.resolve();
  expect(await Promise.all(queued)).toEqual([1, 2, 3]);
  expect(await inTurn(async () => 5)).toBe(5);
});
