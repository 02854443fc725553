import type { CandidateBrowser } from '@interlude/dev-stack/api-fixtures';
import type { BrowserContext, Page } from 'playwright-core';
import type { World } from './world.ts';

/** Where the visitor goes, and as whom: somebody who opened their link in this browser before. */
export interface Way {
  readonly path: string;
  readonly as?: CandidateBrowser;
}

/** A button or link, and what shows that it worked; by name alone where it leads out of the page. */
export interface Next {
  readonly name: string;
  readonly leadsTo?: string;
}

interface Situation {
  readonly id: string;
  /** Who stands before what, in one sentence. */
  readonly says: string;
  /** Brings it about. */
  arrange(world: World): Promise<Way>;
  /** The zone of the device; Kolkata unless it matters. */
  readonly zone?: string;
  /** What is wrong with the browser or the network, before the first page. */
  upset?(context: BrowserContext, world: World): Promise<unknown>;
  /** What the visitor does on the page to get there. */
  act?(page: Page, world: World): Promise<unknown>;
  /** A heading or sentence that only this state has, in English, without its values. */
  readonly shown: string;
  /** What stands there besides. */
  readonly also?: readonly string[];
  readonly next: Next;
  /** The document itself says it, whose words are in no dictionary; a test of its own compares their languages. */
  readonly isEnglish?: true;
  /** Whom to ask. */
  readonly ask: string;
}

interface Open extends Situation {
  readonly kind: 'open';
}

/** Nothing can be done as it was meant to be, so the page says more. */
interface Ended extends Situation {
  readonly kind: 'ended';
  readonly happened: string;
  /** What is true all the same. */
  readonly still: string;
}

/** One thing that a candidate or visitor can be shown. */
export type State = Open | Ended;

export const askTheCompany = 'Questions? Write to';
export const answerAMail = 'a person reads it';

/** The first page of whoever holds a link. */
export const linkOf = ({ link }: { readonly link: string }): string => `/i#${link}`;

/** A page of a booking whose link was opened in this browser before. */
export function pageOf(candidate: CandidateBrowser, step = ''): Way {
  return { path: `/i/${candidate.interviewId}${step}`, as: candidate };
}
