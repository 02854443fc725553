import { instantText } from '@interlude/shared/booking/booking-rules';
import { startProblem } from '@interlude/shared/slots/free-slots';
import type { PersonRow } from '../company/person-store.ts';
import { recurringHours } from '../company/recurring-dates.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import type { BusyRow } from '../reservations/reservation-row.ts';

const minute = 60_000;
const horizonMs = 730 * 86_400_000;
// The finest step: a booked start counts by its hours and not by the step it was booked on.
const finestStep = 5;
const unbooked = { busy: [], takenSeats: [], caps: { perDay: null, perWeek: null } };

/** Which of a person's booked interviews would lie outside the hours given; they are reported, never moved. */
export async function hoursImpact(app: ObligationDeps, person: PersonRow) {
  const now = app.now();
  const span = { from: now, to: now + horizonMs };
  const recurring = await recurringHours(person, span);
  const rows = await app.stores.reservations.listBusy({ tenantId: person.tenantId, people: [person._id], span });
  const isBooked = ({ kind, booked = 0 }: BusyRow) => kind === 'booking' || (kind === 'group' && booked > 0);
  const booked = rows.filter((row) => isBooked(row) && row.startsAt.getTime() > now);
  const outside = booked.filter(({ startsAt, endsAt }) => {
    const asked = {
      people: [{ ...person, ...unbooked, personId: person._id, recurring }],
      panel: [{ anyOf: [person._id], count: 1 }],
      durationMinutes: (endsAt.getTime() - startsAt.getTime()) / minute,
      stepMinutes: finestStep,
      buffers: { beforeMinutes: 0, afterMinutes: 0 },
      gridZone: person.zone,
      earliestAt: now,
      latestAt: now + horizonMs,
    };
    return startProblem(asked, startsAt.getTime()) === 'hours';
  });
  return {
    outside: outside.map(({ bookingId, startsAt, endsAt }) => ({
      interviewId: (bookingId ?? '') as string,
      startsAt: instantText(startsAt.getTime()),
      endsAt: instantText(endsAt.getTime()),
    })),
  };
}
