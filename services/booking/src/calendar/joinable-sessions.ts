import { createHash } from 'node:crypto';
import { type PhoneTerms, promisedPhone } from '@interlude/shared/booking/phone-call';
import { fillPanel } from '@interlude/shared/slots/panel-fill';
import type { PanelGroup } from '@interlude/shared/slots/slot-question';
import type { TemplateRow } from '../catalogue/template-store.ts';
import type { BusyRow } from '../reservations/reservation-row.ts';

export interface GroupTerms {
  /** The template or service whose bookings meet, and what they were promised: others have sessions of their own. */
  readonly offerId: string;
  readonly places: number;
  /** The name by which the people who give it know the session. */
  readonly title: string;
}

type Offer = Pick<TemplateRow, 'name' | 'durationMinutes' | 'buffers' | 'provider' | 'resources'> & {
  readonly _id: string;
  readonly places?: number | undefined;
  readonly venue?: string | undefined;
  readonly meetingUrl?: string | undefined;
  readonly phone?: PhoneTerms | undefined;
};

/** The terms of a template or service whose meetings have room for several guests; nothing for all others. */
export function groupTerms(offer: Offer): { readonly group?: GroupTerms } {
  const { _id, name, places = 1, durationMinutes, buffers, provider, resources = [] } = offer;
  if (places <= 1) return {};
  const { beforeMinutes, afterMinutes } = buffers;
  const demands = resources.map(({ anyOf, count }) => [anyOf, count]);
  // Nothing is added where nothing is said, so that what was promised before keeps its name.
  const phone = promisedPhone(offer.phone);
  const where = [provider, offer.venue ?? null, offer.meetingUrl ?? null, ...(phone ? [phone] : [])];
  const promised = JSON.stringify([places, durationMinutes, beforeMinutes, afterMinutes, demands, where]);
  const hash = createHash('sha256').update(promised).digest('base64url').slice(0, 16);
  return { group: { offerId: `${_id}~${hash}`, places, title: name } };
}

export interface Joinable {
  readonly group: BusyRow;
  readonly startsAt: number;
  readonly placesLeft: number;
  /** `booked`: it takes place. `held`: others are choosing it. `idle`: nobody is in it, and it keeps no time. */
  readonly state: 'booked' | 'held' | 'idle';
}

interface Present {
  readonly own: ReadonlySet<string | null>;
  readonly now: number;
}

/**
 * Reservations as they take somebody's time: places take none, and a group session does when it is booked, has taken
 * place, or somebody is choosing it beside `own`.
 */
export function takingTime(rows: readonly BusyRow[], present: Present): BusyRow[] {
  const held = holdsIn(rows, present);
  return rows.filter(({ _id, kind, placeIn, booked = 0, tookPlace }) => {
    if (placeIn !== undefined) return false;
    return kind !== 'group' || booked > 0 || tookPlace === true || held.has(_id);
  });
}

function holdsIn(rows: readonly BusyRow[], { own, now }: Present): Map<BusyRow['placeIn'], number> {
  const holds = rows.filter(({ kind, placeIn, active, bookingId, expiresAt }) => {
    if (placeIn === undefined || kind !== 'hold' || !active) return false;
    return !own.has(bookingId ?? '') && (expiresAt === undefined || expiresAt.getTime() > now);
  });
  return new Map([...Map.groupBy(holds, ({ placeIn }) => placeIn)].map(([placeIn, some]) => [placeIn, some.length]));
}

/** The sessions of these terms that this panel could have opened, with a place left; first made first. */
export function joinable(
  rows: readonly BusyRow[],
  { offerId, places }: GroupTerms,
  panel: readonly PanelGroup[],
  present: Present,
): Joinable[] {
  const held = holdsIn(rows, present);
  const sessions = rows.flatMap((group): Joinable[] => {
    const { _id, kind, active, booked = 0, startsAt } = group;
    if (kind !== 'group' || !active || group.offerId !== offerId) return [];
    const others = held.get(_id) ?? 0;
    const placesLeft = places - booked - others;
    if (placesLeft <= 0 || !isPanel(panel, group.openedWith ?? group.people)) return [];
    const state = booked > 0 ? 'booked' : others > 0 ? 'held' : 'idle';
    return [{ group, startsAt: startsAt.getTime(), placesLeft, state }];
  });
  return sessions.sort((one, other) => (one.group._id < other.group._id ? -1 : 1));
}

/** Whether these people can take all seats that the panel must have; who else gives it by now is the session's matter. */
function isPanel(panel: readonly PanelGroup[], people: readonly string[]): boolean {
  const required = panel.filter(({ optional, resource }) => !optional && !resource);
  const groups = required.map(({ anyOf, count }) => ({ anyOf: new Set(anyOf), count, optional: false }));
  return fillPanel(groups, people) !== null;
}
