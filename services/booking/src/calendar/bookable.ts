import type { TenantId } from '@interlude/shared/ids';
import type { PersonPast } from '@interlude/shared/slots/assignment';
import type { ResourceDemand } from '@interlude/shared/slots/resources';
import type { SlotQuestion } from '@interlude/shared/slots/slot-question';
import { type PanelRow, panelPeople } from '../catalogue/panel.ts';
import { resourcesOf } from '../catalogue/resource-demands.ts';
import type { ResourceStore } from '../catalogue/resource-store.ts';
import type { PersonStore } from '../company/person-store.ts';
import type { BusyRow } from '../reservations/reservation-row.ts';
import type { ReservationStore } from '../reservations/reservation-store.ts';
import type { GroupTerms, Joinable } from './joinable-sessions.ts';

export function neededBy({ panel, resources }: Pick<Bookable, 'panel' | 'resources'>): string[] {
  return [...panelPeople(panel), ...resourcesOf(resources)];
}

export interface Bookable {
  /** Null for something that is not stored. */
  readonly _id: string | null;
  tenantId: TenantId;
  durationMinutes: number;
  stepMinutes: number;
  buffers: { beforeMinutes: number; afterMinutes: number };
  panel: PanelRow[];
  /** Rooms and licences it needs beside the people; absent when none. */
  resources?: readonly ResourceDemand[];
  /** The zone whose clock the starts stand on. */
  gridZone: string;
  /** What a place in a group session is booked on; absent where a meeting has one guest. */
  group?: GroupTerms;
}

export interface Question {
  readonly asked: SlotQuestion;
  /** What each person did and will do around the start asked for, for the choice among equals; empty where nobody is chosen. */
  readonly past: ReadonlyMap<string, PersonPast>;
  /** Whether the interview has a hold on these people in the span read, over or not. */
  readonly isHolding: boolean;
  readonly group: GroupTerms | undefined;
  /** The sessions in the span with a place left, also those that nobody is in yet. */
  readonly joinable: readonly Joinable[];
  /** What takes the time of its people and resources; a claim in `asked` names one of them. */
  readonly busy: readonly BusyRow[];
  /** What visitors hold who have not proved an address yet, places in group sessions too. */
  readonly unproved: readonly BusyRow[];
  /** When the next hold that keeps a time busy runs out, epoch milliseconds; Infinity when there is none. */
  readonly nextExpiryAt: number;
}

export interface QuestionStores {
  readonly people: PersonStore;
  readonly resources: ResourceStore;
  readonly reservations: ReservationStore;
}
