import { isoWeekOf, localOf } from '../time/time-zone.ts';

/** Length of one cell of the UTC grid, in milliseconds. */
export const CELL_MS = 300_000;

/** Time kept free around a meeting. */
export interface Buffers {
  beforeMinutes: number;
  afterMinutes: number;
}

export interface ClaimedTime extends Buffers {
  personId: string;
  /** Epoch milliseconds. */
  startsAt: number;
  endsAt: number;
}

/** What a person keeps free around a meeting: the larger of what the meeting asks for and of what they want themselves. */
export function largerBuffers(asked: Buffers, own: Buffers | undefined): Buffers {
  return {
    beforeMinutes: Math.max(asked.beforeMinutes, own?.beforeMinutes ?? 0),
    afterMinutes: Math.max(asked.afterMinutes, own?.afterMinutes ?? 0),
  };
}

/** Half-open runs of cells; `before` and `after` are the two tracks. */
export interface TrackSpans {
  beforeFrom: number;
  beforeTo: number;
  afterFrom: number;
  afterTo: number;
}

/**
 * The cells a meeting takes on its two tracks, rounded outward. The meeting itself lies on both, the buffer before it
 * only on the first, the buffer after it only on the second: two meetings then clash exactly when the gap between them
 * is shorter than the larger of the two buffers that face each other, and neighbouring buffers may share time.
 */
export function trackSpans(time: Omit<ClaimedTime, 'personId'>): TrackSpans {
  return {
    beforeFrom: Math.floor((time.startsAt - time.beforeMinutes * 60_000) / CELL_MS),
    beforeTo: Math.ceil(time.endsAt / CELL_MS),
    afterFrom: Math.floor(time.startsAt / CELL_MS),
    afterTo: Math.ceil((time.endsAt + time.afterMinutes * 60_000) / CELL_MS),
  };
}

/** Keys `personId:track:cell` (track `b` or `a`, cell in base 36) that a reservation claims for one person. */
export function claimKeys(time: ClaimedTime): string[] {
  const spans = trackSpans(time);
  const keys: string[] = [];
  for (let cell = spans.beforeFrom; cell < spans.beforeTo; cell++) keys.push(`${time.personId}:b:${cell.toString(36)}`);
  for (let cell = spans.afterFrom; cell < spans.afterTo; cell++) keys.push(`${time.personId}:a:${cell.toString(36)}`);
  return keys;
}

/** Key of seat `n` (from 0) on the person's local date of the start: `personId:D20270328#0`. */
export function daySeat(personId: string, zone: string, startsAt: number, n: number): string {
  return `${personId}:D${localOf(zone, startsAt).date.replaceAll('-', '')}#${n}`;
}

/** Key of seat `n` (from 0) in the ISO week of the person's local date of the start: `personId:W2027w12#0`. */
export function weekSeat(personId: string, zone: string, startsAt: number, n: number): string {
  const { year, week } = isoWeekOf(localOf(zone, startsAt).date);
  return `${personId}:W${year}w${String(week).padStart(2, '0')}#${n}`;
}
