import { catalogues } from '@interlude/shared/mails/catalogue/catalogue';
import { zoneRows } from '@interlude/shared/time/zone-table.gen';
import { placeOf } from '@interlude/shared/time/zone-text';
import { intlWords } from './test-intl-words.ts';

const isolates = /[\u200e\u200f\u061c\u2066-\u2069]/g;
const separators = / · |[,،;] |: |(?<=[.!?؟]) | \(|\)(?= |$)/gu;
const zones = zoneRows.flatMap((row) => row.split(/[|= ]/));
/** The places whose clocks there are, as one language or another calls them. */
export const placeNames: readonly string[] = [
  ...new Set(Object.values(catalogues).flatMap(({ cities }) => zones.map((zone) => placeOf(zone, cities)))),
];

/** A sentence of a dictionary, to be known again with its gaps filled. */
export interface Sentence {
  readonly key: string;
  readonly text: string;
  readonly shape: RegExp;
  /** The same with the longest values first: where one gap ends and the next begins may be read in two ways. */
  readonly other: RegExp;
  readonly gaps: readonly string[];
}

/** A text as it is compared: without marks of direction, every space alike. */
export const plain = (text: string) => text.replaceAll(isolates, '').replaceAll(/\s+/g, ' ').trim();

export function sentenceOf(key: string, written: string): Sentence {
  const text = plain(written);
  const gaps = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return { key, text, gaps, shape: shapeOf(withGaps(text)), other: shapeOf(withGaps(text, '(.+)')) };
}

const shapeOf = (source: string) => new RegExp(`^${source}$`, 'u');

export const withGaps = (text: string, gap = '(.+?)') =>
  text
    .split(/\{\w+\}/)
    .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join(gap);

interface Hearing {
  readonly sentences: readonly Sentence[];
  /** BCP 47, as `Intl` is asked. */
  readonly formats: string;
  /** Names that are the same in every language. */
  readonly names: ReadonlySet<string>;
  /** Gaps that may hold whatever somebody typed; every other holds what is written for it. */
  readonly dataGaps?: ReadonlySet<string>;
}

/** Tells what is said in a language from what is not: it comes from the sentences, from `Intl` or from these data. */
export function createUnderstanding({ sentences, formats, names, dataGaps = new Set() }: Hearing) {
  const known = intlWords(formats);

  function isFilled({ shape, other, gaps }: Sentence, text: string, data: ReadonlySet<string>): boolean {
    return (gaps.length > 1 ? [shape, other] : [shape]).some((one) => {
      const values = one.exec(text)?.slice(1);
      return values?.every((value, n) => dataGaps.has(gaps[n] ?? '') || isKnown(value, data)) ?? false;
    });
  }

  // A long line can be cut in more ways than there is time for, so what is known of a piece is kept.
  const kept = new WeakMap<ReadonlySet<string>, Map<string, boolean>>();
  function isKnown(text: string, data: ReadonlySet<string>): boolean {
    const pieces = kept.get(data) ?? new Map<string, boolean>();
    kept.set(data, pieces);
    const present = pieces.get(text) ?? isSaid(text, data);
    pieces.set(text, present);
    return present;
  }

  function isSaid(text: string, data: ReadonlySet<string>): boolean {
    const words = text.replaceAll(/\bUTC(?=[+−]\d)/g, '').match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
    if (words.every((word) => known.has(word.toLowerCase())) || data.has(text) || names.has(text)) return true;
    if (sentences.some((sentence) => isFilled(sentence, text, data))) return true;
    // Some of it is put side by side.
    return [...text.matchAll(separators)].some(({ index, 0: mark }) => {
      const [before, after] = [text.slice(0, index).trim(), text.slice(index + mark.length).trim()];
      return before !== '' && isKnown(before, data) && isKnown(after, data);
    });
  }

  return (text: string, data: ReadonlySet<string>): boolean => isKnown(plain(text).replace(/^· /, ''), data);
}
