import { pickingStatuses, upcomingStatuses } from '@interlude/shared/booking/booking-status';
import type { PersonId, TenantId } from '@interlude/shared/ids';
import mongoose, { type Connection, Schema } from 'mongoose';
import type { Stored } from '../../mongo/mongo.ts';
import { byMark } from './booking-list-store.ts';
import { changedRow } from './changed-row.ts';
import { createCrossTenantStore } from './cross-tenant-store.ts';
import { listMarks, type MarkFound, type MarkPage, type Within } from './mark-store.ts';
import type { Placed, ScheduledCore } from './scheduled-core.ts';
import type { ChangeTerms, ScheduledChange, ScheduledRow } from './scheduled-row.ts';
import { updateOf } from './scheduled-write.ts';

const mixed = Schema.Types.Mixed;

/** The stored fields of whatever has a time, people and a plan. */
export const scheduledFields = {
  _id: { type: String, required: true },
  tenantId: { type: String, required: true },
  kind: String,
  company: String,
  type: { type: String },
  provider: String,
  durationMinutes: Number,
  stepMinutes: Number,
  buffers: mixed,
  panel: mixed,
  resources: mixed,
  resourceSeats: mixed,
  gridZone: String,
  venue: String,
  meetingUrl: String,
  phone: mixed,
  policy: mixed,
  status: String,
  version: Number,
  factsRev: Number,
  plannedRev: Number,
  planOver: Boolean,
  scheduleRev: Number,
  startsAt: Date,
  endsAt: Date,
  formerStartsAt: Date,
  scheduleMadeAt: Date,
  people: [String],
  timeRev: Number,
  dropOuts: mixed,
  optionalPeople: { type: [String], default: undefined },
  overTimeOff: { type: [String], default: undefined },
  overElsewhere: { type: [String], default: undefined },
  unseen: { type: mixed, default: undefined },
  reservationId: String,
  promised: { type: mixed, default: undefined },
  clockAskedFor: String,
  startedAt: Date,
  completedAt: Date,
  closedBy: String,
  cancelledAt: Date,
  reason: mixed,
  written: mixed,
  notices: mixed,
  marks: mixed,
  placed: mixed,
  textRev: Number,
  dismissed: mixed,
  createdAt: Date,
} as const;

/** What the collection of the bookings and that of the sessions are both asked. */
export function createRowsStore<Row extends ScheduledRow>(
  connection: Connection,
  model: 'Booking' | 'GroupSession',
  isWithin: Within,
) {
  const Rows = connection.model<Stored<ScheduledCore>>(model);
  const { trusted } = mongoose;
  const picking = () => trusted({ $in: [...pickingStatuses] });
  const isUpcoming = () => trusted({ $in: [...upcomingStatuses] });

  return {
    async find(tenantId: TenantId, id: string): Promise<Row | null> {
      return await Rows.findOne({ tenantId, _id: id }).lean<Row>();
    },

    async insert(row: Row): Promise<void> {
      await Rows.insertMany([row], { lean: true });
    },

    /** Compare-and-set: changes the row only in the status and version it was read in; null means the race is lost. */
    async change<Seen extends Row>(seen: Seen, set: ScheduledChange, terms: ChangeTerms): Promise<Seen | null> {
      const after = changedRow(seen, set, terms);
      const { filter, update } = updateOf({ row: seen, set, terms, after });
      const { matchedCount } = await Rows.updateOne(filter, update);
      return matchedCount === 0 ? null : after;
    },

    /** Remembers which facts the workflow has planned from, and whether that left nothing to do; in the plan's transaction. */
    async markPlanned(tenantId: TenantId, id: string, rev: number, planOver: boolean): Promise<void> {
      await Rows.updateOne({ tenantId, _id: id, factsRev: rev }, { $set: { plannedRev: rev, planOver } });
    },

    /** What a calendar of somebody says of it now; nothing where that was said of a later revision. */
    async recordPlaced(
      tenantId: TenantId,
      id: string,
      personId: PersonId,
      { rev, textRev = 0, to, isThere }: Placed,
    ): Promise<void> {
      const path = `placed.${personId}`;
      const isOlder = {
        $or: [{ [path]: trusted({ $exists: false }) }, { [`${path}.rev`]: trusted({ $lte: rev }) }],
      };
      const set = { [`${path}.rev`]: rev, [`${path}.to`]: to, [`${path}.isThere`]: isThere };
      const update = { $set: set, $max: { [`${path}.textRev`]: textRev }, $inc: { [`${path}.times`]: 1 } };
      await Rows.updateOne({ tenantId, _id: id, ...isOlder } as never, update as never);
    },

    /** In the transaction of a change: what stands in somebody's calendar is to be written there once more. */
    async restorePlaced(tenantId: TenantId, id: string, personId: PersonId, scheduleRev: number): Promise<void> {
      const path = `placed.${personId}`;
      const set = { [`${path}.rev`]: 0, [`${path}.restoredRev`]: scheduleRev };
      const update = { $set: set, $inc: { [`${path}.times`]: 1, [`${path}.restores`]: 1 } };
      await Rows.updateOne({ tenantId, _id: id, [path]: trusted({ $exists: true }) } as never, update as never);
    },

    /** The calendar entries of these people keep the text that they have, up to this revision of it. */
    async leaveText(tenantId: TenantId, id: string, people: readonly string[], textRev: number): Promise<void> {
      const set = Object.fromEntries(people.map((personId) => [`placed.${personId}.textRev`, textRev]));
      if (people.length > 0) await Rows.updateOne({ tenantId, _id: id } as never, { $set: set } as never);
    },

    /** The calendars of this person have been read since: what waited for that is done with. False where nothing did. */
    async noteSeen(tenantId: TenantId, id: string, personId: PersonId, before: Date): Promise<boolean> {
      const seen = { personId, since: { $lte: before } };
      const waits = { unseen: trusted({ $elemMatch: seen }) };
      const update = { $pull: { unseen: seen } };
      return (await Rows.updateOne({ tenantId, _id: id, ...waits } as never, update as never)).modifiedCount > 0;
    },

    /** The workflow is to plan anew, although nothing of the row has changed; in a transaction with its nudge. */
    async askToPlan(tenantId: TenantId, id: string): Promise<Row | null> {
      const update = { $inc: { factsRev: 1 }, $set: { planOver: false } };
      return await Rows.findOneAndUpdate({ tenantId, _id: id } as never, update as never, {
        returnDocument: 'after',
      }).lean<Row>();
    },

    /** Those that are still to be booked or may move, with this person in their panel. */
    async listPicking(tenantId: TenantId, personId: string): Promise<Row[]> {
      const panel = trusted({ $elemMatch: { anyOf: personId } });
      return await Rows.find({ tenantId, status: picking(), panel }).lean<Row[]>();
    },

    /** Those that are still to be booked or may move, and can use this resource. */
    async listNeeding(tenantId: TenantId, resourceId: string): Promise<Row[]> {
      const resources = trusted({ $elemMatch: { anyOf: resourceId } });
      return await Rows.find({ tenantId, status: picking(), resources }).lean<Row[]>();
    },

    /** Those that are booked and have not begun, with this person among those who come. */
    async listUpcomingOf(tenantId: TenantId, personId: string): Promise<Row[]> {
      return await Rows.find({ tenantId, people: personId, status: isUpcoming() }).lean<Row[]>();
    },

    async listMarkedOf(tenantId: TenantId, of: string): Promise<Row[]> {
      return await Rows.find({ tenantId, 'marks.since': trusted({ $exists: true }), 'marks.of': of })
        .hint(byMark)
        .lean<Row[]>();
    },

    /** One page of what needs a person, oldest first. */
    async listMarks(tenantId: TenantId, page: MarkPage): Promise<MarkFound[]> {
      return await listMarks(Rows, tenantId, page, isWithin);
    },

    async listByIds(tenantId: TenantId, ids: readonly string[]): Promise<Row[]> {
      return await Rows.find({ tenantId, _id: trusted({ $in: [...ids] }) }).lean<Row[]>();
    },

    ...createCrossTenantStore(connection, model),
  };
}
