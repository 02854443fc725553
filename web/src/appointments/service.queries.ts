import type { PublicService, PublicServices } from '@interlude/shared/schemas/service';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../api.ts';

const freshMs = 30_000;

export interface ServiceAddress {
  readonly tenant: string;
  readonly service: string;
}

export function serviceQuery({ tenant, service }: ServiceAddress) {
  return queryOptions({
    queryKey: ['service', tenant, service],
    queryFn: async ({ signal }): Promise<PublicService> =>
      await api.appointments.service.query({ tenant, service }, { signal }),
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
