import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { idempotencyKeySchema, idSchema, reasonSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { checkedReason } from '../../booking/change.ts';
import { restoreEntry } from '../../booking/commands/restore-entry.ts';
import { interviewFor } from '../../booking/gate/own-scope.ts';
import { type Intent, type StaffContext, staffContext } from '../../booking/gate/staff-intent.ts';
import { overrideSchema } from '../../booking/override.ts';
import type { ScheduledRow } from '../../booking/row/scheduled-row.ts';
import { changePeople } from '../../drop-outs/drop-out-commands.ts';
import { refuse } from '../../runtime/refused.ts';
import type { Deps } from '../deps.ts';
import { staffWith } from '../trpc.ts';

const intent = {
  interviewId: idSchema,
  idempotencyKey: idempotencyKeySchema.optional(),
  expectedVersion: z.number().int().optional(),
};
const ofPerson = { ...intent, personId: idSchema };
const write = staffWith('interviews:write');

/** What became of somebody's seat. `asked`: nobody was found at that time, HR decides. */
type SeatOutcome = 'replaced' | 'asked';

async function answerOf({ app, staff }: StaffContext<Deps>, input: Intent, personId: string) {
  const row = await app.stores.scheduled.find(staff.tenantId, input.interviewId);
  if (row === null) refuse({ code: 'not_found' });
  const outcome: SeatOutcome = row.people.some((id) => id === personId) ? 'asked' : 'replaced';
  return { interviewId: row._id as string, status: row.status, version: row.version, outcome };
}

// A repeated key finds the mark again; the search goes on from whatever is marked.
async function dropOut(
  ctx: StaffContext<Deps>,
  row: ScheduledRow,
  input: Intent,
  wish: { personId: string; because: 'declined' | 'by_hand'; reason?: { code: string; text?: string | undefined } },
) {
  const { app, staff } = ctx;
  const context = staffContext(ctx, row, wish.because, input);
  const { reason, ...rest } = wish;
  const out = changePeople({ do: 'dropOut', ...rest, ...(reason ? { reason } : {}) });
  await app.applyCommand(context, out, () => null);
  await app.dropOuts.settleNow({ tenantId: staff.tenantId, interviewId: row._id });
  return await answerOf(ctx, input, wish.personId);
}

/** Who of a booked panel comes; part of `interviews`. */
export const panelProcedures = {
  /** Interviewers give back their own seat; nobody else's. */
  decline: staffWith('interviews:read')
    .input(z.strictObject({ ...intent, reason: reasonSchema.optional() }))
    .mutation(async ({ ctx, input }) => {
      const { scheduled, idempotency } = ctx.app.stores;
      const { tenantId, personId } = ctx.staff;
      const row = (await scheduled.find(tenantId, input.interviewId)) ?? refuse({ code: 'not_found' });
      // Somebody who repeats their request has no seat any more, and still gets the same answer.
      const said = input.idempotencyKey && (await idempotency.find(tenantId, personId, input.idempotencyKey));
      if (!row.people.includes(personId) && !said) refuse({ code: 'not_found' });
      const reason = checkedReason(input.reason, reasonCodes.decline);
      return await dropOut(ctx, row, input, { personId, because: 'declined', reason });
    }),

  removeInterviewer: write.input(z.strictObject(ofPerson)).mutation(async ({ ctx, input }) => {
    const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'change');
    return await dropOut(ctx, row, input, { personId: input.personId, because: 'by_hand' });
  }),

  /** Beside the others, or in somebody's place; bound by what the person has at that time, not by working hours. */
  addInterviewer: write
    .input(z.strictObject({ ...ofPerson, insteadOf: idSchema.optional(), override: overrideSchema.optional() }))
    .mutation(async ({ ctx, input }) => {
      const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'change');
      const { personId, insteadOf, override } = input;
      const set = { ...(insteadOf ? { insteadOf } : {}), ...(override ? { override } : {}) };
      const wish = changePeople({ do: 'addInterviewer', personId, ...set });
      const context = staffContext(ctx, row, 'addInterviewer', input);
      return await ctx.app.applyCommand(context, wish, ({ _id, status, version }) => ({
        interviewId: _id as string,
        status,
        version,
      }));
    }),

  /** What one of its people has made of the entry in their calendar is put right. */
  restoreEntry: write.input(z.strictObject(ofPerson)).mutation(async ({ ctx, input }) => {
    const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'change');
    const context = staffContext(ctx, row, 'restoreEntry', input);
    return await ctx.app.applyCommand(context, restoreEntry(input.personId), ({ _id, version }) => ({
      interviewId: _id as string,
      version,
    }));
  }),

  keepInterviewer: write.input(z.strictObject(ofPerson)).mutation(async ({ ctx, input }) => {
    const row = await interviewFor(ctx.app, ctx.staff, input.interviewId, 'change');
    const context = staffContext(ctx, row, 'keepInterviewer', input);
    const wish = changePeople({ do: 'keepInterviewer', personId: input.personId });
    return await ctx.app.applyCommand(context, wish, ({ _id, version }) => ({ interviewId: _id as string, version }));
  }),
};
