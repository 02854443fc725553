import type { Waiting } from '@interlude/shared/booking/waitlist';
import type { TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, type QueryFilter } from 'mongoose';
import type { BookingRow } from './booking-row.ts';

const byTenant = { tenantId: 1, 'waitlist.joinedAt': 1, _id: 1 } as const;
/** By each field in which a booking names whose time decides about its starts: see `namesInLine`. */
const byNeed = [
  { tenantId: 1, 'panel.anyOf': 1, 'waitlist.joinedAt': 1 },
  { tenantId: 1, 'resources.anyOf': 1, 'waitlist.joinedAt': 1 },
  { tenantId: 1, 'group.offerId': 1, 'waitlist.joinedAt': 1 },
] as const;

export const waitingIndexes = [byTenant, ...byNeed].map((key) => ({
  key,
  partialFilterExpression: { 'waitlist.joinedAt': { $exists: true } },
}));

interface InTurn {
  readonly _id: BookingRow['_id'];
  readonly waitlist: Pick<Waiting, 'joinedAt'>;
}

function byTurn(one: InTurn, other: InTurn): number {
  return one.waitlist.joinedAt - other.waitlist.joinedAt || (one._id < other._id ? -1 : 1);
}

export function createWaitingStore(connection: Connection) {
  const Booking = connection.model<BookingRow>('Booking');
  const { trusted } = mongoose;
  // A range, since `$exists` has to look at each row: the index alone must answer.
  const isWaiting = () => ({ 'waitlist.joinedAt': trusted({ $gte: 0 }) });
  const listBy = async (key: Record<string, 1>, filter: { tenantId: TenantId }) =>
    await Booking.find({ ...filter, ...isWaiting() } as QueryFilter<BookingRow>, { 'waitlist.joinedAt': 1 })
      .hint(key)
      .lean<InTurn[]>();

  return {
    /** The companies in which somebody waits for a time, for those who offer. */
    async listTenantsWaiting(): Promise<TenantId[]> {
      // The tenant is named because no index beginning with it would be used otherwise.
      const anywhere = { tenantId: trusted({ $gt: '' }), ...isWaiting() } as QueryFilter<BookingRow>;
      return (await Booking.distinct('tenantId', anywhere, { crossTenant: true })) as TenantId[];
    },

    /** Everybody who waits in one company, first come first; ids alone, as a line may be of any length. */
    async listWaiting(tenantId: TenantId): Promise<BookingRow['_id'][]> {
      return (await listBy(byTenant, { tenantId })).sort(byTurn).map(({ _id }) => _id);
    },

    /** Those among them who need one of these people, rooms or offers of places; the others are not read for that. */
    async listWaitingFor(tenantId: TenantId, needed: readonly string[]): Promise<BookingRow['_id'][]> {
      const lists = await Promise.all(
        byNeed.map((key) => listBy(key, { tenantId, [Object.keys(key)[1] ?? '']: trusted({ $in: [...needed] }) })),
      );
      const found = new Map(lists.flat().map((row) => [row._id, row]));
      return [...found.values()].sort(byTurn).map(({ _id }) => _id);
    },
  };
}
