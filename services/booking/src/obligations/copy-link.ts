import type { PersonId } from '@interlude/shared/ids';
import { auditRow } from '../booking/audit-row.ts';
import type { CommandContext } from '../booking/change.ts';
import { hasEnded } from '../booking/commands/resend-link.ts';
import { replacementOf } from '../booking/row/booking-kind.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { refuse } from '../runtime/refused.ts';
import { linkOf } from './booking-subject.ts';
import type { ObligationDeps } from './deps.ts';

/** The guest's own link, for a letter of one's own; who took it is on record before it is told. */
export async function copyLink(
  app: ObligationDeps,
  row: BookingRow,
  personId: PersonId,
  context: Pick<CommandContext, 'now' | 'actor' | 'requestId'>,
): Promise<{ url: string }> {
  const { status } = row;
  const forbidden = { code: 'status_forbids', status, action: 'copyLink' } as const;
  // The booking that took its place has a link of its own.
  if (replacementOf(row) !== null) refuse({ ...forbidden, allowed: [] });
  // Of what has ended the link would only say so.
  if (hasEnded(row, context.now)) refuse({ ...forbidden, allowed: ['extendLink'] });
  await app.stores.audit.append(auditRow(row, context, { action: 'copyLink', detail: {} }));
  return { url: linkOf(app, row, personId) };
}
