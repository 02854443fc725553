/** The languages of everything a candidate or a client reads; the console is English. */
export const languages = ['en', 'de', 'fr', 'es', 'pt-BR', 'ar'] as const;
export type Language = (typeof languages)[number];

/** What each language calls itself, as a choice of languages shows them. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  'pt-BR': 'Português (Brasil)',
  ar: 'العربية',
};

/** A language and how somebody writes dates and numbers in it. */
export interface LanguageTag {
  readonly language: Language;
  /** BCP 47, with the region somebody asked for: `de-AT`. What is saved and what mailed links carry. */
  readonly tag: string;
  /** The same for `Intl`: digits are Latin and the calendar is the Gregorian one in every language. */
  readonly formats: string;
  readonly dir: 'ltr' | 'rtl';
}

/** The first of these BCP 47 tags that is in one of our languages, whatever its region; null when there is none. */
export function languageOf(tags: readonly string[]): LanguageTag | null {
  for (const tag of tags) {
    const known = canonical(tag);
    const [base = ''] = known.split('-');
    // Every Portuguese reads the one we have.
    const language = base === 'pt' ? 'pt-BR' : languages.find((one) => one === base);
    if (language) return tagged(language, known);
  }
  return null;
}

/** English as it is written where nobody said a region: day before month and 24 hours leave the least room for doubt. */
export const plainEnglish: LanguageTag = tagged('en', 'en');

function tagged(language: Language, tag: string): LanguageTag {
  const isRtl = language === 'ar';
  const formats = tag === 'en' ? 'en-GB' : tag;
  return {
    language,
    tag,
    // Some regions of Arabic would have a calendar of their own, in which an appointment is hard to find.
    formats: isRtl ? `${formats}-u-ca-gregory-nu-latn` : formats,
    dir: isRtl ? 'rtl' : 'ltr',
  };
}

// Language, script and region; extensions would bring calendars and digits that nothing else here follows.
function canonical(tag: string): string {
  const plain = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(?=$|-[a-z\d])/i.exec(tag)?.[0];
  if (plain === undefined) return '';
  return Intl.getCanonicalLocales(plain)[0] ?? '';
}
