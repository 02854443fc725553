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

  it('has no cell that a spreadsheet would execute which separates by semicolons or tabs', () => {
    const signs = ['=', '+', '-', '@', '\t', '\r', "'", '"', ';', ',', '\n', 'a', ' '];
    const texts = fc.array(
      fc.array(fc.constantFrom(...signs)).map((some) => some.join('')),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(texts, (row) => {
        const file = csvOf([row]).slice(1);
        for (const separator of [',', ';', '\t']) {
          for (const cell of cellsAt(file, separator)) expect([cell, /^[=+\-@]/.test(cell)]).toEqual([cell, false]);
        }
      }),
    );
    expect(csvOf([['a;=1+1', 'b\n@x', 'c;"=2', 'd\t-1', 'e,+1']])).toBe(
      `\uFEFF"a;'=1+1","b\n'@x","c;""'=2","d\t'-1","e,'+1"\r\n`,
    );
  });

  it('says the same when it is read again', () => {
    const signs = fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'", '"', ';', ',', '\n', 'a');
    const text = fc.oneof(fc.string(), fc.string({ unit: signs }));
    fc.assert(
      fc.property(text, (cell) => {
        const [line = ''] = cellsAt(csvOf([[cell, 'end']]).slice(1), ',');
        expect(cellText(line)).toBe(cell);
      }),
    );
  });
});

/**
 * The cells as a spreadsheet that separates like this sees them: a cell that begins with a quotation mark goes on to the
 * closing one, and with what stands behind that up to the separator.
 */
function cellsAt(file: string, separator: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at < file.length; at += 1) {
    let cell = '';
    if (file[at] === '"') {
      for (at += 1; at < file.length && (file[at] !== '"' || file[at + 1] === '"'); at += 1) {
        if (file[at] === '"') at += 1;
        cell += file[at];
      }
      at += 1;
    }
    while (at < file.length && file[at] !== separator && file[at] !== '\r' && file[at] !== '\n') {
      cell += file[at];
      at += 1;
    }
    cells.push(cell);
  }
  return cells;
}
