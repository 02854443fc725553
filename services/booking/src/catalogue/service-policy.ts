import { overlayPolicy, type Policy } from '@interlude/shared/booking/policy';
import { usualServicePolicy } from '@interlude/shared/schemas/service';
import type { TenantRow } from '../company/tenant-store.ts';
import type { ServiceRow } from './service-store.ts';

/** What holds for appointments of a service made now; the service wins over what is usual for services. */
export function policyOf(tenant: TenantRow, service: ServiceRow): Policy {
  return overlayPolicy(usualServicePolicy(tenant.policy, Boolean(service.series)), service.policy);
}
