import type { OverrideRule } from '@interlude/shared/booking/override-rules';
import type { PersonId, TenantId } from '@interlude/shared/ids';
import {
  type AwayRule,
  awayKinds,
  awayRules,
  keysKeptBy,
  type ReservationRow,
} from '../reservations/reservation-row.ts';
import type { ReservationStore } from '../reservations/reservation-store.ts';

/** Who comes although they are away then, by the rule that staff set aside for it. */
export type OverAway = { readonly [Rule in AwayRule]?: readonly PersonId[] };

type Store = Pick<ReservationStore, 'listTimeAwayAround' | 'listHoldersOf' | 'takeFromTimeAway' | 'giveToTimeAway'>;
type Times = Pick<ReservationRow, 'startsAt' | 'endsAt'>;

/** The rules among these that stand for time away. */
export function awayAmong(lifted: readonly OverrideRule[] = []): AwayRule[] {
  return awayRules.filter((rule) => lifted.includes(rule));
}

/** Which of these people are away while they are claimed, by what keeps them and not by the cells it has left. */
export async function peopleAway(
  store: Pick<Store, 'listTimeAwayAround'>,
  tenantId: TenantId,
  { people, cells = [], ...times }: Times & Pick<ReservationRow, 'people' | 'cells'>,
  rules: readonly AwayRule[],
): Promise<OverAway> {
  const claimed = new Set(cells);
  const days = (await store.listTimeAwayAround(tenantId, people, times)).filter((day) =>
    keysKeptBy(day).some((key) => claimed.has(key)),
  );
  return Object.fromEntries(
    rules.map((rule) => {
      const own = days.filter(({ kind }) => kind === awayKinds[rule]);
      return [rule, people.filter((personId) => own.some((day) => day.people.includes(personId)))];
    }),
  );
}

/** In the transaction, before the claim is written: the days away let go what it takes of them. */
export async function takeFromTimeAway(
  store: Pick<Store, 'takeFromTimeAway'>,
  tenantId: TenantId,
  over: OverAway,
  cells: readonly string[],
): Promise<void> {
  for (const rule of awayRules) {
    const people = over[rule] ?? [];
    if (people.length > 0) await store.takeFromTimeAway(tenantId, { people, kind: awayKinds[rule] }, cells);
  }
}

/** In the transaction, after such a claim was given up or changed: the days away have again whatever nobody holds. */
export async function giveBackToTimeAway(
  store: Store,
  tenantId: TenantId,
  { people, ...times }: Times & { readonly people: readonly PersonId[] },
): Promise<void> {
  for (const day of await store.listTimeAwayAround(tenantId, people, times)) {
    const present = new Set(day.cells);
    const missing = keysKeptBy(day).filter((key) => !present.has(key));
    if (missing.length === 0) continue;
    const held = new Set((await store.listHoldersOf(tenantId, missing)).flatMap(({ cells = [] }) => cells));
    const free = missing.filter((key) => !held.has(key));
    if (free.length > 0) await store.giveToTimeAway(day, free);
  }
}

/** As a booking keeps it. */
interface AgreedAway {
  overTimeOff: PersonId[];
  overElsewhere: PersonId[];
}

/** What a booking keeps of the claim it was made with. */
export function agreedAway(over: OverAway = {}): AgreedAway {
  return { overTimeOff: [...(over.time_off ?? [])], overElsewhere: [...(over.busy_elsewhere ?? [])] };
}

/** The same of a booking whose people change: those who stay have agreed before. */
export function stillAgreed(people: readonly PersonId[], before: Partial<AgreedAway>, over: OverAway): AgreedAway {
  const added = agreedAway(over);
  const among = (key: keyof AgreedAway) => people.filter((id) => before[key]?.includes(id) || added[key].includes(id));
  return { overTimeOff: among('overTimeOff'), overElsewhere: among('overElsewhere') };
}
