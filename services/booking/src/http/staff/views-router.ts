import { idempotencyKeySchema, idSchema, lineSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import type { Staff } from '../../access/staff-access.ts';
import type { StaffContext } from '../../booking/gate/staff-intent.ts';
import { actorOf, fieldsOf, noteChange } from '../../company/company-change.ts';
import type { ListViewRow } from '../../company/list-view-store.ts';
import { onceForStaff } from '../../journal/once.ts';
import { newId } from '../../runtime/new-id.ts';
import { Refused, refuse } from '../../runtime/refused.ts';
import type { Deps } from '../deps.ts';
import { router, staffWith } from '../trpc.ts';

/** So many of one's own, and so many that a company shares. */
const mostViews = 50;
const name = lineSchema(60);
// The query of an address: what the list does not know of it, it leaves out.
const search = z.string().regex(/^[\w\-.~%+,=&:*]{0,1000}$/);
const ref = { viewId: idSchema };
const reader = staffWith('interviews:read');

const isAdministrator = ({ roles }: Staff) => roles.includes('tenant_admin');

function viewFor(staff: Staff, { _id, ownerId, name: called, search: query, isShared }: ListViewRow) {
  const isOwn = ownerId === staff.personId;
  const mayChange = isOwn || (isShared && isAdministrator(staff));
  return { viewId: _id as string, name: called, search: query, isShared, isOwn, mayChange };
}

/** Nobody else's is found; a shared one that is not for these staff to change is forbidden. */
async function change(
  ctx: Pick<StaffContext<Deps>, 'app' | 'staff' | 'requestId'>,
  action: string,
  viewId: string,
  set: Partial<ListViewRow>,
) {
  const { app, staff } = ctx;
  const whose = { ...staff, _id: viewId, isAdministrator: isAdministrator(staff) };
  const isChanged = await app.stores.inTransaction(async () => {
    if (!(await app.stores.listViews.change(whose, set))) return false;
    await noteChange(app, actorOf(ctx), { action, detail: { view: viewId, fields: fieldsOf(set) } });
    return true;
  });
  if (isChanged) return { viewId };
  const seen = await app.stores.listViews.find(staff, viewId);
  if (seen === null || viewFor(staff, seen).mayChange) return refuse({ code: 'not_found' });
  return refuse({ code: 'forbidden' });
}

async function refuseWhenFull(
  { app, staff }: Pick<StaffContext<Deps>, 'app' | 'staff'>,
  isShared: boolean,
): Promise<void> {
  if ((await app.stores.listViews.count(staff, isShared)) < mostViews) return;
  throw new Refused({ code: 'invalid_input', issues: [{ path: 'views', message: `no more than ${mostViews}` }] });
}

export const viewsRouter = router({
  /** One's own and those the company shares, in the order in which they were made. */
  list: reader.query(async ({ ctx: { app, staff } }) => {
    const rows = await app.stores.listViews.list(staff, mostViews * 2);
    return { views: rows.map((row) => viewFor(staff, row)) };
  }),

  save: reader
    .input(
      z.strictObject({
        name,
        search,
        shared: z.boolean().default(false),
        idempotencyKey: idempotencyKeySchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      return await onceForStaff(ctx, { procedure: 'views.save', input }, async (commit) => {
        await refuseWhenFull(ctx, input.shared);
        const row: ListViewRow = {
          _id: newId('listView'),
          tenantId: staff.tenantId,
          ownerId: staff.personId,
          name: input.name,
          search: input.search,
          isShared: input.shared,
          createdAt: new Date(app.now()),
          removedAt: null,
        };
        return await commit(async () => {
          await app.stores.listViews.insert(row);
          const detail = { view: row._id, shared: input.shared ? 'yes' : 'no' };
          await noteChange(app, actorOf(ctx), { action: 'saveView', detail });
          return { viewId: row._id as string };
        });
      });
    }),

  rename: reader
    .input(z.strictObject({ ...ref, name }))
    .mutation(async ({ ctx, input }) => await change(ctx, 'renameView', input.viewId, { name: input.name })),

  /** It can be brought back for an hour, and is gone then. */
  remove: reader
    .input(z.strictObject(ref))
    .mutation(
      async ({ ctx, input }) => await change(ctx, 'removeView', input.viewId, { removedAt: new Date(ctx.app.now()) }),
    ),

  restore: reader
    .input(z.strictObject(ref))
    .mutation(async ({ ctx, input }) => await change(ctx, 'restoreView', input.viewId, { removedAt: null })),
});
