import type { PersonId } from '@interlude/shared/ids';
import type { Bookable } from '../calendar/bookable.ts';
import { type Bounds, boundsFor } from '../calendar/bounds.ts';
import { groupTerms } from '../calendar/joinable-sessions.ts';
import type { OpenService } from '../catalogue/service-page.ts';
import { policyOf } from '../catalogue/service-policy.ts';
import { refuse } from '../runtime/refused.ts';

interface PublicOffer {
  readonly bookable: Bookable;
  readonly bounds: Bounds;
}

/** What a visitor may choose from, of all providers or of one; a provider who does not give the service is `not_found`. */
export function publicOffer(
  { tenant, service, providers }: OpenService,
  providerId: string | null,
  now: number,
): PublicOffer {
  const ids = providers.map(({ _id }) => _id);
  const anyOf: PersonId[] = providerId === null ? ids : ids.filter((id) => id === providerId);
  if (anyOf.length === 0) refuse({ code: 'not_found' });
  const gridZone = service.zone ?? tenant.zone;
  const { durationMinutes, stepMinutes, buffers, resources = [] } = service;
  const terms = { durationMinutes, stepMinutes, buffers, gridZone, ...groupTerms(service) };
  return {
    bookable: { _id: null, tenantId: tenant._id, panel: [{ anyOf, count: 1 }], resources, ...terms },
    bounds: boundsFor({ policy: policyOf(tenant, service), zone: gridZone, gridZone }, 'candidate', now),
  };
}
