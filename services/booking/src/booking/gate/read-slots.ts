import { localDateSchema, zoneSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import type { Context } from '../../access/deps.ts';
import type { SlotsInput } from '../../calendar/local-span.ts';
import type { BookingDeps } from '../deps.ts';
import { grantOf, openGranted } from './candidate-gate.ts';
import type { AnswerSlots, ReadyAnswer } from './slot-answers.ts';

const daysSchema = z.number().int().min(1).max(62);

/** Which times are asked for. */
export const slotsFields = { from: localDateSchema.optional(), days: daysSchema.optional(), zone: zoneSchema };
/** The same in an address, where numbers are text. */
export const slotsQuerySchema = z.object({ ...slotsFields, days: z.coerce.number().pipe(daysSchema).optional() });

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
