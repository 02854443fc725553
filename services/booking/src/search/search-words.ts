import { fold, foldedWords } from '@interlude/shared/language/fold';

/** What a record is found by: one list of keys, so that one index serves every way to ask. */
const addressSign = '@';
const nearSign = '~';

const mostWords = 24;
const longestWord = 40;
const shortestNear = 4;
const nearLetters = 7;

/**
 * A word with nothing and with each one of its letters left out, of a long one the beginning. Two words that differ by
 * one letter more, less, other or in another place have one of these in common.
 */
export function nearOf(word: string): string[] {
  const letters = [...word].slice(0, nearLetters);
  if (letters.length < shortestNear) return [];
  return [...new Set([letters, ...letters.map((_, n) => letters.toSpliced(n, 1))].map((left) => left.join('')))];
}

/** The keys of a name or title; of scripts that put no space between words every later beginning counts as one too. */
export function keysOfName(...texts: readonly (string | null | undefined)[]): string[] {
  const words = texts.flatMap((text) => foldedWords(text ?? '')).flatMap(beginningsOf);
  const kept = [...new Set(words.map((word) => word.slice(0, longestWord)))].slice(0, mostWords);
  const near = kept.flatMap(nearOf).map((left) => `${nearSign}${left}`);
  return [...kept, ...new Set(near)];
}

function beginningsOf(word: string): string[] {
  if (!/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word)) return [word];
  return [...word].map((_, n, letters) => letters.slice(n).join(''));
}

/** The keys of an address: the whole, and each of its parts. They are apart from names, as not everybody may ask for them. */
export function keysOfAddress(email: string): string[] {
  const folded = fold(email);
  const [local = '', domain = ''] = folded.split('@');
  const parts = [folded, domain, ...foldedWords(local)];
  return [...new Set(parts)].filter((part) => part !== '').map((part) => `${addressSign}${part}`);
}

/** Which keys of a record count for one word that was asked for: those that begin so, or are one of these. */
export interface AskedWord {
  readonly word: string;
  readonly begins: readonly string[];
  readonly near: readonly string[];
}

export interface AskedWith {
  readonly addresses: boolean;
}

const mostAsked = 6;

/** The words of what somebody typed; a record is found when each of them counts for it, in whatever order. */
export function askedWords(text: string, { addresses }: AskedWith): AskedWord[] {
  const pieces = text.trim().split(/\s+/u).filter(Boolean);
  return pieces
    .flatMap((piece): AskedWord[] => {
      if (/.@/u.test(piece))
        return addresses ? [{ word: fold(piece), ...addressBeginning(fold(piece)) }] : [none(piece)];
      return foldedWords(piece).map((whole) => {
        const word = whole.slice(0, longestWord);
        return {
          word,
          begins: [word, ...(addresses ? [`${addressSign}${word}`] : [])],
          near: nearOf(word).map((left) => `${nearSign}${left}`),
        };
      });
    })
    .slice(0, mostAsked);
}

function addressBeginning(address: string) {
  return { begins: [`${addressSign}${address}`], near: [] };
}

// Whoever may not ask for addresses finds nothing by one, not even by its parts.
function none(piece: string): AskedWord {
  return { word: fold(piece), begins: [], near: [] };
}
