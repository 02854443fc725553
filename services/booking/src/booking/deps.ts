import type { AccessDeps } from '../access/deps.ts';
import type { ServiceStore } from '../catalogue/service-store.ts';
import type { TemplateStore } from '../catalogue/template-store.ts';
import type { ClientStore } from '../company/client-store.ts';
import type { TenantStore } from '../company/tenant-store.ts';
import type { HoldTimeStore } from '../reservations/hold-time-store.ts';
import type { Afterwards } from '../runtime/afterwards.ts';
import type { ApplyCommand } from './apply-command.ts';
import type { CommandStores } from './command.ts';

export interface BookingDeps extends AccessDeps {
  readonly applyCommand: ApplyCommand;
  readonly afterwards: Afterwards;
  readonly stores: AccessDeps['stores'] &
    CommandStores & {
      readonly tenants: TenantStore;
      readonly clients: ClientStore;
      readonly services: ServiceStore;
      readonly templates: TemplateStore;
      readonly holdTimes: HoldTimeStore;
      /** Runs a transaction after which nobody is waiting to be told. */
      readonly inSilentTransaction: CommandStores['inTransaction'];
    };
}
