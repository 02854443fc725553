import type { App } from '../app.ts';
import type { PersonRow, PersonStore } from '../people/person-store.ts';
import { type PanelGap, panelGaps, panelPeople } from '../slots/panel.ts';
import type { BookingRow } from './booking-row.ts';

/**
 * After a person left, came back or has other skills: marks the open interviews whose panel nobody can fill any more,
 * and takes the mark from those that can be filled again. Safe to repeat.
 */
export async function noteGaps({ stores }: App, { tenantId, _id }: PersonRow): Promise<void> {
  const rows = await stores.bookings.listPicking(tenantId, _id);
  if (rows.length === 0) return;
  const people = await stores.people.listByIds(tenantId, panelPeople(rows.flatMap(({ panel }) => panel)));
  for (const row of rows) {
    const gaps = panelGaps(row.panel, people);
    if (gaps.length > 0 || row.panelGaps) await stores.bookings.notePanelGaps(row, gaps.length > 0 ? gaps : null);
  }
}

/** What nobody can fill today in the panel of an interview that is about to be open again; null when nothing. */
export async function findGaps(
  { people }: { readonly people: PersonStore },
  { tenantId, panel }: BookingRow,
): Promise<readonly PanelGap[] | null> {
  const gaps = panelGaps(panel, await people.listByIds(tenantId, panelPeople(panel)));
  return gaps.length > 0 ? gaps : null;
}
