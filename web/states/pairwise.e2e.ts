import { expect, it } from 'vitest';
import { blendsIn, complaints, leadsNowhere, leavesUnsaid, looksWrong } from './judge.ts';
import { standBefore } from './stand.ts';
import { states } from './table.ts';
import { theatreOfFile } from './test-theatre.ts';
import { missingPairs, nameOf, pairwise } from './variants.ts';

const looks = pairwise(states);
const theatre = theatreOfFile(states);

it('has every state once, and every two properties of a page together in some of them', () => {
  expect(new Set(states.map(({ id }) => id)).size).toBe(states.length);
  expect(missingPairs(looks.map(({ variant }) => variant))).toEqual([]);
});

it.for(looks.map(({ one, variant }) => [one.id, nameOf(variant), { one, variant }] as const))(
  '%s is whole as %s',
  { concurrent: true },
  async ([, , { one, variant }], { expect: expected }) => {
    const visitor = await standBefore(theatre.stand(one), variant);
    try {
      const { page } = visitor;
      const faults = [...(await leavesUnsaid(page, one)), ...(await looksWrong(page)), ...(await blendsIn(page))];
      faults.push(...(await leadsNowhere(page, one)), ...complaints(visitor));
      expected(faults.join('\n')).toBe('');
    } finally {
      await visitor.context.close();
    }
  },
);
