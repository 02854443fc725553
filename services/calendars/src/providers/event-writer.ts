import type { CalendarOf, Call } from './provider.ts';

/** What is to stand in somebody's calendar. */
export interface ExternalEvent {
  /** At most 80 of `A-Za-z0-9_-`: the same for each write of one booking for one person. */
  readonly key: string;
  readonly uid: string;
  /** Rises with what is written. */
  readonly sequence: number;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** IANA; where it takes place. */
  readonly zone: string;
  readonly title: string;
  readonly text: string;
  readonly place: string;
}

/** Where an event stands, and as what. */
export interface PlacedEvent {
  readonly ref: string;
  /** Null when the provider did not say. */
  readonly etag: string | null;
}

/**
 * A way to write events. It never tries again by itself, except after another writer; whoever calls again with the same
 * key gets one event, also after an answer that was lost. Throws `ProviderError`.
 */
export interface EventWriter<Secret> {
  /**
   * Creates the event, or changes what `placed` names. What was changed there meanwhile is read first, and written over
   * only by a higher `sequence`; what was deleted there is created again.
   */
  put(call: Call, calendar: CalendarOf<Secret>, event: ExternalEvent, placed: PlacedEvent | null): Promise<PlacedEvent>;
  /** Deletes the event, whatever became of it there. */
  remove(
    call: Call,
    calendar: CalendarOf<Secret>,
    key: string,
    placed: PlacedEvent | null,
  ): Promise<'removed' | 'already_gone'>;
  /** Whether the event of that key is in the calendar: asked for by its name, which servers know before they list it. */
  isThere(call: Call, calendar: CalendarOf<Secret>, key: string): Promise<boolean>;
}
