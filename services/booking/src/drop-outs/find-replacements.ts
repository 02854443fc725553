import type { DropOutCause } from '@interlude/shared/booking/reason-codes';
import type { BookingId, PersonId, TenantId } from '@interlude/shared/ids';
import type { Logger } from 'pino';
import { applyAsTimer } from '../booking/apply-as-timer.ts';
import type { createApplyCommand } from '../booking/apply-command.ts';
import type { CommandStores } from '../booking/command.ts';
import { noteGaps } from '../booking/panel-gaps.ts';
import { isSession } from '../booking/row/booking-kind.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import type { GapsDue, PersonRow } from '../company/person-store.ts';
import type { AuditStore } from '../journal/audit-store.ts';
import type { TimeOffOver } from '../reservations/reservation-row.ts';
import { inPages } from '../runtime/in-pages.ts';
import { errorFacts } from '../runtime/log.ts';
import { changePeople } from './drop-out-commands.ts';

// A time held before somebody left may still be booked with them: an hour covers the longest hold and a request.
const lingersMs = 60 * 60_000;
const batch = 200;

interface Ref {
  readonly tenantId: TenantId;
  readonly interviewId: BookingId;
}

type Times = Pick<ScheduledRow, 'startsAt' | 'endsAt' | 'people'>;

function isWithin(off: TimeOffOver, { startsAt, endsAt, people }: Times): boolean {
  const isTheirs = people.some((personId) => off.people.includes(personId));
  return isTheirs && startsAt !== null && endsAt !== null && startsAt < off.endsAt && endsAt > off.startsAt;
}

function isAgreed({ overTimeOff = [] }: ScheduledRow, personId: PersonId): boolean {
  return overTimeOff.includes(personId);
}

/**
 * Works off what people's dropping out leaves to do. Everything is read from marks that stay until it is done
 * (`leftAt` and `gapsDue` of a person, `over` of time off, `dropOuts` of an interview), so that any process may do any part of it
 * again at any time.
 */
export function createDropOuts(parts: {
  stores: CommandStores & { audit: AuditStore };
  applyCommand: ReturnType<typeof createApplyCommand>;
  now: () => number;
  log: Logger;
}) {
  const { stores, now, log } = parts;

  /** Searches for everybody this interview has to replace; people for whom nobody is found are left to HR. */
  async function settle({ tenantId, interviewId }: Ref): Promise<void> {
    const row = await stores.scheduled.find(tenantId, interviewId);
    const due = row?.dropOuts?.filter(({ state }) => state === 'due') ?? [];
    for (const { personId } of due) {
      await applyAsTimer(parts, { tenantId, interviewId }, changePeople({ do: 'replaceInterviewer', personId }));
    }
  }

  async function mark(found: ScheduledRow, personId: PersonId, because: DropOutCause): Promise<void> {
    const row = await sessionOf(found);
    const { tenantId, _id: interviewId } = row;
    if (!row.dropOuts?.some((one) => one.personId === personId)) {
      await applyAsTimer(parts, { tenantId, interviewId }, changePeople({ do: 'dropOut', personId, because }));
    }
    await settle({ tenantId, interviewId });
  }

  // The people of a group session are settled with the session, not with one of its guests.
  async function sessionOf(row: ScheduledRow): Promise<ScheduledRow> {
    if (isSession(row) || row.placeIn === undefined) return row;
    const { tenantId, placeIn } = row;
    const group = await stores.reservations.groups.find({ tenantId, _id: placeIn });
    return (group?.bookingId && (await stores.groupSessions.find(tenantId, group.bookingId))) || row;
  }

  async function ofLeaver({ tenantId, _id, leftAt }: Pick<PersonRow, '_id' | 'tenantId' | 'leftAt'>): Promise<void> {
    const rows = await stores.scheduled.listUpcomingOf(tenantId, _id);
    for (const row of rows) await mark(row, _id, 'deactivated');
    if (leftAt !== undefined && now() - leftAt.getTime() > lingersMs) await stores.people.settleLeaver(tenantId, _id);
  }

  /** Marks what can no longer be filled, or booked, since this person has changed. */
  async function ofGaps(person: GapsDue): Promise<void> {
    await noteGaps(parts, person);
    await stores.people.settleGaps(person);
  }

  /** Replaces somebody in the interviews that lie in their time off. */
  async function ofTimeOff(off: TimeOffOver): Promise<void> {
    const left: BookingId[] = [];
    for (const interviewId of off.over ?? []) if (!(await isSettled(off, interviewId))) left.push(interviewId);
    await stores.reservations.settleTimeOffOver(off, left);
  }

  async function isSettled(off: TimeOffOver, interviewId: BookingId): Promise<boolean> {
    const [personId] = off.people;
    const row = await stores.scheduled.find(off.tenantId, interviewId);
    if (personId !== undefined && row !== null && isWithin(off, row)) {
      if (!isAgreed(row, personId)) await mark(row, personId, 'time_off');
      return true;
    }
    // A hold may still be booked, and is a conflict from then on.
    const held = await stores.reservations.findLive(off.tenantId, interviewId, 'hold');
    const isLive = held?.expiresAt !== undefined && held.expiresAt.getTime() > now();
    return !(isLive && isWithin(off, held));
  }

  async function workOff(): Promise<void> {
    const { people, reservations, scheduled } = stores;
    const at = new Date(now());
    for await (const person of inPages((after) => people.listLeavers(after))) await attempt(() => ofLeaver(person));
    for await (const person of inPages((after) => people.listGapsDue(after))) await attempt(() => ofGaps(person));
    for await (const off of inPages((after) => reservations.listTimeOffOver({ after }))) {
      await attempt(() => ofTimeOff(off));
    }
    for await (const { tenantId, _id } of inPages((after) => scheduled.listDropOutsDue(at, after, batch))) {
      await attempt(() => settle({ tenantId, interviewId: _id }));
    }
  }

  // A failure must not keep the others waiting; its mark stays, so it is repeated.
  async function attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.warn({ error: errorFacts(error) }, 'a drop-out could not be dealt with, will be repeated');
    }
  }

  return {
    workOff,
    /** At once, as part of a request that has marked it: a failure is repeated by the loop, and is not the request's. */
    settleNow: async (ref: Ref) => await attempt(() => settle(ref)),
    gapsNow: async (person: GapsDue) => await attempt(() => ofGaps(person)),
    leaverNow: async (person: PersonRow) => await attempt(() => ofLeaver(person)),
    timeOffNow: async (tenantId: TenantId, timeOffId: string) =>
      await attempt(async () => {
        for (const off of await stores.reservations.listTimeOffOver({ tenantId, timeOffId })) await ofTimeOff(off);
      }),
  };
}

export type DropOuts = ReturnType<typeof createDropOuts>;
