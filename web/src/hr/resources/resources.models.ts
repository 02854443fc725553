import { demandLimits } from '@interlude/shared/booking/panel-rules';

export interface DemandDraft {
  readonly anyOf: readonly string[];
  readonly count: string;
}

export const emptyDemand: DemandDraft = { anyOf: [], count: '1' };

interface StoredDemand {
  readonly anyOf: readonly string[];
  readonly count: number;
}

interface Seats {
  readonly resourceId: string;
  readonly capacity: number;
  readonly archived: boolean;
}

/** How many interviews may use something at once, 1 to 100; null for anything else. */
export function capacityFrom(text: string): number | null {
  const digits = text.trim();
  const capacity = /^\d{1,3}$/.test(digits) ? Number(digits) : 0;
  return capacity >= 1 && capacity <= 100 ? capacity : null;
}

export function demandDrafts(demands: readonly StoredDemand[] = []): DemandDraft[] {
  return demands.map(({ anyOf, count }) => ({ anyOf: [...anyOf], count: String(count) }));
}

export function seatsIn({ anyOf }: DemandDraft, resources: readonly Seats[]): number {
  const chosen = resources.filter(({ resourceId, archived }) => !archived && anyOf.includes(resourceId));
  return Math.min(
    demandLimits.seats,
    chosen.reduce((sum, { capacity }) => sum + capacity, 0),
  );
}

/** What is wrong with a demand by itself; whether demands compete for the same rooms only the server knows. */
export function demandProblem(draft: DemandDraft, resources: readonly Seats[]): 'anyOf' | 'tooMany' | 'count' | null {
  if (draft.anyOf.length === 0) return 'anyOf';
  if (draft.anyOf.length > demandLimits.resources) return 'tooMany';
  const count = capacityFrom(draft.count);
  return count === null || count > seatsIn(draft, resources) ? 'count' : null;
}

export function demandsOf(drafts: readonly DemandDraft[]) {
  return drafts.map(({ anyOf, count }) => ({ anyOf: [...anyOf], count: Number(count) }));
}
