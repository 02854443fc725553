import type { PublicService, PublicServices } from '@interlude/shared/schemas/service';
import type { SlotsView } from '@interlude/shared/schemas/views';
import { queryOptions } from '@tanstack/solid-query';
import { api } from '../api.ts';

const freshMs = 30_000;
const lookAheadDays = 31;

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

/** The free starts of the coming month, for whoever is asked for. */
export function openTimesQuery({ tenant, service }: ServiceAddress, zone: string, providerId: string | null) {
  const question = { tenant, service, zone, days: lookAheadDays, ...(providerId === null ? {} : { providerId }) };
  return queryOptions({
    queryKey: ['service', tenant, service, 'times', zone, providerId ?? 'anybody'],
    queryFn: async ({ signal }): Promise<SlotsView> => await api.appointments.slots.query(question, { signal }),
    staleTime: freshMs,
  });
}
