import type { ListedService, PublicServices } from '@interlude/shared/schemas/service';
import { brandOf, faceView } from '../company/brand.ts';
import type { PersonRow } from '../company/person-store.ts';
import type { TenantRow } from '../company/tenant-store.ts';
import { refuse } from '../runtime/refused.ts';
import type { OpenServiceDeps } from './service-page.ts';
import type { ServiceRow } from './service-store.ts';

const mostServices = 300;
const mostFaces = 4;
const longestBeginning = 240;

/** By the name in its address, or `not_found`. */
export async function openCompany(app: OpenServiceDeps, slug: string): Promise<TenantRow> {
  return (await app.stores.tenants.findBySlug(slug)) ?? refuse({ code: 'not_found' });
}

/** What anybody may book of a company, by name: what has a page of its own, and nothing that is hidden or archived. */
export async function publicServices(app: OpenServiceDeps, slug: string): Promise<PublicServices> {
  const tenant = await openCompany(app, slug);
  const services = await app.stores.services.listPublic(tenant._id, mostServices);
  const ids = new Set(services.flatMap(({ providerIds }) => providerIds));
  const people = await app.stores.people.listByIds(tenant._id, [...ids]);
  const active = new Map(people.filter((person) => person.active).map((person) => [person._id, person]));
  const listed = services.flatMap((service) => {
    const providers = service.providerIds.flatMap((id) => active.get(id) ?? []);
    return providers.length === 0 ? [] : [listedService(service, providers)];
  });
  return {
    company: tenant.name,
    brand: brandOf(tenant),
    contact: tenant.contact,
    services: listed.sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true })),
  };
}

function listedService(service: ServiceRow, providers: readonly PersonRow[]): ListedService {
  const { slug, name, description, durationMinutes, price, provider } = service;
  return {
    slug,
    name,
    beginning: beginningOf(description),
    durationMinutes,
    price,
    provider,
    providers: providers.slice(0, mostFaces).map(faceView),
    furtherProviders: Math.max(0, providers.length - mostFaces),
  };
}

// Up to the last whole word that has room.
function beginningOf(text: string): string {
  const letters = [...text];
  if (letters.length <= longestBeginning) return text;
  const cut = letters.slice(0, longestBeginning).join('');
  return `${cut.replace(/\s+\S*$/, '')}…`;
}
