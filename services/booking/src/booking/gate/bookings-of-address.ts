import { openStatuses } from '@interlude/shared/booking/booking-status';
import type { TenantId } from '@interlude/shared/ids';
import type { ClientStore } from '../../company/client-store.ts';
import type { JobStore } from '../../company/job-store.ts';
import type { BookingRow } from '../row/booking-row.ts';
import type { BookingStore } from '../row/booking-store.ts';

interface AddressStores {
  readonly jobs: JobStore;
  readonly clients: ClientStore;
  readonly bookings: BookingStore;
}

/** For each company that knows an address: the one booking that its reader would look for. */
export async function bookingsOfAddress(stores: AddressStores, email: string): Promise<BookingRow[]> {
  const { jobs, clients, bookings } = stores;
  const [candidates, known] = await Promise.all([jobs.listCandidatesAt(email), clients.listAt(email)]);
  const tenants = new Set<TenantId>([...candidates, ...known].map(({ tenantId }) => tenantId));
  const found: BookingRow[] = [];
  for (const tenantId of tenants) {
    const isHere = (one: { readonly tenantId: TenantId }) => one.tenantId === tenantId;
    const [candidate, client] = [candidates.find(isHere), known.find(isHere)];
    const applicationIds = candidate ? await jobs.listApplicationIds(tenantId, candidate._id) : [];
    const clientId = client?._id ?? null;
    const present = presentOf(await bookings.listOfGuest(tenantId, { applicationIds, clientId }));
    if (present !== null) found.push(present);
  }
  return found;
}

// Bookings that still wait for their guest come before those that are over, and newer ones before older ones.
function presentOf(rows: readonly BookingRow[]): BookingRow | null {
  const own = rows.filter(({ status, part }) => status !== 'archived' && !part?.isFollowing);
  const isOpen = ({ status }: BookingRow) => openStatuses.includes(status);
  const newest = own.toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
  return newest.find(isOpen) ?? newest[0] ?? null;
}
