import { z } from 'zod';

/** A service is booked at most so many times at once. */
export const mostOfSeries = 26;

/** How often in a row a service may be booked at once. */
export const repeatableSchema = z.strictObject({ mostTimes: z.number().int().min(2).max(mostOfSeries) });
export type Repeatable = z.infer<typeof repeatableSchema>;

export const seriesFrequencies = ['DAILY', 'WEEKLY', 'MONTHLY'] as const;

/** A recurrence as a client asks for it; `count` includes the first time. */
export const seriesRuleSchema = z.strictObject({
  freq: z.enum(seriesFrequencies),
  interval: z.number().int().min(1).max(12).default(1),
  count: z.number().int().min(2).max(mostOfSeries),
});
export type SeriesRule = z.infer<typeof seriesRuleSchema>;

/** The value of an RRULE (RFC 5545 section 3.3.10). */
export function rruleOf({ freq, interval, count }: SeriesRule): string {
  return `FREQ=${freq};INTERVAL=${interval};COUNT=${count}`;
}
