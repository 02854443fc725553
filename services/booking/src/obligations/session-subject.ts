import { reservedStatuses } from '@interlude/shared/booking/booking-status';
import type { NotifyItem } from '@interlude/shared/contracts/lifecycle';
import { panelSummaryFor } from '../booking/join-facts.ts';
import type { SessionRow } from '../booking/row/session-row.ts';
import type { ObligationDeps } from './deps.ts';
import { unjudgedGuests } from './session-feedback.ts';
import type { Subject, SubjectAnswer } from './subject.ts';

/** Guests of a session come and go until it is over, so only mails after its end name them. */
export async function sessionSubject(app: ObligationDeps, row: SessionRow, item: NotifyItem): Promise<SubjectAnswer> {
  const { kind: about, terms } = row;
  const guests = await guestFacts(app, row, item);
  if (guests === null) return { skip: 'answered' };
  return {
    name: terms.title,
    guest: null,
    says: { about, attempt: 1, bookBy: null, ...guests },
    offeredAt: null,
    noShow: null,
    titleFor: (locale) => panelSummaryFor(row, null, locale),
  };
}

/** How many come, and once it is over on whom feedback is missing; null where it is asked for and nobody is left. */
async function guestFacts(
  app: ObligationDeps,
  row: SessionRow,
  { kind }: NotifyItem,
): Promise<Pick<Subject['says'], 'places' | 'guests'> | null> {
  const { tenantId, reservationId, status, terms } = row;
  if (kind === 'feedback_request') {
    const guests = await unjudgedGuests(app, row);
    return guests.length > 0 ? { guests } : null;
  }
  if (reservationId === null || status === 'cancelled') return {};
  const places = await app.stores.bookings.listPlaces(tenantId, reservationId);
  const booked = places.filter((place) => reservedStatuses.includes(place.status)).length;
  return booked > 0 ? { places: { booked, of: terms.places } } : {};
}
