import type { Dictionary, Translation } from '../i18n/translator.ts';

// The longest word first, so that no word is taken for the beginning of another.
const words: readonly (readonly [RegExp, string])[] = [
  [/\bAn interviewer\b/g, 'A provider'],
  [/\ban interviewer\b/g, 'a provider'],
  [/\bInterviewers\b/g, 'Providers'],
  [/\binterviewers\b/g, 'providers'],
  [/\bInterviewer\b/g, 'Provider'],
  [/\binterviewer\b/g, 'provider'],
  [/\bInterviews\b/g, 'Appointments'],
  [/\binterviews\b/g, 'appointments'],
  [/\bInterview\b/g, 'Appointment'],
  [/\binterview\b/g, 'appointment'],
  [/\bCandidate(?=s?\b|’s\b)/g, 'Client'],
  [/\bcandidate(?=s?\b|’s\b)/g, 'client'],
];

function inOtherWords(text: string): string {
  return words.reduce((said, [word, other]) => said.replaceAll(word, other), text);
}

/**
 * English sentences about interviews as they are said of appointments: the nouns change, and what would still read
 * wrong is given in `own`. Another language brings a dictionary of its own.
 */
export function reworded<D extends Dictionary>(dictionary: D, own: Partial<Translation<D>>): Translation<D> {
  const entries = Object.entries(dictionary).map(([key, sentence]) => [
    key,
    typeof sentence === 'string'
      ? inOtherWords(sentence)
      : Object.fromEntries(Object.entries(sentence).map(([form, text]) => [form, inOtherWords(text)])),
  ]);
  return { ...Object.fromEntries(entries), ...own } as Translation<D>;
}
