import type { InterviewStatus } from '@interlude/shared/booking/booking-status';
import { durationSchema } from '@interlude/shared/booking/policy';
import type { Refusal } from '@interlude/shared/booking/refusal';
import { idempotencyKeySchema, idSchema, reasonSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { eachRow } from '../../journal/each-row.ts';
import { requestHash } from '../../journal/request-hash.ts';
import { staffWith } from '../trpc.ts';
import { cancelOne, extendOne, resendOne } from './one-interview.ts';

export const mostAtOnce = 200;
export const someInterviews = z
  .array(idSchema)
  .min(1)
  .max(mostAtOnce)
  .refine((ids) => new Set(ids).size === ids.length, 'named twice');
const several = { interviewIds: someInterviews, idempotencyKey: idempotencyKeySchema };
const write = staffWith('interviews:write');

interface RowState {
  readonly interviewId: string;
  readonly status: InterviewStatus;
  readonly version: number;
}
export type RowResult = RowState | { readonly interviewId: string; readonly refusal: Refusal };

interface RowIntent {
  readonly interviewId: string;
  readonly idempotencyKey: string;
}

/** What is done to one, to several; the key of a row is the same whether it is asked for with all others or with some of them again. */
async function eachOf(
  { interviewIds, idempotencyKey: key }: { readonly interviewIds: readonly string[]; readonly idempotencyKey: string },
  one: (row: RowIntent) => Promise<RowState>,
): Promise<{ results: RowResult[] }> {
  const results = await eachRow(interviewIds, async (interviewId) => {
    const { status, version } = await one({ interviewId, idempotencyKey: requestHash('row', { key, interviewId }) });
    return { status, version };
  });
  return { results: results.map((result, at) => ({ interviewId: interviewIds[at] ?? '', ...result })) };
}

/** What staff do with several interviews at once; part of `interviews`. */
export const bulkProcedures = {
  cancelMany: write
    .input(z.strictObject({ ...several, reason: reasonSchema.optional() }))
    .mutation(async ({ ctx, input: { reason, ...rows } }) => {
      return await eachOf(rows, (row) => cancelOne(ctx, { ...row, ...(reason ? { reason } : {}) }));
    }),
  resendMany: write.input(z.strictObject(several)).mutation(async ({ ctx, input }) => {
    return await eachOf(input, (row) => resendOne(ctx, row));
  }),
  extendMany: write
    .input(z.strictObject({ ...several, validFor: durationSchema.optional() }))
    .mutation(async ({ ctx, input: { validFor, ...rows } }) => {
      return await eachOf(rows, (row) => extendOne(ctx, { ...row, ...(validFor ? { validFor } : {}) }));
    }),
};
