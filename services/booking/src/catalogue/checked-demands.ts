import type { TenantId } from '@interlude/shared/ids';
import type { ResourceDemand } from '@interlude/shared/slots/resources';
import { refuse } from '../runtime/refused.ts';
import { resourceGap, resourcesOf } from './resource-demands.ts';
import type { ResourceStore } from './resource-store.ts';

/** Demands as they are stored. Refuses rooms and licences that do not exist or are too few. */
export async function checkedDemands(
  { stores }: { readonly stores: { readonly resources: ResourceStore } },
  tenantId: TenantId,
  demands: readonly ResourceDemand[],
) {
  const found = await stores.resources.listByIds(tenantId, resourcesOf(demands));
  if (found.length < resourcesOf(demands).length) refuse({ code: 'not_found' });
  const gap = resourceGap(demands, found);
  if (gap !== null) refuse({ code: 'resource_short', ...gap });
  return demands.map(({ anyOf, count }) => ({ anyOf: [...new Set(anyOf)], count }));
}
