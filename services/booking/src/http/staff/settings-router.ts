import { knownMeetingHosts, meetingHostSchema } from '@interlude/shared/booking/meeting-link';
import { colourSchema } from '@interlude/shared/brand/colour';
import { z } from 'zod';
import { brandOf, saveAccent, takeDownPicture } from '../../company/brand.ts';
import { checkedHosts, mostHosts, saveHosts } from '../../company/hosts.ts';
import { router, staffWith } from '../trpc.ts';

/** What holds for the whole company unless a template or service says otherwise. */
export const settingsRouter = router({
  get: staffWith('templates:read').query(async ({ ctx }) => {
    const tenant = await ctx.app.stores.tenants.get(ctx.staff.tenantId);
    const { zone, policy, caps, meetingHosts = null, hosts = [] } = tenant;
    return {
      brand: brandOf(tenant),
      zone,
      policy,
      caps,
      meetingHosts,
      hosts,
      knownMeetingHosts: Object.values(knownMeetingHosts).flat(),
    };
  }),

  /** The colour of the company's pages and mails; null for the usual one. Its logo is put up by `POST /api/uploads/logo`. */
  saveAccent: staffWith('settings:write')
    .input(z.strictObject({ accent: colourSchema.nullable() }))
    .mutation(async ({ ctx, input }) => {
      await saveAccent(ctx.app, { ...ctx.staff, requestId: ctx.requestId }, input.accent);
      return input;
    }),

  removeLogo: staffWith('settings:write').mutation(async ({ ctx }) => {
    await takeDownPicture(ctx.app, { ...ctx.staff, requestId: ctx.requestId }, 'logo');
    return { removed: true };
  }),

  /** Where the company meets on calls; null for the known hosts of each provider. */
  saveMeetingHosts: staffWith('settings:write')
    .input(z.strictObject({ meetingHosts: z.array(meetingHostSchema).min(1).max(50).nullable() }))
    .mutation(async ({ ctx, input }) => {
      const actor = { ...ctx.staff, requestId: ctx.requestId };
      await saveHosts(ctx.app, actor, { field: 'meetingHosts', hosts: input.meetingHosts });
      return input;
    }),

  /** Websites that may show the company's services in a frame, and that clients may be led back to. */
  saveHosts: staffWith('settings:write')
    .input(z.strictObject({ hosts: z.array(z.string().max(300)).max(mostHosts) }))
    .mutation(async ({ ctx, input }) => {
      const hosts = checkedHosts(input.hosts, ctx.app.config.production);
      const actor = { ...ctx.staff, requestId: ctx.requestId };
      await saveHosts(ctx.app, actor, { field: 'hosts', hosts: hosts.length === 0 ? null : hosts });
      return { hosts };
    }),
});
