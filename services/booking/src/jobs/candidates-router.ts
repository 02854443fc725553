import { emailSchema, idSchema, lineSchema, localeSchema, zoneSchema } from '@interlude/shared/interview';
import { z } from 'zod';
import { staffWith } from '../access/staff-access.ts';
import { zoneFrom } from '../slots/offer-slots.ts';
import { router } from '../trpc.ts';
import { updateCandidate } from './update-candidate.ts';

export const candidatesRouter = router({
  /** Corrects what is known of a candidate; another address gets the links of all that is open. */
  update: staffWith('jobs:write')
    .input(
      z.strictObject({
        candidateId: idSchema,
        name: lineSchema(120).optional(),
        email: emailSchema.optional(),
        zone: zoneSchema.optional(),
        locale: localeSchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { candidateId, zone, ...rest } = input;
      const wish = { ...rest, ...(zone === undefined ? {} : { zone: zoneFrom(zone) }) };
      const row = await updateCandidate(ctx.app, ctx, candidateId, wish);
      return { candidateId: row._id as string, name: row.name, email: row.email, zone: row.zone, locale: row.locale };
    }),
});
