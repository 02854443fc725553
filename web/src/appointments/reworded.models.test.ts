import { expect, it } from 'vitest';
import { en } from '../i18n/en/en.ts';
import { enRest } from '../i18n/en/en-rest.ts';
import { reworded } from './reworded.models.ts';

const textsOf = (dictionary: object) =>
  Object.entries(dictionary).flatMap(([key, entry]) =>
    (typeof entry === 'string' ? [entry] : Object.values(entry)).map((text) => [key, String(text)] as const),
  );

it('says nothing of interviews or candidates once the words are those of appointments', () => {
  const said = textsOf(reworded({ ...en, ...enRest }, {})).filter(([, text]) => /interview|candidate/i.test(text));
  expect(said).toEqual([]);
});

it('keeps articles, capitals, plurals and gaps, and lets a sentence be said otherwise', () => {
  const words = {
    one: 'An interviewer is not available, {name}',
    many: { one: '{count} interview', other: '{count} Interviews' },
    whose: 'It is one of the candidate’s changes.',
    own: 'This interview',
  } as const;
  expect(reworded(words, { own: 'That visit' })).toEqual({
    one: 'A provider is not available, {name}',
    many: { one: '{count} appointment', other: '{count} Appointments' },
    whose: 'It is one of the client’s changes.',
    own: 'That visit',
  });
});
