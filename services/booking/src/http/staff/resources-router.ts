import { instantText } from '@interlude/shared/booking/booking-rules';
import { idSchema } from '@interlude/shared/schemas/fields';
import { resourceInputSchema } from '@interlude/shared/schemas/template';
import { z } from 'zod';
import { resourceGap, resourcesOf } from '../../catalogue/resource-demands.ts';
import type { ResourceRow } from '../../catalogue/resource-store.ts';
import { actorOf, changeOf, noteChange } from '../../company/company-change.ts';
import { onceForStaff } from '../../journal/once.ts';
import { changedOr, changeIntent } from '../../mongo/versioned-row.ts';
import { newId } from '../../runtime/new-id.ts';
import type { Deps } from '../deps.ts';
import { router, staffWith } from '../trpc.ts';
import { roomFeedProcedures } from './feed-procedures.ts';

const changeSchema = resourceInputSchema
  .omit({ kind: true })
  .extend({ ...changeIntent, resourceId: idSchema, capacity: z.number().int().min(1).max(100), active: z.boolean() });

function resourceView({ _id, name, kind, capacity, active, version = 0 }: ResourceRow) {
  return { resourceId: _id as string, name, kind, capacity, archived: !active, version };
}

/** What is booked on seats that the resource no longer has; it stays booked, and somebody is told. */
async function leftOver({ stores, now }: Deps, { _id, tenantId, active, capacity }: ResourceRow) {
  const uses = await stores.reservations.listUses(tenantId, _id, new Date(now()));
  const isLeft = ({ id, seat }: { id: string; seat: number }) => id === _id && (!active || seat >= capacity);
  return uses
    .filter(({ resources = [] }) => resources.some(isLeft))
    .map(({ bookingId, startsAt, endsAt }) => ({
      interviewId: (bookingId ?? '') as string,
      startsAt: instantText(startsAt.getTime()),
      endsAt: instantText(endsAt.getTime()),
    }));
}

/** Open interviews whose demands can no longer be met at any time: their candidates find none. */
async function unbookable({ stores }: Deps, { _id, tenantId }: ResourceRow): Promise<string[]> {
  const rows = await stores.scheduled.listNeeding(tenantId, _id);
  const resources = await stores.resources.listByIds(tenantId, resourcesOf(rows.flatMap((row) => row.resources ?? [])));
  return rows.filter((row) => resourceGap(row.resources ?? [], resources) !== null).map((row) => row._id as string);
}

/** Rooms and licences, which templates can ask for beside people. */
export const resourcesRouter = router({
  list: staffWith('templates:read').query(async ({ ctx }) => {
    return (await ctx.app.stores.resources.list(ctx.staff.tenantId)).map(resourceView);
  }),

  create: staffWith('resources:write')
    .input(resourceInputSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const _id = newId('resource');
      const createdAt = new Date(app.now());
      await app.stores.inTransaction(async () => {
        await app.stores.resources.insert({ ...input, _id, tenantId: staff.tenantId, active: true, createdAt });
        await noteChange(app, actorOf(ctx), { action: 'createResource', detail: { resource: _id } });
      });
      return { resourceId: _id as string };
    }),

  /** Counts at once for whoever looks for a time; answers with what has no seat by the new numbers. */
  update: staffWith('resources:write')
    .input(changeSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { resources } = app.stores;
      const { resourceId: id, expectedVersion, idempotencyKey: _, ...set } = input;
      return await onceForStaff(ctx, { procedure: 'resources.update', input }, async (commit) => {
        return await commit(async () => {
          const seen = await resources.find(staff.tenantId, id);
          const changed = await resources.change(staff.tenantId, { id, expectedVersion, set });
          const row = await changedOr(changed, () => resources.find(staff.tenantId, id));
          const detail = { resource: row._id, ...changeOf(seen ?? row, row, ['capacity', 'active']) };
          await noteChange(app, actorOf(ctx), { action: 'updateResource', detail });
          return { ...resourceView(row), left: await leftOver(app, row), unbookable: await unbookable(app, row) };
        });
      });
    }),

  ...roomFeedProcedures,
});
