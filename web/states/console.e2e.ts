import { expect, it } from 'vitest';
import { consoleStates } from './console/console-table.ts';
import { consoleOfFile } from './console/test-console.ts';
import { blendsIn, complaints, looksWrong } from './judge.ts';
import { nameOf, pairwise } from './variants.ts';

// The console speaks English; the made-up languages show what is too narrow and what runs the wrong way.
const looks = pairwise(consoleStates);
const standBefore = consoleOfFile();

it('has every state of the console once', () => {
  expect(new Set(consoleStates.map(({ id }) => id)).size).toBe(consoleStates.length);
});

it.for(looks.map(({ one, variant }) => [one.id, nameOf(variant), { one, variant }] as const))(
  'the console’s %s is whole as %s',
  { concurrent: true },
  async ([, , { one, variant }], { expect: expected }) => {
    const visitor = await standBefore(one, variant);
    try {
      const { page } = visitor;
      const faults = [...(await looksWrong(page)), ...(await blendsIn(page)), ...complaints(visitor)];
      expected(faults.join('\n')).toBe('');
    } finally {
      await visitor.context.close();
    }
  },
);
