import { pickingStatuses } from '@interlude/shared/booking/booking-status';
import type { InvitationId, PersonId, ReservationId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { ResourceRow } from '../../catalogue/resource-store.ts';
import type { Colleague } from '../../company/person-store.ts';
import type { Stored } from '../../mongo/mongo.ts';
import { countWrite, countWrites } from '../../mongo/write-count.ts';
import { coalesceReads, readPatienceMs } from '../../runtime/coalesced-reads.ts';
import {
  type BookingPage,
  countOpen,
  type ExpiringPage,
  type FoundBy,
  type GuestKeys,
  isWithin,
  listBookingPage,
  listBookingsFoundBy,
  listBookingsOfGuest,
  listExpiringPage,
  listGuestIdsOf,
  type OpenOf,
} from './booking-list-store.ts';
import type { BookingFilter } from './booking-parts.ts';
import type { AppointmentRow, BookingRow, InterviewRow } from './booking-row.ts';
import { createRowsStore, scheduledFields } from './scheduled-rows-store.ts';
import { type ScheduledWrite, updateOf } from './scheduled-write.ts';
import { createWaitingStore } from './waiting-store.ts';

const mixed = Schema.Types.Mixed;
type StoredBooking = Stored<InterviewRow & Omit<AppointmentRow, keyof InterviewRow>>;
const schema = new Schema<StoredBooking>(
  {
    ...scheduledFields,
    serviceId: String,
    serviceName: String,
    servicePage: String,
    clientId: String,
    price: mixed,
    payment: String,
    reminderBefore: String,
    reminderWishedAt: Date,
    repeatable: mixed,
    answers: { type: mixed, default: undefined },
    series: { type: mixed, default: undefined },
    rootInterviewId: String,
    attempt: Number,
    previousInterviewId: String,
    undoes: String,
    replacedBy: String,
    applicationId: String,
    candidateId: String,
    addressee: String,
    jobId: String,
    templateId: String,
    jobTitle: String,
    guide: String,
    personal: String,
    preparation: mixed,
    outcome: String,
    link: mixed,
    access: mixed,
    invitedAt: Date,
    invitedBy: String,
    zone: String,
    locale: String,
    hourCycle: String,
    note: String,
    guestPhone: String,
    phoneMissedRev: Number,
    rescheduleUsed: Number,
    effectsAt: { type: [Date], default: undefined },
    noShow: String,
    remindersPaused: Boolean,
    retake: mixed,
    waitlist: mixed,
    part: { type: mixed, default: undefined },
    group: { type: mixed, default: undefined },
    placeIn: String,
  },
  { collection: 'bookings', strict: 'throw', versionKey: false, minimize: false },
);

countWrites(schema);

export interface BookingWithPeople {
  readonly row: BookingRow;
  readonly people: readonly Colleague[];
  readonly resources: readonly ResourceRow[];
}

export type BookingStore = ReturnType<typeof createBookingStore>;

export function createBookingStore(connection: Connection) {
  // Named, as what would be inferred is more than the functions that lists share can take.
  const Booking = connection.model<StoredBooking>('Booking', schema);
  const { trusted } = mongoose;
  const picking = () => trusted({ $in: [...pickingStatuses] });

  const findWithPeople = coalesceReads(
    ({ tenantId }: { tenantId: TenantId; bookingId: string }) => tenantId,
    async (keys, { tenantId }) => {
      const found = await Booking.aggregate<BookingRow & { panelists: Colleague[]; usable: ResourceRow[] }>([
        { $match: { tenantId, _id: { $in: keys.map(({ bookingId }) => bookingId) } } },
        {
          $lookup: {
            from: 'people',
            localField: 'panel.anyOf',
            foreignField: '_id',
            pipeline: [{ $match: { tenantId } }, { $project: { passwordHash: 0 } }],
            as: 'panelists',
          },
        },
        {
          $lookup: {
            from: 'resources',
            localField: 'resources.anyOf',
            foreignField: '_id',
            pipeline: [{ $match: { tenantId } }],
            as: 'usable',
          },
        },
      ]).option({ maxTimeMS: readPatienceMs });
      const rows = new Map(
        found.map(({ panelists, usable, ...row }) => {
          return [row._id as string, { row, people: panelists, resources: usable }];
        }),
      );
      return keys.map(({ bookingId }) => ({ found: rows.get(bookingId) ?? null }));
    },
  );

  return {
    /** The interview with its panel's people and its resources in one query: whatever a candidate asks begins with it. */
    async findWithPeople(tenantId: TenantId, interviewId: string): Promise<BookingWithPeople | null> {
      return (await findWithPeople({ tenantId, bookingId: interviewId })).found;
    },

    /** `change` of several bookings at once; false when one of the races is lost, and then some of them may be changed. */
    async changeAll(changes: readonly ScheduledWrite[]): Promise<boolean> {
      const { matchedCount } = await Booking.bulkWrite(changes.map((change) => ({ updateOne: updateOf(change) })));
      for (const { row } of changes) countWrite(row.tenantId, [row._id]);
      return matchedCount === changes.length;
    },

    async listExpiring(tenantId: TenantId, page: ExpiringPage): Promise<InterviewRow[]> {
      return await listExpiringPage(Booking, tenantId, page);
    },

    /** One page of what is in reach. */
    async list(tenantId: TenantId, filter: BookingFilter, page: BookingPage): Promise<BookingRow[]> {
      return await listBookingPage(Booking, tenantId, filter, page);
    },

    listFoundBy: async (tenantId: TenantId, foundBy: FoundBy, page: BookingPage) =>
      await listBookingsFoundBy(Booking, tenantId, foundBy, page),
    listGuestIdsOf: async (tenantId: TenantId, personId: PersonId) => await listGuestIdsOf(Booking, tenantId, personId),

    listOfGuest: async (tenantId: TenantId, guest: GuestKeys) => await listBookingsOfGuest(Booking, tenantId, guest),

    /** How many interviews are open, by job or by candidate. */
    countOpen: async (tenantId: TenantId, of: OpenOf) => await countOpen(Booking, tenantId, of),

    /** All interviews of a candidate, up to so many. */
    async listOfCandidate(tenantId: TenantId, candidateId: string, limit: number): Promise<InterviewRow[]> {
      return await Booking.find({ tenantId, candidateId }).limit(limit).lean<InterviewRow[]>();
    },

    /** Who among these candidates has an invitation for a job that waits for an answer. */
    async listInvitedFor(tenantId: TenantId, jobId: string, candidateIds: readonly string[]): Promise<string[]> {
      const rows = await Booking.find(
        { tenantId, candidateId: trusted({ $in: [...candidateIds] }), jobId, status: 'invited' },
        { candidateId: 1 },
      ).lean<Pick<InterviewRow, 'candidateId'>[]>();
      return rows.map(({ candidateId }) => candidateId);
    },

    /** The bookings of a guest that wait for another address: those that are open, and those whose mail came back. */
    async listToReaddress(tenantId: TenantId, field: 'candidateId' | 'clientId', id: string): Promise<BookingRow[]> {
      const $or = [{ status: picking() }, { 'marks.since': trusted({ $exists: true }) }];
      return await Booking.find({ tenantId, [field]: id, $or }).lean<BookingRow[]>();
    },

    /** The parts of an invitation, in order. */
    async listParts(tenantId: TenantId, invitationId: InvitationId): Promise<BookingRow[]> {
      const rows = await Booking.find({ tenantId, 'part.invitationId': invitationId }).lean<BookingRow[]>();
      return rows.sort((one, other) => (one.part?.index ?? 0) - (other.part?.index ?? 0));
    },

    /** Whose last place was in this group session, cancelled ones too, in the order in which they were invited. */
    async listPlaces(tenantId: TenantId, ...sessions: readonly ReservationId[]): Promise<BookingRow[]> {
      const placeIn = trusted({ $exists: true, $in: [...sessions] });
      return await Booking.find({ tenantId, placeIn }).sort({ _id: 1 }).lean<BookingRow[]>();
    },

    /** What was booked as one series, in the order in which it was booked to take place. */
    async listSeries(tenantId: TenantId, seriesId: string): Promise<AppointmentRow[]> {
      const rows = await Booking.find({ tenantId, 'series.seriesId': seriesId }).lean<AppointmentRow[]>();
      return rows.sort((one, other) => (one.series?.index ?? 0) - (other.series?.index ?? 0));
    },

    /**
     * In the transaction of another part's change that relies on where this one is: false when it is no longer there,
     * and a change of it at the same moment fails or comes later.
     */
    async relyOn({ tenantId, _id, version }: BookingRow): Promise<boolean> {
      const { matchedCount } = await Booking.updateOne({ tenantId, _id, version }, { $inc: { 'part.reliedOn': 1 } });
      return matchedCount === 1;
    },

    /** The appointments of a client that wait for a time or lie ahead: a few series at most, as beginning one more is limited. */
    async listOpenOf(tenantId: TenantId, ...clientIds: readonly string[]): Promise<AppointmentRow[]> {
      const theirs = { clientId: trusted({ $exists: true, $in: [...clientIds] }) };
      return await Booking.find({ tenantId, ...theirs, status: picking() })
        .limit(200)
        .lean<AppointmentRow[]>();
    },

    /** Every attempt of a lineage, first to last. */
    async listAttempts(tenantId: TenantId, rootInterviewId: string): Promise<InterviewRow[]> {
      return await Booking.find({ tenantId, rootInterviewId }).sort({ attempt: 1 }).lean<InterviewRow[]>();
    },

    /** The tenant of an id, for the public resend of a link; the only lookup of one without a tenant. */
    async findTenantOf(interviewId: string): Promise<TenantId | null> {
      const row = await Booking.findOne({ _id: interviewId }, { tenantId: 1 }, { crossTenant: true }).lean<{
        tenantId: TenantId;
      }>();
      return row?.tenantId ?? null;
    },

    /** Wakes subscribers when a booking changes; see `live.ts`. */
    watch() {
      return Booking.watch([{ $project: { documentKey: 1 } }]);
    },

    ...createRowsStore<BookingRow>(connection, 'Booking', isWithin),
    ...createWaitingStore(connection),
  };
}
