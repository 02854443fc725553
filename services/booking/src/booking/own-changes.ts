import {
  cancellableUntil,
  cancelRefusal,
  movableUntil,
  rescheduleRefusal,
} from '@interlude/shared/booking/booking-rules';
import { actionsOf } from '@interlude/shared/booking/booking-status';
import type { BookingRow } from './row/booking-row.ts';

/** Whether a candidate may move or cancel now, why not where a rule of the company is what forbids it, and until when. */
export function ownChanges(row: BookingRow, now: number) {
  const booked = { ...row, startsAt: row.startsAt?.getTime() ?? null };
  const actions = actionsOf(row.status, 'candidate');
  const moving = rescheduleRefusal(booked, now);
  const cancelling = cancelRefusal(booked, now);
  return {
    reschedule: {
      allowed: actions.includes('reschedule') && moving === null,
      refusal: moving,
      until: movableUntil(booked),
    },
    cancel: {
      allowed: actions.includes('cancel') && cancelling === null,
      refusal: cancelling,
      until: cancellableUntil(booked),
    },
  };
}
