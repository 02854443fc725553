import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import type { TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection } from 'mongoose';
import type { Stored } from '../../mongo/mongo.ts';
import type { BookingRow } from './booking-row.ts';

export type UpcomingRow = Pick<BookingRow, '_id' | 'tenantId' | 'promised' | 'clockAskedFor'> & { startsAt: Date };

/** What is read across tenants: by background loops in pages by id, and by the public resend of a link. */
export function createCrossTenantStore(connection: Connection) {
  const Booking = connection.model<Stored<BookingRow>>('Booking');
  const { trusted } = mongoose;
  const isUpcoming = () => trusted({ $in: [...upcomingStatuses] });
  const later = (id: string) => trusted({ $gt: id });

  return {
    /** The tenant of an id, for the public resend of a link; the only lookup of one without a tenant. */
    async findTenantOf(interviewId: string): Promise<TenantId | null> {
      const row = await Booking.findOne({ _id: interviewId }, { tenantId: 1 }, { crossTenant: true }).lean<{
        tenantId: TenantId;
      }>();
      return row?.tenantId ?? null;
    },

    /** Interviews for which somebody has to be searched, across tenants. */
    async listDropOutsDue(now: Date, after: string, limit: number) {
      return await Booking.find(
        { _id: later(after), 'dropOuts.state': 'due', status: isUpcoming(), startsAt: trusted({ $gt: now }) },
        { tenantId: 1 },
        { crossTenant: true },
      )
        .sort({ _id: 1 })
        .limit(limit)
        .lean<Pick<BookingRow, '_id' | 'tenantId'>[]>();
    },

    /** Interviews with something left to do, in order of id after `after`, across tenants, for the reconcile. */
    async listUnfinished(after: string, limit: number) {
      return await Booking.find(
        { planOver: false, _id: later(after) },
        { tenantId: 1, factsRev: 1, plannedRev: 1 },
        { crossTenant: true },
      )
        .sort({ _id: 1 })
        .limit(limit)
        .lean<Pick<BookingRow, '_id' | 'tenantId' | 'factsRev' | 'plannedRev'>[]>();
    },

    /** Interviews that are booked and still to come, in order of id after `after`, across tenants. */
    async listUpcoming(after: string, now: Date, limit: number): Promise<UpcomingRow[]> {
      return await Booking.find(
        {
          planOver: false,
          _id: later(after),
          status: isUpcoming(),
          startsAt: trusted({ $gt: now }),
        },
        { tenantId: 1, startsAt: 1, promised: 1, clockAskedFor: 1 },
        { crossTenant: true },
      )
        .sort({ _id: 1 })
        .limit(limit)
        .lean<UpcomingRow[]>();
    },
  };
}
