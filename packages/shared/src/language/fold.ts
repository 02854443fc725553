/** Letters that Unicode takes apart into no base letter and mark, as people type them who do not have them. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  // Arabic: what is written either way at the end of a word.
  ى: 'ي',
  ة: 'ه',
  // The line that only stretches a word.
  ـ: '',
};
const special = new RegExp(`[${Object.keys(plain).join('')}]`, 'gu');

/** A text as it is compared when somebody looks for it: without case, marks and forms that only some keyboards have. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(special, (letter) => plain[letter] ?? letter);
}

/** The words of a text, folded. An apostrophe divides none: O'Brien is found as obrien. */
export function foldedWords(text: string): string[] {
  return fold(text)
    .replace(/['’ʼ‘`´]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
