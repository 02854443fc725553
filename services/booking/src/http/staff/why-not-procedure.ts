import { idSchema, instantSchema, zoneSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { whyNotOf } from '../../views/why-not.ts';
import { staffWith } from '../trpc.ts';

const whyNotSchema = z.union([
  z.strictObject({ interviewId: idSchema, startsAt: instantSchema }),
  z.strictObject({ templateId: idSchema, candidateZone: zoneSchema.optional(), startsAt: instantSchema }),
]);

/** Why a start is not offered to the candidate of an interview, or to one who would be invited by a template now. */
export const whyNotProcedure = {
  whyNot: staffWith('interviews:read')
    .input(whyNotSchema)
    .query(async ({ ctx, input }) => await whyNotOf(ctx.app, ctx.staff, input)),
};
