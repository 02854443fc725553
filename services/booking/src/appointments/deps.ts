import type { BookingDeps } from '../booking/deps.ts';
import type { Codes } from './code.ts';
import type { ProofStore } from './proof-store.ts';

/** What it takes to prove an address and to begin an appointment. */
export interface AppointmentDeps extends BookingDeps {
  readonly codes: Codes;
  readonly stores: BookingDeps['stores'] & { readonly proofs: ProofStore };
}
