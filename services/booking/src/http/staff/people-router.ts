import { staffRoles } from '@interlude/shared/booking/terms';
import { personSettingsSchema } from '@interlude/shared/schemas/availability';
import { emailSchema, idSchema, interviewTypes, lineSchema, zoneSchema } from '@interlude/shared/schemas/fields';
import { skillSchema } from '@interlude/shared/schemas/template';
import { z } from 'zod';
import { isUnbound } from '../../access/permissions.ts';
import type { Staff } from '../../access/staff-access.ts';
import { newPerson } from '../../company/new-person.ts';
import { hashPassword } from '../../company/password.ts';
import { noSettings, type PersonRow } from '../../company/person-store.ts';
import { zoneFrom } from '../../company/zone-from.ts';
import { onceForStaff } from '../../journal/once.ts';
import { isDuplicateKey } from '../../mongo/mongo.ts';
import { changedOr, changeIntent } from '../../mongo/versioned-row.ts';
import { newId } from '../../runtime/new-id.ts';
import { refuse } from '../../runtime/refused.ts';
import { router, staffWith } from '../trpc.ts';

const capsSchema = z.strictObject({
  perDay: z.number().int().min(1).max(50).nullable(),
  perWeek: z.number().int().min(1).max(200).nullable(),
});
const fields = {
  name: lineSchema(120),
  title: lineSchema(120).optional(),
  roles: z.array(z.enum(staffRoles)).min(1).max(5),
  zone: zoneSchema,
  interviewTypes: z.array(z.enum(interviewTypes)).max(20).default([]),
  skills: z.array(skillSchema).max(50).default([]),
  caps: capsSchema.optional(),
  settings: personSettingsSchema.optional(),
};
const createSchema = z.strictObject({
  ...fields,
  email: emailSchema,
  password: z.string().min(12).max(256).optional(),
});
const updateSchema = z.strictObject({
  ...changeIntent,
  personId: idSchema,
  name: fields.name.optional(),
  title: fields.title,
  roles: fields.roles.optional(),
  zone: fields.zone.optional(),
  interviewTypes: fields.interviewTypes.unwrap().optional(),
  skills: fields.skills.unwrap().optional(),
  caps: fields.caps,
  settings: fields.settings,
});

/** Addresses of colleagues are for those who reach everything. */
function personView(row: PersonRow, reader: Staff) {
  const isShown = isUnbound(reader.roles) || row._id === reader.personId;
  const {
    _id,
    name,
    title,
    roles,
    zone,
    interviewTypes,
    skills = [],
    caps,
    settings = noSettings,
    active,
    version = 0,
  } = row;
  const ofWork = { interviewTypes, skills, caps, settings };
  return {
    personId: _id as string,
    name,
    title,
    email: isShown ? row.email : '',
    roles,
    zone,
    ...ofWork,
    active,
    version,
  };
}

export const peopleRouter = router({
  list: staffWith('people:read').query(async ({ ctx }) => {
    return (await ctx.app.stores.people.list(ctx.staff.tenantId)).map((row) => personView(row, ctx.staff));
  }),

  get: staffWith('people:read')
    .input(z.strictObject({ personId: idSchema }))
    .query(async ({ ctx, input }) => {
      const person = await ctx.app.stores.people.find(ctx.staff.tenantId, input.personId);
      return personView(person ?? refuse({ code: 'not_found' }), ctx.staff);
    }),

  create: staffWith('people:write')
    .input(createSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { password, zone, caps, settings = noSettings, title, ...rest } = input;
      const tenant = await app.stores.tenants.get(staff.tenantId);
      const person = newPerson({
        ...rest,
        ...(title === undefined ? {} : { title }),
        tenantId: staff.tenantId,
        zone: zoneFrom(zone),
        caps: caps ?? tenant.caps,
        settings,
        passwordHash: password === undefined ? null : await hashPassword(password),
        createdAt: new Date(app.now()),
      });
      try {
        await app.stores.people.insert(person);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        refuse({ code: 'invalid_input', issues: [{ path: 'email', message: 'is taken' }] });
      }
      return { personId: person._id as string };
    }),

  update: staffWith('people:write')
    .input(updateSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { people, sessions } = app.stores;
      const { personId: id, zone, expectedVersion, idempotencyKey: _, ...rest } = input;
      const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      const gapsDue = newId('event');
      const due = input.skills === undefined ? {} : { gapsDue };
      const set = { ...said, ...(zone === undefined ? {} : { zone: zoneFrom(zone) }), ...due };
      return await onceForStaff(ctx, { procedure: 'people.update', input }, async (commit) => {
        const view = await commit(async () => {
          const changed = await people.change(staff.tenantId, { id, expectedVersion, set });
          const row = await changedOr(changed, () => people.find(staff.tenantId, id));
          // In the same transaction, so that sessions end at once when roles are taken away.
          if (input.roles !== undefined) await sessions.removeStaff(row._id);
          return personView(row, ctx.staff);
        });
        if (input.skills !== undefined) await app.dropOuts.gapsNow({ tenantId: staff.tenantId, _id: id, gapsDue });
        return view;
      });
    }),

  deactivate: staffWith('people:write')
    .input(z.strictObject({ personId: idSchema }))
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const gapsDue = newId('event');
      const gone = { active: false, leftAt: new Date(app.now()), gapsDue };
      const changed = await app.stores.people.change(staff.tenantId, { id: input.personId, set: gone });
      if (changed === null) refuse({ code: 'not_found' });
      await app.stores.sessions.removeStaff(changed._id);
      await app.dropOuts.gapsNow({ ...changed, gapsDue });
      await app.dropOuts.leaverNow(changed);
      return personView(changed, ctx.staff);
    }),
});
