import { it } from 'vitest';
import { tellOfPage } from '../../src/test-picture.ts';
import { blendsIn, complaints, looksWrong } from '../judge.ts';
import { nameOf, pairwise } from '../variants.ts';
import type { ConsoleState } from './console-state.ts';
import { consoleStates } from './console-table.ts';
import { consoleOfFile } from './test-console.ts';

// The console speaks English; the made-up languages show what is too narrow and what runs the wrong way.
const looks = pairwise(consoleStates);

/** The tests of a file that looks at these of all states of the console. */
export function lookAtConsole(part: readonly ConsoleState[]): void {
  const standBefore = consoleOfFile();
  const own = looks.filter(({ one }) => part.includes(one));
  it.for(own.map(({ one, variant }) => [one.id, nameOf(variant), { one, variant }] as const))(
    'the console’s %s is whole as %s',
    { concurrent: true },
    async ([, , { one, variant }], { expect: expected }) => {
      const visitor = await standBefore(one, variant);
      try {
        const { page } = visitor;
        const faults = [...(await looksWrong(page)), ...(await blendsIn(page)), ...complaints(visitor)];
        if (faults.length > 0) await tellOfPage(page, `${one.id} as ${nameOf(variant)}`, faults.join('; '));
        expected(faults.join('\n')).toBe('');
      } finally {
        await visitor.context.close();
      }
    },
  );
}
