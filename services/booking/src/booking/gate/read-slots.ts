import { localDateSchema, zoneSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import type { Context } from '../../access/deps.ts';
import type { SlotsInput } from '../../calendar/local-span.ts';
import type { BookingDeps } from '../deps.ts';
import { grantOf, openGranted } from './candidate-gate.ts';
import type { AnswerSlots, ReadyAnswer } from './slot-answers.ts';

/** Which times are asked for, in an address or in a procedure. */
export const slotsFields = {
  from: localDateSchema.optional(),
  days: z.coerce.number<number>().int().min(1).max(62).optional(),
  zone: zoneSchema,
};
export const slotsQuerySchema = z.object(slotsFields);

/** The times that the holder of a link may choose, however they ask. */
export async function readSlots(
  caller: Pick<Context<BookingDeps & { readonly answerSlots: AnswerSlots }>, 'app' | 'req'>,
  interviewId: string,
  wish: SlotsInput,
): Promise<ReadyAnswer> {
  const grant = await grantOf(caller, interviewId);
  const open = () => openGranted(caller, grant, interviewId);
  return await caller.app.answerSlots({ interviewId, grant, open }, wish);
}
