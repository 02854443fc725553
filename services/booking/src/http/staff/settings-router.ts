import { knownMeetingHosts, meetingHostSchema } from '@interlude/shared/booking/meeting-link';
import { z } from 'zod';
import { newId } from '../../runtime/new-id.ts';
import { router, staffWith } from '../trpc.ts';

/** What holds for the whole company unless a template or service says otherwise. */
export const settingsRouter = router({
  get: staffWith('templates:read').query(async ({ ctx }) => {
    const { zone, policy, caps, meetingHosts = null } = await ctx.app.stores.tenants.get(ctx.staff.tenantId);
    return { zone, policy, caps, meetingHosts, knownMeetingHosts: Object.values(knownMeetingHosts).flat() };
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
