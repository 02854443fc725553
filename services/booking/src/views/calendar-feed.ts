import { instantText } from '@interlude/shared/booking/booking-rules';
import { calendarFeed, type FeedEntry } from '@interlude/shared/contracts/calendar-invite';
import { cutNote, takenTitle } from '@interlude/shared/contracts/calendar-text';
import type { FeedRow } from '../access/feed-store.ts';
import type { PersonRow } from '../company/person-store.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { entryFacts, panelEntry } from '../obligations/panel-entry.ts';

const dayMs = 86_400_000;
/** A calendar that is subscribed to forgets what is no longer in it: what is over stays for a while. */
const keptMs = 30 * dayMs;
const aheadMs = 730 * dayMs;
const mostEntries = 1_000;

/**
 * The iCalendar text of a secret address: somebody's own bookings as their mails say them, whatever else they may see;
 * of a room that it is taken, and nothing of whom. Null where nobody is to read it any more.
 */
export async function feedOf(app: ObligationDeps, { tenantId, _id, locale }: FeedRow): Promise<string | null> {
  const { people, resources, tenants } = app.stores;
  const [person, room, tenant] = await Promise.all([
    people.find(tenantId, _id),
    resources.find(tenantId, _id),
    tenants.get(tenantId),
  ]);
  if (person?.active)
    return cutFeed({ name: `Interlude: ${tenant.name}`, locale: person.locale }, await entriesOf(app, person));
  return room === null ? null : cutFeed({ name: room.name, locale }, await usesOf(app, { tenantId, _id, locale }));
}

function cutFeed({ name, locale }: { name: string; locale: string }, found: readonly FeedEntry[]): string {
  const note = found.length > mostEntries ? cutNote(locale, mostEntries) : null;
  return calendarFeed({ name, note, entries: found.slice(0, mostEntries) });
}

function spanAt(now: number) {
  return { from: new Date(now - keptMs), to: new Date(now + aheadMs), limit: mostEntries + 1 };
}

async function entriesOf(app: ObligationDeps, person: PersonRow): Promise<FeedEntry[]> {
  const { tenantId } = person;
  const { stores, now } = app;
  const booked = await stores.reservations.listBooked(tenantId, { personId: person._id }, spanAt(now()));
  const ids = booked.flatMap(({ bookingId }) => bookingId ?? []);
  const rows = (await stores.scheduled.listByIds(tenantId, ids)).filter(({ startsAt }) => startsAt !== null);
  const facts = await entryFacts(app, tenantId, rows);
  return rows.sort(bySoonest).map((row) => panelEntry(app, row, person, { ...facts, hidesPhone: true }));
}

type Timed = { readonly startsAt: Date | null; readonly _id: string };
function bySoonest(one: Timed, other: Timed): number {
  return (one.startsAt?.getTime() ?? 0) - (other.startsAt?.getTime() ?? 0) || (one._id < other._id ? -1 : 1);
}

async function usesOf(
  app: ObligationDeps,
  { tenantId, _id, locale }: Pick<FeedRow, 'tenantId' | '_id' | 'locale'>,
): Promise<FeedEntry[]> {
  const host = new URL(app.config.publicUrl).hostname;
  const uses = await app.stores.reservations.listBooked(tenantId, { resourceId: _id }, spanAt(app.now()));
  return uses.map((use) => ({
    uid: `${use._id}@${host}`,
    sequence: 0,
    startsAt: instantText(use.startsAt.getTime()),
    endsAt: instantText(use.endsAt.getTime()),
    // Of nothing that changes without its time.
    stampedAt: instantText(use.startsAt.getTime()),
    summary: takenTitle(locale),
    description: '',
    location: '',
    url: null,
  }));
}
