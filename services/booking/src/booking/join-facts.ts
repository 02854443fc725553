import { type JoinLink, joinLinkOf } from '@interlude/shared/booking/join-link';
import { type CalendarFacts, calendarText, calendarTitle, panelTitle } from '@interlude/shared/contracts/calendar-text';
import { phoneSentence } from '@interlude/shared/contracts/phone-words';
import { placeOf } from '../catalogue/resource-demands.ts';
import type { ResourceRow } from '../catalogue/resource-store.ts';
import type { TenantRow } from '../company/tenant-store.ts';
import { isSession, titleOf, venueZoneOf, zoneOf } from './row/booking-kind.ts';
import { phoneFor } from './row/phone.ts';
import type { ScheduledRow } from './row/scheduled-row.ts';

export const aboutOf = (row: ScheduledRow) => row.kind ?? 'interview';

/** The title of a booking in the calendar of its guest, in the language of `locale`. */
export function summaryFor(row: ScheduledRow, tenant: TenantRow, locale: string): string {
  return calendarTitle(aboutOf(row), locale, { company: tenant.name, title: titleOf(row) });
}

/** The same for whoever sits in it; `guest` is the name of the one they meet, null where there are several or none. */
export function panelSummaryFor(row: ScheduledRow, guest: string | null, locale: string): string {
  return panelTitle(aboutOf(row), locale, [...(guest === null ? [] : [guest]), titleOf(row)]);
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
  readonly locale: string;
  /** Whose clock and country it is. */
  readonly zone: string;
  /** Null in what is read from an address that is passed on: no number stands there. */
  readonly phoneFor: { readonly side: 'guest' | 'panel'; readonly name: string } | null;
  readonly now: number;
}

export function entryTextOf(row: ScheduledRow, facts: EntryFacts) {
  const { resources, contact, locale, now } = facts;
  const join = joinOf(row, now);
  const isOnsite = venueZoneOf(row) !== null;
  return calendarText({
    about: aboutOf(row),
    locale,
    durationMinutes: row.durationMinutes,
    place: isOnsite ? placeOf(row, resources) : '',
    ...callTextOf(row, facts),
    joinUrl: join.url,
    joinHiddenFor: joinHiddenFor(row, join),
    contact,
  });
}

// A number to call is where calendars on a phone look for one.
function callTextOf(row: ScheduledRow, { locale, zone, phoneFor: told }: EntryFacts) {
  const { phone } = phoneFor(row, zone);
  if (phone === undefined || told === null) return {};
  const side = told.side === 'panel' && isSession(row) ? 'group' : told.side;
  const isTheirs = phone.caller === (side === 'guest' ? 'candidate' : 'company');
  return {
    call: {
      sentence: phoneSentence(phone, { locale, side, name: told.name, isBooked: true }),
      on: isTheirs ? (phone.number ?? '') : '',
    },
  };
}
