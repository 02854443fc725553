/** Whose clocks there are to tell a time on, each by its zone. */
export interface Clocks {
  /** Where it takes place; null for what takes place nowhere. */
  readonly venue: string | null;
  readonly reader: string;
  /** Of the other side, where a text promises to name it. */
  readonly other?: string;
}

/**
 * The one rule of whose clock leads, for pages, mails and the console alike: what takes place somewhere is told on the
 * clock there, then on the reader's; anything else on the reader's. Clocks that read the same at that time, by
 * `offsetOf`, are named once. The first of the answer leads.
 */
export function clocksInOrder({ venue, reader, other }: Clocks, offsetOf: (zone: string) => number): string[] {
  const zones = [venue, reader, other].filter((zone) => zone !== null && zone !== undefined);
  const offsets = zones.map(offsetOf);
  return zones.filter((_, n) => offsets.indexOf(offsets[n] ?? 0) === n);
}
