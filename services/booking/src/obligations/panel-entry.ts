import type { FeedEntry } from '@interlude/shared/contracts/calendar-invite';
import type { PersonId, TenantId } from '@interlude/shared/ids';
import { changeMarks } from '../booking/change-marks.ts';
import { panelSummaryFor } from '../booking/join-facts.ts';
import { guestIdOf, isSession } from '../booking/row/booking-kind.ts';
import { type Guest, listGuests } from '../booking/row/guests.ts';
import { withMark, withoutMarks } from '../booking/row/marks.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { resourcesOf } from '../catalogue/resource-demands.ts';
import type { ResourceRow } from '../catalogue/resource-store.ts';
import type { PersonRow } from '../company/person-store.ts';
import type { TenantRow } from '../company/tenant-store.ts';
import type { ObligationDeps } from './deps.ts';
import { inviteBase, staffUrlOf } from './message-for.ts';
import { entryCalendarFor, entryRev } from './place-items.ts';

interface EntryFacts {
  readonly tenant: TenantRow;
  readonly guests: readonly Guest[];
  readonly resources: readonly ResourceRow[];
  /** Leaves the number out, since everyone with the address of a feed can read it. */
  readonly hidesPhone?: boolean;
}

/** What the entries of these rows are made of, each read once. */
export async function entryFacts(
  { stores }: ObligationDeps,
  tenantId: TenantId,
  rows: readonly ScheduledRow[],
): Promise<EntryFacts> {
  const [tenant, guests, resources] = await Promise.all([
    stores.tenants.get(tenantId),
    listGuests(stores, tenantId, rows),
    stores.resources.listByIds(tenantId, resourcesOf(rows.flatMap(({ resources: its = [] }) => its))),
  ]);
  return { tenant, guests, resources };
}

/** The entry of a booking in the calendar of somebody who sits in it: what their mails say of it, with its page. */
export function panelEntry(
  app: ObligationDeps,
  row: ScheduledRow,
  { locale, zone }: Pick<PersonRow, 'locale' | 'zone'>,
  { tenant, guests, resources, hidesPhone = false }: EntryFacts,
): FeedEntry {
  const guest = isSession(row) ? undefined : guests.find((one) => one._id === guestIdOf(row));
  const {
    method: _,
    organizer: __,
    attendee: ___,
    ...base
  } = inviteBase(app, row, {
    tenant,
    resources,
    locale,
    zone,
    meets: guest?.name ?? '',
    hidesPhone,
  });
  return {
    ...base,
    summary: panelSummaryFor(row, guest?.name ?? null, locale),
    url: staffUrlOf(app, row),
  };
}

interface PlaceRef {
  readonly tenantId: TenantId;
  readonly interviewId: string;
  readonly personId: PersonId;
}

/** What the calendar of one person is to have of a booking now: null for no entry. Of the erased there is none. */
export async function entryFor(app: ObligationDeps, { tenantId, interviewId, personId }: PlaceRef) {
  const [row, person] = await Promise.all([
    app.stores.scheduled.find(tenantId, interviewId),
    app.stores.people.find(tenantId, personId),
  ]);
  if (row === null || person === null) return { rev: 0, textRev: 0, to: null, entry: null };
  const { textRev = 0 } = row;
  const to = entryCalendarFor(row, person);
  const rev = entryRev(row, app.now());
  if (to === null) return { rev, textRev, to, entry: null };
  const entry = panelEntry(app, row, person, await entryFacts(app, tenantId, [row]));
  // Its owner has changed it there, or it has another text: what is written once more is the newer one.
  const { restores = 0 } = row.placed?.[personId] ?? {};
  return { rev, textRev, to, entry: { ...entry, sequence: entry.sequence + restores + textRev } };
}

interface PlaceReport extends PlaceRef {
  readonly rev: number;
  /** Absent of a process that does not know of it: it has put there what was true just now. */
  readonly textRev?: number | undefined;
  readonly to: string | null;
  readonly isThere: boolean;
  /** Why it could not be done, after a day; null where it was. */
  readonly because: string | null;
}

/** Remembers what the calendar of somebody says of a booking; what could not be put there is for HR. Safe to repeat. */
export async function recordPlaced(app: ObligationDeps, report: PlaceReport): Promise<void> {
  const { tenantId, interviewId, personId, rev, to, isThere, because } = report;
  const row = await app.stores.scheduled.find(tenantId, interviewId);
  if (row === null) return;
  const { textRev = row.textRev ?? 0 } = report;
  if (because === null)
    await app.stores.scheduled.recordPlaced(tenantId, row._id, personId, { rev, textRev, to, isThere });
  // It is still to be put there, and may stand there although no answer said so: it is taken out again all the same.
  else if (to !== null)
    await app.stores.scheduled.recordPlaced(tenantId, row._id, personId, { rev: 0, textRev, to, isThere: true });
  const mark = { cause: 'not_in_calendar', since: new Date(app.now()), of: personId } as const;
  await changeMarks(app, { tenantId, interviewId: row._id }, (present) =>
    because === null
      ? withoutMarks(present, ({ cause, of }) => of === personId && [mark.cause, 'changed_in_calendar'].includes(cause))
      : withMark(present, mark),
  );
}
