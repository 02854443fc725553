import type { CommandContext } from '../booking/change.ts';
import type { CommandStores } from '../booking/command.ts';
import { commitChanges, type Judged, tryOrReplay } from '../booking/commit.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { refuse } from '../runtime/refused.ts';

export type BundleContext = CommandContext & { readonly seen: BookingRow };
export type RowsAnswer<T> = (rows: readonly BookingRow[]) => T | Promise<T>;

interface BundleChange {
  /** What changes of the bookings as they are now; refuses what cannot be. `attempt` counts from 1. */
  readonly judge: (attempt: number) => Promise<readonly Judged[]>;
  readonly attempts?: number;
  /** What is told whoever lost so often. */
  readonly refuseLost?: () => Promise<never>;
}

/** Changes several bookings in one transaction, all or none, and again while others are faster. */
export async function changeBundle<T>(
  stores: CommandStores,
  context: BundleContext,
  { judge, attempts = 3, refuseLost = () => refuseVersion(stores, context) }: BundleChange,
  answerOf: RowsAnswer<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const tryOnce = async () => await commitChanges(stores, await judge(attempt), answerOf);
    const done = await tryOrReplay(stores, context, tryOnce);
    if (done !== null) return done.answer;
  }
  return await refuseLost();
}

async function refuseVersion({ bookings }: CommandStores, { seen }: BundleContext): Promise<never> {
  const { version, status } = (await bookings.find(seen.tenantId, seen._id)) ?? seen;
  return refuse({ code: 'version_conflict', version, status });
}
