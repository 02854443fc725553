import { attentionCauses } from '@interlude/shared/booking/attention';
import { idempotencyKeySchema, idSchema, reasonSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { dismiss, restoreDismissed } from '../../booking/commands/dismiss.ts';
import { interviewFor } from '../../booking/gate/own-scope.ts';
import { staffContext } from '../../booking/gate/staff-intent.ts';
import { listQueue } from '../../views/list-queue.ts';
import { router, staffWith } from '../trpc.ts';
import { cursorOf, markCursorSchema } from './mark-cursor.ts';

/** What waits for a person: marks of bookings, retakes to decide, invitations about to end. */
export const queueRouter = router({
  list: staffWith('interviews:read')
    .input(
      z.strictObject({
        cursor: markCursorSchema.optional(),
        limit: z.number().int().min(1).max(100).default(50),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { cursor = null, limit } = input;
      const { items, last } = await listQueue(ctx.app, ctx.staff, { after: cursor, limit });
      return { items, ...(last === null ? {} : { nextCursor: cursorOf(last) }) };
    }),

  /** All marks of that kind of that booking; they come again only when it happens again. */
  dismiss: staffWith('interviews:write')
    .input(
      z.strictObject({
        kind: z.enum(attentionCauses),
        interviewId: idSchema,
        // Only the code is kept: the timeline tells what happened, without free text.
        reason: reasonSchema.omit({ text: true }).optional(),
        idempotencyKey: idempotencyKeySchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { kind: cause, reason } = input;
      const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'change');
      const context = staffContext(ctx, row, 'dismissAttention', input);
      return await ctx.app.applyCommand(context, dismiss(cause, reason), () => ({ dismissed: true }));
    }),

  /** Takes back what was dismissed last, within a minute: it waits again, since when it did. */
  restore: staffWith('interviews:write')
    .input(
      z.strictObject({
        kind: z.enum(attentionCauses),
        interviewId: idSchema,
        idempotencyKey: idempotencyKeySchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'change');
      const context = staffContext(ctx, row, 'restoreAttention', input);
      return await ctx.app.applyCommand(context, restoreDismissed(input.kind), () => ({ restored: true }));
    }),
});
