import type { PersonRules, SlotQuestion, Span } from '@interlude/shared/slots/slot-question';
import { randomFrom } from './seeded.ts';

const minute = 60_000;
const day = 1_440 * minute;
const from = Date.parse('2027-03-01T00:00:00Z');

/** One host alone, any one of several (round robin), or all of them at once (collective). */
export type PanelKind = 'one' | 'any' | 'all';

/** What both engines are asked: the question in our terms, its span, and the zone the guest reads it in. */
export interface Listing {
  readonly kind: PanelKind;
  readonly question: SlotQuestion;
  readonly span: Span;
  readonly guestZone: string;
}

export interface Cell {
  readonly kind: PanelKind;
  readonly people: number;
  readonly days: number;
  /** Per person, spread over the span. */
  readonly busyTimes: number;
}

/** The cells of the comparison: one host and eight in two ways, three loads, two spans. */
export const cells: readonly Cell[] = [30, 90].flatMap((days) =>
  [0, 50, 500].flatMap((busyTimes) => [
    { kind: 'one', people: 1, days, busyTimes } as const,
    { kind: 'any', people: 8, days, busyTimes } as const,
    { kind: 'all', people: 8, days, busyTimes } as const,
  ]),
);

/**
 * The listing of a cell: hosts in Berlin, a guest in New York, office hours with a break, other hours every tenth day,
 * meetings of 30 minutes every 15, from 2027-03-01 so that both changes of clocks lie inside.
 */
export function listingOf({ kind, people, days, busyTimes }: Cell): Listing {
  const hosts = Array.from({ length: people }, (_, n) => host(n, days, busyTimes));
  const span = { from, to: from + days * day };
  const question: SlotQuestion = {
    people: hosts,
    panel: [{ anyOf: hosts.map(({ personId }) => personId), count: kind === 'all' ? people : 1 }],
    durationMinutes: 30,
    stepMinutes: 15,
    buffers: { beforeMinutes: 0, afterMinutes: 0 },
    gridZone: 'Europe/Berlin',
    earliestAt: span.from,
    latestAt: span.to,
  };
  return { kind, question, span, guestZone: 'America/New_York' };
}

function host(n: number, days: number, busyTimes: number): PersonRules {
  const random = randomFrom(n + 1);
  const weekly = ([1, 2, 3, 4, 5] as const).flatMap((weekday) => [
    { weekday, from: '09:00', to: '12:00' },
    { weekday, from: '13:00', to: n % 2 === 0 ? '17:00' : '18:00' },
  ]);
  const overrides = Array.from({ length: Math.ceil(days / 10) }, (_, k) => ({
    date: new Date(from + k * 10 * day).toISOString().slice(0, 10),
    ranges: [{ from: '10:00', to: '14:00' }],
  }));
  const busy = Array.from({ length: busyTimes }, () => {
    const startsAt = from + Math.floor(random() * days * 288) * 5 * minute;
    return { startsAt, endsAt: startsAt + 30 * minute, beforeMinutes: 0, afterMinutes: 0 };
  });
  const caps = { perDay: null, perWeek: null };
  return { personId: `host${n}`, zone: 'Europe/Berlin', weekly, overrides, busy, takenSeats: [], caps };
}
