import { idempotencyKeySchema, idSchema, instantSchema, reasonSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import type { Command } from '../../booking/command.ts';
import { interviewFor, scopeOf } from '../../booking/gate/own-scope.ts';
import { askedOnce, type Intent, type StaffContext, staffContext, stateOf } from '../../booking/gate/staff-intent.ts';
import { findReplay } from '../../journal/once.ts';
import { cancelGroup } from '../../sessions/cancel-session.ts';
import { moveGroup } from '../../sessions/move-session.ts';
import { staffWith } from '../trpc.ts';

const intent = {
  /** Of the session, not of a place in it. */
  interviewId: idSchema,
  idempotencyKey: idempotencyKeySchema.optional(),
  expectedVersion: z.number().int().optional(),
  reason: reasonSchema.optional(),
};
const write = staffWith('interviews:write');

async function command(ctx: StaffContext, input: Intent, wanted: Command) {
  const { app, staff } = ctx;
  // The command changes who is in the session, and so whose it is: a kept answer is given without judging that again.
  const asked = { tenantId: staff.tenantId, ...askedOnce(staff, wanted.name, input) };
  const replay = await findReplay<ReturnType<typeof stateOf>>(app.stores, asked);
  if (replay !== null) return replay.answer;
  const row = await interviewFor(app, staff, input.interviewId, 'change');
  const { mayWrite } = await scopeOf(app, staff);
  return await app.applyCommand({ ...staffContext(ctx, row, wanted.name, input), mayWrite }, wanted, stateOf);
}

/** What staff do with a group session and everybody in it at once; part of `interviews`. */
export const groupProcedures = {
  cancelGroup: write.input(z.strictObject(intent)).mutation(async ({ ctx, input }) => {
    return await command(ctx, input, cancelGroup(input.reason));
  }),

  /** To a start of `interviews.slots`: hours and conflicts bind, the guests' notice and limits do not. */
  moveGroup: write.input(z.strictObject({ ...intent, startsAt: instantSchema })).mutation(async ({ ctx, input }) => {
    const { startsAt, reason } = input;
    const move = { startsAt: Date.parse(startsAt), ...(reason ? { reason } : {}) };
    return await command(ctx, input, moveGroup(move));
  }),
};
