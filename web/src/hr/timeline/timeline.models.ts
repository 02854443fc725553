import type { TimelineEvent } from '../interviews/interviews.queries.ts';

/** Events that differ in nothing but the person they went to are one line. */
export interface TimelineEntry {
  readonly event: TimelineEvent;
  /** Of all its events, the shown one first. */
  readonly ids: readonly string[];
}

export interface Timeline {
  readonly past: readonly TimelineEntry[];
  readonly future: readonly TimelineEntry[];
}

const sameMomentMs = 120_000;

/** Past and future of one interview around an instant, each in order, alike mails put together. */
export function timelineOf(entries: readonly TimelineEntry[], nowMs: number): Timeline {
  return {
    past: entries.filter(({ event }) => !isAhead(event, nowMs)),
    future: entries.filter(({ event }) => isAhead(event, nowMs)),
  };
}

/** The lines of a timeline in order. */
export function entriesOf(events: readonly TimelineEvent[]): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  for (const event of [...events].sort((one, other) => Date.parse(one.at) - Date.parse(other.at))) {
    const alike = entries.findIndex((entry) => areAlike(entry.event, event));
    const found = entries[alike];
    if (found === undefined) entries.push({ event, ids: [event.id] });
    else entries[alike] = { event: found.event, ids: [...found.ids, event.id] };
  }
  return entries;
}

// What is planned is ahead even if its instant has just passed: it is about to happen.
function isAhead(event: TimelineEvent, nowMs: number): boolean {
  return event.when === 'future' || (event.when === 'skipped' && Date.parse(event.at) > nowMs);
}

function areAlike(one: TimelineEvent, other: TimelineEvent): boolean {
  if (one.source !== 'mail' || other.source !== 'mail') return false;
  if (one.detail['to'] === 'candidate') return false;
  const same = (['to', 'due', 'lead', 'delivery'] as const).every((key) => one.detail[key] === other.detail[key]);
  const apart = Math.abs(Date.parse(one.at) - Date.parse(other.at));
  return (
    same && one.what === other.what && one.when === other.when && one.because === other.because && apart <= sameMomentMs
  );
}

/** Whether the event, or what became of its mail, is one that needs somebody. */
export function isBad({ when, what, detail }: TimelineEvent): boolean {
  return (
    when === 'failed' ||
    detail['delivery'] === 'bounced' ||
    detail['delivery'] === 'complained' ||
    what === 'needAttention'
  );
}

/** When the attempt was first completed, by its events; deciding again does not restart the waiting time. */
export function firstCompletionOf(events: readonly TimelineEvent[]): number | null {
  const times = events
    .filter(({ source, what, when }) => source === 'command' && what === 'complete' && when === 'past')
    .map(({ at }) => Date.parse(at));
  return times.length === 0 ? null : Math.min(...times);
}
