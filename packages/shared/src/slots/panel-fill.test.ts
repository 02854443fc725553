import { describe, expect, it } from 'vitest';
import { addCell, type CellSet, cellsIn, noCells } from './cell-set.ts';
import { emptySeats, fillableCells, fillPanel, groupsOverlap, type OpenGroup } from './panel-fill.ts';

const group = (anyOf: readonly string[], count: number, optional = false): OpenGroup => ({
  anyOf: new Set(anyOf),
  count,
  optional,
});

describe('a panel', () => {
  it('brings optional people beside the required ones and is full without them', () => {
    const panel = [group(['ada', 'ben'], 1), group(['cleo', 'dora'], 2, true)];
    expect(fillPanel(panel, ['ada', 'dora'])).toEqual([['ada'], ['dora']]);
    expect(fillPanel(panel, ['ben'])).toEqual([['ben'], []]);
    expect(fillPanel(panel, ['cleo', 'dora'])).toBeNull();
  });

  it('gives a required seat to somebody else when only its first choice could come as the optional one', () => {
    const panel = [group(['ada', 'ben'], 1), group(['ada'], 1, true)];
    expect(fillPanel(panel, ['ada', 'ben'])).toEqual([['ben'], ['ada']]);
  });

  it('says how many seats of which group nobody can take, optional ones apart', () => {
    const panel = [group(['ada', 'ben'], 1), group(['ada'], 2), group([], 3, true)];
    expect(emptySeats(panel, ['ada', 'ben'])).toEqual([0, 1, 0]);
    expect(emptySeats([group(['ada'], 1)], ['ada'])).toEqual([0]);
  });

  it('of optional people alone is none', () => {
    expect(fillPanel([group(['ada'], 1, true)], ['ada'])).toBeNull();
  });

  it('knows that two groups over one pool compete', () => {
    expect(groupsOverlap([group(['ada', 'ben'], 1), group(['ben'], 1)])).toBe(true);
    expect(groupsOverlap([group(['ada'], 1), group(['ben'], 1)])).toBe(false);
  });
});

describe('the work of filling ninety days', () => {
  const days = 90;
  const perDay = 288;
  const ids = Array.from({ length: 64 }, (_, n) => `person-${n}`);

  it('stays within a few looks a start for ten groups that share a pool of sixty-four', () => {
    // People change over every hour, some starts have too few of them.
    const cells = Array.from({ length: days * perDay }, (_, n) => n);
    const isFree = (person: number, cell: number) => (person * 7 + Math.floor(cell / 12) * 11) % 13 < 9;
    const { steps, fillable } = fill(cells, isFree, 4);
    expect(fillable.length).toBeGreaterThan(0);
    expect(fillable.length).toBeLessThan(cells.length);
    // The number of ways to choose the people has twenty digits and more.
    expect(steps).toBeLessThan(cells.length * 64);
  });

  it('is next to nothing where nobody comes or goes', () => {
    const cells = Array.from({ length: days * perDay }, (_, n) => n);
    const { steps, fillable } = fill(cells, () => true, 5);
    expect(fillable).toEqual(cells);
    expect(steps).toBeLessThan(10_000);
  });

  function fill(cells: readonly number[], isFree: (person: number, cell: number) => boolean, count: number) {
    const members = new Map<string, CellSet>();
    for (const [n, id] of ids.entries()) {
      const set = noCells(cells.length);
      for (const cell of cells) if (isFree(n, cell)) addCell(set, cell);
      members.set(id, set);
    }
    const groups = Array.from({ length: 10 }, (_, n) => group(ids.slice(n, n + 50), count));
    const all = noCells(cells.length);
    for (const cell of cells) addCell(all, cell);
    const found = fillableCells(groups, members, cellsIn(all));
    return { steps: found.steps, fillable: found.cells };
  }
});
