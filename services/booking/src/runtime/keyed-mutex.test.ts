import { expect, it } from 'vitest';
import { createKeyedMutex } from './keyed-mutex.ts';

it('does the work of one key in turn, also after a failure, and that of another key beside it', async () => {
  const inTurn = createKeyedMutex();
  const gate = Promise.withResolvers<void>();
  const done: string[] = [];
  const work = (name: string) => async () => {
    if (name === 'first') await gate.promise;
    done.push(name);
    if (name === 'failing') throw new Error('failed');
  };
  const all = [
    inTurn('a', work('first')),
    inTurn('a', work('failing')),
    inTurn('a', work('last')),
    inTurn('b', work('beside')),
  ];
  await all[3];
  expect(done).toEqual(['beside']);
  gate.resolve();
  const ends = await Promise.allSettled(all);
  expect(done).toEqual(['beside', 'first', 'failing', 'last']);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  await inTurn('a', work('again'));
  expect(done.at(-1)).toBe('again');
});
