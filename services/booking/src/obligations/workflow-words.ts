import type { TenantId } from '@interlude/shared/ids';
import { isInterview, isSession, titleOf, typeOf } from '../booking/row/booking-kind.ts';
import type { Scheduled } from '../booking/row/scheduled.ts';
import { singleMailWords } from './single-mail.ts';

// The engine refuses a summary of more than 400 bytes.
const longest = 120;

/** A name as the engine keeps it to be searched for: what ends a text in a list filter finds nothing there. */
export function searchable(name: string): string {
  return name.replaceAll(/['"\\]/g, '’');
}

/** One line that says what a workflow is about, without a person in it; null when there is no such booking. */
export async function workflowWords(
  scheduled: Pick<Scheduled, 'find'>,
  { tenantId, interviewId }: { tenantId: string; interviewId: string },
): Promise<string | null> {
  const ofMail = singleMailWords(interviewId);
  if (ofMail !== null) return ofMail;
  const row = await scheduled.find(tenantId as TenantId, interviewId);
  if (row === null) return null;
  const type = isSession(row) ? 'group session' : isInterview(row) ? `${typeOf(row)} interview` : 'appointment';
  const words = type.replaceAll('_', ' ');
  const attempt = isInterview(row) ? [`attempt ${row.attempt}`] : [];
  const line = [words.charAt(0).toUpperCase() + words.slice(1), titleOf(row), ...attempt, row.company].join(' · ');
  return line.replaceAll(/\s+/g, ' ').slice(0, longest);
}
