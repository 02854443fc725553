import { freeStarts } from '@interlude/shared/slots/free-slots';
import type { PersonRules, WeeklyRange } from '@interlude/shared/slots/slot-question';
import { symmetricDifference } from './engine-side-by-side.ts';
import type { Listing, PanelKind } from './engine-workload.ts';
import { causeOf, isBookable } from './fuzz-judge.ts';
import type { PeerEngine } from './peer-engine.ts';
import { goalRow, type Row } from './report.ts';
import { randomFrom } from './seeded.ts';

const minute = 60_000;
const day = 1_440 * minute;
// Odd offsets, both hemispheres, a change of half an hour, changes at midnight, and none at all.
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Auckland',
  'Asia/Kolkata',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Pacific/Chatham',
  'America/Santiago',
  'Asia/Kathmandu',
];
const cases = 300;

/** Seeded random listings for both engines; what differs is judged by a third reading of the rules. */
export function measureFuzz(peer: PeerEngine): Row[] {
  const classes = new Map<string, { cases: Set<number>; starts: number }>();
  let oursWrong = 0;
  let compared = 0;
  for (let seed = 1; seed <= cases; seed++) {
    const listing = randomListing(seed);
    const ours = freeStarts(listing.question, listing.span);
    const theirs = peer(listing)().map((start) => start.valueOf());
    compared += ours.length;
    const offered = new Set(ours);
    // At the edges one cuts by the start of a meeting and the other by its end, which is nobody's fault.
    const inside = (at: number) => at >= listing.span.from + day && at < listing.span.to - day;
    for (const at of symmetricDifference(ours, theirs).filter(inside)) {
      const wrong = isBookable(listing, at) === offered.has(at) ? 'the reference' : 'OURS';
      if (wrong === 'OURS') oursWrong += 1;
      const name = `${wrong}: ${causeOf(listing, at)}`;
      const found = classes.get(name) ?? { cases: new Set(), starts: 0 };
      classes.set(name, { cases: found.cases.add(seed), starts: found.starts + 1 });
    }
  }
  const differing = new Set([...classes.values()].flatMap((found) => [...found.cases])).size;
  const rows = [...classes].map(([name, found]) =>
    goalRow(
      `W1 fuzz, at odds with the wall clock is ${name}`,
      `${found.cases.size} case(s), ${found.starts} start(s)`,
      '',
      null,
    ),
  );
  const measured = `${differing} of ${cases} listings differ, ${compared} starts; ours wrong at ${oursWrong}`;
  return [
    goalRow('W1 fuzz, other zones, changes of clocks, other hours', measured, 'ours never wrong', oursWrong === 0),
    ...rows,
  ];
}

function randomListing(seed: number): Listing {
  const random = randomFrom(seed * 7_919);
  const upTo = (count: number) => Math.floor(random() * count);
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]): T => list[upTo(list.length)] as T;
  const kind: PanelKind = pick(['one', 'any', 'all']);
  const from = Date.parse(pick(['2027-02-25', '2027-03-20', '2027-04-01', '2027-10-10'])) + upTo(20) * day;
  const span = { from, to: from + (7 + upTo(30)) * day };
  const people = Array.from({ length: kind === 'one' ? 1 : 2 + upTo(3) }, (_, n) => {
    const weekly: WeeklyRange[] = ([1, 2, 3, 4, 5, 6, 7] as const).flatMap((weekday) => {
      if (random() < 0.2) return [];
      const begin = 12 + upTo(8);
      const noon = begin + 4 + upTo(8);
      const morning = { weekday, from: timeOf(begin), to: timeOf(noon) };
      const afternoon = { weekday, from: timeOf(noon + 2), to: timeOf(noon + 6 + upTo(8)) };
      return random() < 0.5 ? [morning] : [morning, afternoon];
    });
    const dates = new Set(Array.from({ length: upTo(6) }, () => Math.floor(from / day) + upTo(37)));
    const overrides = [...dates].map((date) => {
      const begin = 12 + upTo(12);
      const ranges = random() < 0.2 ? [] : [{ from: timeOf(begin), to: timeOf(begin + 2 + upTo(18)) }];
      return { date: new Date(date * day).toISOString().slice(0, 10), ranges };
    });
    const busy = Array.from({ length: upTo(40) }, () => {
      const startsAt = from + upTo(37 * 288) * 5 * minute;
      return { startsAt, endsAt: startsAt + (1 + upTo(24)) * 5 * minute, beforeMinutes: 0, afterMinutes: 0 };
    });
    const caps = { perDay: null, perWeek: null };
    return { personId: `host${n}`, zone: pick(zones), weekly, overrides, busy, takenSeats: [], caps } as PersonRules;
  });
  const question = {
    people,
    panel: [{ anyOf: people.map(({ personId }) => personId), count: kind === 'all' ? people.length : 1 }],
    durationMinutes: pick([15, 30, 45, 60, 90]),
    // Quarters of an hour are the same instants in every zone; coarser steps begin elsewhere on clocks with odd offsets.
    stepMinutes: kind === 'one' ? pick([5, 10, 15, 30, 60]) : pick([5, 15]),
    buffers: { beforeMinutes: 0, afterMinutes: 0 },
    gridZone: people[0]?.zone ?? 'UTC',
    earliestAt: span.from,
    latestAt: span.to,
  };
  return { kind, question, span, guestZone: pick(zones) };
}

function timeOf(halfHours: number): string {
  return `${String(Math.floor(halfHours / 2)).padStart(2, '0')}:${halfHours % 2 === 0 ? '00' : '30'}`;
}
