import { instantText } from '@interlude/shared/booking/booking-rules';
import { isUnbound, may } from '../access/permissions.ts';
import type { Staff } from '../access/staff-access.ts';
import { scopeOf, scopesAt } from '../booking/gate/own-scope.ts';
import { guestIdOf, isAppointment, isInterview, titleOf, typeOf } from '../booking/row/booking-kind.ts';
import { type Guest, listGuests } from '../booking/row/guests.ts';
import { comparePlaces, type MarkPlace } from '../booking/row/mark-store.ts';
import type { ScheduledRow } from '../booking/row/scheduled-row.ts';
import { reachOf } from './list-bookings.ts';
import type { BookingEntry, PersonEntry, QueueDeps, QueuePage, QueueReader, QueueSource } from './queue-source.ts';
import { queueSources } from './queue-sources.ts';

type Asked = Omit<QueuePage, 'reach'>;

/** One page of what these staff can do something about, oldest first, and the place of its end where there may be more. */
export async function listQueue(app: QueueDeps, staff: Staff, { after, limit }: Asked) {
  const scope = await scopeOf(app, staff);
  // Who sees more than they may change has nothing to do there.
  const bound = { ...scope, isBound: !isUnbound(staff.roles) };
  const reach = await reachOf(app, staff, { scope: bound, filter: { attention: true } });
  const items: QueueItem[] = [];
  let last = after;
  do {
    const page = await readPage(
      app,
      { staff, scope, now: app.now() },
      { after: last, limit: limit - items.length, reach },
    );
    items.push(...page.items);
    last = page.last;
  } while (last !== null && items.length < limit);
  return { items, last };
}

type QueueItem = ReturnType<typeof bookingItem> | ReturnType<typeof personItem>;

// What somebody else has to do is read and left out, so there may be fewer than are asked for, and more after them.
async function readPage(app: QueueDeps, reader: QueueReader, { after, limit, reach }: QueuePage) {
  const { staff, scope } = reader;
  // One more than is asked for tells whether there is another page.
  const found = await entriesOf(app, staff, { after, limit: limit + 1, reach });
  const shown = found.slice(0, limit);
  const ids = shown.flatMap(({ entry }) => ('person' in entry ? [] : entry.bookingId));
  const rows = await app.stores.scheduled.listByIds(staff.tenantId, [...new Set(ids)]);
  const [scopeOfRow, guests] = await Promise.all([
    scopesAt(app, scope, rows),
    listGuests(app.stores, staff.tenantId, rows),
  ]);
  const items = shown.flatMap(({ entry, source }): QueueItem[] => {
    if ('person' in entry) return [personItem(entry)];
    const row = rows.find((one) => one._id === entry.bookingId);
    if (row === undefined) return [];
    const ofRow = scopeOfRow(row);
    const actions = ofRow.mayWrite(row) ? (source.actionsFor?.(entry, row, { ...reader, scope: ofRow }) ?? []) : [];
    const guest = ofRow.isOwn(row) ? guests.find((one) => one._id === guestIdOf(row)) : undefined;
    return actions.length === 0 ? [] : [bookingItem(entry, { row, guest, actions })];
  });
  return { items, last: found.length > limit ? (shown.at(-1)?.entry.place ?? null) : null };
}

interface Shown {
  readonly row: ScheduledRow;
  readonly guest: Guest | undefined;
  readonly actions: readonly string[];
}

function bookingItem({ place, ...entry }: BookingEntry, { row, guest, actions }: Shown) {
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
    /** Empty where the booking is not theirs. */
    name: guest?.name ?? '',
    /** Of a changed entry that can be put right: whose it is. */
    personId: actions.includes('restoreEntry') ? place.of : null,
    ...addressOf(row, actions.includes('correctAddress') ? guest : undefined),
    actions: [...actions],
  };
}

/** The same of what is about a colleague. */
function personItem({ place, person, title, actions }: PersonEntry) {
  return {
    kind: place.cause,
    since: instantText(place.since.getTime()),
    interviewId: null,
    booking: null,
    title,
    type: null,
    status: null,
    startsAt: null,
    endsAt: null,
    requestId: null,
    requestedBy: null,
    ...person,
    candidateId: null,
    clientId: null,
    email: '',
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
  readonly entry: BookingEntry | PersonEntry;
  readonly source: QueueSource;
}

// Each source begins where the last page ended, so the first of all of them are the next.
async function entriesOf(app: QueueDeps, staff: Staff, page: QueuePage): Promise<Found[]> {
  const isAfter = (place: MarkPlace) => page.after === null || comparePlaces(place, page.after) > 0;
  const open = queueSources.filter(({ needs }) => may(staff.roles, needs));
  const bySource = open.map(async (source) =>
    (await source.list(app, staff, page)).filter(({ place }) => isAfter(place)).map((entry) => ({ entry, source })),
  );
  const all = (await Promise.all(bySource)).flat();
  return all.sort((one, other) => comparePlaces(one.entry.place, other.entry.place)).slice(0, page.limit);
}
