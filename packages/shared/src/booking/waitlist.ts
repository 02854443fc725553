import { moved } from '../time/instant.ts';
import { defaultPolicy, type Policy } from './policy.ts';

/** Half-open span of instants in which a waiting guest could come, epoch milliseconds. */
export interface WaitWindow {
  readonly from: number;
  readonly to: number;
}

/** A start kept for one guest until an instant, both epoch milliseconds. */
export interface WaitOffer {
  /** The reservation that keeps it. */
  readonly id: string;
  readonly startsAt: number;
  readonly expiresAt: number;
}

/** A guest who waits for a time; instants are epoch milliseconds. */
export interface Waiting {
  /** The place in line. */
  readonly joinedAt: number;
  /** Empty means any time. */
  readonly windows: readonly WaitWindow[];
  /** What was free when the guest said that no time suits: not worth an offer. */
  readonly seen: readonly number[];
  /** What was offered and not taken; offered once only. */
  readonly offered: readonly number[];
  /** Of those, what needs no further word: passed on by the guest, or told to be open to everybody. */
  readonly told: readonly number[];
  readonly offer: WaitOffer | null;
}

const minute = 60_000;
/** An offer cut shorter than this is not made: its mail would hardly be read in time. */
const leastOfferMs = 10 * minute;
/** So many free starts are no reason to wait, and too many to remember. */
export const mostSeen = 1_000;
export const mostWindows = 5;

/** The span of starts that can suit somebody who waits; empty when every window is past. */
export function waitSpan(
  windows: readonly WaitWindow[],
  bounds: { readonly earliestAt: number; readonly latestAt: number },
): { from: number; to: number } {
  const last = bounds.latestAt + 1;
  if (windows.length === 0) return { from: bounds.earliestAt, to: last };
  const from = Math.min(...windows.map((window) => window.from));
  const to = Math.max(...windows.map((window) => window.to));
  return { from: Math.max(from, bounds.earliestAt), to: Math.min(to, last) };
}

/**
 * Until when the link of somebody who waits has to stay open: to the end of their last window, or of the booking window
 * when any time will do, and never for less than it does already.
 */
export function waitsUntil(
  windows: readonly WaitWindow[],
  present: { readonly bookBy: number; readonly latestAt: number },
): number {
  const last = windows.length === 0 ? present.latestAt : Math.max(...windows.map((window) => window.to));
  return Math.max(present.bookBy, Math.min(last, present.latestAt));
}

/** Whether a start lies in one of the windows, or anywhere when there are none. */
export function isWithin(windows: readonly WaitWindow[], startsAt: number): boolean {
  return windows.length === 0 || windows.some(({ from, to }) => startsAt >= from && startsAt < to);
}

/** Of the free starts those worth an offer, in their order. */
export function wishesOf({ windows, seen, offered }: Waiting, free: readonly number[]): number[] {
  const known = new Set([...seen, ...offered]);
  return free.filter((startsAt) => isWithin(windows, startsAt) && !known.has(startsAt));
}

/** Of the free starts those that were offered, not taken, and not yet said to be open to everybody. */
export function untoldOf({ offered, told }: Waiting, free: readonly number[]): number[] {
  return free.filter((startsAt) => offered.includes(startsAt) && !told.includes(startsAt));
}

/**
 * Until when a start may be kept for one guest: as long as the policy says, but neither into the minimum notice
 * nor past the deadline to book. Null when too little is left for an offer.
 */
export function offerEndsAt(
  { policy, zone, bookBy }: { readonly policy: Policy; readonly zone: string; readonly bookBy: number },
  startsAt: number,
  now: number,
): number | null {
  // Policies pinned before there was a waitlist do not name it.
  const { offerFor } = policy.waitlist ?? defaultPolicy.waitlist;
  const fullEndsAt = moved(now, offerFor, zone, 1);
  const endsAt = Math.min(fullEndsAt, moved(startsAt, policy.minimumNotice, zone, -1), bookBy);
  return endsAt < Math.min(fullEndsAt, now + leastOfferMs) ? null : endsAt;
}

/** The waiting after an offer has ended unused; `isPassed` when the guest said no, else its time ran out. */
export function withoutOffer(waiting: Waiting, isPassed: boolean): Waiting {
  const { offer, offered, told } = waiting;
  if (offer === null) return waiting;
  const { startsAt } = offer;
  return { ...waiting, offer: null, offered: [...offered, startsAt], told: isPassed ? [...told, startsAt] : told };
}
