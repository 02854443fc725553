import { instantText } from '@interlude/shared/booking/booking-rules';
import type { NotifyItem } from '@interlude/shared/contracts/lifecycle';
import { timeLine } from '@interlude/shared/mails/mail-content';
import { soonestStarts } from '@interlude/shared/slots/soonest-starts';
import { localOf, offsetAt } from '@interlude/shared/time/time-zone';
import { candidateOf } from '../booking/change.ts';
import { offerSlots } from '../booking/list-own-starts.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { zoneFrom } from '../company/zone-from.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { messageOf } from '../obligations/message-for.ts';
import { refuse } from '../runtime/refused.ts';

const daysSearched = 62;

/**
 * A few times that the guest may choose now, of different days where there are such, in their language and on their
 * clock (or that of another zone): lines for a mail or chat of one's own. Nothing is kept for anyone.
 */
export async function freeTimes(
  app: ObligationDeps,
  row: BookingRow,
  { count, zone: asked }: { readonly count: number; readonly zone?: string | undefined },
) {
  const now = app.now();
  const zone = asked === undefined ? row.zone : zoneFrom(asked);
  const found = await app.stores.bookings.findWithPeople(row.tenantId, row._id);
  if (found === null) return refuse({ code: 'not_found' });
  const { view } = await offerSlots(app.stores, found, { zone, days: daysSearched }, now);
  const starts = soonestStarts(
    view.starts.map((start) => Date.parse(start)),
    (at) => {
      const { date, minuteOfDay } = localOf(zone, at);
      return { half: date, minuteOfDay };
    },
    count,
  );
  // Told as a mail with the link would tell it, so that both name the same clocks.
  const item: NotifyItem = {
    does: 'notify',
    key: 'link:preview',
    kind: 'link',
    at: now,
    usefulUntil: now,
    recipient: candidateOf(row),
    text: '',
  };
  const said = await messageOf(app, row, item);
  if ('skip' in said) return refuse({ code: 'not_found' });
  const facts = { ...said.message, zone, offsetMinutes: offsetAt(zone, now) };
  return {
    zone,
    times: starts.map((at) => ({ startsAt: instantText(at), line: timeLine(facts, at, now) })),
  };
}
