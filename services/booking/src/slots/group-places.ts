import type { SlotQuestion } from '@interlude/shared/free-slots';
import { fillPanel } from '@interlude/shared/panel-fill';
import { openGroups } from '@interlude/shared/panel-members';
import type { BusyRow } from './reservation-row.ts';

/** What a booking of one place in a group session has agreed with the others in it. */
export interface GroupTerms {
  /** The template or service whose bookings meet. */
  readonly offerId: string;
  /** How many guests there is room for. */
  readonly places: number;
  /** What those who give it know the session by. */
  readonly title: string;
}

/** The terms of a template or service whose meetings have room for several guests; nothing for all others. */
export function groupTerms({
  _id,
  name,
  places = 1,
}: {
  readonly _id: string;
  readonly name: string;
  readonly places?: number | undefined;
}): { readonly group?: GroupTerms } {
  return places > 1 ? { group: { offerId: _id, places, title: name } } : {};
}

/** A group session with its places that somebody else has. */
export interface Joinable {
  readonly group: BusyRow;
  readonly startsAt: number;
  readonly taken: ReadonlySet<number>;
  /** Nobody else is in it: whoever comes may open it as well as another one, if its people still have the time. */
  readonly isIdle: boolean;
}

/**
 * Reservations as they take somebody's time: places take none, and a group session does when it has taken place or
 * anybody is in it beside the holds of `own`.
 */
export function takingTime(rows: readonly BusyRow[], { own, now }: Present): BusyRow[] {
  const places = Map.groupBy(
    rows.filter((row) => row.placeIn !== undefined),
    ({ placeIn }) => placeIn,
  );
  const isIn = (row: BusyRow) => isLive(row, now) && !(row.kind === 'hold' && isOf(row, own));
  return rows.filter((row) => {
    if (row.placeIn !== undefined) return false;
    return row.kind !== 'group' || row.tookPlace === true || places.get(row._id)?.some(isIn) === true;
  });
}

interface Present {
  readonly own: ReadonlySet<string | null>;
  /** Epoch milliseconds. */
  readonly now: number;
}

function isLive({ active, kind, expiresAt }: BusyRow, now: number): boolean {
  return active && !(kind === 'hold' && expiresAt !== undefined && expiresAt.getTime() <= now);
}

function isOf({ bookingId }: BusyRow, own: Present['own']): boolean {
  return bookingId !== undefined && own.has(bookingId);
}

/** The sessions of these terms whose people make up the panel, with a place left; first made first. */
export function joinable(
  asked: SlotQuestion,
  rows: readonly BusyRow[],
  terms: GroupTerms,
  present: Present,
): Joinable[] {
  const isOther = (row: BusyRow) => isLive(row, present.now) && !isOf(row, present.own);
  const sessions = rows.flatMap((group): Joinable[] => {
    if (group.kind !== 'group' || !group.active || group.offerId !== terms.offerId) return [];
    if (group.endsAt.getTime() - group.startsAt.getTime() !== asked.durationMinutes * 60_000) return [];
    const others = rows.filter((row) => row.placeIn === group._id && isOther(row));
    if (others.length >= terms.places || !isPanel(asked, group.people)) return [];
    const taken = new Set(others.flatMap(({ place }) => place ?? []));
    return [{ group, startsAt: group.startsAt.getTime(), taken, isIdle: others.length === 0 }];
  });
  return sessions.sort((one, other) => (one.group._id < other.group._id ? -1 : 1));
}

/** Whether these people can take all seats that the panel must have. */
function isPanel(asked: SlotQuestion, people: readonly string[]): boolean {
  const required = asked.panel.filter(({ optional, resource }) => !optional && !resource);
  return fillPanel(openGroups({ people: asked.people, panel: required }), people) !== null;
}
