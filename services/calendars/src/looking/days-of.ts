import type { ElsewhereDay } from '@interlude/shared/contracts/calendars';
import type { Span } from '../ical/busy-events.ts';
import { mergedSpans } from '../ical/merged-spans.ts';

const dayMs = 86_400_000;

/** The union of spans by UTC day, each as `mergedSpans` gives them. */
export function daysOf(spans: readonly Span[]): ElsewhereDay[] {
  const days = new Map<string, { from: number; to: number }[]>();
  for (const { from, to } of mergedSpans(spans)) {
    for (let at = from; at < to; ) {
      const end = Math.min(to, (Math.floor(at / dayMs) + 1) * dayMs);
      const date = new Date(at).toISOString().slice(0, 10);
      days.set(date, [...(days.get(date) ?? []), { from: at, to: end }]);
      at = end;
    }
  }
  return [...days].map(([date, all]) => ({ date, spans: all }));
}
