import type { HoldEnd } from '../reservations/reservation-row.ts';

// Copies of the service agree about "now" to within this much; asked a moment too early, a hold would still count.
const marginMs = 100;

/** Tells when holds run out. Nothing is written at that moment, so no change stream tells it. */
export function createHoldEnds(now: () => number, onEnd: (hold: HoldEnd) => void) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function forget(reservationId: string): void {
    clearTimeout(timers.get(reservationId));
    timers.delete(reservationId);
  }

  return {
    expect(hold: HoldEnd): void {
      forget(hold._id);
      const end = () => {
        timers.delete(hold._id);
        onEnd(hold);
      };
      const waitMs = Math.max(0, hold.expiresAt.getTime() - now()) + marginMs;
      timers.set(hold._id, setTimeout(end, waitMs).unref());
    },
    forget,
    stop(): void {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
