import { z } from 'zod';

export const hourCycles = ['h12', 'h23'] as const;

/** An id from outside: any opaque text. One that does not exist is `not_found`, not a format error. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export const idempotencyKeySchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
/** Instants travel as ISO-8601 UTC. */
export const instantSchema = z.iso.datetime().max(40);
/** No zone has a history that far back, and years of two digits are not what they seem to a calendar. */
export const localDateSchema = z.iso.date().refine((date) => date >= '1900-01-01', 'too far back');
export const localTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
export const zoneSchema = z.string().max(64);
export const localeSchema = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/);

// C0, C1 controls, bidirectional overrides and isolates, and lone surrogates have no place in a name or a title.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being removed
const unprintable = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

/** One line of text a person typed: stripped of controls, trimmed, 1 to `max` characters. */
export function lineSchema(max: number) {
  return z
    .string()
    .max(max)
    .refine((text) => text.isWellFormed(), 'not well-formed text')
    .transform((text) => text.replace(unprintable, ' ').trim())
    .refine((text) => text.length > 0, 'empty');
}

/** Several lines of text a person typed; line breaks stay. */
export function proseSchema(max: number) {
  return z
    .string()
    .max(max)
    .refine((text) => text.isWellFormed(), 'not well-formed text')
    .transform((text) => text.replace(unprintable, (character) => (character === '\n' ? '\n' : ' ')).trim());
}

export const emailSchema = z.email().max(254).toLowerCase();
export const reasonSchema = z.strictObject({
  code: z.string().regex(/^[a-z_]{1,40}$/),
  text: proseSchema(2_000).optional(),
});
export type Reason = z.infer<typeof reasonSchema>;

export const buffersSchema = z.strictObject({
  beforeMinutes: z.number().int().min(0).max(240),
  afterMinutes: z.number().int().min(0).max(240),
});
