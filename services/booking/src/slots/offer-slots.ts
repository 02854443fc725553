import { instantText } from '@interlude/shared/booking-rules';
import { CELL_MS } from '@interlude/shared/cells';
import { emptyBecause, freeStarts, type Span } from '@interlude/shared/free-slots';
import type { SlotsView } from '@interlude/shared/interview';
import { actionsOf, pickingStatuses } from '@interlude/shared/interview-status';
import { addDays, canonicalZone, localOf, startOfLocalDay } from '@interlude/shared/time-zone';
import { tzdataVersion } from '@interlude/shared/zone-table.gen';
import type { InterviewRow } from '../interviews/interview-store.ts';
import { offsetsView } from '../interviews/interview-view.ts';
import { refuse } from '../refused.ts';
import { boundsFor } from './bounds.ts';
import { type Bookable, type QuestionStores, readQuestion } from './slot-question.ts';

export interface SlotsInput {
  /** First local date in the zone; today when absent. */
  readonly from?: string | undefined;
  readonly days?: number | undefined;
  readonly zone: string;
}

/** The canonical name of a zone from outside, or the refusal `time_zone_invalid`. */
export function zoneFrom(text: string): string {
  return canonicalZone(text) ?? refuse({ code: 'time_zone_invalid', zone: text.slice(0, 64) });
}

/** The starts a candidate may book or move to, from the same function that judges the booking. */
export async function offerSlots(
  stores: QuestionStores,
  row: InterviewRow,
  input: SlotsInput,
  now: number,
): Promise<SlotsView> {
  const { status } = row;
  if (!pickingStatuses.includes(status)) {
    refuse({ code: 'status_forbids', status, action: 'slots', allowed: actionsOf(status, 'candidate') });
  }
  const bounds = boundsFor(row, 'candidate', now);
  return await slotsOf(stores, row, { ...input, bounds, present: row.startsAt?.getTime() ?? null });
}

interface Offer extends SlotsInput {
  readonly bounds: { earliestAt: number; latestAt: number; now: number };
  /** The start the interview has now; it is not offered again. */
  readonly present: number | null;
}

/** The same answer for any bookable thing: HR's preview of a template asks here too. */
export async function slotsOf(stores: QuestionStores, bookable: Bookable, offer: Offer): Promise<SlotsView> {
  const { bounds, present } = offer;
  const zone = zoneFrom(offer.zone);
  const span = localSpan(zone, offer, bounds.now);
  const { asked } = await readQuestion(stores, bookable, span, bounds);
  const starts = freeStarts(asked, span).filter((at) => at !== present);
  const reason = starts.length > 0 ? null : emptyBecause(asked, span);
  return {
    zone,
    offsets: offsetsView(zone, span.from, span.to),
    durationMinutes: bookable.durationMinutes,
    starts: starts.map(instantText),
    // To the cell: no start lies in between, and the answer stays equal to itself for minutes, so its ETag does too.
    earliestAt: instantText(Math.ceil(bounds.earliestAt / CELL_MS) * CELL_MS),
    latestAt: instantText(Math.floor(bounds.latestAt / CELL_MS) * CELL_MS),
    ...(reason === null ? {} : { emptyBecause: reason }),
    tzdata: tzdataVersion,
  };
}

function localSpan(zone: string, { from, days = 31 }: SlotsInput, now: number): Span {
  const first = from ?? localOf(zone, now).date;
  return { from: startOfLocalDay(zone, first), to: startOfLocalDay(zone, addDays(first, days)) };
}
