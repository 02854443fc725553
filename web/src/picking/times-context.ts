import { type Accessor, createContext } from 'solid-js';
import type { TimesQuery } from '../candidate/candidate.queries.ts';
import { required } from '../ui/required-context.ts';

/** The days whose free starts are asked for. */
export interface TimesSpan {
  readonly zone: string;
  /** First local date; today when absent. */
  readonly from?: string;
  readonly days: number;
}

export interface ZoneWish {
  /** Where the focus returns to. */
  readonly opener: HTMLElement;
  /** The instant whose offsets are named, epoch milliseconds. */
  readonly at: number;
}

/** Whose free times a page shows, and on which clock: those of an interview, or of a service that anybody may book. */
export interface TimesContextValue {
  /** The free starts of some days. */
  readonly timesQuery: (span: TimesSpan) => TimesQuery;
  /** Server time, epoch milliseconds. */
  readonly now: Accessor<number>;
  readonly isPolling: Accessor<boolean>;
  /** Whether all that the page first asked for is there: what is wanted soon may now be fetched. */
  readonly isQuiet: Accessor<boolean>;
  /** The zone the page shows; the picker asks in it. */
  readonly zone: Accessor<string>;
  /** That of what is booked, for a reader whose own is not known. */
  readonly ownZone: Accessor<string>;
  readonly chooseZone: (zone: string) => void;
  readonly isZoneFixed: Accessor<boolean>;
  /** Whether a reader whose zone nobody knows is asked for it. */
  readonly isZoneAsked: Accessor<boolean>;
  /** Set while the reader chooses a zone, in the display control at the foot of the page. */
  readonly zoneWish: Accessor<ZoneWish | null>;
  readonly wishZone: (wish: ZoneWish | null) => void;
  /** Says something to a screen reader without moving the focus. */
  readonly say: (sentence: string) => void;
}

export const TimesContext = createContext<TimesContextValue>();

export const useTimes = required(TimesContext);
