import { z } from 'zod';
import { findAnything } from '../../views/find-anything.ts';
import { router, staffWith } from '../trpc.ts';

/** What somebody types to find something. */
export const searchTextSchema = z.string().trim().min(1).max(200);

const findSchema = z.strictObject({
  text: searchTextSchema,
  limit: z.number().int().min(1).max(50).default(20),
});

export const searchRouter = router({
  find: staffWith('interviews:read')
    .input(findSchema)
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      app.limits.countIntent('search', staff.personId, null, app.now());
      return { results: await findAnything(app, staff, input) };
    }),
});
