// Stands in the head of the document itself and runs before anything else has come: it applies the stored theme before
// the first paint, turns the page to the side its language is read from and fetches the sentences of that language,
// and asks what a mailed link is about while the application is still on its way. It only reads the token: without the application the page must be able to be loaded again.
import { openingLocale } from '../i18n/language-choice.ts';
import { remembered } from '../ui/storage.ts';
import { likelyZone } from '../zones/zone-choice.ts';
import {
  callHeaders,
  earlyKey,
  exchangeInput,
  exchangeUrl,
  firstSlots,
  slotsUrl,
  timeoutMs,
} from './early-questions.ts';

const page = document.documentElement;
const { dataset } = page;
const { pathname, hash } = window.location;
const theme = remembered('interlude.theme');
if (theme === 'light' || theme === 'dark') dataset['theme'] = theme;
if (pathname.startsWith('/hr')) dataset['page'] = 'hr';
const { language, tag, dir } = openingLocale();
page.lang = tag;
page.dir = dir;
fetchWords();
// For the button of the page that waits for its application in vain. A link to the page itself would lose the token.
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('[data-reload]')) window.location.reload();
});
if (/^\/i\/?$/.test(pathname) && hash.length > 1) askEarly(hash.slice(1));

// The build names the file of each language, as `en=/assets/… de=/assets/…`.
function fetchWords(): void {
  const files = document.querySelector<HTMLMetaElement>('meta[name="first-words"]')?.content.split(' ') ?? [];
  const file = files.find((one) => one.startsWith(`${language}=`));
  if (file === undefined) return;
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.crossOrigin = '';
  link.href = file.slice(language.length + 1);
  document.head.append(link);
}

function askEarly(token: string): void {
  const asked = new Map<string, Promise<Response>>();
  window.early = asked;
  const zone = likelyZone();
  const ask = (url: string, init: RequestInit = {}) => fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  const body = JSON.stringify(exchangeInput(token, zone));
  const headers = { ...callHeaders, 'content-type': 'application/json' };
  const exchange = ask(exchangeUrl, { method: 'POST', headers, body }).then(async (response) => {
    // Handed over only after the times were asked for, or they would be asked for twice.
    const { result } = await response.clone().json();
    if (result && zone !== null) {
      const url = slotsUrl(firstSlots(result.data.interviewId, zone));
      keep(url, ask(url));
    }
    return response;
  });
  keep(exchangeUrl, exchange, body);

  function keep(url: string, answer: Promise<Response>, body?: string): void {
    asked.set(earlyKey(url, body), answer);
    // Whoever takes it up asks again, and says what is wrong.
    answer.catch(() => undefined);
  }
}
