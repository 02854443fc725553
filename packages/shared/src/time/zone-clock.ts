import { coveredFrom, coveredTo, tzdataVersion, zoneRows } from './zone-table.gen.ts';

const CELL_MS = 300_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** One zone's clock: from `starts[i]` (epoch milliseconds) until the next start it shows UTC plus `minutes[i]`. */
export interface ZoneClock {
  starts: readonly number[];
  minutes: readonly number[];
}

/** Thrown when a name is no zone of the table: unknown, an abbreviation, or a bare offset. */
export class UnknownZoneError extends Error {
  readonly zone: string;
  constructor(zone: string) {
    super(`no such time zone: ${JSON.stringify(zone)}`);
    this.name = 'UnknownZoneError';
    this.zone = zone;
  }
}

/** Thrown instead of a guess when an instant lies outside the years the zone table covers. */
export class BeyondZoneTableError extends RangeError {
  readonly atMs: number;
  constructor(atMs: number) {
    super(`zone table ${tzdataVersion} does not cover the instant ${atMs}`);
    this.name = 'BeyondZoneTableError';
    this.atMs = atMs;
  }
}

let rowOfName: Map<string, { row: number; canonical: string }> | undefined;
const clocksByRow: (ZoneClock | undefined)[] = [];
const clocksByName = new Map<string, ZoneClock>();

function indexNames(): Map<string, { row: number; canonical: string }> {
  const index = new Map<string, { row: number; canonical: string }>();
  zoneRows.forEach((text, row) => {
    for (const entry of text.slice(text.indexOf('|') + 1).split(' ')) {
      const [name = '', canonical = name] = entry.split('=');
      index.set(name, { row, canonical });
    }
  });
  return index;
}

function unpack(row: number): ZoneClock {
  const text = zoneRows[row] ?? '';
  const [first = '0', ...changes] = text.slice(0, text.indexOf('|')).split(';');
  const starts = [coveredFrom];
  const minutes = [Number(first) * 15];
  let at = coveredFrom;
  for (const change of changes) {
    const [cells = '', quarters = ''] = change.split(',');
    at += Number.parseInt(cells, 36) * CELL_MS;
    starts.push(at);
    minutes.push(Number(quarters) * 15);
  }
  return { starts, minutes };
}

/** The canonical name behind a zone name, or null when the table has no such name. */
export function lookUpName(name: string): string | null {
  rowOfName ??= indexNames();
  return rowOfName.get(name)?.canonical ?? null;
}

/** A zone's clock, unpacked on first use. Throws UnknownZoneError. */
export function clockOf(zone: string): ZoneClock {
  const known = clocksByName.get(zone);
  if (known) return known;
  rowOfName ??= indexNames();
  const entry = rowOfName.get(zone);
  if (!entry) throw new UnknownZoneError(zone);
  const clock = clocksByRow[entry.row] ?? unpack(entry.row);
  clocksByRow[entry.row] = clock;
  clocksByName.set(zone, clock);
  return clock;
}

/** Index of the stretch of constant offset that holds the instant. Throws BeyondZoneTableError. */
export function stretchAt(clock: ZoneClock, atMs: number): number {
  // The negated form also catches NaN.
  if (!(atMs >= coveredFrom && atMs < coveredTo)) throw new BeyondZoneTableError(atMs);
  let low = 0;
  let high = clock.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((clock.starts[middle] ?? coveredTo) <= atMs) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Milliseconds the zone's clock is ahead of UTC at an instant. */
export function aheadMs(clock: ZoneClock, atMs: number): number {
  return (clock.minutes[stretchAt(clock, atMs)] ?? 0) * MINUTE_MS;
}

/** The instants behind one reading of a wall clock. */
export interface WallReading {
  /** The earliest instant with this reading; in a gap the reading moved forward by the gap. */
  first: number;
  /** The latest instant with this reading; in a gap the same as `first`. */
  last: number;
  /** In a gap the instant of the change, otherwise null. */
  gapAt: number | null;
}

/**
 * Resolves a wall-clock reading, given as the epoch milliseconds it would have in UTC. Throws BeyondZoneTableError.
 * No offset reaches a day and changes are more than two days apart (the generator asserts both), so at most one change
 * lies near enough to matter.
 */
export function readWall(clock: ZoneClock, wallMs: number): WallReading {
  if (!(wallMs - DAY_MS >= coveredFrom && wallMs + DAY_MS < coveredTo)) throw new BeyondZoneTableError(wallMs);
  const stretch = stretchAt(clock, wallMs - DAY_MS);
  const first = wallMs - (clock.minutes[stretch] ?? 0) * MINUTE_MS;
  const changeAt = clock.starts[stretch + 1];
  if (changeAt === undefined || changeAt > wallMs + DAY_MS) return { first, last: first, gapAt: null };
  const last = wallMs - (clock.minutes[stretch + 1] ?? 0) * MINUTE_MS;
  if (first < changeAt) return { first, last: last >= changeAt ? last : first, gapAt: null };
  if (last >= changeAt) return { first: last, last, gapAt: null };
  return { first, last: first, gapAt: changeAt };
}

/** Where hours begin: at the first occurrence of a repeated reading, at the change when the reading does not exist. */
export function windowBegin(clock: ZoneClock, day: number, minute: number): number {
  const reading = readWall(clock, day * DAY_MS + minute * MINUTE_MS);
  return reading.gapAt ?? reading.first;
}

/**
 * Where hours end: after the last minute that still reads less, so that both passes of a repeated hour are within hours
 * that reach into it, and neither is within hours that stop where it begins. 24:00 is the end of the date.
 */
export function windowEnd(clock: ZoneClock, day: number, minute: number): number {
  const reading = readWall(clock, day * DAY_MS + (minute - 1) * MINUTE_MS);
  return reading.gapAt ?? reading.last + MINUTE_MS;
}
