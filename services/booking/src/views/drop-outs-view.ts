import { instantText } from '@interlude/shared/booking/booking-rules';
import { isSomebodyOut } from '../booking/row/booking-parts.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { staffBounds } from '../calendar/bounds.ts';
import { readQuestion } from '../calendar/read-question.ts';
import { alternativesTo, spanAround } from '../claims/claim-people.ts';
import type { ObligationDeps } from '../obligations/deps.ts';

/**
 * Who of a booked interview cannot come, and the starts nearest to it at which the whole panel can: the same that a
 * reschedule by staff accepts. Computed for whoever looks; null when there is nobody.
 */
export async function dropOutsView({ stores, now }: ObligationDeps, row: ScheduledRow) {
  if (!isSomebodyOut(row) || row.startsAt === null) return null;
  const startsAt = row.startsAt.getTime();
  const span = spanAround(startsAt);
  const asked = row.dropOuts?.filter(({ state }) => state === 'asked') ?? [];
  const [{ asked: question }, people] = await Promise.all([
    readQuestion(stores, row, span, staffBounds(now())),
    stores.people.listByIds(
      row.tenantId,
      asked.map(({ personId }) => personId),
    ),
  ]);
  return {
    people: asked.map(({ personId, because, since }) => ({
      personId: personId as string,
      name: people.find(({ _id }) => _id === personId)?.name ?? '',
      because,
      since: instantText(since.getTime()),
    })),
    nearest: alternativesTo(question, startsAt, span),
  };
}
