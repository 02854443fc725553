import type { TenantId } from '@interlude/shared/ids';
import type { Span } from '@interlude/shared/slots/slot-question';
import mongoose, { type Connection } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import { coalesceReads, readPatienceMs } from '../runtime/coalesced-reads.ts';
import type { BusyRow, ReservationRow } from './reservation-row.ts';

const longestMs = 25 * 3_600_000;
const weekMs = 8 * 86_400_000;
const withoutCells = { cells: 0, freed: 0, requestId: 0, tenantId: 0, assignment: 0 } as const;

interface BusyQuestion {
  readonly tenantId: TenantId;
  readonly people: readonly string[];
  readonly resources?: readonly string[];
  readonly offers?: readonly string[];
  readonly span: Span;
  readonly counted?: Span | undefined;
}

interface LoadSpan {
  readonly from: Date;
  readonly now: Date;
  readonly to: Date;
}

export interface LoadRow {
  readonly _id: string;
  readonly last: number;
  readonly lastMinutes: number;
  readonly next: number;
  readonly nextMinutes: number;
  /** When the next begins; null for none. */
  readonly nextAt: Date | null;
}

/** What is taken, as the calendar reads it. */
export function createBusyStore(connection: Connection) {
  const Reservation = connection.model<Stored<ReservationRow>>('Reservation');
  const { trusted } = mongoose;
  // Rivals for a start ask the same; one query answers them all.
  const listBusy = coalesceReads(
    (asked: BusyQuestion) => JSON.stringify(asked),
    async (keys, { tenantId, people, resources = [], offers = [], span, counted }) => {
      const [from, to] = [span.from - weekMs, span.to + weekMs + longestMs];
      const [first, end] = [Math.min(from, counted?.from ?? from), Math.max(to, counted?.to ?? to)];
      const startsAt = trusted({ $gte: new Date(first), $lt: new Date(end) });
      const oneOf = (ids: readonly string[]) => trusted({ $exists: true, $in: [...ids] });
      // Each side names all that its index begins with: otherwise the whole tenant is read.
      const sides = [
        { tenantId, people: trusted({ $in: [...people] }), startsAt },
        ...(resources.length > 0 ? [{ tenantId, 'resources.id': oneOf(resources), startsAt }] : []),
        ...(offers.length > 0 ? [{ tenantId, offerId: oneOf(offers), startsAt }] : []),
      ];
      const own = sides.length === 1 ? { ...sides[0], tenantId } : { tenantId, $and: [{ $or: sides }] };
      const which = counted === undefined ? { active: true } : { $or: [{ active: true }, { tookPlace: true }] };
      const rows = await Reservation.find({ ...own, ...which }, withoutCells)
        .maxTimeMS(readPatienceMs)
        .lean<BusyRow[]>();
      return keys.map(() => rows);
    },
  );

  return {
    /**
     * Active reservations of these people and resources that can matter for starts in the span, and interviews within
     * `counted`, those that took place included; one query for all of it.
     */
    listBusy: async (asked: BusyQuestion): Promise<readonly BusyRow[]> => await listBusy(asked),

    /** How many meetings each of these people has within two spans that meet at `now`, and how long they are in all. */
    async sumLoad(tenantId: TenantId, people: readonly string[], { from, now, to }: LoadSpan): Promise<LoadRow[]> {
      const isNext = { $gte: ['$startsAt', now] };
      const minutes = { $dateDiff: { startDate: '$startsAt', endDate: '$endsAt', unit: 'minute' } };
      const sumIf = (which: object, value: unknown) => ({ $sum: { $cond: [which, value, 0] } });
      return await Reservation.aggregate<LoadRow>([
        {
          $match: {
            tenantId,
            people: { $in: [...people] },
            startsAt: { $gte: from, $lt: to },
            kind: { $in: ['booking', 'group', 'seat'] },
            booked: { $ne: 0 },
            $or: [{ active: true }, { tookPlace: true }],
          },
        },
        { $project: { people: 1, startsAt: 1, endsAt: 1 } },
        { $unwind: '$people' },
        {
          $group: {
            _id: '$people',
            last: sumIf({ $not: [isNext] }, 1),
            lastMinutes: sumIf({ $not: [isNext] }, minutes),
            next: sumIf(isNext, 1),
            nextMinutes: sumIf(isNext, minutes),
            nextAt: { $min: { $cond: [isNext, '$startsAt', null] } },
          },
        },
      ]);
    },

    /** What is or was booked with somebody, or on a resource, and begins in the span: soonest first. */
    async listBooked(
      tenantId: TenantId,
      of: { readonly personId: string } | { readonly resourceId: string },
      { from, to, limit }: { readonly from: Date; readonly to: Date; readonly limit: number },
    ): Promise<BusyRow[]> {
      const side =
        'personId' in of ? { people: of.personId } : { 'resources.id': trusted({ $exists: true, $eq: of.resourceId }) };
      const booked = [{ kind: 'booking' }, { kind: 'group', booked: trusted({ $gt: 0 }) }];
      const took = [{ active: true }, { tookPlace: true }];
      const startsAt = trusted({ $gte: from, $lt: to });
      return await Reservation.find(
        { tenantId, ...side, startsAt, placeIn: trusted({ $exists: false }), $and: [{ $or: booked }, { $or: took }] },
        withoutCells,
      )
        .sort({ startsAt: 1 })
        .limit(limit)
        .maxTimeMS(readPatienceMs)
        .lean<BusyRow[]>();
    },

    /** What is booked on a resource from an instant on. */
    async listUses(tenantId: TenantId, resourceId: string, from: Date): Promise<BusyRow[]> {
      const used = {
        'resources.id': trusted({ $exists: true, $eq: resourceId }),
        placeIn: trusted({ $exists: false }),
      };
      const booked = [{ kind: 'booking' }, { kind: 'group', booked: trusted({ $gt: 0 }) }];
      return await Reservation.find(
        { tenantId, ...used, $or: booked, active: true, endsAt: trusted({ $gt: from }) },
        withoutCells,
      )
        .sort({ startsAt: 1 })
        .lean<BusyRow[]>();
    },
  };
}
