import { instantText } from '@interlude/shared/booking/booking-rules';
import type { OffsetView } from '@interlude/shared/schemas/views';
import type { Span } from '@interlude/shared/slots/slot-question';
import { addDays, localOf, offsetsOver, startOfLocalDay } from '@interlude/shared/time/time-zone';

export function offsetsView(zone: string, fromMs: number, toMs: number): OffsetView[] {
  return offsetsOver(zone, fromMs, toMs).map(({ from, minutes }) => ({ from: instantText(from), minutes }));
}

export function localSpan(zone: string, { from, days = 31 }: SlotsInput, now: number): Span {
  const first = from ?? localOf(zone, now).date;
  return { from: startOfLocalDay(zone, first), to: startOfLocalDay(zone, addDays(first, days)) };
}

export interface SlotsInput {
  /** First local date in the zone; today when absent. */
  readonly from?: string | undefined;
  readonly days?: number | undefined;
  readonly zone: string;
}
