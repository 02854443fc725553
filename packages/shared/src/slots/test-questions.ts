import type { PanelGroup, PersonRules, SlotQuestion } from './slot-question.ts';

const hour = 3_600_000;
/** The day that tests of panels ask about. */
export const monday = Date.parse('2027-03-01T10:00Z');

/** Somebody who works from nine to five on five days of the week, and has no meetings. */
export function person(personId: string, rules: Partial<PersonRules> = {}): PersonRules {
  const weekly = ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: '09:00', to: '17:00' }));
  const caps = { perDay: null, perWeek: null };
  return { personId, zone: 'UTC', weekly, overrides: [], busy: [], takenSeats: [], caps, ...rules };
}

/** An hour with these people, in the year around that Monday. */
export function question(people: PersonRules[], panel: PanelGroup[]): SlotQuestion {
  return {
    people,
    panel,
    durationMinutes: 60,
    stepMinutes: 60,
    buffers: { beforeMinutes: 0, afterMinutes: 0 },
    gridZone: 'UTC',
    earliestAt: monday - 365 * 24 * hour,
    latestAt: monday + 365 * 24 * hour,
  };
}
