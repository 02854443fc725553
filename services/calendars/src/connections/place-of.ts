import type { ConnectionRow } from './connection-store.ts';

/** The place that the secret of a connection is sealed for. */
export function placeOf({ tenantId, _id }: Pick<ConnectionRow, 'tenantId' | '_id'>): string {
  return `${tenantId}|connections|${_id}|secret`;
}
