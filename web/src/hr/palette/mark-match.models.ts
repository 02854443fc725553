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
