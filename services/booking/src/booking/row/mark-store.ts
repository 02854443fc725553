import type { TenantId } from '@interlude/shared/ids';
import type { Model, PipelineStage } from 'mongoose';
import type { BookingReach } from './booking-list-store.ts';
import type { Mark } from './booking-parts.ts';
import type { BookingRow } from './booking-row.ts';

export interface MarkFound {
  readonly _id: BookingRow['_id'];
  readonly mark: Mark;
}

/** What tells one mark from all others, in the order of their list. */
export interface MarkPlace {
  readonly since: Date;
  readonly _id: string;
  readonly cause: string;
  readonly of: string;
}

export interface MarkPage {
  readonly after: MarkPlace | null;
  readonly limit: number;
  /** Null lists those of the whole company. */
  readonly reach: BookingReach | null;
  readonly of?: 'interviews' | 'appointments' | undefined;
}

export const byMark = { tenantId: 1, 'marks.since': 1, _id: 1 } as const;

/** One page of marks, oldest first, of the bookings in reach. */
export async function listMarks<Row>(
  Booking: Model<Row>,
  tenantId: TenantId,
  { after, limit, reach, of }: MarkPage,
): Promise<MarkFound[]> {
  const stages: PipelineStage[] = [
    {
      $match: {
        tenantId,
        'marks.since': after === null ? { $exists: true } : { $gte: after.since },
        ...(of === undefined ? {} : { kind: of === 'appointments' ? 'appointment' : { $ne: 'appointment' } }),
        ...(reach === null ? {} : isWithin(reach)),
      },
    },
    { $project: { mark: '$marks' } },
    { $unwind: '$mark' },
    { $set: { of: { $ifNull: ['$mark.of', ''] } } },
    ...(after === null
      ? []
      : [{ $match: { $expr: { $gt: [placeOf, { $literal: [after.since, after._id, after.cause, after.of] }] } } }]),
    { $sort: { 'mark.since': 1, _id: 1, 'mark.cause': 1, of: 1 } },
    { $limit: limit },
    { $project: { mark: 1 } },
  ];
  return await Booking.aggregate<MarkFound>(stages).hint(byMark);
}

const placeOf = ['$mark.since', '$_id', '$mark.cause', '$of'];

function isWithin({ personId, jobIds, sessionIds }: BookingReach) {
  return { $or: [{ people: personId }, { jobId: { $in: [...jobIds] } }, { _id: { $in: [...sessionIds] } }] };
}
