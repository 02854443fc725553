import { asksForPhone } from '@interlude/shared/booking/phone-call';
import type { PublicService } from '@interlude/shared/schemas/service';
import { brandOf, faceView } from '../company/brand.ts';
import type { PersonRow, PersonStore } from '../company/person-store.ts';
import type { TenantRow, TenantStore } from '../company/tenant-store.ts';
import { refuse } from '../runtime/refused.ts';
import type { ServiceRow, ServiceStore } from './service-store.ts';

/** The address of the public page, without the origin. */
export function servicePage({ slug: tenant }: TenantRow, { slug }: Pick<ServiceRow, 'slug'>): string {
  return `/s/${tenant}/${slug}`;
}

export interface OpenService {
  readonly tenant: TenantRow;
  readonly service: ServiceRow;
  readonly providers: readonly PersonRow[];
}

export interface OpenServiceDeps {
  readonly stores: { readonly tenants: TenantStore; readonly services: ServiceStore; readonly people: PersonStore };
}

/** By the names in its address. A company or service that is unknown, hidden or archived is `not_found` alike. */
export async function openService(
  app: OpenServiceDeps,
  address: { tenant: string; service: string },
): Promise<OpenService> {
  const tenant = await app.stores.tenants.findBySlug(address.tenant);
  if (tenant === null) refuse({ code: 'not_found' });
  const service = await app.stores.services.findPublic(tenant._id, address.service);
  if (service === null) refuse({ code: 'not_found' });
  const people = await app.stores.people.listByIds(tenant._id, service.providerIds);
  const providers = people.filter(({ active }) => active);
  if (providers.length === 0) refuse({ code: 'not_found' });
  return { tenant, service, providers };
}

/** Names and titles, never an address of a person. */
export function publicService({ tenant, service, providers }: OpenService): PublicService {
  const { name, description, durationMinutes, price, provider, venue } = service;
  return {
    company: tenant.name,
    brand: brandOf(tenant),
    contact: tenant.contact,
    name,
    description,
    durationMinutes,
    price,
    provider,
    ...(asksForPhone(service) ? { asksForPhone: true } : {}),
    ...(venue === undefined ? {} : { venue }),
    zone: service.zone ?? tenant.zone,
    repeatable: service.series ?? null,
    questions: service.questions ?? [],
    providers: providers.map((person) => ({
      providerId: person._id as string,
      ...faceView(person),
    })),
  };
}
