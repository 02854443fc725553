import { emailSchema, idSchema, lineSchema, localeSchema, zoneSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { zoneFrom } from '../../company/zone-from.ts';
import { updateClient } from '../../interviews/update-guest.ts';
import { router, staffWith } from '../trpc.ts';

const said = {
  name: lineSchema(120).optional(),
  email: emailSchema.optional(),
  zone: zoneSchema.optional(),
  locale: localeSchema.optional(),
};

export const clientsRouter = router({
  update: staffWith('jobs:write')
    .input(z.strictObject({ clientId: idSchema, ...said }))
    .mutation(async ({ ctx, input }) => {
      const { clientId, zone, ...rest } = input;
      const wish = { ...rest, ...(zone === undefined ? {} : { zone: zoneFrom(zone) }) };
      const row = await updateClient(ctx.app, ctx, clientId, wish);
      return { clientId: row._id as string, name: row.name, email: row.email, zone: row.zone, locale: row.locale };
    }),
});
