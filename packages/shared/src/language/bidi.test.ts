import { expect, it } from 'vitest';
import { isolated, latinDigits } from './bidi.ts';

it('reads the digits of every script, and leaves all else as it is', () => {
  for (const digits of ['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹', '०१२३४५६७८९', '０１２３４５６７８９', '𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡']) {
    expect(latinDigits(digits)).toBe('0123456789');
  }
  expect(latinDigits('12 ٣٤-Ab٥ Ⅳ½')).toBe('12 34-Ab5 Ⅳ½');
});

it('sets a value apart wherever it may run the other way than its sentence, and nothing where it is empty', () => {
  expect(isolated('Zoë', 'ltr')).toBe('Zoë');
  expect(['عمر', 'שלום', 'Zoë عمر'].map((name) => isolated(name, 'ltr'))).toEqual([
    '\u2068عمر\u2069',
    '\u2068שלום\u2069',
    '\u2068Zoë عمر\u2069',
  ]);
  expect([isolated('10:00', 'rtl'), isolated('', 'rtl')]).toEqual(['\u206810:00\u2069', '']);
});
