import { meetingLinkProblem } from '@interlude/shared/booking/meeting-link';
import { mayInterview } from '@interlude/shared/booking/panel-rules';
import type { PersonId, TenantId } from '@interlude/shared/ids';
import { idSchema } from '@interlude/shared/schemas/fields';
import { type ServiceInput, serviceInputSchema } from '@interlude/shared/schemas/service';
import { slugOf, slugsLike } from '@interlude/shared/slug';
import { z } from 'zod';
import type { StaffContext } from '../../booking/gate/staff-intent.ts';
import { checkedDemands } from '../../catalogue/checked-demands.ts';
import { checkedPhoneTerms } from '../../catalogue/checked-phone.ts';
import { servicePage } from '../../catalogue/service-page.ts';
import type { ServiceRow } from '../../catalogue/service-store.ts';
import { actorOf, changeOf, noteChange } from '../../company/company-change.ts';
import type { TenantRow } from '../../company/tenant-store.ts';
import { zoneFrom } from '../../company/zone-from.ts';
import { onceForStaff } from '../../journal/once.ts';
import { isDuplicateKey } from '../../mongo/mongo.ts';
import { changedOr, changeIntent, type RowChange } from '../../mongo/versioned-row.ts';
import { newId } from '../../runtime/new-id.ts';
import { refuse } from '../../runtime/refused.ts';
import type { Deps } from '../deps.ts';
import { router, staffWith } from '../trpc.ts';

const ref = { serviceId: idSchema };

function serviceView(app: Deps, tenant: TenantRow, row: ServiceRow) {
  const { _id, tenantId: _, createdAt: __, archivedAt, ...rest } = row;
  const url = `${app.config.publicUrl}${servicePage(tenant, row)}`;
  const { series = null, resources = [], places = 1, questions = [], version = 0 } = row;
  return {
    serviceId: _id as string,
    ...rest,
    series,
    resources,
    places,
    questions,
    version,
    archived: archivedAt !== null,
    url,
  };
}

function invalid(path: string, message: string): never {
  return refuse({ code: 'invalid_input', issues: [{ path, message }] });
}

/** What is stored of an input: people who exist, are active and may give it, rooms there are enough of, a canonical zone, a place where needed. */
async function checked(app: Deps, tenantId: TenantId, { slug: _, zone, ...input }: ServiceInput) {
  if (input.provider === 'in_person' && input.venue === undefined) invalid('venue', 'is needed where people meet');
  const { meetingHosts } = await app.stores.tenants.get(tenantId);
  const linkProblem = meetingLinkProblem(input, meetingHosts);
  if (linkProblem !== null) invalid('meetingUrl', linkProblem);
  if (input.series !== null && input.places > 1) invalid('places', 'are of one appointment, not of several in a row');
  const providerIds = [...new Set(input.providerIds)] as PersonId[];
  const people = await app.stores.people.listByIds(tenantId, providerIds);
  for (const personId of providerIds) {
    const person = people.find(({ _id }) => _id === personId);
    if (person === undefined) refuse({ code: 'not_found' });
    if (!person.active) refuse({ code: 'interviewer_inactive', personId });
    if (!mayInterview(person)) refuse({ code: 'interviewer_role', personId });
  }
  const resources = await checkedDemands(app, tenantId, input.resources);
  const phone = checkedPhoneTerms({ ...input, panel: [{}] });
  return { ...input, ...phone, ...(zone === undefined ? {} : { zone: zoneFrom(zone) }), providerIds, resources };
}

/** Of a service: what is not somebody's words. */
const codes = [
  ...(['durationMinutes', 'stepMinutes', 'buffers', 'provider', 'providerIds', 'resources', 'zone', 'places'] as const),
  ...(['price', 'series', 'policy', 'slug', 'archivedAt'] as const),
] satisfies readonly (keyof ServiceRow)[];

type Caller = Pick<StaffContext<Deps>, 'app' | 'staff' | 'requestId'>;

/** In a transaction: the change, and its row in the audit. */
async function change(ctx: Caller, action: string, wanted: RowChange<ServiceRow>) {
  const { app, staff } = ctx;
  const { services, tenants } = app.stores;
  const seen = (await services.find(staff.tenantId, wanted.id)) ?? refuse({ code: 'not_found' });
  const changed = await services.change(staff.tenantId, wanted);
  const row = await changedOr(changed, () => services.find(staff.tenantId, wanted.id));
  await noteChange(app, actorOf(ctx), { action, detail: { service: row._id, ...changeOf(seen, row, codes) } });
  return serviceView(app, await tenants.get(staff.tenantId), row);
}

/** Writes under the slug that was asked for, or else under the first free one like the name. */
async function underSlug<T>({ slug, name }: ServiceInput, write: (slug: string) => Promise<T>): Promise<T> {
  const wanted = slug === undefined ? slugsLike(slugOf(name, 'service')) : [slug];
  for (const one of wanted) {
    try {
      return await write(one);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
  return invalid('slug', 'is taken');
}

export const servicesRouter = router({
  list: staffWith('services:read').query(async ({ ctx }) => {
    const { app, staff } = ctx;
    const [rows, tenant] = await Promise.all([
      app.stores.services.list(staff.tenantId),
      app.stores.tenants.get(staff.tenantId),
    ]);
    return rows.map((row) => serviceView(app, tenant, row));
  }),

  get: staffWith('services:read')
    .input(z.strictObject(ref))
    .query(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const row = await app.stores.services.find(staff.tenantId, input.serviceId);
      return serviceView(app, await app.stores.tenants.get(staff.tenantId), row ?? refuse({ code: 'not_found' }));
    }),

  create: staffWith('services:write')
    .input(serviceInputSchema.extend({ idempotencyKey: changeIntent.idempotencyKey }))
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      return await onceForStaff(ctx, { procedure: 'services.create', input }, async (commit) => {
        const { idempotencyKey: _, ...service } = input;
        const fields = await checked(app, staff.tenantId, service);
        const tenant = await app.stores.tenants.get(staff.tenantId);
        const _id = newId('service');
        const base = { _id, tenantId: staff.tenantId, version: 1, archivedAt: null, createdAt: new Date(app.now()) };
        return await underSlug(service, (slug) =>
          commit(async () => {
            const row: ServiceRow = { ...fields, ...base, slug };
            await app.stores.services.insert(row);
            await noteChange(app, actorOf(ctx), { action: 'createService', detail: { service: _id } });
            return serviceView(app, tenant, row);
          }),
        );
      });
    }),

  /** Replaces all of it; without a slug the address of its page stays. */
  update: staffWith('services:write')
    .input(serviceInputSchema.extend({ ...ref, ...changeIntent }))
    .mutation(async ({ ctx, input }) => {
      return await onceForStaff(ctx, { procedure: 'services.update', input }, async (commit) => {
        const { serviceId: id, idempotencyKey: _, expectedVersion, ...service } = input;
        const fields = await checked(ctx.app, ctx.staff.tenantId, service);
        const unset = (['venue', 'meetingUrl', 'phone', 'zone'] as const).filter(
          (field) => fields[field] === undefined,
        );
        const write = (more: Partial<ServiceRow>) =>
          commit(() => change(ctx, 'updateService', { id, expectedVersion, set: { ...fields, ...more }, unset }));
        return await (service.slug === undefined ? write({}) : underSlug(service, (slug) => write({ slug })));
      });
    }),

  /** Takes its page away for good; appointments that were made stay. */
  archive: staffWith('services:write')
    .input(z.strictObject(ref))
    .mutation(async ({ ctx, input }) => {
      const { app, staff } = ctx;
      const present = await app.stores.services.find(staff.tenantId, input.serviceId);
      if (present === null) refuse({ code: 'not_found' });
      if (present.archivedAt !== null) return serviceView(app, await app.stores.tenants.get(staff.tenantId), present);
      const set = { archivedAt: new Date(app.now()) };
      return await app.stores.inTransaction(() => change(ctx, 'archiveService', { id: present._id, set }));
    }),
});

export const providersRouter = router({
  list: staffWith('services:read').query(async ({ ctx }) => {
    const { app, staff } = ctx;
    const services = (await app.stores.services.list(staff.tenantId)).filter(({ archivedAt }) => archivedAt === null);
    const ids = [...new Set(services.flatMap(({ providerIds }) => providerIds))];
    const people = await app.stores.people.listByIds(staff.tenantId, ids);
    return people.map(({ _id, name, title, active }) => ({
      providerId: _id as string,
      name,
      title,
      active,
      serviceIds: services.filter(({ providerIds }) => providerIds.includes(_id)).map((row) => row._id as string),
    }));
  }),
});
