import type { en } from './en/en.ts';

export type SentenceKey = keyof typeof en;
/** A language's sentences: a missing key is a type error. */
export type Catalogue = Readonly<Record<SentenceKey, string>>;
