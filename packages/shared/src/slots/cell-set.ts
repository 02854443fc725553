/** A set of cells counted from the start of a range, one bit each, in words of 32. */
export type CellSet = Uint32Array;

/** An empty set with room for `length` cells. */
export function noCells(length: number): CellSet {
  return new Uint32Array((length + 31) >>> 5);
}

/** Adds the cells from `from` to just before `to`; both must lie within the range. */
export function addRun(set: CellSet, from: number, to: number): void {
  if (from >= to) return;
  const firstWord = from >>> 5;
  const lastWord = (to - 1) >>> 5;
  const head = 0xffffffff << (from & 31);
  const tail = 0xffffffff >>> (31 - ((to - 1) & 31));
  if (firstWord === lastWord) {
    set[firstWord] = (set[firstWord] ?? 0) | (head & tail);
    return;
  }
  set[firstWord] = (set[firstWord] ?? 0) | head;
  set.fill(0xffffffff, firstWord + 1, lastWord);
  set[lastWord] = (set[lastWord] ?? 0) | tail;
}

/** Removes the cells from `from` to just before `to`; both must lie within the range. */
export function removeRun(set: CellSet, from: number, to: number): void {
  if (from >= to) return;
  const firstWord = from >>> 5;
  const lastWord = (to - 1) >>> 5;
  const head = 0xffffffff << (from & 31);
  const tail = 0xffffffff >>> (31 - ((to - 1) & 31));
  if (firstWord === lastWord) {
    set[firstWord] = (set[firstWord] ?? 0) & ~(head & tail);
    return;
  }
  set[firstWord] = (set[firstWord] ?? 0) & ~head;
  set.fill(0, firstWord + 1, lastWord);
  set[lastWord] = (set[lastWord] ?? 0) & ~tail;
}

export function addCell(set: CellSet, cell: number): void {
  set[cell >>> 5] = (set[cell >>> 5] ?? 0) | (1 << (cell & 31));
}

export function hasCell(set: CellSet, cell: number): boolean {
  return (((set[cell >>> 5] ?? 0) >>> (cell & 31)) & 1) === 1;
}

/** Keeps only the cells that `other` has too. */
export function keepCommon(set: CellSet, other: CellSet): void {
  for (let i = 0; i < set.length; i++) set[i] = (set[i] ?? 0) & (other[i] ?? 0);
}

/** The cells that at least `count` of the sets have. */
export function inAtLeast(sets: readonly CellSet[], count: number, length: number): CellSet {
  // levels[k] holds the cells that at least k of the sets seen so far have.
  const levels = Array.from({ length: count + 1 }, () => noCells(length));
  const everything = levels[0] ?? noCells(length);
  addRun(everything, 0, length);
  for (const set of sets) {
    for (let k = count; k > 0; k--) addCommon(levels[k] ?? everything, levels[k - 1] ?? everything, set);
  }
  return levels[count] ?? everything;
}

function addCommon(target: CellSet, one: CellSet, other: CellSet): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) | ((one[i] ?? 0) & (other[i] ?? 0));
}

/** The cells of a set, in order. */
export function cellsIn(set: CellSet): number[] {
  const cells: number[] = [];
  for (let i = 0; i < set.length; i++) {
    let word = set[i] ?? 0;
    while (word !== 0) {
      const bit = 31 - Math.clz32(word & -word);
      cells.push((i << 5) + bit);
      word &= word - 1;
    }
  }
  return cells;
}
