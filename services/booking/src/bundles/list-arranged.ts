import { instantText } from '@interlude/shared/booking/booking-rules';
import { actionsOf } from '@interlude/shared/booking/booking-status';
import type { PartSlotsView } from '@interlude/shared/schemas/views';
import { type EmptyReason, emptyBecause } from '@interlude/shared/slots/free-slots';
import type { Span } from '@interlude/shared/slots/slot-question';
import { tzdataVersion } from '@interlude/shared/time/zone-table.gen';
import type { StartStores } from '../booking/command.ts';
import type { BookingRow } from '../booking/row/booking-row.ts';
import { boundsFor } from '../calendar/bounds.ts';
import { localSpan, offsetsView, type SlotsInput } from '../calendar/local-span.ts';
import { zoneFrom } from '../company/zone-from.ts';
import { refuse } from '../runtime/refused.ts';
import {
  chainOf,
  isOpen,
  type PartsQuestion,
  readParts,
  startsInTurns,
  type WantedStarts,
} from './arranged-question.ts';

/**
 * For each open part of an invitation the starts that complete what is chosen, from the same rule that judges the
 * booking: a start is listed if and only if a complete choice with it can be booked.
 */
export async function offerParts(
  stores: StartStores,
  row: BookingRow,
  input: SlotsInput & { readonly wanted: WantedStarts },
  now: number,
): Promise<PartSlotsView> {
  const { tenantId, part, status } = row;
  const all = part === undefined ? [] : await stores.bookings.listParts(tenantId, part.invitationId);
  const open = all.filter(isOpen);
  if (part === undefined || open.length === 0) {
    refuse({ code: 'status_forbids', status, action: 'partSlots', allowed: actionsOf(status, 'candidate') });
  }
  const zone = zoneFrom(input.zone);
  const span = localSpan(zone, input, now);
  const read = await readParts(stores, { all, arrangement: part.arrangement }, span, { now });
  const starts = await startsInTurns(chainOf(read, input.wanted), span);
  const bounds = open.map((one) => boundsFor(one, 'candidate', now));
  const parts = read.rows.flatMap((one, n) =>
    isOpen(one) ? [{ interviewId: one._id as string, starts: (starts[n] ?? []).map(instantText) }] : [],
  );
  const isEmpty = starts.every((some) => some.length === 0);
  return {
    zone,
    offsets: offsetsView(zone, span.from, span.to),
    parts,
    earliestAt: instantText(Math.min(...bounds.map(({ earliestAt }) => earliestAt))),
    latestAt: instantText(Math.max(...bounds.map(({ latestAt }) => latestAt + 1))),
    ...(isEmpty ? { emptyBecause: reasonOf(read, span) } : {}),
    tzdata: tzdataVersion,
  };
}

/** Why one of the parts has no time at all, or else that they do not go together. */
function reasonOf({ questions }: PartsQuestion, span: Span): EmptyReason {
  for (const { asked } of questions.values()) {
    const reason = emptyBecause(asked, span);
    if (reason !== null) return reason;
  }
  return 'full';
}
