import { sampleOf } from '@interlude/dev-stack/test-extent';
import { expect, it } from 'vitest';
import { firstWords } from '../src/i18n/dictionaries.ts';
import { tellOfPage } from '../src/test-picture.ts';
import { overflow } from './seen.ts';
import { earFor, type Spoken, spoken } from './spoken.ts';
import { standBefore } from './stand.ts';
import type { State } from './state.ts';
import { states } from './table.ts';
import { theatreOfFile } from './test-theatre.ts';
import { foreignWords } from './walker.ts';

// Its place in the table decides in which of the languages a state is read.
const all = states.map((state, n) => ({ state, language: spoken[n % spoken.length] ?? 'de' }));
const read = sampleOf(
  all.filter(({ state }) => !state.isEnglish),
  15,
);
const theatre = theatreOfFile(read.map(({ state }) => state));

it.for(read.map(({ state, language }) => [state.id, language, state] as const))(
  '%s says nothing in %s that is of another language, and fits',
  { concurrent: true },
  async ([, language, state], { expect: expected }) => {
    expected((await heardOf(state, language)).join('\n')).toBe('');
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

async function heardOf(state: State, language: Spoken): Promise<string[]> {
  const visitor = await standBefore(theatre.stand(state), { language, scheme: 'light', width: 390, text: 100 });
  try {
    const faults = [...(await foreignWords(visitor.page, language)), ...(await overflow(visitor.page))];
    if (faults.length > 0) await tellOfPage(visitor.page, `${state.id} in ${language}`, faults.join('; '));
    return faults;
  } finally {
    await visitor.context.close();
  }
}
