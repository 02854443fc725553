import type { PersonId, TenantId } from '@interlude/shared/ids';
import { isSession } from './booking-kind.ts';
import { type BookingPage, inOrder } from './booking-list-store.ts';
import type { BookingFilter } from './booking-parts.ts';
import type { BookingStore } from './booking-store.ts';
import type { UpcomingRow } from './cross-tenant-store.ts';
import { byPlace, type MarkFound, type MarkPage } from './mark-store.ts';
import type { Placed } from './scheduled-core.ts';
import type { ChangeTerms, ScheduledChange, ScheduledRow } from './scheduled-row.ts';
import { isSessionId } from './session-row.ts';
import type { GroupSessionStore } from './session-store.ts';

export type Scheduled = ReturnType<typeof createScheduled>;

/** Bookings and group sessions where either will do: of one row its id tells which it is, and lists hold both. */
export function createScheduled(bookings: BookingStore, sessions: GroupSessionStore) {
  const storeOf = (id: string) => (isSessionId(id) ? sessions : bookings);

  return {
    async find(tenantId: TenantId, id: string): Promise<ScheduledRow | null> {
      return await storeOf(id).find(tenantId, id);
    },

    async change(seen: ScheduledRow, set: ScheduledChange, terms: ChangeTerms): Promise<ScheduledRow | null> {
      return isSession(seen) ? await sessions.change(seen, set, terms) : await bookings.change(seen, set, terms);
    },

    async markPlanned(tenantId: TenantId, id: string, rev: number, planOver: boolean): Promise<void> {
      await storeOf(id).markPlanned(tenantId, id, rev, planOver);
    },

    async listByIds(tenantId: TenantId, ids: readonly string[]): Promise<ScheduledRow[]> {
      const { theirs = [], others = [] } = Object.groupBy(ids, (id) => (isSessionId(id) ? 'theirs' : 'others'));
      return await both<ScheduledRow>(
        others.length > 0 ? bookings.listByIds(tenantId, others) : [],
        theirs.length > 0 ? sessions.listByIds(tenantId, theirs) : [],
      );
    },

    listPicking: (tenantId: TenantId, personId: string): Promise<ScheduledRow[]> =>
      both<ScheduledRow>(bookings.listPicking(tenantId, personId), sessions.listPicking(tenantId, personId)),

    listNeeding: (tenantId: TenantId, resourceId: string): Promise<ScheduledRow[]> =>
      both<ScheduledRow>(bookings.listNeeding(tenantId, resourceId), sessions.listNeeding(tenantId, resourceId)),

    /** What is booked and has not begun, with this person among those who come; of a session not the guests, who follow it. */
    listUpcomingOf: async (tenantId: TenantId, personId: string): Promise<ScheduledRow[]> =>
      await both<ScheduledRow>(
        bookings.listUpcomingOf(tenantId, personId).then((rows) => rows.filter(({ group }) => group === undefined)),
        sessions.listUpcomingOf(tenantId, personId),
      ),

    listMarkedOf: (tenantId: TenantId, of: string): Promise<ScheduledRow[]> =>
      both<ScheduledRow>(bookings.listMarkedOf(tenantId, of), sessions.listMarkedOf(tenantId, of)),

    /** One page of what is in reach. A session is in it where it needs somebody; otherwise its guests are. */
    async list(tenantId: TenantId, filter: BookingFilter, page: BookingPage): Promise<ScheduledRow[]> {
      const { kind, serviceId, jobId, applicationId, attention, named } = filter;
      const { order = 'newest' } = page;
      const withSessions =
        attention && order === 'newest' && kind !== 'appointment' && !named && !serviceId && !jobId && !applicationId;
      const found = await both<ScheduledRow>(
        bookings.list(tenantId, filter, page),
        withSessions ? sessions.listPageInNeed(tenantId, filter, page) : [],
      );
      return found.sort(inOrder(order)).slice(0, page.limit);
    },

    /** One page of what needs a person, oldest first. */
    async listMarks(tenantId: TenantId, page: MarkPage): Promise<MarkFound[]> {
      const found = await both(bookings.listMarks(tenantId, page), sessions.listMarks(tenantId, page));
      return found.sort(byPlace).slice(0, page.limit);
    },

    listDropOutsDue: (now: Date, after: string, limit: number) =>
      firstOf(limit, bookings.listDropOutsDue(now, after, limit), sessions.listDropOutsDue(now, after, limit)),

    recordPlaced: async (tenantId: TenantId, id: string, personId: PersonId, placed: Placed): Promise<void> =>
      await storeOf(id).recordPlaced(tenantId, id, personId, placed),

    leaveText: async (tenantId: TenantId, id: string, people: readonly string[], textRev: number): Promise<void> =>
      await storeOf(id).leaveText(tenantId, id, people, textRev),

    restorePlaced: async (tenantId: TenantId, id: string, personId: PersonId, scheduleRev: number): Promise<void> =>
      await storeOf(id).restorePlaced(tenantId, id, personId, scheduleRev),

    noteSeen: async (tenantId: TenantId, id: string, personId: PersonId, before: Date): Promise<boolean> =>
      await storeOf(id).noteSeen(tenantId, id, personId, before),

    askToPlan: async (tenantId: TenantId, id: string): Promise<ScheduledRow | null> =>
      await storeOf(id).askToPlan(tenantId, id),

    listUnfinished: (after: string, limit: number) =>
      firstOf(limit, bookings.listUnfinished(after, limit), sessions.listUnfinished(after, limit)),

    listUpcoming: (after: string, now: Date, limit: number): Promise<UpcomingRow[]> =>
      firstOf(limit, bookings.listUpcoming(after, now, limit), sessions.listUpcoming(after, now, limit)),
  };
}

type Found<Row> = Row[] | Promise<Row[]>;

async function both<Row>(some: Found<Row>, others: Found<Row>): Promise<Row[]> {
  return (await Promise.all([some, others])).flat();
}

/** The page of both that a page of each begins with, in order of id. */
async function firstOf<Row extends { readonly _id: string }>(
  limit: number,
  ...pages: [Promise<Row[]>, Promise<Row[]>]
) {
  return (await both(...pages)).sort(byId).slice(0, limit);
}

function byId(one: { readonly _id: string }, other: { readonly _id: string }): number {
  return one._id < other._id ? -1 : 1;
}
