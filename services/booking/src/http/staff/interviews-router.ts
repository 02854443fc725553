import { givenPhoneSchema } from '@interlude/shared/booking/phone-call';
import { durationSchema } from '@interlude/shared/booking/policy';
import { outcomes } from '@interlude/shared/booking/terms';
import {
  idempotencyKeySchema,
  idSchema,
  instantSchema,
  localDateSchema,
  reasonSchema,
  zoneSchema,
} from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { book } from '../../booking/commands/book.ts';
import { settleClock } from '../../booking/commands/clock.ts';
import { complete } from '../../booking/commands/complete.ts';
import { confirm } from '../../booking/commands/confirm.ts';
import { decide } from '../../booking/commands/decide.ts';
import { markNoShow } from '../../booking/commands/mark-no-show.ts';
import { reschedule } from '../../booking/commands/reschedule.ts';
import { setPhone } from '../../booking/commands/set-phone.ts';
import { start } from '../../booking/commands/start.ts';
import { bookingFor, interviewFor } from '../../booking/gate/own-scope.ts';
import { staffContext, stateOf } from '../../booking/gate/staff-intent.ts';
import { overrideSchema } from '../../booking/override.ts';
import { checkedPhone } from '../../booking/row/phone.ts';
import { staffBounds } from '../../calendar/bounds.ts';
import { slotsOf } from '../../calendar/list-starts.ts';
import { zoneFrom } from '../../company/zone-from.ts';
import { applyTemplate } from '../../interviews/apply-template.ts';
import { undo } from '../../interviews/undo.ts';
import { exportBookings } from '../../views/export-bookings.ts';
import { bookingFilter, countBookings, listBookings, mostCounted, pageOfBookings } from '../../views/list-bookings.ts';
import { interviewDetail } from '../../views/staff-view.ts';
import { earlierTimelineOf, timelineOf } from '../../views/timeline-view.ts';
import { router, staffWith } from '../trpc.ts';
import { bulkProcedures, mostAtOnce, someInterviews } from './bulk-procedures.ts';
import { inviteProcedures } from './invite-procedures.ts';
import { cancelOne, command, extendOne, resendOne } from './one-interview.ts';
import { panelProcedures } from './panel-procedures.ts';
import { searchTextSchema } from './search-router.ts';
import { groupProcedures } from './session-procedures.ts';
import { whyNotProcedure } from './why-not-procedure.ts';

const ref = { interviewId: idSchema };
const intent = {
  ...ref,
  idempotencyKey: idempotencyKeySchema.optional(),
  expectedVersion: z.number().int().optional(),
};
const write = staffWith('interviews:write');

const filter = z
  .strictObject({
    ...bookingFilter,
    jobId: idSchema.optional(),
    applicationId: idSchema.optional(),
    /** A name, a mail address, a job or an id. */
    text: searchTextSchema.optional(),
  })
  .default({});
const listSchema = z.strictObject({ filter, ...pageOfBookings });
const matchingSchema = z.strictObject({
  filter,
  order: pageOfBookings.order,
  /** So many are counted at most. */
  most: z.number().int().min(1).max(mostCounted).default(mostCounted),
});
const exportSchema = z.strictObject({
  filter,
  order: pageOfBookings.order,
  /** These alone, whatever the filter says. */
  interviewIds: someInterviews.optional(),
  /** In which their times are written; without it that of whoever asks. */
  zone: zoneSchema.optional(),
});
const bookForSchema = z.strictObject({
  ...intent,
  startsAt: instantSchema,
  override: overrideSchema.optional(),
  phone: givenPhoneSchema.optional(),
  idempotencyKey: idempotencyKeySchema,
});
const applySchema = z.strictObject({
  ...intent,
  templateId: idSchema,
  overwriteDuration: z.boolean().optional(),
  idempotencyKey: idempotencyKeySchema,
});
const moveSchema = z.strictObject({
  ...intent,
  startsAt: instantSchema,
  reason: reasonSchema.optional(),
  overrideLimit: reasonSchema.optional(),
  override: overrideSchema.optional(),
});

export const interviewsRouter = router({
  ...inviteProcedures,

  list: staffWith('interviews:read')
    .input(listSchema)
    .query(async ({ ctx, input }) => {
      const { filter: asked, ...page } = input;
      const { summaries, ...rest } = await listBookings(ctx.app, ctx.staff, asked, page);
      return { interviews: summaries, ...rest };
    }),

  /** How many match, up to a bound, and the ids of as many as are changed at once. */
  matching: staffWith('interviews:read')
    .input(matchingSchema)
    .query(async ({ ctx, input }) => {
      const { filter: asked, order, most } = input;
      return await countBookings(ctx.app, ctx.staff, asked, { order, most, ids: mostAtOnce });
    }),

  export: staffWith('interviews:read')
    .input(exportSchema)
    .query(async ({ ctx: { app, staff }, input }) => {
      const { filter: asked, order, interviewIds } = input;
      const own = input.zone ?? (await app.stores.people.find(staff.tenantId, staff.personId))?.zone ?? 'UTC';
      const wanted = interviewIds === undefined ? asked : { interviewIds };
      return await exportBookings(app, staff, wanted, { zone: zoneFrom(own), order });
    }),

  get: staffWith('interviews:read')
    .input(z.strictObject(ref))
    .query(async ({ ctx, input }) => {
      return await interviewDetail(
        ctx.app,
        ctx.staff,
        await interviewFor(ctx.app, ctx.staff, input.interviewId, 'see'),
      );
    }),

  timeline: staffWith('interviews:read')
    .input(z.strictObject({ ...ref, before: idSchema.optional() }))
    .query(async ({ ctx, input }) => {
      const { before } = input;
      const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'see');
      if (before !== undefined) return await earlierTimelineOf(ctx.app, ctx.staff, { row, before });
      return await timelineOf(ctx.app, ctx.staff, row);
    }),

  /** The starts staff may move to: hours and conflicts bind, the candidate's notice and window do not. */
  slots: write
    .input(
      z.strictObject({
        ...ref,
        from: localDateSchema.optional(),
        days: z.number().int().min(1).max(62).optional(),
        zone: zoneSchema,
      }),
    )
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const row = await interviewFor(app, staff, input.interviewId, 'change');
      const bounds = staffBounds(app.now());
      const { from, days, zone } = input;
      const present = row.startsAt?.getTime() ?? null;
      return (await slotsOf(app.stores, row, { from, days, zone, bounds, present })).view;
    }),

  confirm: write.input(z.strictObject(intent)).mutation(async ({ ctx, input }) => {
    return await command(ctx, 'confirm', input, confirm);
  }),
  start: write
    .input(z.strictObject({ ...intent, reason: reasonSchema.optional() }))
    .mutation(async ({ ctx, input }) => await command(ctx, 'start', input, start(input.reason))),
  /** HR choose a time for a candidate who has not: hours and conflicts bind, the candidate's notice and window do not. */
  bookFor: write.input(bookForSchema).mutation(async ({ ctx, input }) => {
    const row = await bookingFor(ctx.app, ctx.staff, input.interviewId, 'bookFor');
    const { startsAt, override, phone } = input;
    const said = { ...(override ? { override } : {}), ...(phone ? { phone: checkedPhone(phone) } : {}) };
    const wanted = { startsAt: Date.parse(startsAt), zone: row.zone, ...said };
    return await ctx.app.applyCommand(staffContext(ctx, row, 'bookFor', input), book(wanted), stateOf);
  }),
  reschedule: write.input(moveSchema).mutation(async ({ ctx, input }) => {
    const { startsAt, overrideLimit, override } = input;
    const set = { ...(overrideLimit ? { overrideLimit } : {}), ...(override ? { override } : {}) };
    const move = { startsAt: Date.parse(startsAt), ...(input.reason ? { reason: input.reason } : {}), ...set };
    return await command(ctx, 'reschedule', input, reschedule(move));
  }),
  cancel: write
    .input(z.strictObject({ ...intent, reason: reasonSchema.optional() }))
    .mutation(async ({ ctx, input }) => await cancelOne(ctx, input)),
  complete: write
    .input(z.strictObject({ ...intent, outcome: z.enum(outcomes) }))
    .mutation(async ({ ctx, input }) => await command(ctx, 'complete', input, complete(input.outcome))),
  decide: write
    .input(z.strictObject({ ...intent, outcome: z.enum(outcomes), reason: reasonSchema.optional() }))
    .mutation(async ({ ctx, input }) => {
      return await command(ctx, 'decide', input, decide(input.outcome, input.reason));
    }),
  markNoShow: write
    .input(z.strictObject({ ...intent, party: z.enum(['candidate', 'interviewer']) }))
    .mutation(async ({ ctx, input }) => await command(ctx, 'markNoShow', input, markNoShow(input.party))),
  /** The start stays what it is, although a clock now shows another time than was promised. */
  keepTime: write
    .input(z.strictObject(intent))
    .mutation(async ({ ctx, input }) => await command(ctx, 'keepTime', input, settleClock({ keep: true }))),
  /** Where the candidate is called, where the company calls. */
  setPhone: write
    .input(z.strictObject({ ...intent, phone: givenPhoneSchema, idempotencyKey: idempotencyKeySchema }))
    .mutation(async ({ ctx, input }) => await command(ctx, 'setPhone', input, setPhone(checkedPhone(input.phone)))),
  extendLink: write
    .input(z.strictObject({ ...intent, validFor: durationSchema.optional() }))
    .mutation(async ({ ctx, input }) => await extendOne(ctx, input)),
  /** Another template for an invitation without a time. */
  applyTemplate: write.input(applySchema).mutation(async ({ ctx, input }) => {
    const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'change');
    const { command: wanted, answerOf } = applyTemplate(ctx.app, input);
    return await ctx.app.applyCommand(staffContext(ctx, row, 'applyTemplate', input), wanted, answerOf);
  }),
  resendLink: write.input(z.strictObject(intent)).mutation(async ({ ctx, input }) => await resendOne(ctx, input)),
  /** Invites anew in place of what was cancelled or recorded as missed; no retake is counted. */
  undo: write.input(z.strictObject(intent)).mutation(async ({ ctx, input }) => {
    const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'change');
    const context = staffContext(ctx, row, 'undo', input);
    return await ctx.app.applyCommand(context, undo, (after) => ({
      newInterviewId: after.replacedBy as string,
    }));
  }),
  ...bulkProcedures,
  ...panelProcedures,
  ...whyNotProcedure,
  ...groupProcedures,
});
