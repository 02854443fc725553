import { moved } from '../time/instant.ts';
import { addDays, localOf, startOfLocalDay } from '../time/time-zone.ts';
import type { Policy } from './policy.ts';

export interface WindowTerms {
  readonly policy: Pick<Policy, 'minimumNotice' | 'bookingWindowDays' | 'lastDate'>;
  /** The guest's zone: a notice in days counts there. */
  readonly zone: string;
  /** The zone of the venue, else of the template: its days are those of the window. */
  readonly gridZone: string;
}

/**
 * Between which instants a guest may choose a start at `nowMs`, the first included and the last not. The window counts
 * whole local days, today not counted: it ends at 24:00 of the last one, whatever the hour is now, and no later than
 * with the policy's last date.
 */
export function bookableSpan({ policy, zone, gridZone }: WindowTerms, nowMs: number) {
  const byDays = addDays(localOf(gridZone, nowMs).date, policy.bookingWindowDays);
  const { lastDate } = policy;
  const last = lastDate && lastDate < byDays ? lastDate : byDays;
  return {
    earliestAt: moved(nowMs, policy.minimumNotice, zone, 1),
    endsAt: startOfLocalDay(gridZone, addDays(last, 1)),
  };
}
