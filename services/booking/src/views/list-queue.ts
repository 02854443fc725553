import { instantText } from '@interlude/shared/booking/booking-rules';
import { may } from '../access/permissions.ts';
import type { Staff } from '../access/staff-access.ts';
import { scopeOf, scopesAt } from '../booking/gate/own-scope.ts';
import { guestIdOf, isAppointment, isInterview, titleOf, typeOf } from '../booking/row/booking-kind.ts';
import { type Guest, listGuests } from '../booking/row/guests.ts';
import { comparePlaces, type MarkPlace } from '../booking/row/mark-store.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { reachOf } from './list-bookings.ts';
import type { QueueDeps, QueueEntry, QueuePage, QueueSource } from './queue-source.ts';
import { queueSources } from './queue-sources.ts';

type Asked = Omit<QueuePage, 'reach'>;

/** One page of what waits for these staff, oldest first, and the place of its end where there is more. */
export async function listQueue(app: QueueDeps, staff: Staff, { after, limit }: Asked) {
  const { scheduled } = app.stores;
  const scope = await scopeOf(app, staff);
  const reach = await reachOf(app, staff, { scope, filter: { attention: true } });
  // One more than is asked for tells whether there is another page.
  const page = { after, limit: limit + 1, reach };
  const found = await entriesOf(app, staff, page);
  const shown = found.slice(0, limit);
  const rows = await scheduled.listByIds(staff.tenantId, [...new Set(shown.map(({ entry }) => entry.bookingId))]);
  const [scopeOfRow, guests] = await Promise.all([
    scopesAt(app, scope, rows),
    listGuests(app.stores, staff.tenantId, rows),
  ]);
  const items = shown.flatMap(({ entry, source }) => {
    const row = rows.find((one) => one._id === entry.bookingId);
    if (row === undefined) return [];
    const ofRow = scopeOfRow(row);
    const guest = ofRow.isOwn(row) ? guests.find((one) => one._id === guestIdOf(row)) : undefined;
    const mayAct = may(staff.roles, 'interviews:write') && ofRow.mayWrite(row);
    const actions = mayAct ? source.actionsFor(entry, row, { staff, scope: ofRow, now: app.now() }) : [];
    return [itemOf(entry, row, guest, actions)];
  });
  const last = found.length > limit ? shown.at(-1) : undefined;
  return { items, last: last?.entry.place ?? null };
}

function itemOf(
  { place, ...entry }: QueueEntry,
  row: ScheduledRow,
  guest: Guest | undefined,
  actions: readonly string[],
) {
  return {
    kind: place.cause,
    since: instantText(place.since.getTime()),
    interviewId: row._id as string,
    booking: row.kind ?? ('interview' as const),
    title: titleOf(row),
    type: typeOf(row),
    status: row.status,
    startsAt: textOf(row.startsAt),
    /** When it is too late, where that is known. */
    endsAt: textOf(entry.endsAt ?? null),
    requestId: entry.requestId ?? null,
    requestedBy: entry.requestedBy ?? null,
    because: entry.because ?? null,
    /** Empty where the booking is not theirs. */
    name: guest?.name ?? '',
    /** Of a changed entry that can be put right: whose it is. */
    personId: actions.includes('restoreEntry') ? place.of : null,
    ...addressOf(row, actions.includes('correctAddress') ? guest : undefined),
    actions: [...actions],
  };
}

function textOf(at: Date | null): string | null {
  return at === null ? null : instantText(at.getTime());
}

// Only where it may be corrected.
function addressOf(row: ScheduledRow, guest: Guest | undefined) {
  return {
    candidateId: guest !== undefined && isInterview(row) ? (row.candidateId as string) : null,
    clientId: guest !== undefined && isAppointment(row) ? (row.clientId as string) : null,
    email: guest?.email ?? '',
  };
}

interface Found {
  readonly entry: QueueEntry;
  readonly source: QueueSource;
}

// Each source begins where the last page ended, so the first of all of them are the next.
async function entriesOf(app: QueueDeps, staff: Staff, page: QueuePage): Promise<Found[]> {
  const isAfter = (place: MarkPlace) => page.after === null || comparePlaces(place, page.after) > 0;
  const bySource = queueSources.map(async (source) =>
    (await source.list(app, staff, page)).filter(({ place }) => isAfter(place)).map((entry) => ({ entry, source })),
  );
  const all = (await Promise.all(bySource)).flat();
  return all.sort((one, other) => comparePlaces(one.entry.place, other.entry.place)).slice(0, page.limit);
}
