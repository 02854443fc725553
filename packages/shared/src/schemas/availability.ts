import { z } from 'zod';
import { durationSchema } from '../booking/policy.ts';
import { parseDuration } from '../time/duration.ts';
import { ruleMaxLength, ruleProblem } from '../time/recurrence.ts';
import { buffersSchema, localDateSchema, localTimeSchema } from './fields.ts';

export const weeklyRangeSchema = z.strictObject({
  weekday: z.number().int().min(1).max(7),
  from: localTimeSchema,
  to: localTimeSchema,
});

export const dayRangesSchema = z.array(z.strictObject({ from: localTimeSchema, to: localTimeSchema })).max(12);

export const dateOverrideSchema = z.strictObject({ date: localDateSchema, ranges: dayRangesSchema });

export const ruleSchema = z
  .string()
  .max(ruleMaxLength)
  .superRefine((rule, check) => {
    const part = ruleProblem(rule);
    if (part !== null) check.addIssue({ code: 'custom', message: `no rule of dates because of ${part}` });
  });

/** Which local dates a recurrence rule names; it counts from `startsOn`, which need not be one of them. */
export const recurrenceSchema = z.strictObject({
  rule: ruleSchema,
  // Counting begins here, so it must not lie far back; the zone table ends with the last year.
  startsOn: localDateSchema.refine((date) => date >= '2020-01-01' && date <= '2036-12-31', 'from 2020 to 2036'),
  exceptions: z.array(localDateSchema).max(100).default([]),
});

export const recurringSchema = recurrenceSchema
  .extend({ ranges: dayRangesSchema, effect: z.enum(['adds', 'replaces']) })
  .refine(({ effect, ranges }) => effect === 'replaces' || ranges.length > 0, 'adds no hours');

export type Recurrence = z.infer<typeof recurrenceSchema>;

/** Hours on the dates of a rule, beside the weekly ones or instead of them. */
export type Recurring = z.infer<typeof recurringSchema>;

export function isAtMostNinetyDays(text: string): boolean {
  const duration = parseDuration(text);
  return duration !== null && duration.days + duration.ms / 86_400_000 <= 90;
}

/** What a person demands of every meeting, beside their caps; a template's stricter demand wins. */
export const personSettingsSchema = z.strictObject({
  buffers: buffersSchema.nullable().default(null),
  // A longer notice would reach beyond every booking window, and in the end beyond the zone table.
  minimumNotice: durationSchema.refine(isAtMostNinetyDays, 'at most 90 days').nullable().default(null),
});

export type PersonSettings = z.infer<typeof personSettingsSchema>;
