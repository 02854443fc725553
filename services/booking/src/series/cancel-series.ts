import type { Reason } from '@interlude/shared/interview';
import { actionsOf, upcomingStatuses } from '@interlude/shared/interview-status';
import type { BookingRow } from '../bookings/booking-row.ts';
import type { CommandContext } from '../bookings/change.ts';
import { commitChanges, type Judged, tryOrReplay } from '../bookings/commit-changes.ts';
import type { CommandStores } from '../bookings/judge.ts';
import { cancel } from '../bookings/status-commands.ts';
import { refuse } from '../refused.ts';

const attempts = 3;

/**
 * Calls off an appointment of a series and all of the series that begin after it, in one transaction. Refuses as for
 * that appointment alone; the cut-off of the later ones is later.
 */
export async function cancelSeries<T>(
  stores: CommandStores,
  context: CommandContext & { readonly seen: BookingRow },
  reason: Reason | undefined,
  answerOf: (rows: readonly BookingRow[]) => T | Promise<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const done = await tryOrReplay(stores, context, () => tryCancel(stores, context, reason, answerOf));
    if (done !== null) return done.answer;
  }
  const { version, status } = (await stores.bookings.find(context.tenantId, context.interviewId)) ?? context.seen;
  return refuse({ code: 'version_conflict', version, status });
}

async function tryCancel<T>(
  stores: CommandStores,
  context: CommandContext & { readonly seen: BookingRow },
  reason: Reason | undefined,
  answerOf: (rows: readonly BookingRow[]) => T | Promise<T>,
): Promise<T> {
  const { tenantId, status, kind } = context.seen;
  const seriesId = kind === 'appointment' ? context.seen.series?.seriesId : undefined;
  if (seriesId === undefined) {
    refuse({ code: 'status_forbids', status, action: 'cancelSeries', allowed: actionsOf(status, 'candidate', kind) });
  }
  const all = await stores.bookings.listSeries(tenantId, seriesId);
  const first = all.find(({ _id }) => _id === context.interviewId) ?? refuse({ code: 'not_found' });
  const from = first.startsAt?.getTime() ?? 0;
  const later = all.filter((row) => {
    return row._id !== first._id && upcomingStatuses.includes(row.status) && (row.startsAt?.getTime() ?? 0) > from;
  });
  const judged = [first, ...later].map((row): Judged => {
    const own = { ...context, interviewId: row._id };
    return { row, context: own, change: cancel(row, own, reason) };
  });
  return await commitChanges(stores, judged, answerOf);
}
