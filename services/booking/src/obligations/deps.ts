import type { AppointmentDeps } from '../appointments/deps.ts';
import type { SendStore } from './send-store.ts';

/** What it takes to say what is owed, and what became of it. */
export interface ObligationDeps extends AppointmentDeps {
  readonly stores: AppointmentDeps['stores'] & { readonly sends: SendStore };
}
