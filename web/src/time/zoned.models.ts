import { dateText } from '@interlude/shared/time/local-date';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** From each instant on the zone's clock is so many minutes ahead of UTC; in order, as the API answers them. */
export interface OffsetStretch {
  readonly from: string;
  readonly minutes: number;
}

/** Minutes ahead of UTC at an instant; before the first stretch its value holds. */
export function offsetMinutesAt(offsets: readonly OffsetStretch[], atMs: number): number {
  const stretch = offsets.findLast(({ from }) => Date.parse(from) <= atMs) ?? offsets[0];
  return stretch?.minutes ?? 0;
}

/** The instant moved so that its UTC reading is what the zone's clock shows: to be formatted with `timeZone: 'UTC'`. */
export function shiftedBy(offsets: readonly OffsetStretch[], atMs: number): Date {
  return new Date(atMs + offsetMinutesAt(offsets, atMs) * minuteMs);
}

/** The local date, `YYYY-MM-DD`. */
export function localDateAt(offsets: readonly OffsetStretch[], atMs: number): string {
  return dateText(Math.floor(shiftedBy(offsets, atMs).getTime() / dayMs));
}

/** Minutes since local midnight, as the clock shows them. */
export function minuteOfDayAt(offsets: readonly OffsetStretch[], atMs: number): number {
  const shifted = shiftedBy(offsets, atMs).getTime();
  return Math.floor((shifted - Math.floor(shifted / dayMs) * dayMs) / minuteMs);
}

/** The first change of clocks after one instant and up to another, or null. */
export function clockChangeBetween(offsets: readonly OffsetStretch[], fromMs: number, toMs: number): number | null {
  const change = offsets.slice(1).find(({ from }) => Date.parse(from) > fromMs && Date.parse(from) <= toMs);
  return change ? Date.parse(change.from) : null;
}

/** Whether the browser takes both names for one zone, so that `Asia/Calcutta` and `Asia/Kolkata` are no journey. */
export function isSameZone(one: string, other: string): boolean {
  return one === other || browserName(one) === browserName(other);
}

function browserName(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return zone;
  }
}
