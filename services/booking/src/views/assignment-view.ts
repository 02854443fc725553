import { instantText } from '@interlude/shared/booking/booking-rules';
import type { AssignmentDecision, Considered } from '@interlude/shared/slots/assignment';
import type { PanelRow } from '../catalogue/panel.ts';
import type { PersonRow } from '../company/person-store.ts';

type Named = Pick<PersonRow, '_id' | 'name'>;

function namedOf(personId: string, people: readonly Named[]) {
  return { personId, name: people.find(({ _id }) => _id === personId)?.name ?? '' };
}

/** The panel as it was promised, with names. */
export function panelView(panel: readonly PanelRow[], people: readonly Named[]) {
  return panel.map(({ anyOf, count, optional, skills }) => ({
    count,
    optional: optional === true,
    skills: [...(skills ?? [])],
    people: anyOf.map((personId) => namedOf(personId, people)),
  }));
}

/** Why these people, for staff: what was stored with the booking, with the names of today. */
export function assignmentView(decision: AssignmentDecision | null, people: readonly Named[]) {
  if (decision === null) return null;
  const { windowDays, groups } = decision;
  return {
    windowDays,
    groups: groups.map(({ count, optional, skills, pool, omitted }) => ({
      count,
      optional: optional === true,
      skills: [...(skills ?? [])],
      pool: pool.map((one) => consideredView(one, people)),
      omitted,
    })),
  };
}

function consideredView(one: Considered, people: readonly Named[]) {
  const { personId, outcome, interviews, lastEndsAt } = one;
  return {
    ...namedOf(personId, people),
    outcome,
    by: 'by' in one ? one.by : null,
    because: 'because' in one ? one.because : null,
    interviews,
    lastEndsAt: lastEndsAt === null ? null : instantText(lastEndsAt),
  };
}
