import type { InterviewView } from '@interlude/shared/schemas/views';
import { type Accessor, createContext } from 'solid-js';
import type { TimesContextValue } from '../picking/times-context.ts';
import type { ZonedText } from '../time/formats.models.ts';
import { required } from '../ui/required-context.ts';

export interface InterviewContextValue extends TimesContextValue {
  readonly view: Accessor<InterviewView>;
  /** Texts on the clock that leads: that of the venue, else the reader's. */
  readonly text: Accessor<ZonedText>;
  readonly readerText: Accessor<ZonedText>;
  /** The reader's, which a booking keeps. */
  readonly readerZone: Accessor<string>;
  readonly accept: (view: InterviewView) => void;
  readonly refresh: () => void;
  /** Whether a new heading may take the focus: not while the page loads, afterwards yes. */
  readonly mayTakeFocus: () => boolean;
}

export const InterviewContext = createContext<InterviewContextValue>();

export const useInterview = required(InterviewContext);
