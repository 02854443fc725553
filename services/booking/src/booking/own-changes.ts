import { cancelRefusal, rescheduleRefusal } from '@interlude/shared/booking/booking-rules';
import { actionsOf } from '@interlude/shared/booking/booking-status';
import type { BookingRow } from './row/booking-row.ts';

/** Whether a candidate may move or cancel now, and why not where a rule of the company is what forbids it. */
export function ownChanges(row: BookingRow, now: number) {
  const booked = { ...row, startsAt: row.startsAt?.getTime() ?? null };
  const actions = actionsOf(row.status, 'candidate');
  const moving = rescheduleRefusal(booked, now);
  const cancelling = cancelRefusal(booked, now);
  return {
    reschedule: { allowed: actions.includes('reschedule') && moving === null, refusal: moving },
    cancel: { allowed: actions.includes('cancel') && cancelling === null, refusal: cancelling },
  };
}
