import { emailSchema, idSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { redeemPasswordKey, requestReset } from '../../access/passwords.ts';
import { may, rolesOf, type StaffPermission } from '../../access/permissions.ts';
import { signIn, signOut } from '../../access/staff-access.ts';
import { brandOf, pictureView, takeDownPicture } from '../../company/brand.ts';
import { newPasswordSchema } from '../../company/new-password.ts';
import { companyNews } from '../../views/live-news.ts';
import { workflowLinks } from '../../views/workflow-queries.ts';
import { procedure, router, staffWith } from '../trpc.ts';

export const staffRouter = router({
  signIn: procedure
    .meta({ perm: 'public' })
    .input(
      z.strictObject({
        email: emailSchema,
        password: z.string().min(1).max(256),
        /** One of those that a refusal has named. */
        tenantId: idSchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { name, _id } = await signIn(ctx, input);
      return { name, personId: _id as string };
    }),

  /** Mails a link to whoever signs in with this address; answered alike for every address, before it is looked up. */
  requestReset: procedure
    .meta({ perm: 'public' })
    .input(z.strictObject({ email: emailSchema }))
    .mutation(async ({ ctx, input }) => {
      await requestReset(ctx, input.email);
      return { accepted: true };
    }),

  /** Sets a password with a mailed token, of an invitation or after a lost one. */
  reset: procedure
    .meta({ perm: 'public' })
    .input(z.strictObject({ token: z.string().regex(/^[\w-]{1,128}$/), password: newPasswordSchema }))
    .mutation(async ({ ctx, input }) => await redeemPasswordKey(ctx, input)),

  me: staffWith('self').query(async ({ ctx }) => {
    const { staff, app } = ctx;
    const tenant = await app.stores.tenants.get(staff.tenantId);
    const person = await app.stores.people.find(staff.tenantId, staff.personId);
    const permissions = (Object.keys(rolesOf) as StaffPermission[]).filter((permission) =>
      may(staff.roles, permission),
    );
    const seesWorkflows = may(staff.roles, 'workflows:read');
    return {
      personId: staff.personId as string,
      name: staff.name,
      roles: [...staff.roles],
      permissions,
      zone: person?.zone ?? tenant.zone,
      ...(person?.photo ? { photo: pictureView(person.photo) } : {}),
      tenant: { tenantId: staff.tenantId as string, name: tenant.name, zone: tenant.zone, brand: brandOf(tenant) },
      workflowUi: seesWorkflows ? app.config.temporalUiUrl : null,
      workflowLinks: seesWorkflows
        ? workflowLinks(app.config, { tenantId: tenant._id, zone: tenant.zone, now: app.now() })
        : [],
    };
  }),

  /** That something of the company has changed; what it is, is asked for. */
  live: staffWith('interviews:read').subscription(({ ctx, signal }) => companyNews(ctx, signal)),

  /** One's own picture is put up by `POST /api/uploads/photo`. */
  removePhoto: staffWith('self').mutation(async ({ ctx }) => {
    await takeDownPicture(ctx.app, { ...ctx.staff, requestId: ctx.requestId }, 'photo');
    return { removed: true };
  }),

  signOut: procedure.meta({ perm: 'public' }).mutation(async ({ ctx }) => {
    await signOut(ctx);
    return { signedOut: true };
  }),
});
