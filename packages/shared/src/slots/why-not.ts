import { CELL_MS } from './cells.ts';
import { freeByGroup, freeStarts } from './free-slots.ts';
import { emptySeats, groupsOverlap } from './panel-fill.ts';
import { hasSkills, openGroups, unmetAt } from './panel-members.ts';
import { fullCaps } from './person-starts.ts';
import type { BusyTime, PanelGroup, PersonRules, SlotQuestion } from './slot-question.ts';

/** Why one person, or one seat of a room or licence, cannot be in a meeting at a start. */
export type PersonReason =
  | { readonly because: 'inactive' | 'step' }
  | { readonly because: 'skill'; readonly skills: readonly string[] }
  /** Whose hours: those of that one date, a rule that recurs, or the ordinary week. */
  | { readonly because: 'hours'; readonly of: 'date' | 'recurring' | 'weekly' }
  | { readonly because: 'notice'; readonly earliestAt: number }
  /** The meeting itself would meet this claim, or only the time that is kept free beside one of them. */
  | { readonly because: 'busy' | 'buffer'; readonly claim: BusyTime }
  | { readonly because: 'day_cap' | 'week_cap'; readonly cap: number };

export interface PersonReasons {
  readonly personId: string;
  /** Every one by itself; nothing when the person is free but needed in another group. */
  readonly reasons: readonly PersonReason[];
}

export interface ShortGroup {
  /** Its place in the panel of the question. */
  readonly group: number;
  readonly count: number;
  /** How many of its seats stay empty at best; 0 where other groups need its people. */
  readonly missing: number;
  readonly people: readonly PersonReasons[];
}

export interface StartReasons {
  /** Whether `freeStarts` lists it. */
  readonly isOffered: boolean;
  /** What binds the start whoever comes; `nobody` where no seat is to be filled at all. */
  readonly start: readonly ('step' | 'notice' | 'window' | 'nobody')[];
  readonly groups: readonly ShortGroup[];
}

/**
 * Why a start is not listed: everything that stands in the way, each person's rules asked one by one of the same rules
 * that list. Without what is named here the start would be listed.
 */
export function whyNot(q: SlotQuestion, startsAt: number): StartReasons {
  if (freeStarts(q, { from: startsAt, to: startsAt + 1 }).includes(startsAt)) {
    return { isOffered: true, start: [], groups: [] };
  }
  const isBetween = startsAt % CELL_MS !== 0;
  const cellAt = Math.floor(startsAt / CELL_MS) * CELL_MS;
  const joins = q.joinable?.includes(startsAt) === true;
  return {
    isOffered: false,
    start: [
      ...(isBetween ? (['step'] as const) : []),
      ...(startsAt < q.earliestAt ? (['notice'] as const) : []),
      ...(startsAt > q.latestAt ? (['window'] as const) : []),
      ...(requiredOf(q).every(({ count }) => count === 0) && !joins ? (['nobody'] as const) : []),
    ],
    groups: joins ? [] : shortGroups(q, cellAt),
  };
}

function requiredOf({ panel }: SlotQuestion): PanelGroup[] {
  return panel.filter(({ optional }) => optional !== true);
}

function shortGroups(q: SlotQuestion, startsAt: number): ShortGroup[] {
  const free = freeByGroup(q, startsAt);
  const groups = openGroups(q).map((group, index) => ({ ...group, anyOf: new Set(free[index]) }));
  const missing = emptySeats(groups, free.flat());
  if (missing.every((seats) => seats === 0)) return [];
  // Where groups share people, also such as lack a skill, the seat that stays empty could be one of either.
  const competes = groupsOverlap(
    requiredOf(q).map((group) => ({ ...group, anyOf: new Set(group.anyOf), optional: false })),
  );
  return q.panel.flatMap((group, index) => {
    const short = missing[index] ?? 0;
    if (group.optional === true || (short === 0 && !competes)) return [];
    const people = [...new Set(group.anyOf)].map((personId) => {
      return { personId, reasons: reasonsOf(q, group, personId, startsAt) };
    });
    return [{ group: index, count: group.count, missing: short, people }];
  });
}

function reasonsOf(q: SlotQuestion, group: PanelGroup, personId: string, startsAt: number): PersonReason[] {
  const person = q.people.find((one) => one.personId === personId);
  if (person === undefined) return [{ because: 'inactive' }];
  const lacking = (group.skills ?? []).filter((skill) => !hasSkills(person, { skills: [skill] }));
  const unmet = unmetAt(q, person, startsAt);
  return [
    ...(lacking.length > 0 ? [{ because: 'skill' as const, skills: lacking }] : []),
    ...unmet.flatMap((demand): PersonReason[] => {
      if (demand === 'hours') return [{ because: 'hours', of: hoursFrom(q, person, startsAt) }];
      if (demand === 'grid') return [{ because: 'step' }];
      if (demand === 'notice') return [{ because: 'notice', earliestAt: person.earliestAt ?? startsAt }];
      return demand === 'untaken' ? clashesOf(q, person, startsAt) : capsOf(person, startsAt);
    }),
  ];
}

/** The hours are those of a date, or recurring ones, where the person would be at work without them. */
function hoursFrom(q: SlotQuestion, person: PersonRules, startsAt: number): 'date' | 'recurring' | 'weekly' {
  const isAtWork = (other: PersonRules) => !unmetAt(q, other, startsAt).includes('hours');
  if (isAtWork({ ...person, overrides: [] })) return 'date';
  return isAtWork({ ...person, recurring: [] }) ? 'recurring' : 'weekly';
}

const none = { beforeMinutes: 0, afterMinutes: 0 };

function clashesOf(q: SlotQuestion, person: PersonRules, startsAt: number): PersonReason[] {
  const isTaken = (asked: SlotQuestion, rules: PersonRules) => unmetAt(asked, rules, startsAt).includes('untaken');
  return person.busy
    .filter((claim) => isTaken(q, { ...person, busy: [claim] }))
    .map((claim) => {
      const bare = { ...person, buffers: undefined, busy: [{ ...claim, ...none }] };
      return { because: isTaken({ ...q, buffers: none }, bare) ? 'busy' : 'buffer', claim };
    });
}

function capsOf(person: PersonRules, startsAt: number): PersonReason[] {
  const { perDay, perWeek } = person.caps;
  return fullCaps(person, startsAt).map((because) => {
    return { because, cap: (because === 'day_cap' ? perDay : perWeek) ?? 0 };
  });
}
