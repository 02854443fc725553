import { expect, it } from 'vitest';
import { en } from './en/en.ts';
import { enStates } from './en/en-states.ts';
import { firstWeekdayOf, hourCycleOf } from './locale.ts';
import { pseudoTranslation } from './pseudo.ts';
import { createTranslator } from './translator.ts';

const english = { formats: 'en-GB', dir: 'ltr' } as const;
const arabic = { formats: 'ar', dir: 'rtl' } as const;

const words = {
  hello: 'Hello {name}.',
  times: { one: '{count} time for {name}', other: '{count} times for {name}' },
} as const;

it('fills in values and chooses the plural of the language', () => {
  const t = createTranslator<typeof words>(words, english);
  expect(t('hello', { name: 'Zoë {x}' })).toBe('Hello Zoë {x}.');
  expect(t('times', { count: 1, name: 'Ada' })).toBe('1 time for Ada');
  expect(t('times', { count: 1_200, name: 'Ada' })).toBe('1,200 times for Ada');
});

it('uses forms another language has and English has not', () => {
  const t = createTranslator<typeof words>({ hello: '{name}!', times: { two: 'two', other: '{count} other' } }, arabic);
  expect(t('times', { count: 2, name: '' })).toBe('two');
  expect(t('times', { count: 1, name: '' })).toContain('other');
});

it('sets apart what runs the other way than the sentence', () => {
  const inEnglish = createTranslator<typeof words>(words, english);
  const inArabic = createTranslator<typeof words>({ ...words, hello: 'مرحبا {name}.' }, arabic);
  expect(inEnglish('hello', { name: 'Zoë' })).toBe('Hello Zoë.');
  expect(inEnglish('hello', { name: 'عمر' })).toBe('Hello \u2068عمر\u2069.');
  expect(inArabic('hello', { name: 'Zoë' })).toBe('مرحبا \u2068Zoë\u2069.');
});

it('has no sentence that says nothing', () => {
  const sentences = Object.values({ ...en, ...enStates }).flatMap((entry) =>
    typeof entry === 'string' ? [entry] : Object.values(entry),
  );
  expect(sentences.filter((sentence) => sentence.trim() === '')).toEqual([]);
});

it('makes a longer made-up language that keeps the gaps', () => {
  const pseudo = pseudoTranslation(words);
  expect(createTranslator(pseudo, english)('hello', { name: 'Ada' })).toMatch(/^Héllô Ada\./);
  expect(createTranslator(pseudo, english)('times', { count: 3, name: 'Ada' })).toMatch(/^3 tîméš/);
});

it('knows the clock and the first weekday people are used to', () => {
  expect([hourCycleOf(['en-US']), hourCycleOf(['de-DE']), hourCycleOf([])]).toEqual(['h12', 'h23', 'h23']);
  expect([firstWeekdayOf('en-US'), firstWeekdayOf('en-GB'), firstWeekdayOf('ar')]).toEqual([7, 1, 6]);
});
