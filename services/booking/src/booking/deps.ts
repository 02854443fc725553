import type { AccessDeps } from '../access/deps.ts';
import type { ServiceStore } from '../catalogue/service-store.ts';
import type { TemplateStore } from '../catalogue/template-store.ts';
import type { ClientStore } from '../company/client-store.ts';
import type { ListViewStore } from '../company/list-view-store.ts';
import type { MergeStore } from '../company/merge-store.ts';
import type { NoteStore } from '../company/note-store.ts';
import type { RecordListStore } from '../company/record-list-store.ts';
import type { TenantStore } from '../company/tenant-store.ts';
import type { HoldTimeStore } from '../reservations/hold-time-store.ts';
import type { Afterwards } from '../runtime/afterwards.ts';
import type { SearchEntryStore } from '../search/search-entry-store.ts';
import type { ApplyCommand } from './apply-command.ts';
import type { CommandStores } from './command.ts';

export interface BookingDeps extends AccessDeps {
  readonly applyCommand: ApplyCommand;
  readonly afterwards: Afterwards;
  readonly stores: AccessDeps['stores'] &
    CommandStores & {
      readonly tenants: TenantStore;
      readonly clients: ClientStore;
      readonly records: RecordListStore;
      readonly merges: MergeStore;
      readonly notes: NoteStore;
      readonly listViews: ListViewStore;
      readonly services: ServiceStore;
      readonly templates: TemplateStore;
      readonly holdTimes: HoldTimeStore;
      readonly searchEntries: SearchEntryStore;
      /** Runs a transaction after which nobody is waiting to be told. */
      readonly inSilentTransaction: CommandStores['inTransaction'];
    };
}
