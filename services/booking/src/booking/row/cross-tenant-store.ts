import { upcomingStatuses } from '@interlude/shared/booking/booking-status';
import mongoose, { type Connection } from 'mongoose';
import type { Stored } from '../../mongo/mongo.ts';
import type { ScheduledCore } from './scheduled-core.ts';

export type UpcomingRow = Pick<ScheduledCore, '_id' | 'tenantId' | 'promised' | 'clockAskedFor'> & { startsAt: Date };

/** What background loops read of one collection across tenants, in pages by id. */
export function createCrossTenantStore(connection: Connection, model: 'Booking' | 'GroupSession') {
  const Rows = connection.model<Stored<ScheduledCore>>(model);
  const { trusted } = mongoose;
  const isUpcoming = () => trusted({ $in: [...upcomingStatuses] });
  const later = (id: string) => trusted({ $gt: id });

  return {
    /** Those for whom somebody has to be searched. */
    async listDropOutsDue(now: Date, after: string, limit: number) {
      return await Rows.find(
        { _id: later(after), 'dropOuts.state': 'due', status: isUpcoming(), startsAt: trusted({ $gt: now }) },
        { tenantId: 1 },
        { crossTenant: true },
      )
        .sort({ _id: 1 })
        .limit(limit)
        .lean<Pick<ScheduledCore, '_id' | 'tenantId'>[]>();
    },

    /** Those with something left to do, in order of id after `after`, for the reconcile. */
    async listUnfinished(after: string, limit: number) {
      return await Rows.find(
        { planOver: false, _id: later(after) },
        { tenantId: 1, factsRev: 1, plannedRev: 1 },
        { crossTenant: true },
      )
        .sort({ _id: 1 })
        .limit(limit)
        .lean<Pick<ScheduledCore, '_id' | 'tenantId' | 'factsRev' | 'plannedRev'>[]>();
    },

    /** Those that are booked and still to come, in order of id after `after`. */
    async listUpcoming(after: string, now: Date, limit: number): Promise<UpcomingRow[]> {
      return await Rows.find(
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
