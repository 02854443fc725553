import type { InterviewView } from '@interlude/shared/schemas/views';
import { type Accessor, createContext, useContext } from 'solid-js';
import type { ZonedText } from '../time/formats.models.ts';

interface ZoneWish {
  /** Where the focus returns to. */
  readonly opener: HTMLElement;
  /** The instant whose offsets are named, epoch milliseconds. */
  readonly at: number;
}

export interface InterviewContextValue {
  readonly view: Accessor<InterviewView>;
  /** Texts on the clock that leads: that of the venue, else the reader's. */
  readonly text: Accessor<ZonedText>;
  readonly readerText: Accessor<ZonedText>;
  /** Server time, epoch milliseconds. */
  readonly now: Accessor<number>;
  readonly isPolling: Accessor<boolean>;
  /** Whether all that the page first asked for is there: what is wanted soon may now be fetched. */
  readonly isQuiet: Accessor<boolean>;
  /** The zone the page shows; the picker asks in it. */
  readonly zone: Accessor<string>;
  /** The reader's, which a booking keeps. */
  readonly readerZone: Accessor<string>;
  readonly chooseZone: (zone: string) => void;
  readonly isZoneFixed: Accessor<boolean>;
  /** Set while the reader chooses a zone, in the display control at the foot of the page. */
  readonly zoneWish: Accessor<ZoneWish | null>;
  readonly wishZone: (wish: ZoneWish | null) => void;
  readonly accept: (view: InterviewView) => void;
  readonly refresh: () => void;
  /** Whether a new heading may take the focus: not while the page loads, afterwards yes. */
  readonly mayTakeFocus: () => boolean;
  /** Says something to a screen reader without moving the focus. */
  readonly say: (sentence: string) => void;
}

export const InterviewContext = createContext<InterviewContextValue>();

export function useInterview(): InterviewContextValue {
  const value = useContext(InterviewContext);
  if (!value) throw new Error('useInterview outside of an interview page');
  return value;
}
