import type { Bookable } from '../calendar/bookable.ts';
import { panelPeople } from '../catalogue/panel.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';
import type { Claim, ClaimBy } from './claim.ts';
import { placeOf } from './claim-place.ts';

const minute = 60_000;

/** Whether a hold keeps this start at this instant for what the booking is now: staff may have applied another template. */
export function isHolding(
  held: ReservationRow | null,
  row: Bookable,
  { startsAt }: { readonly startsAt: number },
  { now }: Pick<ClaimBy, 'now'>,
): boolean {
  if (held === null || held.startsAt.getTime() !== startsAt || !isOnTermsOf(row, held)) return false;
  return (held.expiresAt?.getTime() ?? 0) > now;
}

function isOnTermsOf({ durationMinutes, panel, group }: Bookable, held: ReservationRow): boolean {
  if (held.placeIn !== undefined || group !== undefined)
    return held.placeIn !== undefined && group !== undefined && (held.offerId ?? group.offerId) === group.offerId;
  const people = new Set<string>(panelPeople(panel));
  const isAsLong = held.endsAt.getTime() - held.startsAt.getTime() === durationMinutes * minute;
  return isAsLong && held.people.every((personId) => people.has(personId));
}

/** A start that is held already needs no second claim: it goes straight into the transaction. */
export function claimOfHold(
  held: ReservationRow | null,
  row: Bookable,
  wish: { readonly startsAt: number },
  by: Pick<ClaimBy, 'now'>,
): Claim | null {
  if (held === null || !isHolding(held, row, wish, by)) return null;
  if (held.placeIn !== undefined) return { hold: held, full: placeOf(held) };
  const { startsAt: start, endsAt, people, terms = [], resources, seats, cells = [], assignment } = held;
  const full = { startsAt: start, endsAt, people, terms, seats, cells, ...(resources ? { resources } : {}) };
  return { hold: held, full: { ...full, ...(assignment ? { assignment } : {}) } };
}
