import { expect, it } from 'vitest';
import { en } from './en.ts';
import { enStates } from './en-states.ts';
import { firstWeekdayOf, hourCycleOf, localeFor } from './locale.ts';
import { pseudoTranslation } from './pseudo.ts';
import { createTranslator } from './translator.ts';

const words = {
  hello: 'Hello {name}.',
  times: { one: '{count} time for {name}', other: '{count} times for {name}' },
} as const;

it('fills in values and chooses the plural of the language', () => {
  const t = createTranslator<typeof words>(words, 'en');
  expect(t('hello', { name: 'Zoë {x}' })).toBe('Hello Zoë {x}.');
  expect(t('times', { count: 1, name: 'Ada' })).toBe('1 time for Ada');
  expect(t('times', { count: 1_200, name: 'Ada' })).toBe('1,200 times for Ada');
});

it('uses forms another language has and English has not', () => {
  const t = createTranslator<typeof words>({ hello: '{name}!', times: { two: 'two', other: '{count} other' } }, 'ar');
  expect(t('times', { count: 2, name: '' })).toBe('two');
  expect(t('times', { count: 1, name: '' })).toContain('other');
});

it('has no sentence that says nothing', () => {
  const sentences = Object.values({ ...en, ...enStates }).flatMap((entry) =>
    typeof entry === 'string' ? [entry] : Object.values(entry),
  );
  expect(sentences.filter((sentence) => sentence.trim() === '')).toEqual([]);
});

it('makes a longer made-up language that keeps the gaps', () => {
  const pseudo = pseudoTranslation(words);
  expect(createTranslator(pseudo, 'en')('hello', { name: 'Ada' })).toMatch(/^Héllô Ada\./);
  expect(createTranslator(pseudo, 'en')('times', { count: 3, name: 'Ada' })).toMatch(/^3 tîméš/);
});

it('keeps to English with the dates of the reader’s own kind of it', () => {
  expect(localeFor(null, ['de-DE', 'en-US'])).toEqual({ language: 'en', formats: 'en-US', dir: 'ltr' });
  expect(localeFor(null, ['fr'])).toEqual({ language: 'en', formats: 'en-GB', dir: 'ltr' });
  expect(localeFor('en-XA', ['en'])).toEqual({ language: 'en-XA', formats: 'en', dir: 'ltr' });
  expect(localeFor('ar-XB', ['en']).dir).toBe('rtl');
});

it('knows the clock and the first weekday people are used to', () => {
  expect([hourCycleOf(['en-US']), hourCycleOf(['de-DE']), hourCycleOf([])]).toEqual(['h12', 'h23', 'h23']);
  expect([firstWeekdayOf('en-US'), firstWeekdayOf('en-GB'), firstWeekdayOf('ar')]).toEqual([7, 1, 6]);
});
