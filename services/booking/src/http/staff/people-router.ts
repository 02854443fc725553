import { emailSchema, idempotencyKeySchema, idSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { mailPasswordKey } from '../../access/passwords.ts';
import { hashForAccount } from '../../company/account-hash.ts';
import { actorOf, fieldsOf, noteChange } from '../../company/company-change.ts';
import { keepAdministrator } from '../../company/keep-administrator.ts';
import { newPasswordSchema, refuseKnownWords } from '../../company/new-password.ts';
import { newPerson } from '../../company/new-person.ts';
import { noSettings } from '../../company/person-store.ts';
import { zoneFrom } from '../../company/zone-from.ts';
import { onceForStaff } from '../../journal/once.ts';
import { isDuplicateKey } from '../../mongo/mongo.ts';
import { changedOr, changeIntent } from '../../mongo/versioned-row.ts';
import { newId } from '../../runtime/new-id.ts';
import { refuse } from '../../runtime/refused.ts';
import { leavingView } from '../../views/leaving-view.ts';
import { loadView } from '../../views/load-view.ts';
import { router, staffWith } from '../trpc.ts';
import { aboutSchema, personFields, personView } from './person-fields.ts';

const createSchema = z.strictObject({ ...personFields, email: emailSchema, password: newPasswordSchema.optional() });
const inviteSchema = z.strictObject({
  email: emailSchema,
  name: personFields.name,
  roles: personFields.roles,
  title: personFields.title,
  zone: personFields.zone.optional(),
  locale: personFields.locale,
  interviewTypes: personFields.interviewTypes,
  idempotencyKey: idempotencyKeySchema.optional(),
});
const updateSchema = z.strictObject({
  ...changeIntent,
  personId: idSchema,
  name: personFields.name.optional(),
  title: personFields.title.unwrap().nullable().optional(),
  about: aboutSchema.nullable().optional(),
  locale: personFields.locale,
  roles: personFields.roles.optional(),
  zone: personFields.zone.optional(),
  interviewTypes: personFields.interviewTypes.unwrap().optional(),
  skills: personFields.skills.unwrap().optional(),
  caps: personFields.caps,
  settings: personFields.settings,
});
const oneSchema = z.strictObject({ personId: idSchema, idempotencyKey: idempotencyKeySchema.optional() });

/** Says that somebody else who has not left signs in with this address. */
async function unlessTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return refuse({ code: 'invalid_input', issues: [{ path: 'email', message: 'is taken' }] });
  }
}

const areSame = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((one) => others.includes(one));

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

  /** What each person of the company has in the last and the next four weeks. */
  load: staffWith('people:read').query(async ({ ctx }) => await loadView(ctx.app, ctx.staff.tenantId)),

  /** What would be without somebody if this person left, and what would become of it; nothing is changed. */
  leaving: staffWith('people:write')
    .input(z.strictObject({ personId: idSchema }))
    .query(async ({ ctx, input }) => await leavingView(ctx.app, ctx.staff.tenantId, input.personId)),

  create: staffWith('people:write')
    .input(createSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { password, zone, caps, settings = noSettings, title, about, locale, ...rest } = input;
      const tenant = await app.stores.tenants.get(staff.tenantId);
      if (password !== undefined) refuseKnownWords('password', password, { ...rest, company: tenant.name });
      const person = newPerson({
        ...rest,
        ...(title === undefined ? {} : { title }),
        ...(about === undefined ? {} : { about }),
        ...(locale === undefined ? {} : { locale }),
        tenantId: staff.tenantId,
        zone: zoneFrom(zone),
        caps: caps ?? tenant.caps,
        settings,
        passwordHash: password === undefined ? null : await hashForAccount(app, rest, password),
        createdAt: new Date(app.now()),
      });
      const write = async () => {
        await app.stores.people.insert(person);
        await noteChange(app, actorOf(ctx), { action: 'createPerson', detail: { person: person._id } });
      };
      await unlessTaken(() => app.stores.inTransaction(write));
      return { personId: person._id as string };
    }),

  /** A colleague who sets a password with a link that is mailed to them. */
  inviteColleague: staffWith('people:write')
    .input(inviteSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      return await onceForStaff(ctx, { procedure: 'people.inviteColleague', input }, async (commit) => {
        await app.limits.count('colleague', staff.tenantId, app.now());
        const tenant = await app.stores.tenants.get(staff.tenantId);
        const { zone, title, locale, idempotencyKey: _, ...rest } = input;
        const now = new Date(app.now());
        const person = newPerson({
          ...rest,
          ...(title === undefined ? {} : { title }),
          ...(locale === undefined ? {} : { locale }),
          tenantId: staff.tenantId,
          zone: zone === undefined ? tenant.zone : zoneFrom(zone),
          caps: tenant.caps,
          settings: noSettings,
          passwordHash: null,
          invitedAt: now,
          createdAt: now,
        });
        const write = async () => {
          await app.stores.people.insert(person);
          await mailPasswordKey(app, person, 'invited');
          await noteChange(app, actorOf(ctx), { action: 'inviteColleague', detail: { person: person._id } });
          return { personId: person._id as string };
        };
        return await unlessTaken(() => commit(write));
      });
    }),

  /** Another link for somebody who has set no password yet. */
  resendInvitation: staffWith('people:write')
    .input(oneSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      return await onceForStaff(ctx, { procedure: 'people.resendInvitation', input }, async (commit) => {
        await app.limits.count('colleague', staff.tenantId, app.now());
        return await commit(async () => {
          const person = await app.stores.people.find(staff.tenantId, input.personId);
          if (person === null) refuse({ code: 'not_found' });
          if (!person.active || person.passwordHash !== null)
            refuse({
              code: 'status_forbids',
              status: person.active ? 'active' : 'left',
              action: 'resendInvitation',
              allowed: [],
            });
          await app.stores.people.noteInvited(person, new Date(app.now()));
          await mailPasswordKey(app, person, 'invited');
          await noteChange(app, actorOf(ctx), { action: 'resendInvitation', detail: { person: person._id } });
          return { accepted: true };
        });
      });
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
          const former = input.roles === undefined ? null : await people.find(staff.tenantId, id);
          if (former !== null && !input.roles?.includes('tenant_admin')) await keepAdministrator(app.stores, former);
          const changed = await people.change(staff.tenantId, { id, expectedVersion, set });
          const row = await changedOr(changed, () => people.find(staff.tenantId, id));
          const detail = { person: row._id, fields: fieldsOf(said) };
          await noteChange(app, actorOf(ctx), { action: 'updatePerson', detail });
          if (former !== null && !areSame(former.roles, row.roles)) {
            // In the same transaction, so that sessions end at once when roles are taken away.
            await sessions.removeStaff(row._id);
            await noteChange(app, actorOf(ctx), { action: 'changeRoles', detail: { person: row._id } });
          }
          return personView(row, ctx.staff);
        });
        if (input.skills !== undefined) await app.dropOuts.gapsNow({ tenantId: staff.tenantId, _id: id, gapsDue });
        return view;
      });
    }),

  deactivate: staffWith('people:write')
    .input(oneSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const { people, sessions, passwordKeys, feeds, inTransaction } = app.stores;
      const gapsDue = newId('event');
      const gone = { active: false, leftAt: new Date(app.now()), gapsDue };
      const changed = await inTransaction(async () => {
        const person = await people.find(staff.tenantId, input.personId);
        if (person === null) refuse({ code: 'not_found' });
        if (!person.active) return null;
        await keepAdministrator(app.stores, person);
        const row = await people.change(staff.tenantId, { id: person._id, set: gone, unset: ['lostCalendars'] });
        await sessions.removeStaff(person._id);
        await passwordKeys.removeOf(staff.tenantId, person._id);
        await feeds.remove(staff.tenantId, person._id);
        await noteChange(app, actorOf(ctx), { action: 'deactivatePerson', detail: { person: person._id } });
        return row;
      });
      if (changed !== null) {
        await app.dropOuts.gapsNow({ ...changed, gapsDue });
        await app.dropOuts.leaverNow(changed);
      }
      const present = changed ?? (await people.find(staff.tenantId, input.personId));
      return personView(present ?? refuse({ code: 'not_found' }), staff);
    }),

  /** Somebody who left is back, with what they had; refused while somebody else signs in with their address. */
  reactivate: staffWith('people:write')
    .input(oneSchema)
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const gapsDue = newId('event');
      const back = { id: input.personId, set: { active: true, gapsDue }, unset: ['leftAt'] as const };
      const { people, inTransaction } = app.stores;
      const write = async () => {
        const person = (await people.find(staff.tenantId, input.personId)) ?? refuse({ code: 'not_found' });
        if (person.active) return { row: person, isBack: false };
        const row = (await people.change(staff.tenantId, back)) ?? refuse({ code: 'not_found' });
        await noteChange(app, actorOf(ctx), { action: 'reactivatePerson', detail: { person: row._id } });
        return { row, isBack: true };
      };
      const { row, isBack } = await unlessTaken(() => inTransaction(write));
      if (isBack) await app.dropOuts.gapsNow({ ...row, gapsDue });
      return personView(row, staff);
    }),
});
