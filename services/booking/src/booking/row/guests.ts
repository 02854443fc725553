import type { TenantId } from '@interlude/shared/ids';
import type { ClientRow, ClientStore } from '../../company/client-store.ts';
import type { CandidateRow, JobStore } from '../../company/job-store.ts';
import type { Reach } from '../../company/mail-reach.ts';
import { guestIdOf, isAppointment, isInterview } from './booking-kind.ts';
import type { BookingRow } from './booking-row.ts';
import type { ScheduledRow } from './scheduled-row.ts';

/** Whom a booking is for: the candidate of an interview, the client of an appointment. */
export type Guest = Pick<CandidateRow, 'name' | 'email' | 'suppressedAt' | 'addressRev'> & {
  readonly _id: CandidateRow['_id'] | ClientRow['_id'];
};

interface GuestStores {
  readonly jobs: JobStore;
  readonly clients: ClientStore;
}

export async function findGuest({ jobs, clients }: GuestStores, row: BookingRow): Promise<Guest | null> {
  if (isAppointment(row)) return await clients.find(row.tenantId, row.clientId);
  return await jobs.findCandidate(row.tenantId, row.candidateId);
}

export async function findGuestById(
  { jobs, clients }: GuestStores,
  tenantId: TenantId,
  id: string,
): Promise<Guest | null> {
  return (await jobs.findCandidate(tenantId, id)) ?? (await clients.find(tenantId, id));
}

/** The guests of rows of one tenant: a query for each kind there is. */
export async function listGuests(
  { jobs, clients }: GuestStores,
  tenantId: TenantId,
  rows: readonly ScheduledRow[],
): Promise<Guest[]> {
  const [appointments, interviews] = [rows.filter(isAppointment), rows.filter(isInterview)];
  const [candidates, booked] = await Promise.all([
    interviews.length > 0 ? jobs.listCandidates(tenantId, interviews.map(guestIdOf)) : [],
    appointments.length > 0 ? clients.listByIds(tenantId, appointments.map(guestIdOf)) : [],
  ]);
  return [...candidates, ...booked];
}

/** Keeps whether mail reaches this guest, and tells whether that is news; an id of neither kind of guest changes nothing. */
export async function noteReach(
  { jobs, clients }: GuestStores,
  tenantId: TenantId,
  guest: Reach & { readonly id: string },
): Promise<boolean> {
  const ofCandidate = await jobs.noteReach(tenantId, guest.id, guest);
  const ofClient = await clients.noteReach(tenantId, guest.id, guest);
  return ofCandidate || ofClient;
}
