import { type Assignment, type AssignmentDecision, type AssignmentFacts, assignPanel } from './assignment.ts';
import type { PanelGroup, PersonRules, SlotQuestion } from './slot-question.ts';

/** Who has a booked meeting, and who of them cannot come. */
export interface SeatsBefore {
  readonly people: readonly string[];
  /** Those of the people who come beside a complete panel. */
  readonly optional: readonly string[];
  readonly out: readonly string[];
}

const wholeWeek = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
const finestStep = 5;

/**
 * The people of a booked meeting at its own start after some dropped out, or null when their seats cannot be filled.
 * Whoever else has it stays, whatever their hours say by now: only the empty seats are given out, to people who are
 * free and at work. Optional people are not replaced, nor moved to a required seat while anybody else can take it.
 */
export function refillPanel(
  q: SlotQuestion,
  startsAt: number,
  before: SeatsBefore,
  facts: Pick<AssignmentFacts, 'past' | 'seed'>,
): Assignment | null {
  const stay = before.people.filter((personId) => !before.out.includes(personId));
  const beside = stay.filter((personId) => before.optional.includes(personId));
  const present = q.people.filter(({ personId }) => !before.out.includes(personId));
  const people = present.map((person) => (stay.includes(person.personId) ? boundToCome(person, q.panel) : person));
  for (const promoted of [[], beside]) {
    const panel = q.panel.map((group) => {
      const hasSeat = (personId: string) =>
        group.optional ? beside.includes(personId) : !beside.includes(personId) || promoted.includes(personId);
      return { ...group, anyOf: group.anyOf.filter(hasSeat) };
    });
    // The start is fixed already, so it need not lie on anybody's steps.
    const asked = { ...q, people, panel, stepMinutes: finestStep };
    const found = assignPanel(asked, startsAt, { ...facts, keep: stay });
    if (found !== null && stay.every((personId) => found.people.includes(personId))) {
      return { ...found, decision: withoutPeople(found.decision, before.out) };
    }
  }
  return null;
}

/** A decision in which these people have no seat any more, because they dropped out. */
export function withoutPeople(decision: AssignmentDecision, out: readonly string[]): AssignmentDecision {
  const groups = decision.groups.map((group) => ({
    ...group,
    pool: group.pool.map((one) => {
      if (!out.includes(one.personId)) return one;
      const { personId, interviews, lastEndsAt } = one;
      return { personId, interviews, lastEndsAt, outcome: 'excluded' as const, because: 'out' as const };
    }),
  }));
  return { ...decision, groups };
}

/** The same person with no hours to keep to: only what is taken binds them. */
export function alwaysAtWork(person: PersonRules): PersonRules {
  return { ...person, weekly: wholeWeek, overrides: [], recurring: [] };
}

// They agreed to this time when it was booked, so hours, caps and skills that changed since do not exclude them.
function boundToCome(person: PersonRules, panel: readonly PanelGroup[]): PersonRules {
  const skills = [...(person.skills ?? []), ...panel.flatMap((group) => group.skills ?? [])];
  const caps = { perDay: null, perWeek: null };
  return { ...alwaysAtWork(person), skills, busy: [], takenSeats: [], caps, earliestAt: undefined };
}
