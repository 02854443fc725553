import type { SeriesRule } from '@interlude/shared/bundles/recurring-rule';
import type { SeriesSlot, SeriesSlotsView } from '@interlude/shared/schemas/views';

/** How an appointment comes again, as the reader chooses it. */
export const repeats = ['no', 'weekly', 'biweekly', 'monthly'] as const;
export type Repeat = (typeof repeats)[number];

/** The recurrence behind a choice, or null when the appointment is for once. */
export function ruleFrom(repeat: Repeat, count: number): SeriesRule | null {
  if (repeat === 'no') return null;
  return { freq: repeat === 'monthly' ? 'MONTHLY' : 'WEEKLY', interval: repeat === 'biweekly' ? 2 : 1, count };
}

export type Decisions = Readonly<Record<string, string | 'out'>>;

/** The start to book for one time: its own, another one, null when it is left out, undefined while that is open. */
export function decided({ startsAt, free, because, alternatives }: SeriesSlot, decisions: Decisions) {
  const decision = decisions[startsAt];
  if (decision === 'out') return null;
  if (free) return startsAt;
  if (decision !== undefined && alternatives.includes(decision)) return decision;
  // A time beyond the booking window cannot be booked by anybody, so the reader is not asked about it.
  return because === 'window' ? null : undefined;
}

/** All starts to book, in order, or null while something is open. */
export function wantedStarts({ times }: SeriesSlotsView, decisions: Decisions): string[] | null {
  const starts = times.map((time) => decided(time, decisions));
  if (starts.includes(undefined)) return null;
  return [...new Set(starts.flatMap((start) => start ?? []))].sort();
}

/** How many times still need a decision. */
export function openCount({ times }: SeriesSlotsView, decisions: Decisions): number {
  return times.filter((time) => decided(time, decisions) === undefined).length;
}
