import { leadText } from '../time/lead-text.ts';
import type { CalendarEntry } from './calendar-links.ts';

/** What the entry in somebody's calendar says beside its name and time. */
export interface CalendarFacts {
  /** What it is, for a sentence: `interview`, `appointment`. */
  readonly noun: string;
  readonly durationMinutes: number;
  /** Where people meet in person; empty for anything else. */
  readonly place: string;
  /** The link to join, if it may be seen. */
  readonly joinUrl: string | null;
  /** The policy's lead while the link is hidden, ISO-8601. */
  readonly joinHiddenFor: string | null;
  /** Whom the guest may ask; null in the entry of somebody of the panel, who moves and cancels elsewhere. */
  readonly contact: { readonly name: string; readonly email: string } | null;
}

/**
 * Where to go and what to know, for calendar objects and add-to-calendar links alike. Calendars are shared and
 * forwarded, so the link of the guest, which is a key, never stands in one.
 */
export function calendarText(facts: CalendarFacts): Pick<CalendarEntry, 'location' | 'details'> {
  const { noun, durationMinutes, place, joinUrl, joinHiddenFor, contact } = facts;
  const later = joinHiddenFor === null ? '' : `on the ${noun} page ${leadText(joinHiddenFor)} before the start`;
  const lines = [
    `Length: ${durationMinutes} minutes`,
    place === '' ? '' : `Where: ${place}`,
    joinUrl === null ? '' : `Join: ${joinUrl}`,
    later === '' ? '' : `The link to join appears ${later}.`,
    `The ${noun} page always shows the current time.`,
    ...(contact === null
      ? []
      : [
          `To move or cancel the ${noun}, use the link in your email.`,
          `Questions: ${[contact.name, contact.email].filter((word) => word !== '').join(', ')}`,
        ]),
  ];
  const link = joinUrl ?? (later === '' ? '' : `The link appears ${later}`);
  return { location: place === '' ? link : place, details: lines.filter((line) => line !== '').join('\n') };
}
