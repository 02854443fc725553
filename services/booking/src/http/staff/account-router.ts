import { idSchema, lineSchema, localeSchema, zoneSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { changePassword, presentSession } from '../../access/passwords.ts';
import { actorOf, fieldsOf, noteChange } from '../../company/company-change.ts';
import { newPasswordSchema } from '../../company/new-password.ts';
import { zoneFrom } from '../../company/zone-from.ts';
import { changedOr, changeIntent } from '../../mongo/versioned-row.ts';
import { refuse } from '../../runtime/refused.ts';
import { router, staffWith } from '../trpc.ts';
import { aboutSchema, personView } from './person-fields.ts';

const own = staffWith('self');

/** What everybody does with their own account, whatever their role. */
export const accountRouter = router({
  get: own.query(async ({ ctx }) => {
    const { tenantId, personId } = ctx.staff;
    const person = await ctx.app.stores.people.find(tenantId, personId);
    return personView(person ?? refuse({ code: 'not_found' }), ctx.staff);
  }),

  /** Null takes away what was there. */
  save: own
    .input(
      z.strictObject({
        ...changeIntent,
        title: lineSchema(120).nullable().optional(),
        about: aboutSchema.nullable().optional(),
        zone: zoneSchema.optional(),
        locale: localeSchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { tenantId, personId } = ctx.staff;
      const { expectedVersion, idempotencyKey: _, zone, ...rest } = input;
      const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      const set = { ...said, ...(zone === undefined ? {} : { zone: zoneFrom(zone) }) };
      const { people, inTransaction } = ctx.app.stores;
      return await inTransaction(async () => {
        const changed = await people.change(tenantId, { id: personId, expectedVersion, set });
        const row = await changedOr(changed, () => people.find(tenantId, personId));
        const detail = { person: personId, fields: fieldsOf(set) };
        await noteChange(ctx.app, actorOf(ctx), { action: 'saveAccount', detail });
        return personView(row, ctx.staff);
      });
    }),

  changePassword: own
    .input(z.strictObject({ current: z.string().min(1).max(256), next: newPasswordSchema }))
    .mutation(async ({ ctx, input }) => {
      await changePassword(ctx, input);
      return { changed: true };
    }),

  sessions: own.query(async ({ ctx }) => {
    const { app, req, staff } = ctx;
    const present = presentSession(req);
    const rows = await app.stores.sessions.listStaff(staff.personId, new Date(app.now()));
    return rows.map(({ _id, lastSeenAt, staff: of }) => ({
      sessionId: _id,
      isThis: _id === present,
      /** What the browser calls itself; empty where it does not say. */
      browser: of?.browser ?? '',
      signedInAt: (of?.signedInAt ?? lastSeenAt).toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    }));
  }),

  endSession: own.input(z.strictObject({ sessionId: idSchema })).mutation(async ({ ctx, input }) => {
    const { sessions, inTransaction } = ctx.app.stores;
    await inTransaction(async () => {
      const isEnded = await sessions.removeStaffSession(ctx.staff.personId, input.sessionId);
      if (!isEnded) refuse({ code: 'not_found' });
      await noteChange(ctx.app, actorOf(ctx), { action: 'endSession', detail: { person: ctx.staff.personId } });
    });
    return { ended: true };
  }),

  /** Ends every session but the one that asks. */
  endOthers: own.mutation(async ({ ctx }) => {
    const { sessions, inTransaction } = ctx.app.stores;
    await inTransaction(async () => {
      await sessions.removeStaff(ctx.staff.personId, presentSession(ctx.req));
      await noteChange(ctx.app, actorOf(ctx), { action: 'endOtherSessions', detail: { person: ctx.staff.personId } });
    });
    return { ended: true };
  }),
});
