import type { DropOutCause } from '@interlude/shared/booking/reason-codes';
import { optionalPeople } from '@interlude/shared/slots/assignment';
import { promisesOf } from '@interlude/shared/time/promised-time';
import {
  type Change,
  type CommandContext,
  candidateOf,
  interviewersOf,
  lastToldOf,
  notice,
} from '../booking/change.ts';
import type { DropOut } from '../booking/row/booking-parts.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import type { PanelRow } from '../catalogue/panel.ts';
import type { Claim } from '../claims/claim.ts';
import { type OverAway, stillAgreed } from '../claims/claim-over-time-away.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';

export interface Reseated {
  readonly own: ReservationRow;
  readonly full: Claim['full'];
  readonly action: string;
  readonly because: DropOutCause;
  readonly settled: readonly string[];
  /** The panel to go on with; without those who said no when absent. */
  readonly panel?: PanelRow[];
  readonly overAway?: OverAway;
}

/**
 * Other people at the same time. Whoever is new gets the calendar entry, whoever left loses it; the candidate is told
 * once, because the names they were given have changed; those who stay see it on the interview's page.
 */
export function reseated(row: ScheduledRow, { now }: CommandContext, change: Reseated): Change {
  const { own, full, action, because, settled, panel, overAway = {} } = change;
  const scheduleRev = row.scheduleRev + 1;
  const joined = full.people.filter((id) => !own.people.includes(id));
  const left = own.people.filter((id) => !full.people.includes(id));
  const optional = new Set(full.assignment ? optionalPeople(full.assignment) : row.optionalPeople);
  const told = { now, scheduleRev };
  const changed = [candidateOf(row), ...interviewersOf(left)];
  const terms = (full.terms ?? []).filter(({ personId }) => joined.includes(personId));
  const stillPromised = (row.promised ?? []).filter(({ personId }) => !left.some((id) => id === personId));
  return {
    action,
    detail: { left: left.join(' '), joined: joined.join(' '), because, startsAt: own.startsAt.toISOString() },
    set: {
      people: full.people,
      optionalPeople: full.people.filter((id) => optional.has(id)),
      ...stillAgreed(full.people, row, overAway),
      panel: panel ?? panelWithout(row, left),
      dropOuts: othersOut(row, settled),
      scheduleRev,
      timeRev: row.timeRev ?? row.scheduleRev,
      scheduleMadeAt: new Date(now),
      promised: [...stillPromised, ...promisesOf(terms, own.startsAt.getTime())],
    },
    notices: [
      ...(joined.length > 0 ? [notice('scheduled', `scheduled@${scheduleRev}`, interviewersOf(joined), told)] : []),
      { ...notice('people_changed', `people_changed@${scheduleRev}`, changed, told), lastTold: lastToldOf(row, left) },
    ],
    raisesVersion: true,
    reservation: { do: 'reseat', own, full, overAway },
  };
}

// Somebody who declined or was removed by hand is not asked again, where their group can do without them.
function panelWithout(row: ScheduledRow, left: readonly string[]): PanelRow[] {
  const refused = left.filter((id) => ['declined', 'by_hand'].includes(outOf(row, id)?.because ?? ''));
  return row.panel.map((group) => {
    const anyOf = group.anyOf.filter((id) => !refused.includes(id));
    return anyOf.length >= Math.max(group.count, 1) ? { ...group, anyOf } : group;
  });
}

export function outOf(row: ScheduledRow, personId: string): DropOut | undefined {
  return row.dropOuts?.find((one) => one.personId === personId);
}

export function othersOut(row: ScheduledRow, settled: readonly string[]): DropOut[] {
  return (row.dropOuts ?? []).filter(({ personId }) => !settled.includes(personId));
}
