import { type AssignmentFacts, assignPanel } from '../slots/assignment.ts';
import { withMeeting } from '../slots/seats.ts';
import type { PersonRules, SlotQuestion } from '../slots/slot-question.ts';
import { type Chain, peopleForAll } from './arranged-starts.ts';

/**
 * The question of each open part at the start it is wanted at, so narrowed that choosing people part by part ends well:
 * whoever and whatever an earlier part takes is busy in the later ones. Null when no people can be found for all parts together.
 * Booked parts have none. Fairness decides as for a single interview; only when that leads nowhere are the people of
 * the required groups those that make the whole choice possible, and optional people those nobody else needs.
 */
export function questionsInTurn(
  chain: Chain,
  factsOf: (part: number) => AssignmentFacts,
): (SlotQuestion | null)[] | null {
  const freely = inTurn(chain, factsOf, (asked) => asked);
  if (freely !== null) return freely;
  const people = peopleForAll(chain);
  if (people === null) return null;
  const needed = new Set(people.flat());
  return inTurn(chain, factsOf, (asked, part) => ({
    ...asked,
    panel: asked.panel.map((group) => ({
      ...group,
      anyOf: group.anyOf.filter((personId) =>
        group.optional ? !needed.has(personId) : people[part]?.includes(personId),
      ),
    })),
  }));
}

function inTurn(
  { parts }: Chain,
  factsOf: (part: number) => AssignmentFacts,
  narrowed: (asked: SlotQuestion, part: number) => SlotQuestion,
): (SlotQuestion | null)[] | null {
  const taken = new Map<string, (person: PersonRules) => PersonRules>();
  const questions: (SlotQuestion | null)[] = [];
  for (const [n, { asked, startsAt }] of parts.entries()) {
    if (asked === null) {
      questions.push(null);
      continue;
    }
    if (startsAt === null) return null;
    const people = asked.people.map((person) => taken.get(person.personId)?.(person) ?? person);
    const facts = factsOf(n);
    const question = narrowed({ ...asked, people }, n);
    const assignment = assignPanel(question, startsAt, facts);
    if (assignment === null) return null;
    const coming = [...assignment.people, ...assignment.resources];
    questions.push(settled(question, coming, facts));
    for (const personId of coming) {
      const before = taken.get(personId);
      taken.set(personId, (person) => withMeeting(before?.(person) ?? person, asked, startsAt));
    }
  }
  return questions;
}

// Fixes what the claim cannot know: the seats of resources, and whether to go on without optional people.
function settled(q: SlotQuestion, coming: readonly string[], { withoutOptional }: AssignmentFacts): SlotQuestion {
  const panel = q.panel.map((group) => {
    const isSettled = group.resource || (group.optional && withoutOptional);
    return isSettled ? { ...group, anyOf: group.anyOf.filter((id) => coming.includes(id)) } : group;
  });
  return { ...q, panel };
}
