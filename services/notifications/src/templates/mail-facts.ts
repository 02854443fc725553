import type { MessageFacts } from '@interlude/shared/contracts/messages';
import type { Language } from './catalogue/catalogue.ts';
import type { ReaderZone } from './mail-times.ts';

/** The facts of one message with what their words are made from. */
export interface MailFacts {
  readonly facts: MessageFacts;
  readonly language: Language;
  readonly nowMs: number;
  readonly reader: ReaderZone;
  /** The clock that leads, and the others that are named with it. */
  readonly leading: ReaderZone;
  readonly others: readonly ReaderZone[];
  readonly startMs: number | null;
  readonly endMs: number | null;
  /** Values of the sentences, each one printable line. */
  readonly values: {
    readonly company: string;
    readonly candidate: string;
    readonly contact: string;
    readonly job: string;
    readonly interview: string;
    /** Only of the mail that proves an address. */
    readonly code: string;
    readonly when: string;
  };
}

/** One row of the definition list. */
export interface Detail {
  readonly term: string;
  readonly value: string;
  /** Where the value leads; the text part shows it on a line of its own. */
  readonly url: string | null;
}

/** Epoch milliseconds of an instant of the contract; null when there is none. Throws RangeError on garbage. */
export function instantOf(text: string | null): number | null {
  if (text === null) return null;
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) throw new RangeError('not an instant');
  return atMs;
}
