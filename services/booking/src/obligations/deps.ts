import type { AppointmentDeps } from '../appointments/deps.ts';
import type { SendStore } from './send-store.ts';

export interface ObligationDeps extends AppointmentDeps {
  readonly stores: AppointmentDeps['stores'] & { readonly sends: SendStore };
}
