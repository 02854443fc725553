import type { Notice } from '@interlude/shared/booking/agenda-facts';
import type { BookingChange, BookingRow } from './booking-row.ts';
import type { SessionRow } from './session-row.ts';

/** Whatever has a time, people and a plan: what is done to either is done by the same commands. */
export type ScheduledRow = BookingRow | SessionRow;

/** Fields that a change may set; a session has fewer than a booking. */
export type ScheduledChange = BookingChange;

export interface ChangeTerms {
  readonly notices: readonly Notice[];
  readonly raisesVersion: boolean;
}
