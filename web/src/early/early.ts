// Stands in the head of the document itself and runs before anything else has come: it applies the stored theme before
// the first paint, and asks what a mailed link is about while the application is still on its way. It only reads the
// token: without the application the page must be able to be loaded again.
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

const { dataset } = document.documentElement;
const { pathname, hash } = window.location;
const theme = remembered('interlude.theme');
if (theme === 'light' || theme === 'dark') dataset['theme'] = theme;
if (pathname.startsWith('/hr')) dataset['page'] = 'hr';
// For the button of the page that waits for its application in vain. A link to the page itself would lose the token.
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('[data-reload]')) window.location.reload();
});
if (/^\/i\/?$/.test(pathname) && hash.length > 1) askEarly(hash.slice(1));

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
