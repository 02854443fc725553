import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText, csvOf } from './csv.ts';

describe('a file for spreadsheets', () => {
  it('has no cell that a spreadsheet would execute', () => {
    for (const begin of ['=', '+', '-', '@', '\t', '\r']) {
      const [line = ''] = csvOf([[`${begin}cmd|' /C calc'!A0`]])
        .slice(1)
        .split('\r\n');
      expect(line.replace(/^"/, '')).toMatch(/^'/);
    }
  });

  it('quotes what would end a cell or a line', () => {
    expect(csvOf([['a,b', 'say "no"', 'two\r\nlines', 'plain']])).toBe(
      '\uFEFF"a,b","say ""no""","two\r\nlines",plain\r\n',
    );
  });

  it('says the same when it is read again', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const isApostrophe = text.startsWith("'");
        const cell = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
        expect(isApostrophe || cellText(cell) === text).toBe(true);
      }),
    );
  });
});
