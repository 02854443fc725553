import { instantText } from '@interlude/shared/booking/booking-rules';
import type { SeriesRule } from '@interlude/shared/bundles/recurring-rule';
import { freeTogether } from '@interlude/shared/bundles/recurring-starts';
import type { SeriesSlotsView } from '@interlude/shared/schemas/views';
import { startProblem } from '@interlude/shared/slots/free-slots';
import { tzdataVersion } from '@interlude/shared/time/zone-table.gen';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { QuestionStores } from '../calendar/bookable.ts';
import { offsetsView } from '../calendar/local-span.ts';
import { refuse } from '../runtime/refused.ts';
import { alternativesBeside, readSeries, repeatableOf } from './recurring-question.ts';
import { seriesStarts } from './recurring-starts.ts';

interface SeriesWish {
  readonly startsAt: number;
  readonly rule: SeriesRule;
  readonly zone: string;
}

/** The times of a recurrence, judged by the rule that books them: those that are free can be booked as one series. */
export async function offerSeries(
  stores: QuestionStores,
  booking: BookingRow,
  { startsAt, rule, zone }: SeriesWish,
  now: number,
): Promise<SeriesSlotsView> {
  const row = repeatableOf(booking, 'seriesSlots');
  checkCount(rule.count, row.repeatable.mostTimes);
  const starts = await seriesStarts(startsAt, zone, rule);
  const times = starts.map((at) => ({ id: row._id, startsAt: at }));
  const question = await readSeries(stores, row, times, now);
  const { asked, factsAt } = question;
  const free = freeTogether(asked, starts, factsAt);
  const kept = starts.filter((_, n) => free[n]);
  return {
    zone,
    offsets: offsetsView(zone, Math.min(now, startsAt), (starts.at(-1) ?? startsAt) + 1),
    times: starts.map((at, n) => {
      const problem = startProblem(asked, at);
      return {
        startsAt: instantText(at),
        free: free[n] === true,
        ...(problem === null ? {} : { because: problem }),
        alternatives: free[n] ? [] : alternativesBeside(question, at, kept),
      };
    }),
    tzdata: tzdataVersion,
  };
}

export function checkCount(count: number, mostTimes: number): void {
  if (count <= mostTimes) return;
  refuse({ code: 'invalid_input', issues: [{ path: 'rule.count', message: `at most ${mostTimes}` }] });
}
