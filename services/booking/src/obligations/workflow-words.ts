import type { TenantId } from '@interlude/shared/ids';
import { isProofId } from '../appointments/proof-store.ts';
import { isGroup, isInterview, titleOf, typeOf } from '../booking/row/booking-kind.ts';
import type { BookingStore } from '../booking/row/booking-store.ts';

// The engine refuses a summary of more than 400 bytes.
const longest = 120;

/** A name as the engine keeps it to be searched for: what ends a text in a list filter finds nothing there. */
export function searchable(name: string): string {
  return name.replaceAll(/['"\\]/g, '’');
}

/** One line that says what a workflow is about, without a person in it; null when there is no such booking. */
export async function workflowWords(
  bookings: BookingStore,
  { tenantId, interviewId }: { tenantId: string; interviewId: string },
): Promise<string | null> {
  if (isProofId(interviewId)) return 'Code that proves an address';
  const row = await bookings.find(tenantId as TenantId, interviewId);
  if (row === null) return null;
  const type = isGroup(row) ? 'group session' : isInterview(row) ? `${typeOf(row)} interview` : 'appointment';
  const words = type.replaceAll('_', ' ');
  const attempt = isInterview(row) && !isGroup(row) ? [`attempt ${row.attempt}`] : [];
  const line = [words.charAt(0).toUpperCase() + words.slice(1), titleOf(row), ...attempt, row.company].join(' · ');
  return line.replaceAll(/\s+/g, ' ').slice(0, longest);
}
