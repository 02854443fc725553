import { type JoinLink, joinLinkOf } from '@interlude/shared/booking/join-link';
import { type CalendarFacts, calendarText } from '@interlude/shared/contracts/calendar-text';
import { placeOf } from '../catalogue/resource-demands.ts';
import type { ResourceRow } from '../catalogue/resource-store.ts';
import type { TenantRow } from '../company/tenant-store.ts';
import { isAppointment, titleOf, venueZoneOf, zoneOf } from './row/booking-kind.ts';
import type { ScheduledRow } from './row/scheduled-row.ts';

const nouns = { interview: 'Interview', appointment: 'Appointment', group: 'Group session' } as const;
export const nounOf = (row: ScheduledRow) => nouns[row.kind ?? 'interview'];

/** The title of a booking in the calendar of its guest. */
export function summaryFor(row: ScheduledRow, tenant: TenantRow): string {
  return isAppointment(row)
    ? `${titleOf(row)} with ${tenant.name}`
    : `${nounOf(row)} with ${tenant.name}: ${titleOf(row)}`;
}

export function joinOf(row: ScheduledRow, now: number): JoinLink {
  return joinLinkOf({ ...row, zone: zoneOf(row), startsAt: row.startsAt?.getTime() ?? null }, now);
}

/** While the link to join is hidden: for how long, as the policy says it. */
export function joinHiddenFor(row: ScheduledRow, { hiddenUntil }: JoinLink): string | null {
  return hiddenUntil === null ? null : (row.policy.joinVisibleBefore ?? null);
}

interface EntryFacts {
  readonly resources: readonly ResourceRow[];
  readonly contact: CalendarFacts['contact'];
  readonly now: number;
}

export function entryTextOf(row: ScheduledRow, { resources, contact, now }: EntryFacts) {
  const join = joinOf(row, now);
  const isOnsite = venueZoneOf(row) !== null;
  return calendarText({
    noun: nounOf(row).toLowerCase(),
    durationMinutes: row.durationMinutes,
    place: isOnsite ? placeOf(row, resources) : '',
    joinUrl: join.url,
    joinHiddenFor: joinHiddenFor(row, join),
    contact,
  });
}
