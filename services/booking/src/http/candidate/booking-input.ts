import { givenPhoneSchema } from '@interlude/shared/booking/phone-call';
import {
  idempotencyKeySchema,
  idSchema,
  localeSchema,
  proseSchema,
  zoneSchema,
} from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { checkedPhone } from '../../booking/row/phone.ts';
import { zoneFrom } from '../../company/zone-from.ts';

export const ref = { interviewId: idSchema };
export const intent = { ...ref, idempotencyKey: idempotencyKeySchema };

const fields = {
  zone: zoneSchema,
  locale: localeSchema.optional(),
  note: proseSchema(2_000).optional(),
  phone: givenPhoneSchema.optional(),
};

/** The number in its one form, where one came along. */
export function phoneFrom(text: string | undefined): { readonly phone?: string } {
  return text === undefined ? {} : { phone: checkedPhone(text) };
}

/** What whoever books says beside the times. */
export const bookingSchema = z.strictObject({ ...intent, ...fields });

export function bookingOf({ zone, locale, note, phone }: Pick<z.infer<typeof bookingSchema>, keyof typeof fields>) {
  return { zone: zoneFrom(zone), ...(locale ? { locale } : {}), ...(note ? { note } : {}), ...phoneFrom(phone) };
}
