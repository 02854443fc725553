import type { App } from '../app.ts';
import type { PersonRow } from '../people/person-store.ts';
import { panelGaps, panelPeople } from '../slots/panel.ts';

/**
 * After a person left, came back or has other skills: marks the open interviews whose panel nobody can fill any more,
 * and takes the mark from those that can be filled again. Safe to repeat.
 */
export async function noteGaps({ stores }: App, { tenantId, _id }: PersonRow): Promise<void> {
  const rows = await stores.interviews.listPicking(tenantId, _id);
  if (rows.length === 0) return;
  const people = await stores.people.listByIds(tenantId, panelPeople(rows.flatMap(({ panel }) => panel)));
  for (const row of rows) {
    const gaps = panelGaps(row.panel, people);
    if (gaps.length > 0 || row.panelGaps) await stores.interviews.notePanelGaps(row, gaps.length > 0 ? gaps : null);
  }
}
