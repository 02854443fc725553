import type { NotifyItem } from '@interlude/shared/contracts/lifecycle';
import { soonestStarts } from '@interlude/shared/slots/soonest-starts';
import { localOf } from '@interlude/shared/time/time-zone';
import { offerSlots } from '../booking/list-own-starts.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { BookingWithPeople } from '../booking/row/booking-store.ts';
import { errorFacts } from '../runtime/log.ts';
import type { ObligationDeps } from './deps.ts';

/** A mail is worth more in time than with times. */
const patienceMs = 1_500;
const noon = 720;
const inviting: readonly string[] = [
  'invitation',
  'nudge',
  'link',
  'expiring',
  'retake_approved',
  'interviewer_missed',
];

/**
 * The soonest times that the page would offer now, for a mail that asks its reader to choose; instants. None where they
 * cannot be had, or not soon: what the mail has to say does not depend on them.
 */
export async function soonestFor(
  app: ObligationDeps,
  item: NotifyItem,
  known: { readonly row: BookingRow } | BookingWithPeople,
): Promise<readonly number[]> {
  const { row } = known;
  if (row.status !== 'invited' || item.recipient.role !== 'candidate' || !inviting.includes(item.kind)) return [];
  // Parts are chosen together: the first times of one of them say little of what fits.
  if (row.part !== undefined) return [];
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('not soon enough')), patienceMs);
  try {
    return await Promise.race([listed(app, known), tooLate]);
  } catch (error) {
    const { _id: interviewId, tenantId } = row;
    app.log.warn({ tenantId, interviewId, error: errorFacts(error) }, 'a mail goes without the soonest times');
    return [];
  } finally {
    clearTimeout(timer);
  }
}

async function listed(
  { stores, now }: ObligationDeps,
  known: { readonly row: BookingRow } | BookingWithPeople,
): Promise<readonly number[]> {
  const { row } = known;
  const found = 'people' in known ? known : await stores.bookings.findWithPeople(row.tenantId, row._id);
  if (found === null) return [];
  const { view } = await offerSlots(stores, found, { zone: row.zone }, now());
  const placeOf = (at: number) => {
    const { date, minuteOfDay } = localOf(row.zone, at);
    return { half: `${date} ${minuteOfDay < noon ? 'am' : 'pm'}`, minuteOfDay };
  };
  return soonestStarts(
    view.starts.map((start) => Date.parse(start)),
    placeOf,
  );
}
