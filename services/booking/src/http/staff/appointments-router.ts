import { givenPhoneSchema } from '@interlude/shared/booking/phone-call';
import { payments } from '@interlude/shared/booking/price';
import { questionLimits } from '@interlude/shared/booking/service-questions';
import { seriesEnds } from '@interlude/shared/bundles/called-off';
import { latinDigits } from '@interlude/shared/language/bidi';
import {
  emailSchema,
  idempotencyKeySchema,
  idSchema,
  instantSchema,
  lineSchema,
  localDateSchema,
  localeSchema,
  proseSchema,
  reasonSchema,
  zoneSchema,
} from '@interlude/shared/schemas/fields';
import { type PublicServiceAnswer, reminderWishSchema } from '@interlude/shared/schemas/service';
import { slugSchema } from '@interlude/shared/slug';
import { z } from 'zod';
import { addressKey } from '../../access/rate-limits.ts';
import { begin } from '../../appointments/begin.ts';
import { prove } from '../../appointments/prove.ts';
import { publicOffer } from '../../appointments/public-offer.ts';
import { setPayment } from '../../appointments/set-payment.ts';
import { bookingFor, interviewFor } from '../../booking/gate/own-scope.ts';
import { staffContext } from '../../booking/gate/staff-intent.ts';
import { checkedPhone } from '../../booking/row/phone.ts';
import { cancelSeries } from '../../bundles/cancel-recurring.ts';
import { inSeriesTurn } from '../../bundles/recurring-turn.ts';
import { slotsOf } from '../../calendar/list-starts.ts';
import { publicServices } from '../../catalogue/company-page.ts';
import { openService, publicService } from '../../catalogue/service-page.ts';
import { returnTo } from '../../company/hosts.ts';
import { bookingFilter, listBookings, pageOfBookings } from '../../views/list-bookings.ts';
import { procedure, router, staffWith } from '../trpc.ts';

const address = { tenant: slugSchema, service: slugSchema };
// Where it leads nowhere a visitor may go it is as if it were absent, so it refuses nothing.
const serviceSchema = z.strictObject({ ...address, return: z.string().max(2_000).optional().catch(undefined) });
const slotsSchema = z.strictObject({
  ...address,
  providerId: idSchema.optional(),
  from: localDateSchema.optional(),
  days: z.number().int().min(1).max(62).optional(),
  zone: zoneSchema,
  proofId: idSchema.optional(),
});
const beginSchema = z.strictObject({
  ...address,
  name: lineSchema(120),
  email: emailSchema,
  zone: zoneSchema,
  locale: localeSchema.default('en'),
  providerId: idSchema.nullable().default(null),
  reminderBefore: reminderWishSchema.nullable().default(null),
  startsAt: instantSchema.transform(Date.parse).nullable().default(null),
  note: proseSchema(2_000).nullable().default(null),
  phone: givenPhoneSchema.nullable().default(null),
  repeats: z.boolean().default(false),
  replaces: idSchema.nullable().default(null),
  answers: z
    .array(z.strictObject({ id: idSchema, text: proseSchema(questionLimits.answer) }))
    .max(questionLimits.questions)
    .default([]),
  idempotencyKey: idempotencyKeySchema,
});
const listSchema = z.strictObject({
  filter: z.strictObject({ ...bookingFilter, serviceId: idSchema.optional() }).default({}),
  ...pageOfBookings,
});
const intent = {
  appointmentId: idSchema,
  expectedVersion: z.number().int().optional(),
  idempotencyKey: idempotencyKeySchema.optional(),
};
const paymentSchema = z.strictObject({ ...intent, payment: z.enum(payments) });
const cancelSeriesSchema = z.strictObject({ ...intent, from: z.enum(seriesEnds), reason: reasonSchema.optional() });

/** Anybody may look; who looks too often, from one network, is asked to wait. */
const looking = procedure.meta({ perm: 'public' }).use(async ({ ctx, next }) => {
  ctx.app.limits.countIntent('look', addressKey(ctx.req.ip ?? ''), null, ctx.app.now());
  return await next();
});

export const appointmentsRouter = router({
  services: looking
    .input(z.strictObject({ tenant: address.tenant }))
    .query(async ({ ctx, input }) => await publicServices(ctx.app, input.tenant)),

  service: looking.input(serviceSchema).query(async ({ ctx, input }) => {
    const open = await openService(ctx.app, input);
    return { ...publicService(open), returnTo: returnTo(open.tenant, input.return) } satisfies PublicServiceAnswer;
  }),

  /** Free starts from the function that judges a booking, and the one kept for the asker; it says nothing of who is busy with what. */
  slots: looking.input(slotsSchema).query(async ({ ctx, input }) => {
    const { app } = ctx;
    const { providerId = null, from, days, zone, proofId } = input;
    const { bookable, bounds } = publicOffer(await openService(app, input), providerId, app.now());
    const proof = proofId === undefined ? null : await app.stores.proofs.find(bookable.tenantId, proofId);
    const asker = { ...bookable, _id: proof?.wish?.heldAs ?? null };
    return (await slotsOf(app.stores, asker, { from, days, zone, bounds, present: null })).view;
  }),

  begin: procedure
    .meta({ perm: 'public' })
    .input(beginSchema)
    .mutation(async ({ ctx, input }) => {
      const phone = input.phone === null ? null : checkedPhone(input.phone);
      return await begin(ctx, { ...input, phone });
    }),

  /** From then on the client acts through `candidate.*` with the id of the appointment. */
  prove: procedure
    .meta({ perm: 'public' })
    .input(
      z.strictObject({
        proofId: idSchema,
        code: z
          .string()
          .max(64)
          .transform(latinDigits)
          .pipe(z.string().regex(/^\d{6}$/)),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { appointmentId, booked } = await prove(ctx, input);
      return { appointmentId: appointmentId as string, booked };
    }),

  list: staffWith('interviews:read')
    .input(listSchema)
    .query(async ({ ctx, input }) => {
      const { filter, ...page } = input;
      const wanted = { ...filter, kind: 'appointment' as const };
      const { summaries, nextCursor } = await listBookings(ctx.app, ctx.staff, wanted, page);
      return { appointments: summaries, nextCursor };
    }),

  setPayment: staffWith('interviews:write')
    .input(paymentSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { appointmentId, ...rest } = input;
      const row = await interviewFor(app, staff, appointmentId, 'change');
      const context = staffContext(ctx, row, 'setPayment', { interviewId: appointmentId, ...rest });
      return await app.applyCommand(context, setPayment(input.payment), (after) => ({
        appointmentId: after._id as string,
        version: after.version,
        payment: after.payment,
      }));
    }),

  /** Calls off one of a series and all after it, or all that are still to come, with one reason. */
  cancelSeries: staffWith('interviews:write')
    .input(cancelSeriesSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { appointmentId, from, reason, ...rest } = input;
      const row = await bookingFor(app, staff, appointmentId, 'cancelSeries');
      const asked = { interviewId: appointmentId, from, reason, ...rest };
      const context = { ...staffContext(ctx, row, 'cancelSeries', asked), seen: row };
      return await inSeriesTurn(row, () =>
        cancelSeries(app.stores, context, { from, reason }, (rows) => ({
          cancelled: rows.map(({ _id, version }) => ({ appointmentId: _id as string, version })),
        })),
      );
    }),
});
