import type { PublicServiceAnswer, PublicServices } from '@interlude/shared/schemas/service';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../api.ts';

const freshMs = 30_000;

export interface ServiceAddress {
  readonly tenant: string;
  readonly service: string;
}

/** Where the page of a service is, as its bookings name it. */
export function pageOf({ tenant, service }: ServiceAddress): string {
  return `/s/${tenant}/${service}`;
}

/** The service, and whether a visitor may go back to where they say they came from. */
export function serviceQuery({ tenant, service }: ServiceAddress, back: string | null) {
  const asked = back === null ? {} : { return: back };
  return queryOptions({
    queryKey: ['service', tenant, service, back ?? ''],
    queryFn: async ({ signal }): Promise<PublicServiceAnswer> =>
      await api.appointments.service.query({ tenant, service, ...asked }, { signal }),
    staleTime: freshMs,
  });
}

/** What anybody may book of a company. */
export function servicesQuery(tenant: string) {
  return queryOptions({
    queryKey: ['services of', tenant],
    queryFn: async ({ signal }): Promise<PublicServices> =>
      await api.appointments.services.query({ tenant }, { signal }),
    staleTime: freshMs,
  });
}
