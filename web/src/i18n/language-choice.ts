import { remember, remembered } from '../ui/storage.ts';
import { isMadeUp, type Locale, languagesFrom, localeFor } from './locale.ts';

const chosenKey = 'interlude.language';
const askedKey = 'interlude.lang';

// Also where the browser lets pages remember nothing.
let asked: string | null = null;

/** The language this page opens in. `?lang=` stays for the tab, since the pages' own links do not repeat it. */
export function openingLocale(): Locale {
  const wished = new URLSearchParams(window.location.search).get('lang');
  if (wished !== null) remember(askedKey, wished, 'sessionStorage');
  asked = wished ?? remembered(askedKey, 'sessionStorage');
  const preferred = languagesFrom(navigator.languages);
  // The console is English, in the kind of it that its reader writes dates in.
  if (/^\/hr(\/|$)/.test(window.location.pathname)) {
    return localeFor({
      chosen: null,
      asked: isMadeUp(asked) ? asked : 'en',
      preferred: preferred.filter((tag) => /^en\b/i.test(tag)),
    });
  }
  return localeFor({ chosen: remembered(chosenKey), asked, preferred });
}

export function rememberLanguage(language: string): void {
  asked = language;
  remember(chosenKey, language);
}

/** Whether this reader, or the link that brought them, has said which language it is to be. */
export function hasAskedForLanguage(): boolean {
  return remembered(chosenKey) !== null || asked !== null;
}
