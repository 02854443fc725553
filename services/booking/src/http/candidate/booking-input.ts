import {
  idempotencyKeySchema,
  idSchema,
  localeSchema,
  proseSchema,
  zoneSchema,
} from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { zoneFrom } from '../../company/zone-from.ts';

export const ref = { interviewId: idSchema };
export const intent = { ...ref, idempotencyKey: idempotencyKeySchema };

const fields = { zone: zoneSchema, locale: localeSchema.optional(), note: proseSchema(2_000).optional() };

/** What whoever books says beside the times. */
export const bookingSchema = z.strictObject({ ...intent, ...fields });

export function bookingOf({ zone, locale, note }: Pick<z.infer<typeof bookingSchema>, keyof typeof fields>) {
  return { zone: zoneFrom(zone), ...(locale ? { locale } : {}), ...(note ? { note } : {}) };
}
