import { staffWith } from './access/staff-access.ts';
import { router } from './trpc.ts';

/** What holds for the whole company unless a template or service says otherwise. */
export const settingsRouter = router({
  get: staffWith('templates:read').query(async ({ ctx }) => {
    const { zone, policy, caps } = await ctx.app.stores.tenants.get(ctx.staff.tenantId);
    return { zone, policy, caps };
  }),
});
