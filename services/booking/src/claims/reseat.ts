import type { PersonId } from '@interlude/shared/ids';
import type { AssignmentDecision } from '@interlude/shared/slots/assignment';
import { seatKey } from '@interlude/shared/slots/resources';
import type { SlotQuestion } from '@interlude/shared/slots/slot-question';
import { clearOver } from '../reservations/release-expired.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import type { ReservationStore } from '../reservations/reservation-store.ts';
import type { Claim } from './claim.ts';
import { claimOfPerson } from './claim-people.ts';

/** Who comes to a booked meeting from now on, and why. */
export interface Reseating {
  readonly people: readonly PersonId[];
  readonly decision: AssignmentDecision | undefined;
}

/**
 * The reservation of a booked meeting with other people at the same time: whoever stays, and every room and licence,
 * keeps exactly what was claimed for them, whoever is new is claimed on their own terms. Null when somebody new has no seat left under their caps.
 */
export function reseat(
  asked: SlotQuestion,
  own: ReservationRow,
  { people, decision }: Reseating,
): Claim['full'] | null {
  const { startsAt, endsAt } = own;
  const span = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() };
  const isKept = (personId: string) => own.people.some((id) => id === personId) && people.some((id) => id === personId);
  const used = new Set((own.resources ?? []).map(seatKey));
  const ofKept = (key: string) => [key.slice(0, key.indexOf(':'))].some((name) => isKept(name) || used.has(name));
  const full = {
    terms: (own.terms ?? []).filter(({ personId }) => isKept(personId)),
    seats: own.seats.filter(ofKept),
    cells: (own.cells ?? []).filter(ofKept),
  };
  for (const personId of people.filter((id) => !isKept(id))) {
    const rules = asked.people.find((person) => person.personId === personId);
    const claim = rules === undefined ? null : claimOfPerson(asked, rules, span, null);
    if (claim === null) return null;
    full.terms.push(claim.terms);
    full.seats.push(...claim.seats);
    full.cells.push(...claim.cells);
  }
  const { resources } = own;
  const kept = resources ? { resources } : {};
  return { startsAt, endsAt, people: [...people], ...kept, ...full, ...(decision ? { assignment: decision } : {}) };
}

/** Gives up what is over in the times these cells stand for, so that a single write can take them. */
export async function clearExpired(
  store: ReservationStore,
  own: ReservationRow,
  cells: readonly string[],
  now: number,
): Promise<void> {
  const mine = new Set(own.cells);
  const wanted = cells.filter((cell) => !mine.has(cell));
  if (wanted.length === 0) return;
  await clearOver(store, await store.listHoldersOf(own.tenantId, wanted), { now });
}
