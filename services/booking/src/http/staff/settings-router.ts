import { knownMeetingHosts, meetingHostSchema } from '@interlude/shared/booking/meeting-link';
import { colourSchema } from '@interlude/shared/brand/colour';
import { z } from 'zod';
import { brandOf, saveAccent, takeDownPicture } from '../../company/brand.ts';
import { newId } from '../../runtime/new-id.ts';
import { router, staffWith } from '../trpc.ts';

/** What holds for the whole company unless a template or service says otherwise. */
export const settingsRouter = router({
  get: staffWith('templates:read').query(async ({ ctx }) => {
    const tenant = await ctx.app.stores.tenants.get(ctx.staff.tenantId);
    const { zone, policy, caps, meetingHosts = null } = tenant;
    return {
      brand: brandOf(tenant),
      zone,
      policy,
      caps,
      meetingHosts,
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
      const { app, staff, requestId } = ctx;
      const { tenants, audit, inTransaction } = app.stores;
      const { tenantId, personId: id } = staff;
      const said = (hosts: readonly string[] | null) => hosts?.join(' ') ?? null;
      const actor = { party: 'staff', id } as const;
      const entry = { _id: newId('event'), tenantId, interviewId: null, at: new Date(app.now()), actor, requestId };
      await inTransaction(async () => {
        const before = await tenants.setMeetingHosts(tenantId, input.meetingHosts);
        const detail = { before: said(before), after: said(input.meetingHosts) };
        await audit.append({ ...entry, action: 'saveMeetingHosts', detail });
      });
      tenants.forget(tenantId);
      return input;
    }),
});
