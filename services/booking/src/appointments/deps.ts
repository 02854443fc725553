import type { BookingDeps } from '../booking/deps.ts';
import type { Codes } from './code.ts';
import type { ProofStore } from './proof-store.ts';

export interface AppointmentDeps extends BookingDeps {
  readonly codes: Codes;
  readonly stores: BookingDeps['stores'] & { readonly proofs: ProofStore };
}
