import { createHash } from 'node:crypto';
import type { PlaceInput, PlaceResult } from '@interlude/shared/contracts/activities';
import type { FeedEntry } from '@interlude/shared/contracts/calendar-invite';
import type { Access } from '../connections/access.ts';
import type { ConnectionRow, ConnectionStore } from '../connections/connection-store.ts';
import type { CaldavSecret } from '../providers/caldav.ts';
import type { EventWriter } from '../providers/event-writer.ts';
import type { GoogleSecret } from '../providers/google.ts';
import { type Call, ProviderError } from '../providers/provider.ts';
import type { EventRow, EventStore } from './event-store.ts';
import { type Written, writtenBy } from './written-by.ts';

/** What booking says is true of a booking for one person. */
export interface EntryAnswer {
  readonly rev: number;
  /** Which text the entry has; absent of a process of an older release. */
  readonly textRev?: number | undefined;
  readonly to: string | null;
  readonly entry: FeedEntry | null;
}

export interface PlaceDeps {
  readonly connections: ConnectionStore;
  readonly events: EventStore;
  readonly access: Access;
  readonly writers: { readonly caldav: EventWriter<CaldavSecret>; readonly google: EventWriter<GoogleSecret> };
  readonly booking: {
    entryFor(of: PlaceInput): Promise<EntryAnswer>;
    recordPlaced(report: PlaceInput & PlacedReport): Promise<void>;
  };
  /** Tells booking which calendar somebody has chosen. */
  readonly tell: (of: Pick<PlaceInput, 'tenantId' | 'personId'>) => Promise<void>;
  readonly now: () => number;
}

interface PlacedReport extends Pick<EntryAnswer, 'rev' | 'textRev' | 'to'> {
  readonly isThere: boolean;
  readonly because: string | null;
}

/** Somebody else deals with the same entry, or booking knows of another calendar than we do: tried again. */
export class NotYet extends Error {
  override name = 'NotYet';
}

const dayMs = 86_400_000;
/** After so long without success HR are told, and the workflow asks again after a rest. */
const giveUpMs = dayMs;
const callMs = 8_000;
/** How long booking may take to answer. */
export const answerMs = 5_000;
/** Longer than all that one try waits for: two calls to servers, two to booking. */
export const leaseMs = 30_000;
const forgottenMs = 90 * dayMs;

/**
 * Makes the calendar of one person say what is true of a booking now. It asks booking as the last step, so that what
 * comes late writes nothing old; what is put where is written down before, so that a crash at any point leaves one entry
 * or none, which the next try finds. `since` is when it was asked for, epoch milliseconds.
 */
export async function placeEvent(deps: PlaceDeps, input: PlaceInput, since: number): Promise<PlaceResult> {
  const { tenantId, interviewId, personId } = input;
  const of = { tenantId, interviewId, personId };
  const ref = { _id: `${interviewId}:${personId}`, tenantId, personId };
  const at = deps.now();
  const row = await deps.events.claim(ref, { now: new Date(at), until: new Date(at + leaseMs) });
  if (row === null) throw new NotYet('somebody else does it');
  try {
    const { entry, ...told } = await deps.booking.entryFor(of);
    try {
      await reconcile(deps, row, { ...told, entry });
    } catch (error) {
      if (at - since < giveUpMs) throw error;
      // Whatever it is, it is told after a day: a key that is gone, or a calendar that nobody knows any more.
      const because = error instanceof ProviderError ? error.outcome : 'unreadable';
      await deps.booking.recordPlaced({ ...of, ...told, isThere: false, because });
      return { outcome: 'failed', because };
    }
    const isThere = entry !== null;
    await deps.booking.recordPlaced({ ...of, ...told, isThere, because: null });
    return { outcome: isThere ? 'placed' : 'removed', because: null };
  } finally {
    await deps.events.write(row, { until: new Date(0) });
  }
}

async function reconcile(deps: PlaceDeps, row: EventRow, { to, entry }: EntryAnswer): Promise<void> {
  const rows = await deps.connections.listOf(row.tenantId, row.personId);
  const target = entry === null ? null : writtenBy(rows);
  if ((target?.name ?? null) !== to) {
    await deps.tell(row);
    throw new NotYet('booking did not know of the choice');
  }
  const isElsewhere = row.connectionId !== target?.row._id || row.calendarId !== target?.calendarId;
  if (isElsewhere)
    await takeOut(deps, row, rows).catch((error: unknown) => {
      // An account that lets nobody in any more keeps its entry, and keeps none from the calendar that was chosen instead.
      const isForGood = error instanceof ProviderError && error.outcome !== 'retryable';
      if (target === null || !isForGood) throw error;
    });
  if (entry === null || target === null) return await deps.events.remove(row);
  await putIn(deps, isElsewhere ? { ...row, etag: null } : row, target, entry);
}

async function putIn(deps: PlaceDeps, row: EventRow, target: Written, entry: FeedEntry): Promise<void> {
  const { row: connection, calendarId } = target;
  const overAt = new Date(Date.parse(entry.endsAt) + forgottenMs);
  // How it stands is known again once an answer has come: a look until then would miss it, or find it moved.
  const unknown = { etag: row.etag, standing: null, drift: null };
  const isMine = await deps.events.write(row, { connectionId: connection._id, calendarId, overAt, ...unknown });
  if (!isMine) throw new NotYet('somebody else does it by now');
  // Whoever disconnects from here on finds it in the list, and waits for it.
  const present = writtenBy(await deps.connections.listOf(row.tenantId, row.personId));
  if (present?.name !== target.name) throw new NotYet('another calendar was chosen meanwhile');
  const { summary, description, location, url, startsAt, endsAt, sequence } = entry;
  const event = {
    key: keyOf(row),
    uid: uidOf(entry.uid, row.personId),
    sequence,
    from: Date.parse(startsAt),
    to: Date.parse(endsAt),
    zone: connection.zone,
    title: summary,
    text: url === null ? description : `${description}\n${url}`,
    place: location,
  };
  const placed = row.etag === null ? null : { ref: event.key, etag: row.etag };
  const { etag, ref } = await written(deps, connection, (writer, call, secret) =>
    writer.put(call, { secret, calendarId }, event, placed),
  );
  const name = connection.provider === 'google' ? ref : event.uid;
  const standing = { name, from: new Date(event.from), to: new Date(event.to), at: new Date(deps.now()) };
  await deps.events.write(row, { etag, standing, drift: null });
}

/** Where it stood before; where nobody can sign in any more it stays, as with one who has disconnected it. */
async function takeOut(deps: PlaceDeps, row: EventRow, rows: readonly ConnectionRow[]): Promise<void> {
  const connection = rows.find(({ _id }) => _id === row.connectionId);
  if (connection !== undefined && row.calendarId !== null) await removeEvent(deps, row, connection);
}

/** Takes the entry out of the calendar where it stands. Throws `ProviderError`. */
export async function removeEvent(
  deps: Pick<PlaceDeps, 'writers' | 'access'>,
  row: EventRow,
  connection: ConnectionRow,
): Promise<void> {
  const calendarId = row.calendarId ?? '';
  await written(deps, connection, (writer, call, secret) =>
    writer.remove(call, { secret, calendarId }, keyOf(row), null),
  );
}

/** Whether the entry is in the calendar where it was put. Throws `ProviderError`. */
export async function isEventThere(
  deps: Pick<PlaceDeps, 'writers' | 'access'>,
  row: EventRow,
  connection: ConnectionRow,
): Promise<boolean> {
  const calendarId = row.calendarId ?? '';
  return await written(deps, connection, (writer, call, secret) =>
    writer.isThere(call, { secret, calendarId }, keyOf(row)),
  );
}

/** A call to the provider of a connection, with what it is signed in with. Throws `ProviderError`. */
async function written<Answer>(
  { writers, access }: Pick<PlaceDeps, 'writers' | 'access'>,
  row: ConnectionRow,
  // biome-ignore lint/suspicious/noExplicitAny: each provider knows its own secret.
  act: (writer: EventWriter<any>, call: Call, secret: unknown) => Promise<Answer>,
): Promise<Answer> {
  // A file that is given out can be read and nothing else.
  if (row.provider === 'ics') throw new ProviderError('rejected');
  const writer = writers[row.provider];
  const signal = AbortSignal.timeout(callMs);
  return await access.use(row, signal, (secret) => act(writer, { signal }, secret));
}

// The same for every try, and nothing that a booking or a person could be found by.
function keyOf({ _id, tenantId }: Pick<EventRow, '_id' | 'tenantId'>): string {
  return `interlude-${createHash('sha256').update(`${tenantId} ${_id}`).digest('hex').slice(0, 40)}`;
}

// Apart from that of the mails: a calendar that has taken the invitation of one would refuse another entry of its name.
function uidOf(uid: string, personId: string): string {
  const [id = '', host = ''] = uid.split('@');
  return `${id}.${personId}@${host}`;
}
