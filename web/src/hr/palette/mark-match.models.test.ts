import { describe, expect, it } from 'vitest';
import { isMatched, isNearlyMatched, markedPieces } from './mark-match.models.ts';

const shown = (text: string, typed: string) =>
  markedPieces(text, typed)
    .map((piece) => (piece.isMatch ? `[${piece.text}]` : piece.text))
    .join('');

describe('what was typed', () => {
  it('is marked at the beginning of words, in any order, with the marks that were not typed', () => {
    expect(shown('Kofi Mensah', 'kof')).toBe('[Kof]i Mensah');
    expect(shown('Adjoa Kofitse', 'kof ad')).toBe('[Ad]joa [Kof]itse');
    expect(shown('Đorđe Živković', 'ziv dorde')).toBe('[Đorđe] [Živ]ković');
    expect(shown('Große Straße', 'gross str')).toBe('[Groß]e [Str]aße');
    expect(shown('Zoe\u0308 Lind', 'zoe')).toBe('[Zoe\u0308] Lind');
    expect(shown('Séamus O’Brien', 'obr')).toBe('Séamus [O’Br]ien');
  });

  it('marks nothing in the middle of a word, and nothing where nothing was typed', () => {
    expect(shown('Kofi Mensah', 'ensah')).toBe('Kofi Mensah');
    expect(shown('Kofi Mensah', '')).toBe('Kofi Mensah');
  });

  it('names a page by the beginnings of its words', () => {
    expect(isMatched('Rooms and licences', 'lic')).toBe(true);
    expect(isMatched('Rooms and licences', 'icence')).toBe(false);
    expect(isMatched('Settings', '')).toBe(true);
  });

  it('names a page also with one slip in a word of four letters or more', () => {
    for (const typed of ['Avalability', 'avaliab', 'avaoil', 'availl', 'availabiility'])
      expect(isNearlyMatched('Availability', typed)).toBe(true);
    for (const typed of ['setings', 'sttings', 'settigns', 'settimgs'])
      expect(isNearlyMatched('Settings', typed)).toBe(true);
    for (const typed of ['sex', 'avlabty', 'ettisgn', 'rooms']) expect(isNearlyMatched('Settings', typed)).toBe(false);
  });
});
