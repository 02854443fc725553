import { expect, it } from 'vitest';
import { firstWords } from '../src/i18n/dictionaries.ts';
import { blendsIn, complaints, leadsNowhere, leavesUnsaid, looksWrong } from './judge.ts';
import { overflow } from './seen.ts';
import { earFor, spoken } from './spoken.ts';
import { standBefore } from './stand.ts';
import type { State } from './state.ts';
import { states } from './table.ts';
import { theatreOfFile } from './test-theatre.ts';
import { missingPairs, nameOf, pairwise, type Variant } from './variants.ts';
import { foreignWords } from './walker.ts';

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
    const said = await heardOf(one);
    const visitor = await standBefore(theatre.stand(one), variant);
    try {
      const { page } = visitor;
      const faults = [
        ...said,
        ...(await leavesUnsaid(page, one)),
        ...(await looksWrong(page)),
        ...(await blendsIn(page)),
      ];
      faults.push(...(await leadsNowhere(page, one)), ...complaints(visitor));
      expected(faults.join('\n')).toBe('');
    } finally {
      await visitor.context.close();
    }
  },
);

it.each(spoken)('tells what is said in %s from English', async (language) => {
  const [ear, english] = await Promise.all([earFor(language), firstWords('en')]);
  const sentences = Object.values(english).flatMap((entry) =>
    typeof entry === 'string' ? [entry] : Object.values(entry),
  );
  const long = sentences.filter((text) => text.length > 20);
  expect(long.length).toBeGreaterThan(20);
  expect(long.filter((text) => ear.understands(text, new Set()))).toEqual([]);
});

/** What is foreign in a state in one of the languages, which its place in the table decides. */
async function heardOf(state: State): Promise<string[]> {
  const language = spoken[states.indexOf(state) % spoken.length] ?? 'de';
  if (state.isEnglish) return [];
  const variant: Variant = { language, scheme: 'light', width: 390, text: 100 };
  const visitor = await standBefore(theatre.stand(state), variant);
  try {
    return [...(await foreignWords(visitor.page, language)), ...(await overflow(visitor.page))].map(
      (fault) => `${language}: ${fault}`,
    );
  } finally {
    await visitor.context.close();
  }
}
