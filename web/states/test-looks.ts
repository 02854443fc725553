import { it } from 'vitest';
import { tellOfPage } from '../src/test-picture.ts';
import { blendsIn, complaints, leadsNowhere, leavesUnsaid, looksWrong } from './judge.ts';
import { standBefore } from './stand.ts';
import type { State } from './state.ts';
import { states } from './table.ts';
import { theatreOfFile } from './test-theatre.ts';
import { nameOf, pairwise } from './variants.ts';

/** One look at every state, so that every two properties of a page are seen together. */
export const looks = pairwise(states);

/** The tests of a file that looks at these of all states. */
export function lookAtEach(part: readonly State[]): void {
  const theatre = theatreOfFile(part);
  const own = looks.filter(({ one }) => part.includes(one));
  it.for(own.map(({ one, variant }) => [one.id, nameOf(variant), { one, variant }] as const))(
    '%s is whole as %s',
    { concurrent: true },
    async ([, , { one, variant }], { expect: expected }) => {
      const visitor = await standBefore(theatre.stand(one), variant);
      try {
        const { page } = visitor;
        const faults = [...(await leavesUnsaid(page, one)), ...(await looksWrong(page)), ...(await blendsIn(page))];
        faults.push(...(await leadsNowhere(page, one)), ...complaints(visitor));
        if (faults.length > 0) await tellOfPage(page, `${one.id} as ${nameOf(variant)}`, faults.join('; '));
        expected(faults.join('\n')).toBe('');
      } finally {
        await visitor.context.close();
      }
    },
  );
}
