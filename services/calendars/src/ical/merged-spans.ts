import type { Span } from './busy-events.ts';

// No booking is made by less, and a day has no more of them than a report may hold.
const cellMs = 300_000;

/** The union of spans: apart, in order, and rounded outward to the five minutes that bookings are made of. */
export function mergedSpans(spans: readonly Span[]): Span[] {
  const rounded = spans
    .map(({ from, to }) => ({ from: Math.floor(from / cellMs) * cellMs, to: Math.ceil(to / cellMs) * cellMs }))
    .filter(({ from, to }) => from < to)
    .sort((one, other) => one.from - other.from);
  const apart: { from: number; to: number }[] = [];
  for (const { from, to } of rounded) {
    const last = apart.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else apart.push({ from, to });
  }
  return apart;
}
