import { mostOfSeries, seriesRuleSchema } from '@interlude/shared/bundles/recurring-rule';
import {
  idempotencyKeySchema,
  idSchema,
  instantSchema,
  localeSchema,
  proseSchema,
  reasonSchema,
  zoneSchema,
} from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { contextOf, foundIn, type LinkedContext } from '../../booking/gate/candidate-context.ts';
import { grantAccess } from '../../booking/gate/candidate-gate.ts';
import type { BookingRow } from '../../booking/row/booking-row.ts';
import { bookSeries } from '../../bundles/book-recurring.ts';
import { inSeriesTurn } from '../../bundles/bundle-turn.ts';
import { cancelSeries } from '../../bundles/cancel-following.ts';
import { offerSeries } from '../../bundles/list-recurring.ts';
import { zoneFrom } from '../../company/zone-from.ts';
import { readViewFacts } from '../../views/candidate-view.ts';
import { interviewView } from '../../views/interview-view.ts';
import type { Deps } from '../deps.ts';
import { linked } from '../trpc.ts';

const ref = { interviewId: idSchema };
const intent = { ...ref, idempotencyKey: idempotencyKeySchema };
const startsSchema = z
  .array(instantSchema)
  .min(2)
  .max(mostOfSeries)
  .transform((starts) => starts.map((start) => Date.parse(start)))
  .refine((starts) => starts.every((at, n) => n === 0 || at > (starts[n - 1] ?? 0)), 'not in order of time');
const bookSeriesSchema = z.strictObject({
  ...intent,
  starts: startsSchema,
  rule: seriesRuleSchema,
  zone: zoneSchema,
  locale: localeSchema.optional(),
  note: proseSchema(2_000).optional(),
});
const cancelSeriesSchema = z.strictObject({
  ...intent,
  from: z.literal('this_and_following'),
  reason: reasonSchema.optional(),
});

/** The page of the one that was asked for, as it is after all of these changed. */
async function viewAfter(ctx: LinkedContext<Deps>, rows: readonly BookingRow[]) {
  const row = rows.find(({ _id }) => _id === ctx.interview._id) ?? ctx.interview;
  const facts = await readViewFacts(ctx.app, { ...foundIn(ctx), row });
  const known = facts.series?.length ? facts.series : rows;
  return interviewView(row, { ...facts, series: known.map((one) => rows.find(({ _id }) => _id === one._id) ?? one) });
}

export const seriesProcedures = {
  seriesSlots: linked
    .input(z.strictObject({ ...ref, startsAt: instantSchema, rule: seriesRuleSchema, zone: zoneSchema }))
    .query(async ({ ctx, input }) => {
      ctx.app.limits.countIntent('look', ctx.interview._id, null, ctx.app.now());
      const wish = { startsAt: Date.parse(input.startsAt), rule: input.rule, zone: zoneFrom(input.zone) };
      return await offerSeries(ctx.app.stores, ctx.interview, wish, ctx.app.now());
    }),

  bookSeries: linked.input(bookSeriesSchema).mutation(async ({ ctx, input }) => {
    const { app, interview } = ctx;
    const { starts, rule, zone, locale, note } = input;
    app.limits.countIntent('booking', interview._id, input.idempotencyKey, app.now());
    const context = { ...contextOf(ctx, 'bookSeries', input), seen: interview };
    const booking = { starts, rule, zone: zoneFrom(zone), ...(locale ? { locale } : {}), ...(note ? { note } : {}) };
    const view = await inSeriesTurn(interview, () =>
      bookSeries(app.stores, context, booking, (rows) => viewAfter(ctx, rows)),
    );
    // The browser that booked them acts on each; one that opens the link later is given all of them as well.
    const row = await app.stores.bookings.find(interview.tenantId, interview._id);
    if (row !== null) await grantAccess(ctx, row);
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
