import { expect, it } from 'vitest';
import { coalesceReads } from './coalesced-reads.ts';

interface Key {
  readonly group: string;
  readonly id: number;
}

/** Reads whose end the test decides; `queries` has the keys of each. */
function heldReads() {
  const queries: { ids: number[]; end: (error?: Error) => void }[] = [];
  const read = coalesceReads(
    ({ group }: Key) => group,
    async (keys) => {
      const ids = keys.map(({ id }) => id);
      await new Promise<void>((resolve, reject) => {
        queries.push({ ids, end: (error) => (error ? reject(error) : resolve()) });
      });
      return ids.map((id) => `answer ${id}`);
    },
  );
  return { queries, read };
}

const turn = async () => await new Promise((resolve) => setImmediate(resolve));

it('asks once for each group of keys that come together, and gives everybody their own answer', async () => {
  const { queries, read } = heldReads();
  const same = { group: 'a', id: 1 };
  const answers = Promise.all([read(same), read({ group: 'a', id: 2 }), read(same), read({ group: 'b', id: 3 })]);
  await turn();
  expect(queries.map(({ ids }) => ids)).toEqual([[1, 2], [3]]);
  for (const { end } of queries) end();
  expect(await answers).toEqual(['answer 1', 'answer 2', 'answer 1', 'answer 3']);
});

it('never gives an answer from a query that began before the question', async () => {
  const { queries, read } = heldReads();
  const early = read({ group: 'a', id: 1 });
  await turn();
  const late = read({ group: 'a', id: 1 });
  await turn();
  expect(queries).toHaveLength(2);
  queries[0]?.end();
  queries[1]?.end();
  expect(await Promise.all([early, late])).toEqual(['answer 1', 'answer 1']);
});

it('gathers what is asked while enough queries are on their way, and sends it when one is back', async () => {
  const { queries, read } = heldReads();
  const all: Promise<string>[] = [];
  for (let id = 0; id < 16; id++) {
    all.push(read({ group: 'a', id }));
    await turn();
  }
  for (let id = 20; id < 70; id++) all.push(read({ group: 'a', id }));
  await turn();
  expect(queries).toHaveLength(16);
  queries[2]?.end();
  await all[2];
  await turn();
  expect(queries[16]?.ids).toHaveLength(50);
  for (const { end } of queries) end();
  expect(await Promise.all(all)).toHaveLength(66);
});

it('fails those whose query failed and nobody else, and goes on', async () => {
  const { queries, read } = heldReads();
  const failed = read({ group: 'a', id: 1 });
  const fine = read({ group: 'b', id: 2 });
  await turn();
  queries[0]?.end(new Error('away'));
  queries[1]?.end();
  await expect(failed).rejects.toThrow('away');
  expect(await fine).toBe('answer 2');
  const next = read({ group: 'a', id: 1 });
  await turn();
  queries[2]?.end();
  expect(await next).toBe('answer 1');
});

it('answers one group while another is still on its way', async () => {
  const { queries, read } = heldReads();
  const slow = read({ group: 'a', id: 1 });
  const fast = read({ group: 'b', id: 2 });
  await turn();
  queries[1]?.end();
  expect(await fast).toBe('answer 2');
  queries[0]?.end();
  expect(await slow).toBe('answer 1');
});
