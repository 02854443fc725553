import { meetingHostSchema } from '@interlude/shared/meeting-link';
import { z } from 'zod';
import { staffWith } from './access/staff-access.ts';
import { router } from './trpc.ts';

/** What holds for the whole company unless a template or service says otherwise. */
export const settingsRouter = router({
  get: staffWith('templates:read').query(async ({ ctx }) => {
    const { zone, policy, caps, meetingHosts = null } = await ctx.app.stores.tenants.get(ctx.staff.tenantId);
    return { zone, policy, caps, meetingHosts };
  }),

  /** Where the company meets on calls; null for the known hosts of each provider. */
  saveMeetingHosts: staffWith('settings:write')
    .input(z.strictObject({ meetingHosts: z.array(meetingHostSchema).min(1).max(50).nullable() }))
    .mutation(async ({ ctx, input }) => {
      await ctx.app.stores.tenants.setMeetingHosts(ctx.staff.tenantId, input.meetingHosts);
      return input;
    }),
});
