import type { Dictionary, Sentence, Translation } from './translator.ts';

const accents: Readonly<Record<string, string>> = {
  a: 'á',
  c: 'ç',
  e: 'é',
  i: 'î',
  n: 'ñ',
  o: 'ô',
  s: 'š',
  u: 'ü',
  y: 'ý',
  A: 'Å',
  E: 'É',
  N: 'Ñ',
  O: 'Ö',
  S: 'Š',
};

/**
 * A made-up language for checking the page: accented letters and about forty per cent more text, so that sentences
 * outside the dictionary and boxes that are too small show themselves.
 */
export function pseudoTranslation<D extends Dictionary>(dictionary: D): Translation<D> {
  const entries = Object.entries(dictionary).map(([key, sentence]) => [key, pseudo(sentence)]);
  return Object.fromEntries(entries) as Translation<D>;
}

function pseudo(sentence: Sentence): Sentence {
  if (typeof sentence === 'string') return lengthened(sentence);
  const { one, other } = sentence;
  return one === undefined ? { other: lengthened(other) } : { one: lengthened(one), other: lengthened(other) };
}

function lengthened(text: string): string {
  const accented = text
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? part : part.replaceAll(/[a-zA-Z]/g, (letter) => accents[letter] ?? letter)))
    .join('');
  return `${accented}${' ·'.repeat(Math.ceil(text.length / 6))}`;
}
