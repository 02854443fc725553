import { actionsOf } from '@interlude/shared/booking/booking-status';
import { calledOff, type SeriesEnd } from '@interlude/shared/bundles/called-off';
import type { Reason } from '@interlude/shared/schemas/fields';
import type { CommandStores } from '../booking/command.ts';
import { cancelled } from '../booking/commands/cancel.ts';
import type { Judged } from '../booking/commit.ts';
import { refuse } from '../runtime/refused.ts';
import { type BundleContext, changeBundle, type RowsAnswer } from './change-bundle.ts';

export interface SeriesCancel {
  readonly from: SeriesEnd;
  readonly reason: Reason | undefined;
}

/**
 * Calls off an appointment of a series and all of the series that begin after it, or all that are still to come, in one
 * transaction. Refuses as for that appointment alone where none is left; the cut-off of the later ones is later.
 */
export async function cancelSeries<T>(
  stores: CommandStores,
  context: BundleContext,
  wish: SeriesCancel,
  answerOf: RowsAnswer<T>,
): Promise<T> {
  return await changeBundle(stores, context, { judge: () => judgeCancel(stores, context, wish) }, answerOf);
}

async function judgeCancel(
  stores: CommandStores,
  { expectedVersion, ...context }: BundleContext,
  { from, reason }: SeriesCancel,
): Promise<Judged[]> {
  const { actor, interviewId } = context;
  const { tenantId, status, kind } = context.seen;
  const seriesId = kind === 'appointment' ? context.seen.series?.seriesId : undefined;
  if (seriesId === undefined) {
    refuse({ code: 'status_forbids', status, action: 'cancelSeries', allowed: actionsOf(status, actor.party, kind) });
  }
  const all = await stores.bookings.listSeries(tenantId, seriesId);
  const members = all.map(({ _id, status: present, startsAt }) => {
    return { id: _id as string, status: present, startsAt: startsAt?.getTime() ?? 0 };
  });
  const judged = calledOff(members, interviewId, from).map((id): Judged => {
    const row = all.find(({ _id }) => _id === id) ?? refuse({ code: 'not_found' });
    const isAsked = row._id === interviewId && expectedVersion !== undefined;
    const own = { ...context, interviewId: row._id, ...(isAsked ? { expectedVersion } : {}) };
    return { row, context: own, change: cancelled(row, own, reason) };
  });
  const together = judged.length;
  return judged.map((one) => {
    return { ...one, change: { ...one.change, detail: { ...one.change.detail, together } } };
  });
}
