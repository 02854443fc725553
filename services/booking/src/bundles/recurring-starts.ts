import { rruleOf, type SeriesRule } from '@interlude/shared/bundles/recurring-rule';
import { instantsOf, localOf } from '@interlude/shared/time/time-zone';
import { nextDates } from '../company/recurring-dates.ts';

// A clock that skips the hour of a series does so once a year at most, and no series has more times than this.
const spareDates = 26;

/**
 * The instants of a series, first to last, epoch milliseconds: its dates on the calendar of the zone, each at the time
 * the zone's clock shows at the first one. A date or a time that does not exist is skipped and not counted (RFC 5545
 * section 3.3.10), of a time that comes twice the first is meant (section 3.3.5). Fewer where the zone table ends.
 */
export async function seriesStarts(startsAt: number, zone: string, rule: SeriesRule): Promise<number[]> {
  const { date, time } = localOf(zone, startsAt);
  const endless = rruleOf(rule).replace(/;COUNT=\d+$/, '');
  const dates = await nextDates({ rule: endless, startsOn: date, exceptions: [] }, date, rule.count + spareDates);
  const later = dates.filter((one) => one > date).flatMap((one) => instantsOf(zone, { date: one, time }).slice(0, 1));
  return [startsAt, ...later].slice(0, rule.count);
}
