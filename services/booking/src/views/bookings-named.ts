import { idPrefixes } from '@interlude/shared/ids';
import { isUnbound } from '../access/permissions.ts';
import type { Staff } from '../access/staff-access.ts';
import type { NamedBookings } from '../booking/row/booking-parts.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { entriesFound, idIn, searchReach } from './find-records.ts';

// A text that finds more than these is to be longer: a list that it narrows shows some of them.
const mostCandidates = 300;
const mostJobs = 50;

/** Which bookings a text names: by an id, by the name or address of whom they are with, or by their job. */
export async function bookingsNamed(
  app: ObligationDeps,
  staff: Staff,
  text: string,
): Promise<{ readonly named: NamedBookings; readonly isCut: boolean }> {
  const reach = await searchReach(app, staff);
  // Who sees bookings without the names of their guests must not find them by these names either.
  const guestsOf = isUnbound(staff.roles) ? null : { personId: staff.personId, jobIds: reach?.jobIds ?? [] };
  const none: NamedBookings = { ids: [], jobIds: [], candidateIds: [], guestsOf };
  const id = idIn(text.trim());
  if (id !== null) return { named: { ...none, ...ofId(id) }, isCut: false };
  const [guests, jobs] = await Promise.all([
    entriesFound(app, staff, { kinds: ['candidate'], text, limit: mostCandidates + 1, reach }),
    // What a booking is about is seen by whoever sees the booking.
    entriesFound(app, staff, { kinds: ['job'], text, limit: mostJobs + 1, reach: null }),
  ]);
  const candidateIds = (guests.candidate ?? []).map(({ _id }) => _id);
  const jobIds = (jobs.job ?? []).map(({ _id }) => _id);
  return {
    named: { ...none, candidateIds: candidateIds.slice(0, mostCandidates), jobIds: jobIds.slice(0, mostJobs) },
    isCut: candidateIds.length > mostCandidates || jobIds.length > mostJobs,
  };
}

function ofId(id: string): Partial<NamedBookings> {
  if (id.startsWith(`${idPrefixes.candidate}_`)) return { candidateIds: [id] };
  return id.startsWith(`${idPrefixes.job}_`) ? { jobIds: [id] } : { ids: [id] };
}
