import { durationSchema, policyInputSchema } from '@interlude/shared/booking/policy';
import { outcomes } from '@interlude/shared/booking/terms';
import { mostParts } from '@interlude/shared/bundles/arranged-starts';
import {
  idempotencyKeySchema,
  idSchema,
  instantSchema,
  localDateSchema,
  reasonSchema,
  zoneSchema,
} from '@interlude/shared/schemas/fields';
import { arrangementSchema } from '@interlude/shared/schemas/template';
import { z } from 'zod';
import type { Command } from '../../booking/command.ts';
import { book } from '../../booking/commands/book.ts';
import { cancel } from '../../booking/commands/cancel.ts';
import { settleClock } from '../../booking/commands/clock.ts';
import { complete } from '../../booking/commands/complete.ts';
import { confirm } from '../../booking/commands/confirm.ts';
import { decide } from '../../booking/commands/decide.ts';
import { extendLink } from '../../booking/commands/extend-link.ts';
import { markNoShow } from '../../booking/commands/mark-no-show.ts';
import { reschedule } from '../../booking/commands/reschedule.ts';
import { resendLink } from '../../booking/commands/resend-link.ts';
import { start } from '../../booking/commands/start.ts';
import { bookingFor, interviewFor } from '../../booking/gate/own-scope.ts';
import { type Intent, type StaffContext, staffContext, stateOf } from '../../booking/gate/staff-intent.ts';
import { overrideSchema } from '../../booking/override.ts';
import { extendParts } from '../../bundles/extend-arranged.ts';
import { inviteParts } from '../../bundles/invite-arranged.ts';
import { staffBounds } from '../../calendar/bounds.ts';
import { slotsOf } from '../../calendar/list-starts.ts';
import { invite } from '../../interviews/invite.ts';
import { undo } from '../../interviews/undo.ts';
import { requestHash } from '../../journal/request-hash.ts';
import { bookingFilter, listBookings, pageOfList } from '../../views/list-bookings.ts';
import { interviewDetail, timelineOf } from '../../views/staff-view.ts';
import { router, staffWith } from '../trpc.ts';
import { panelProcedures } from './panel-procedures.ts';
import { groupProcedures } from './session-procedures.ts';

const ref = { interviewId: idSchema };
const intent = {
  ...ref,
  idempotencyKey: idempotencyKeySchema.optional(),
  expectedVersion: z.number().int().optional(),
};
const write = staffWith('interviews:write');

async function command(ctx: StaffContext, name: string, input: Intent, wanted: Command) {
  const { app, staff } = ctx;
  const row = await interviewFor(app, staff, input.interviewId, 'change');
  const context = staffContext(ctx, row, name, input);
  return await app.applyCommand(context, wanted, stateOf);
}

const listSchema = z.strictObject({
  filter: z
    .strictObject({ ...bookingFilter, jobId: idSchema.optional(), applicationId: idSchema.optional() })
    .default({}),
  ...pageOfList,
});
const inviteSchema = z.strictObject({
  applicationId: idSchema,
  templateId: idSchema,
  policy: policyInputSchema.optional(),
  idempotencyKey: idempotencyKeySchema,
});
const invitePartsSchema = z.strictObject({
  applicationId: idSchema,
  parts: z
    .array(z.strictObject({ templateId: idSchema }))
    .min(2)
    .max(mostParts),
  arrangement: arrangementSchema,
  policy: policyInputSchema.optional(),
  idempotencyKey: idempotencyKeySchema,
});
const bookForSchema = z.strictObject({
  ...intent,
  startsAt: instantSchema,
  override: overrideSchema.optional(),
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
  invite: write.input(inviteSchema).mutation(async ({ ctx, input }) => {
    const { app, staff, requestId } = ctx;
    const { idempotencyKey: key, ...wish } = input;
    const idempotency = { scope: staff.personId, key, hash: requestHash('invite', wish) };
    return await invite(app, staff, wish, { requestId, now: app.now(), idempotency });
  }),

  /** Several interviews that are booked as one choice; each then lives by itself. */
  inviteParts: write.input(invitePartsSchema).mutation(async ({ ctx, input }) => {
    const { app, staff, requestId } = ctx;
    const { idempotencyKey: key, ...wish } = input;
    const idempotency = { scope: staff.personId, key, hash: requestHash('inviteParts', wish) };
    return await inviteParts(app, staff, wish, { requestId, now: app.now(), idempotency });
  }),

  list: staffWith('interviews:read')
    .input(listSchema)
    .query(async ({ ctx, input }) => {
      const { filter, ...page } = input;
      const { summaries, nextCursor } = await listBookings(ctx.app, ctx.staff, filter, page);
      return { interviews: summaries, nextCursor };
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
    .input(z.strictObject(ref))
    .query(async ({ ctx, input }) => {
      const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'see');
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
    const { startsAt, override } = input;
    const wanted = { startsAt: Date.parse(startsAt), zone: row.zone, ...(override ? { override } : {}) };
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
    .mutation(async ({ ctx, input }) => await command(ctx, 'cancel', input, cancel(input.reason))),
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
  extendLink: write
    .input(z.strictObject({ ...intent, validFor: durationSchema.optional() }))
    .mutation(async ({ ctx, input }) => {
      const { validFor } = input;
      const row = await bookingFor(ctx.app, ctx.staff, input.interviewId, 'extendLink');
      if (row.part !== undefined) {
        const context = { ...staffContext(ctx, row, 'extendLink', input), seen: row };
        return await extendParts(ctx.app.stores, context, validFor, stateOf);
      }
      return await command(ctx, 'extendLink', input, extendLink(validFor));
    }),
  resendLink: write.input(z.strictObject(intent)).mutation(async ({ ctx, input }) => {
    const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'change');
    // Several colleagues may each press it once, but nobody may fill a mailbox or use up the limit of others.
    ctx.app.limits.countIntent('resendByStaff', row._id, input.idempotencyKey ?? null, ctx.app.now());
    return await ctx.app.applyCommand(staffContext(ctx, row, 'resendLink', input), resendLink, stateOf);
  }),
  /** Invites anew in place of what was cancelled or recorded as missed; no retake is counted. */
  undo: write.input(z.strictObject(intent)).mutation(async ({ ctx, input }) => {
    const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'change');
    const context = staffContext(ctx, row, 'undo', input);
    return await ctx.app.applyCommand(context, undo, (after) => ({
      newInterviewId: after.replacedBy as string,
    }));
  }),
  ...panelProcedures,
  ...groupProcedures,
});
