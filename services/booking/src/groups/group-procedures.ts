import { idempotencyKeySchema, idSchema, instantSchema, reasonSchema } from '@interlude/shared/interview';
import { z } from 'zod';
import { interviewFor } from '../access/own-scope.ts';
import { staffWith } from '../access/staff-access.ts';
import type { Command } from '../bookings/judge.ts';
import { type Intent, type StaffContext, staffContext, stateOf } from '../bookings/staff-context.ts';

const intent = {
  /** Of the session, not of a place in it. */
  interviewId: idSchema,
  idempotencyKey: idempotencyKeySchema.optional(),
  expectedVersion: z.number().int().optional(),
  reason: reasonSchema.optional(),
};
const write = staffWith('interviews:write');

async function command(ctx: StaffContext, input: Intent, wanted: Command) {
  const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'change');
  return await ctx.app.applyCommand(staffContext(ctx, row, wanted.do, input), wanted, stateOf);
}

/** What staff do with a group session and everybody in it at once; part of `interviews`. */
export const groupProcedures = {
  cancelGroup: write.input(z.strictObject(intent)).mutation(async ({ ctx, input }) => {
    return await command(ctx, input, { do: 'cancelGroup', reason: input.reason });
  }),

  /** To a start of `interviews.slots`: hours and conflicts bind, the guests' notice and limits do not. */
  moveGroup: write.input(z.strictObject({ ...intent, startsAt: instantSchema })).mutation(async ({ ctx, input }) => {
    const { startsAt, reason } = input;
    const move = { startsAt: Date.parse(startsAt), ...(reason ? { reason } : {}) };
    return await command(ctx, input, { do: 'moveGroup', input: move });
  }),
};
