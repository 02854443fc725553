import type { MessageFacts } from '../contracts/messages.ts';
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

export interface Link {
  readonly label: string;
  readonly url: string;
}

/** A sentence with links in it, in order: the text part shows each on a line of its own. */
export type LinkedSentence = readonly (string | Link)[];

/** Somebody whom the reader meets. */
export interface Face {
  readonly name: string;
  readonly title: string | null;
  readonly initials: string;
  readonly hue: number;
}

/** One row of the definition list. */
export interface Detail {
  readonly term: string;
  /** One or more lines. */
  readonly value: string;
  /** Where the value leads; the text part shows it on a line of its own. */
  readonly url: string | null;
}

/** What a mail says, in order, before it becomes HTML and text: so both say the same. */
export interface MailContent {
  readonly language: Language;
  readonly subject: string;
  readonly company: string;
  readonly accent: string | null;
  readonly logo: { readonly src: string; readonly width: number; readonly height: number } | null;
  readonly greeting: string | null;
  /** A line above the fact, when the fact is a time. */
  readonly title: string | null;
  /** One or two lines. */
  readonly fact: readonly string[];
  /** The time that no longer holds, in a mail that says so: then the fact is the title. */
  readonly off: string | null;
  /** Zone, UTC and the like, under the fact. */
  readonly zoneLines: readonly string[];
  readonly paragraphs: readonly string[];
  /** In somebody's own words, so in any language. */
  readonly personal: string | null;
  readonly times: { readonly title: string; readonly links: readonly Link[]; readonly note: string } | null;
  readonly button: Link | null;
  readonly people: { readonly term: string; readonly faces: readonly Face[] } | null;
  readonly details: readonly Detail[];
  readonly change: LinkedSentence | null;
  readonly notes: readonly string[];
  readonly foot: readonly string[];
  readonly privacy: Link | null;
}

/** Epoch milliseconds of an instant of the contract; null when there is none. Throws RangeError on garbage. */
export function instantOf(text: string | null): number | null {
  if (text === null) return null;
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) throw new RangeError('not an instant');
  return atMs;
}
