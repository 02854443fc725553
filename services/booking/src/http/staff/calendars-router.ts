import { consentProviders, countsSchema } from '@interlude/shared/contracts/calendars';
import { idSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { mailNotice } from '../../access/account-notices.ts';
import type { Staff } from '../../access/staff-access.ts';
import { actorOf, noteChange } from '../../company/company-change.ts';
import { browserOf } from '../consent-routes.ts';
import { router, staffWith } from '../trpc.ts';
import { getPersonFor } from './editable-person.ts';
import { ownFeedProcedures } from './feed-procedures.ts';

const own = { personId: idSchema.optional() };
const ofConnection = z.strictObject({ ...own, connectionId: idSchema });
const write = staffWith('availability:write');

type Ctx = { readonly app: Parameters<typeof getPersonFor>[0]; readonly staff: Staff };

/** People connect their own calendars only: another's account must neither take their time nor hold their bookings. */
const getSelf = async ({ app, staff }: Ctx, personId?: string) =>
  await getPersonFor(app, staff, { personId, forOthers: null });

/** Administrators also see and end the connections of others. */
const getOverseen = async ({ app, staff }: Ctx, personId?: string) =>
  await getPersonFor(app, staff, { personId, forOthers: 'people:write' });

type Caller = Parameters<typeof actorOf>[0] & { readonly app: Parameters<typeof noteChange>[0] };

/**
 * On record once the calendars service has answered: its database is another one, so a process that ends in between
 * leaves a change without a row, and never a row without a change.
 */
async function noteCalendar(ctx: Caller, action: string, person: string, connection: string): Promise<void> {
  await noteChange(ctx.app, actorOf(ctx), { action, detail: { person, connection } });
}

/** The calendars in which people are busy elsewhere; without `personId` one's own. */
export const calendarsRouter = router({
  connections: write.input(z.strictObject(own)).query(async ({ ctx, input }) => {
    const { tenantId, _id: personId } = await getOverseen(ctx, input.personId);
    return await ctx.app.calendars('connections', { tenantId, personId });
  }),

  /** A calendar that is given out as a file; it is read before it is kept. The address is a secret of its owner. */
  connectIcs: write
    .input(z.strictObject({ ...own, url: z.string().trim().min(1).max(2_000) }))
    .mutation(async ({ ctx, input }) => {
      const { tenantId, _id: personId, zone } = await getSelf(ctx, input.personId);
      const added = await ctx.app.calendars('connectIcs', { tenantId, personId, zone, url: input.url });
      await noteCalendar(ctx, 'connectCalendar', personId, added.connection.connectionId);
      return added;
    }),

  /** An account on a CalDAV server; the same once more takes the new password. */
  connectCaldav: write
    .input(
      z.strictObject({
        ...own,
        url: z.string().trim().min(1).max(2_000),
        username: z.string().trim().min(1).max(320),
        password: z.string().min(1).max(1_000),
      }),
    )
    .mutation(async ({ ctx, input: { personId: of, ...signIn } }) => {
      const { tenantId, _id: personId, zone } = await getSelf(ctx, of);
      const added = await ctx.app.calendars('connectCaldav', { tenantId, personId, zone, ...signIn });
      await noteCalendar(ctx, 'connectCalendar', personId, added.connection.connectionId);
      return added;
    }),

  /** Where to ask somebody for their consent; they come back to the page of their hours. */
  begin: write
    .input(z.strictObject({ ...own, provider: z.enum(consentProviders) }))
    .mutation(async ({ ctx, input: { personId: of, provider } }) => {
      const { tenantId, _id: personId, zone } = await getSelf(ctx, of);
      const session = browserOf(ctx.req);
      return await ctx.app.calendars('beginConsent', { tenantId, personId, zone, provider, session });
    }),

  /** Which calendars of an account take time, by which kinds of entries too, and in which bookings are to stand. */
  choose: write
    .input(
      ofConnection.extend({
        busyFrom: z.array(idSchema).max(50),
        writeTo: idSchema.nullable(),
        counts: countsSchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input: { personId: of, ...choice } }) => {
      const { tenantId, _id: personId } = await getSelf(ctx, of);
      const chosen = await ctx.app.calendars('choose', { tenantId, personId, ...choice });
      await noteCalendar(ctx, 'chooseCalendars', personId, choice.connectionId);
      return chosen;
    }),

  /** Looks at it now. */
  syncNow: write.input(ofConnection).mutation(async ({ ctx, input: { connectionId, ...of } }) => {
    const { tenantId, _id: personId } = await getOverseen(ctx, of.personId);
    return await ctx.app.calendars('syncNow', { tenantId, personId, connectionId });
  }),

  /**
   * What it said takes no time from now on; our events stay there or are taken out first. Whose calendar an
   * administrator disconnects is told by mail.
   */
  disconnect: write
    .input(ofConnection.extend({ keepEvents: z.boolean().default(false) }))
    .mutation(async ({ ctx, input: { connectionId, keepEvents, ...of } }) => {
      const { tenantId, _id: personId } = await getOverseen(ctx, of.personId);
      const { connections } = await ctx.app.calendars('connections', { tenantId, personId });
      const what = connections.find((one) => one.connectionId === connectionId)?.name;
      const gone = await ctx.app.calendars('disconnect', { tenantId, personId, connectionId, keepEvents });
      await ctx.app.stores.inTransaction(async () => {
        await noteCalendar(ctx, 'disconnectCalendar', personId, connectionId);
        if (personId === ctx.staff.personId || what === undefined) return;
        await mailNotice(ctx.app, { tenantId, personId, kind: 'calendar_disconnected', what });
      });
      return gone;
    }),

  ...ownFeedProcedures,
});
