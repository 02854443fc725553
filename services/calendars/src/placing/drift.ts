import type { DriftReport, EntryDrift } from '@interlude/shared/contracts/calendars';
import type { OwnEvent } from '../ical/busy-events.ts';
import type { EventRow, EventStore } from './event-store.ts';

export interface DriftDeps {
  readonly events: Pick<EventStore, 'listStanding' | 'noteDrift'>;
  /** Tells booking; throws when it did not take it. */
  readonly tellDrift: (report: DriftReport) => Promise<void>;
  /** Whether an entry is in its calendar, asked for by its name. */
  readonly isThere: (row: EventRow) => Promise<boolean>;
  readonly now: () => number;
}

/** What a look has found of ours in one calendar, and of which times. */
export interface OwnSeen {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly calendarId: string;
  readonly own: readonly OwnEvent[];
  /** When it began, epoch milliseconds: what was put there after may be missing in it. */
  readonly at: number;
  /** Up to when it reads. */
  readonly to: number;
}

/** Servers list what they have just taken a little later. */
const settledMs = 60_000;

/**
 * Tells booking what owners have made of entries of ours: moved, deleted or declined. Of what is as it was told before
 * nothing is said. Safe to repeat; throws where booking did not take it, so that it is found again. False where an
 * entry is there and not listed yet, so that what was made of it is not known.
 */
export async function noteDrifts(deps: DriftDeps, seen: OwnSeen): Promise<boolean> {
  const { at, to, own } = seen;
  let isSure = true;
  const byName = new Map(own.map((event) => [event.name, event]));
  for (const row of await deps.events.listStanding(seen, new Date(deps.now()))) {
    const { standing } = row;
    if (!standing || standing.at.getTime() > at || standing.to.getTime() > to) continue;
    const found = byName.get(standing.name);
    const isYoung = found === undefined && standing.at.getTime() > at - settledMs;
    if (isYoung && (await deps.isThere(row))) {
      isSure = false;
      continue;
    }
    const drift = driftOf(standing, found);
    if (drift === (row.drift ?? null)) continue;
    const [interviewId = ''] = row._id.split(':');
    await deps.tellDrift({ tenantId: row.tenantId, interviewId, personId: row.personId, drift });
    await deps.events.noteDrift(row, drift);
  }
  return isSure;
}

function driftOf({ from, to }: NonNullable<EventRow['standing']>, found: OwnEvent | undefined): EntryDrift | null {
  if (found === undefined) return 'gone';
  if (found.isDeclined) return 'declined';
  return found.from === from.getTime() && found.to === to.getTime() ? null : 'moved';
}
