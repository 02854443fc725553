import { instantText } from '@interlude/shared/booking/booking-rules';
import type { PersonId, ResourceId } from '@interlude/shared/ids';
import { idSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import type { Staff } from '../../access/staff-access.ts';
import { actorOf, noteChange } from '../../company/company-change.ts';
import { refuse } from '../../runtime/refused.ts';
import type { Deps } from '../deps.ts';
import { feedPathOf } from '../feed-routes.ts';
import { staffWith } from '../trpc.ts';

type Subject = PersonId | ResourceId;

interface StaffContext {
  readonly app: Deps;
  readonly staff: Staff;
  readonly requestId: string;
}

async function read({ app, staff }: StaffContext, of: Subject) {
  const row = await app.stores.feeds.find(staff.tenantId, of);
  return { madeAt: row === null ? null : instantText(row.createdAt.getTime()) };
}

/** The address is answered once and can be told to nobody again; the one of before leads nowhere from now on. */
async function make(ctx: StaffContext, of: Subject) {
  const { app, staff } = ctx;
  const { inTransaction, feeds, people } = app.stores;
  const maker = (await people.find(staff.tenantId, staff.personId)) ?? refuse({ code: 'not_found' });
  const made = { tenantId: staff.tenantId, _id: of, locale: maker.locale, createdAt: new Date(app.now()) };
  const secret = await inTransaction(async () => {
    await noteChange(app, actorOf(ctx), { action: 'makeFeed', detail: { of } });
    return await feeds.replace(made);
  });
  return { url: `${app.config.publicUrl}${feedPathOf(secret)}` };
}

async function revoke(ctx: StaffContext, of: Subject) {
  const { app, staff } = ctx;
  return await app.stores.inTransaction(async () => {
    const revoked = await app.stores.feeds.remove(staff.tenantId, of);
    if (revoked) await noteChange(app, actorOf(ctx), { action: 'revokeFeed', detail: { of } });
    return { revoked };
  });
}

const own = staffWith('self');

/** The secret address of one's own bookings. Nobody makes it for somebody else: whoever has it reads names. */
export const ownFeedProcedures = {
  feed: own.query(({ ctx }) => read(ctx, ctx.staff.personId)),
  makeFeed: own.mutation(({ ctx }) => make(ctx, ctx.staff.personId)),
  revokeFeed: own.mutation(({ ctx }) => revoke(ctx, ctx.staff.personId)),
};

const ofRoom = staffWith('resources:write').input(z.strictObject({ resourceId: idSchema }));

async function roomOf({ app, staff }: StaffContext, resourceId: string): Promise<ResourceId> {
  const room = await app.stores.resources.find(staff.tenantId, resourceId);
  return room?._id ?? refuse({ code: 'not_found' });
}

/** The secret address that says when a room is taken. */
export const roomFeedProcedures = {
  feed: ofRoom.query(async ({ ctx, input }) => await read(ctx, await roomOf(ctx, input.resourceId))),
  makeFeed: ofRoom.mutation(async ({ ctx, input }) => await make(ctx, await roomOf(ctx, input.resourceId))),
  revokeFeed: ofRoom.mutation(async ({ ctx, input }) => await revoke(ctx, await roomOf(ctx, input.resourceId))),
};
