import { expect, it } from 'vitest';
import { fold, foldedWords } from './fold.ts';

it('compares texts without case, marks and letters that only some keyboards have', () => {
  const alike = [
    ['Müller', 'muller'],
    ['GROẞ', 'gross'],
    ['Straße', 'strasse'],
    ['Łukasz', 'lukasz'],
    ['Sørensen', 'sorensen'],
    ['Đorđe', 'dorde'],
    ['Þór', 'thor'],
    ['İpek Işık', 'ipek isik'],
    ['Nguyễn', 'nguyen'],
    ['Ｋｏｆｉ', 'kofi'],
    ['أَحْمَد', 'احمد'],
    ['فاطمة', 'فاطمه'],
    ['محـــمد', 'محمد'],
    ['Ёлкин', 'елкин'],
    ['Άννα', 'αννα'],
  ] as const;
  for (const [written, typed] of alike) expect(fold(written)).toBe(typed);
});

it('divides a text into words at everything but letters and digits, apostrophes aside', () => {
  expect(foldedWords("Anne-Marie O'Brien (C++), 2nd")).toEqual(['anne', 'marie', 'obrien', 'c', '2nd']);
  expect(foldedWords('  ')).toEqual([]);
});
