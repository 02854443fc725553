import type { BusyTime, PanelGroup, PersonRules, SlotQuestion } from './slot-question.ts';

/** What a meeting needs beside its people: so many seats out of a list of rooms or licences. */
export interface ResourceDemand {
  anyOf: readonly string[];
  count: number;
}

/** One of the simultaneous uses of a resource, counted from 0: a room has one, a licence for five has five. */
export interface ResourceSeat {
  id: string;
  seat: number;
}

export interface ResourceUse extends BusyTime {
  seat: number;
}

export interface ResourceRules {
  resourceId: string;
  /** How many uses can go on at once; 0 when it is not to be used any more. */
  capacity: number;
  uses: readonly ResourceUse[];
}

/** The name under which a seat is claimed, as a person is under their id: `res_x#0`. */
export function seatKey({ id, seat }: ResourceSeat): string {
  return `${id}#${seat}`;
}

export function seatOf(key: string): ResourceSeat {
  const at = key.lastIndexOf('#');
  return { id: key.slice(0, at), seat: Number(key.slice(at + 1)) };
}

/**
 * The question with what the meeting needs beside its people. A resource for N uses at once is N members that are
 * always at work and have no caps, so that listing and claiming find seats exactly as they find people.
 */
export function withResources<Q extends Pick<SlotQuestion, 'people' | 'panel'>>(
  q: Q,
  demands: readonly ResourceDemand[],
  resources: readonly ResourceRules[],
): Q {
  const seats = new Map(resources.map((resource) => [resource.resourceId, seatsOf(resource)]));
  const groups = demands.map(({ anyOf, count }): PanelGroup => {
    const members = [...new Set(anyOf)].flatMap((id) => seats.get(id) ?? []);
    return { anyOf: members.map(({ personId }) => personId), count, resource: true };
  });
  return { ...q, people: [...q.people, ...[...seats.values()].flat()], panel: [...q.panel, ...groups] };
}

function seatsOf({ resourceId, capacity, uses }: ResourceRules): PersonRules[] {
  const busy = Array.from({ length: capacity }, (_, seat): BusyTime[] => uses.filter((use) => use.seat === seat));
  // Seats beyond a capacity that was lowered are in use all the same, so as many of the others stay empty. It is the
  // highest free one, and claims take the lowest: who reads at the same time leaves the same ones empty.
  for (const use of uses.filter(({ seat }) => seat >= capacity)) {
    const room = busy.findLast((others) => others.every((other) => areApart(use, other)));
    for (const others of room === undefined ? busy : [room]) others.push(use);
  }
  const caps = { perDay: null, perWeek: null };
  return busy.map((times, seat) => ({
    personId: seatKey({ id: resourceId, seat }),
    zone: 'UTC',
    weekly: [],
    overrides: [],
    busy: times,
    takenSeats: [],
    caps,
    resource: true,
  }));
}

function areApart(one: BusyTime, other: BusyTime): boolean {
  const [early, late] = one.startsAt <= other.startsAt ? [one, other] : [other, one];
  return late.startsAt - early.endsAt >= Math.max(early.afterMinutes, late.beforeMinutes) * 60_000;
}
