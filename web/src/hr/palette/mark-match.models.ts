import { fold, foldedWords } from '@interlude/shared/language/fold';

export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Whether each word of what was typed begins a word of the text. */
export function isMatched(text: string, typed: string): boolean {
  const words = foldedWords(text);
  return foldedWords(typed).every((asked) => words.some((word) => word.startsWith(asked)));
}

/** The same, but for one slip in a word of four letters or more: a letter wrong, missing or too many, or two turned round. */
export function isNearlyMatched(text: string, typed: string): boolean {
  const words = foldedWords(text);
  return foldedWords(typed).every((asked) => words.some((word) => isNearStart(word, asked)));
}

function isNearStart(word: string, asked: string): boolean {
  let at = 0;
  while (at < asked.length && asked[at] === word[at]) at += 1;
  if (at === asked.length) return true;
  if (asked.length < 4) return false;
  const goesOn = (from: number, typedFrom: number) => word.slice(from).startsWith(asked.slice(typedFrom));
  const isTurned = asked[at] === word[at + 1] && asked[at + 1] === word[at] && goesOn(at + 2, at + 2);
  return isTurned || goesOn(at + 1, at + 1) || goesOn(at + 1, at) || goesOn(at, at + 1);
}

/** A text in pieces: the beginnings of words that somebody typed, whatever marks they have, and what is between them. */
export function markedPieces(text: string, typed: string): Piece[] {
  const asked = foldedWords(typed);
  const pieces: Piece[] = [];
  const add = (piece: string, isMatch: boolean) => {
    if (piece !== '') pieces.push({ text: piece, isMatch });
  };
  for (const [part] of text.matchAll(/[\p{L}\p{N}\p{M}'’]+|[^\p{L}\p{N}\p{M}'’]+/gu)) {
    const length = Math.max(0, ...asked.map((word) => lengthOf(part, word)));
    add(part.slice(0, length), true);
    add(part.slice(length), false);
  }
  return pieces;
}

// How much of the word is what was typed: letters may be one here and two there, and marks stay with their letter.
function lengthOf(word: string, asked: string): number {
  if (!foldedWords(word).join('').startsWith(asked)) return 0;
  let length = 0;
  for (const letter of word) {
    const isEnough = foldedWords(word.slice(0, length)).join('').length >= asked.length;
    if (isEnough && fold(letter) !== '') break;
    length += letter.length;
  }
  return length;
}
