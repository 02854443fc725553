const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/**
 * A name, title or number for a sentence that may run the other way: set apart by Unicode's isolates, so that neither
 * changes the order of the other. In left-to-right sentences only what runs right to left needs it.
 */
export function isolated(text: string, dir: 'ltr' | 'rtl'): string {
  return text !== '' && (dir === 'rtl' || rightToLeft.test(text)) ? `\u2068${text}\u2069` : text;
}

/** Digits of every script as 0 to 9: people type codes as their keyboard has them. */
export function latinDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => String(digitOf(digit)));
}

// Unicode keeps the ten digits of a script side by side and in order, and runs of them begin with a zero.
function digitOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}
