import type { TimelineEvent } from '../interviews/interviews.queries.ts';
import { isBad, type TimelineEntry } from './timeline.models.ts';

/** What of a timeline can be shown alone, in the order in which it is offered. */
export const timelineKinds = ['people', 'mails', 'system', 'attention'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export interface TimelineFilter {
  readonly kind: TimelineKind | null;
  /** Who did it: the id of somebody of staff, or `candidate`. */
  readonly by: string | null;
}

export interface Doer {
  readonly by: string;
  /** Null for the candidate. */
  readonly name: string | null;
}

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the address; what is no kind and no id is left out. */
export function timelineFilterFrom({ show, by }: Params): TimelineFilter {
  return {
    kind: timelineKinds.find((kind) => kind === show) ?? null,
    by: typeof by === 'string' && /^[\w-]{1,64}$/.test(by) ? by : null,
  };
}

export function fits({ event }: TimelineEntry, { kind, by }: TimelineFilter): boolean {
  return (kind === null || isOfKind(event, kind)) && (by === null || doerOf(event)?.by === by);
}

function isOfKind(event: TimelineEvent, kind: TimelineKind): boolean {
  switch (kind) {
    case 'people':
      return event.source === 'command' && event.actor?.party !== 'timer';
    case 'mails':
      return event.source === 'mail';
    case 'system':
      return event.source === 'timer' || event.actor?.party === 'timer';
    case 'attention':
      return isBad(event) || Boolean(event.detail['attention']);
  }
}

function doerOf({ actor }: TimelineEvent): Doer | null {
  if (actor?.party === 'candidate') return { by: 'candidate', name: null };
  return actor?.personId === undefined ? null : { by: actor.personId, name: actor.name };
}

/** Everybody who did something, in the order in which they did it first. */
export function doersOf(entries: readonly TimelineEntry[]): readonly Doer[] {
  const doers = entries.flatMap(({ event }) => doerOf(event) ?? []);
  return [...new Map(doers.map((doer) => [doer.by, doer])).values()];
}
