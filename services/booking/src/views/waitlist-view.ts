import { instantText } from '@interlude/shared/booking/booking-rules';
import type { WaitlistView } from '@interlude/shared/schemas/views';
import type { BookingRow } from '../booking/row/booking-row.ts';

/** What the guest and HR see of the waiting; an offer whose time is over is none. */
export function waitlistView({ waitlist }: Pick<BookingRow, 'waitlist'>, now: number): { waitlist?: WaitlistView } {
  if (!waitlist) return {};
  const { joinedAt, windows, offer } = waitlist;
  const isLive = offer !== null && offer.expiresAt > now;
  return {
    waitlist: {
      joinedAt: instantText(joinedAt),
      windows: windows.map(({ from, to }) => ({ from: instantText(from), to: instantText(to) })),
      ...(isLive ? { offer: { startsAt: instantText(offer.startsAt), expiresAt: instantText(offer.expiresAt) } } : {}),
    },
  };
}
