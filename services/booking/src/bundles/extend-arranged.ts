import type { InterviewStatus } from '@interlude/shared/booking/booking-status';
import type { CommandContext } from '../booking/change.ts';
import type { CommandStores } from '../booking/command.ts';
import { extended } from '../booking/commands/extend-link.ts';
import type { Judged } from '../booking/commit.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { type BundleContext, changeBundle, type RowsAnswer } from './change-bundle.ts';

const extendable: readonly InterviewStatus[] = ['invited', 'expired'];

/**
 * A new deadline and a new link for all parts of an invitation that are still to be booked, in one transaction and with
 * one mail. Refuses as for a single interview when the part asked for cannot be extended.
 */
export async function extendParts<T>(
  stores: CommandStores,
  context: BundleContext,
  validFor: string | undefined,
  answerOf: (after: BookingRow) => T,
): Promise<T> {
  const { seen } = context;
  const answer: RowsAnswer<T> = (after) => answerOf(after.find(({ _id }) => _id === seen._id) ?? seen);
  return await changeBundle(stores, context, { judge: () => judgeExtension(stores, context, validFor) }, answer);
}

async function judgeExtension(
  stores: CommandStores,
  context: BundleContext,
  validFor: string | undefined,
): Promise<Judged[]> {
  const { tenantId, part, _id } = context.seen;
  const parts = part === undefined ? [] : await stores.bookings.listParts(tenantId, part.invitationId);
  // The one asked for is judged in any case, so that its refusal is the answer.
  const rows = parts.filter((row) => row._id === _id || extendable.includes(row.status));
  const judged: Judged[] = [];
  for (const [n, found] of rows.entries()) {
    const row = found.part === undefined ? found : { ...found, part: { ...found.part, isFollowing: n > 0 } };
    const { expectedVersion, ...bare } = context;
    const isAsked = row._id === _id;
    const own: CommandContext = {
      ...bare,
      interviewId: row._id,
      ...(isAsked && expectedVersion !== undefined ? { expectedVersion } : {}),
    };
    const change = await extended(stores, row, own, validFor);
    judged.push({
      row,
      context: own,
      change: { ...change, set: { ...change.set, ...(row.part ? { part: row.part } : {}) } },
    });
  }
  return judged;
}
