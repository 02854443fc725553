import type { CalendarFault, CountedKind } from '@interlude/shared/contracts/calendars';
import type { OwnEvent, Span } from '../ical/busy-events.ts';
import type { Readers } from '../reading/readers.ts';

/** Whatever a server wishes: it is asked again after an hour at most. */
const longestWaitMs = 3_600_000;

/** A provider's "no" or its absence. The message is a code: what providers say may hold names and addresses. */
export class ProviderError extends Error {
  override name = 'ProviderError';
  readonly outcome: CalendarFault;
  readonly retryAfterMs: number | null;
  constructor(outcome: CalendarFault, more: { readonly retryAfterMs?: number; readonly cause?: unknown } = {}) {
    super(outcome, { cause: more.cause });
    this.outcome = outcome;
    this.retryAfterMs = more.retryAfterMs === undefined ? null : Math.min(more.retryAfterMs, longestWaitMs);
  }
}

/** What a provider is asked with; `signal` ends the call. */
export interface Call {
  readonly signal: AbortSignal;
}

/** What one look at a connection reads of what its server sends, apart from this process. */
export interface Reading {
  /** Before more bytes are kept. Throws `ProviderError` where it has brought too much. */
  take(bytes: number): void;
  /** What a reader makes of bytes, which are its own from then on. Throws `ProviderError`. */
  read<Name extends keyof Readers>(
    name: Name,
    of: Call & { readonly bytes: Uint8Array<ArrayBuffer> },
    ...more: MoreOf<Readers[Name]>
  ): Promise<ReturnType<Readers[Name]>>;
}

// biome-ignore lint/suspicious/noExplicitAny: of whichever reader.
type MoreOf<Reader> = Reader extends (text: string, ...more: infer More) => any ? More : never;

/** What a provider is asked to read with. */
export interface ReadCall extends Call {
  readonly reading: Reading;
}

export interface LookTerms {
  readonly window: Span;
  /** IANA; of whoever the calendar belongs to. */
  readonly zone: string;
  /** The host in the UIDs of our own bookings. */
  readonly ownHost: string;
  /** Which kinds of entries are in the way too. */
  readonly counts: readonly CountedKind[];
}

/** What one look at a calendar brought. */
export type Look =
  /** As it was when `cursor` was given. */
  | { readonly isSame: true }
  | {
      readonly isSame: false;
      readonly spans: readonly Span[];
      readonly cursor: string | null;
      /** What stands there of ours; absent where nothing of ours can. */
      readonly own?: readonly OwnEvent[];
    };

/** One calendar of a connection. */
export interface CalendarOf<Secret> {
  readonly secret: Secret;
  readonly calendarId: string;
}

/** A way to read calendars. It never tries again by itself. Throws `ProviderError`. */
export interface BusyProvider<Secret> {
  /** `cursor` is what the last look gave for the same window; null reads all. */
  look(call: ReadCall, calendar: CalendarOf<Secret>, terms: LookTerms, cursor: string | null): Promise<Look>;
}
