import { mostParts } from '@interlude/shared/bundles/arranged-starts';
import { mostOfSeries, seriesRuleSchema } from '@interlude/shared/bundles/recurring-rule';
import { idSchema, instantSchema, reasonSchema, zoneSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { contextOf, foundIn, type LinkedContext } from '../../booking/gate/candidate-context.ts';
import { grantAccess } from '../../booking/gate/candidate-gate.ts';
import { slotsFields } from '../../booking/gate/read-slots.ts';
import type { BookingRow } from '../../booking/row/booking-row.ts';
import { bookBundle } from '../../bundles/book-bundle.ts';
import { cancelSeries } from '../../bundles/cancel-recurring.ts';
import { offerParts } from '../../bundles/list-arranged.ts';
import { offerSeries } from '../../bundles/list-recurring.ts';
import { inSeriesTurn } from '../../bundles/recurring-turn.ts';
import { seatArranged } from '../../bundles/seat-arranged.ts';
import { seatRecurring } from '../../bundles/seat-recurring.ts';
import { zoneFrom } from '../../company/zone-from.ts';
import { readViewFacts } from '../../views/candidate-view.ts';
import { interviewView } from '../../views/interview-view.ts';
import type { Deps } from '../deps.ts';
import { linked } from '../trpc.ts';
import { bookingOf, bookingSchema, intent, ref } from './booking-input.ts';

const partStarts = z
  .array(z.strictObject({ interviewId: idSchema, startsAt: instantSchema }))
  .min(1)
  .max(mostParts)
  .refine((parts) => new Set(parts.map(({ interviewId }) => interviewId)).size === parts.length, 'a part named twice')
  .transform((parts) => new Map(parts.map(({ interviewId, startsAt }) => [interviewId, Date.parse(startsAt)])));
const partSlotsSchema = z.strictObject({ ...ref, ...slotsFields, chosen: partStarts.optional() });
const bookPartsSchema = bookingSchema.extend({ starts: partStarts });
const startsSchema = z
  .array(instantSchema)
  .min(2)
  .max(mostOfSeries)
  .transform((starts) => starts.map((start) => Date.parse(start)))
  .refine((starts) => starts.every((at, n) => n === 0 || at > (starts[n - 1] ?? 0)), 'not in order of time');
const bookSeriesSchema = bookingSchema.extend({ starts: startsSchema, rule: seriesRuleSchema });
const cancelSeriesSchema = z.strictObject({
  ...intent,
  from: z.literal('this_and_following'),
  reason: reasonSchema.optional(),
});

/** The page of the one that was asked for, as it is after all of these changed. */
async function viewAfter(ctx: LinkedContext<Deps>, rows: readonly BookingRow[]) {
  const row = rows.find(({ _id }) => _id === ctx.interview._id) ?? ctx.interview;
  const facts = await readViewFacts(ctx.app, { ...foundIn(ctx), row });
  const known = facts.bundle.length > 0 ? facts.bundle : rows;
  return interviewView(row, { ...facts, bundle: known.map((one) => rows.find(({ _id }) => _id === one._id) ?? one) });
}

export const bundleProcedures = {
  partSlots: linked.input(partSlotsSchema).query(async ({ ctx, input }) => {
    const { chosen = new Map(), ...rest } = input;
    ctx.app.limits.countIntent('look', ctx.interview._id, null, ctx.app.now());
    return await offerParts(ctx.app.stores, ctx.interview, { ...rest, wanted: chosen }, ctx.app.now());
  }),

  bookParts: linked.input(bookPartsSchema).mutation(async ({ ctx, input }) => {
    const { app, interview } = ctx;
    app.limits.countIntent('booking', interview._id, input.idempotencyKey, app.now());
    const asked = { ...input, starts: [...input.starts].map(([interviewId, at]) => `${interviewId} ${at}`) };
    const context = { ...contextOf(ctx, 'bookParts', asked), seen: interview };
    const booking = { ...bookingOf(input), seating: seatArranged(input.starts) };
    return await bookBundle(app.stores, context, booking, (rows) => viewAfter(ctx, rows));
  }),

  seriesSlots: linked
    .input(z.strictObject({ ...ref, startsAt: instantSchema, rule: seriesRuleSchema, zone: zoneSchema }))
    .query(async ({ ctx, input }) => {
      ctx.app.limits.countIntent('look', ctx.interview._id, null, ctx.app.now());
      const wish = { startsAt: Date.parse(input.startsAt), rule: input.rule, zone: zoneFrom(input.zone) };
      return await offerSeries(ctx.app.stores, ctx.interview, wish, ctx.app.now());
    }),

  bookSeries: linked.input(bookSeriesSchema).mutation(async ({ ctx, input }) => {
    const { app, interview } = ctx;
    app.limits.countIntent('booking', interview._id, input.idempotencyKey, app.now());
    const context = { ...contextOf(ctx, 'bookSeries', input), seen: interview };
    const booking = { ...bookingOf(input), seating: seatRecurring(input) };
    const view = await inSeriesTurn(interview, () =>
      bookBundle(app.stores, context, booking, (rows) => viewAfter(ctx, rows)),
    );
    // The browser that booked them acts on each; one that opens the link later is given all of them as well.
    const row = await app.stores.bookings.find(interview.tenantId, interview._id);
    if (row !== null) await grantAccess(ctx, row, ctx);
    return view;
  }),

  cancelSeries: linked.input(cancelSeriesSchema).mutation(async ({ ctx, input }) => {
    const { app, interview } = ctx;
    app.limits.countIntent('booking', interview._id, input.idempotencyKey, app.now());
    const context = { ...contextOf(ctx, 'cancelSeries', input), seen: interview };
    return await inSeriesTurn(interview, () =>
      cancelSeries(app.stores, context, { from: input.from, reason: input.reason }, (rows) => viewAfter(ctx, rows)),
    );
  }),
};
