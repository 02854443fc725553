import type { TenantId } from '@interlude/shared/ids';
import { type PanelRow, panelGaps, panelPeople } from '../catalogue/panel.ts';
import type { PersonRow, PersonStore } from '../company/person-store.ts';
import { changeMarks } from './change-marks.ts';
import type { CommandStores } from './command.ts';
import type { Mark } from './row/booking-parts.ts';
import { withMark, withoutMarks } from './row/marks.ts';
import type { ScheduledRow } from './row/scheduled-row.ts';

type Panelist = Pick<PersonRow, '_id' | 'active' | 'skills' | 'weekly' | 'overrides' | 'recurring'>;

/**
 * After a person left, came back, or has other skills or hours: marks the open bookings that nobody can fill or choose
 * a time of any more, and takes the mark from those that are well again. Safe to repeat.
 */
export async function noteGaps(
  { stores, now }: { readonly stores: CommandStores; readonly now: () => number },
  { tenantId, _id }: { readonly tenantId: TenantId; readonly _id: string },
): Promise<void> {
  const rows = await stores.scheduled.listPicking(tenantId, _id);
  if (rows.length === 0) return;
  const people = await stores.people.listByIds(tenantId, panelPeople(rows.flatMap(({ panel }) => panel)));
  for (const { _id: interviewId } of rows) {
    await changeMarks({ stores, now }, { tenantId, interviewId }, (row) => withGaps(row, people, now()));
  }
}

/** The marks of a booking that is open, or about to be again, as far as its panel is concerned. */
export async function gapMarks(stores: { readonly people: PersonStore }, row: ScheduledRow, now: number) {
  return withGaps(row, await stores.people.listByIds(row.tenantId, panelPeople(row.panel)), now);
}

/** The same with people who were read already. */
export function withGaps(
  row: { readonly panel: readonly PanelRow[]; readonly marks?: readonly Mark[] },
  people: readonly Panelist[],
  now: number,
): readonly Mark[] {
  const cause = gapOf(row.panel, people, now);
  const marks = withoutMarks(row, (mark) => ['panel', 'no_hours'].includes(mark.cause) && mark.cause !== cause);
  return cause === null ? marks : withMark({ marks }, { cause, since: new Date(now) });
}

function gapOf(panel: readonly PanelRow[], people: readonly Panelist[], now: number): 'panel' | 'no_hours' | null {
  if (panelGaps(panel, people).length > 0) return 'panel';
  const working = people.filter((person) => hasHours(person, now));
  return panelGaps(panel, working).length > 0 ? 'no_hours' : null;
}

const day = 86_400_000;

// Any hours will do. Whether somebody is free within them changes every minute and is asked elsewhere.
function hasHours({ weekly, overrides, recurring = [] }: Panelist, now: number): boolean {
  const yesterday = new Date(now - day).toISOString().slice(0, 10);
  return (
    weekly.length > 0 ||
    overrides.some(({ date, ranges }) => ranges.length > 0 && date >= yesterday) ||
    recurring.some(({ ranges }) => ranges.length > 0)
  );
}
