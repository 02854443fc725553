import { until } from '@interlude/dev-stack/until-ready';
import type { Page } from 'playwright-core';

/**
 * Put into the page: sentences as in English, whatever made-up language they are shown in. Its accents, the dots it adds
 * and the marks that set values apart are taken off again.
 */
const reader = `
  const plain = (text) => text.normalize('NFD').replace(/[\\p{M}\\u2066-\\u2069]/gu, '').replace(/ ·/g, '').replace(/\\s+/g, ' ').trim().toLowerCase();
  const isSeen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const nameOf = (one) => plain(one.getAttribute('aria-label') ?? '') + ' ' + plain(one.innerText || one.textContent || '');
  const hasText = (text) => plain(document.body.innerText).includes(plain(text));
  const controls = (name) => [...document.querySelectorAll('a[href], button, summary')]
    .filter((one) => nameOf(one).includes(plain(name)))
    .filter((one) => isSeen(one) && !one.disabled && one.getAttribute('aria-disabled') !== 'true');
`;

export async function waitForText(page: Page, text: string, deadlineMs = 30_000): Promise<void> {
  // Asked from here, since the page's own policy lets nobody wait inside with a text made into code.
  await until(`“${text}”`, async () => (await missingTexts(page, [text])).length === 0, { deadlineMs, everyMs: 50 });
}

/** Those of the texts that are not to be seen. */
export async function missingTexts(page: Page, texts: readonly string[]): Promise<string[]> {
  const found = await page.evaluate<boolean[]>(`(() => { ${reader} return ${JSON.stringify(texts)}.map(hasText); })()`);
  return texts.filter((_, n) => !found[n]);
}

/** Whether there is a button or link of this name that works; with `press`, the last of them is used. */
export async function useControl(page: Page, name: string, press: boolean): Promise<boolean> {
  const handle = await page.evaluateHandle<HTMLElement | null>(
    `(() => { ${reader} return controls(${JSON.stringify(name)}).at(-1) ?? null; })()`,
  );
  const element = handle.asElement();
  if (element === null) return false;
  if (press) await element.click();
  return true;
}

/** What reaches beyond the screen sideways, but for what scrolls in a region of its own. */
export async function overflow(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const root = document.documentElement;
    const width = root.clientWidth;
    const scrolls = (one: Element) => /auto|scroll/.test(getComputedStyle(one).overflowX);
    const isHeld = (one: Element) => {
      for (let at = one.parentElement; at !== null && at !== document.body; at = at.parentElement) {
        if (scrolls(at)) return true;
      }
      return false;
    };
    const beyond = [...document.querySelectorAll('body *')].filter((one) => {
      const { left, right, width: own } = one.getBoundingClientRect();
      return own > 1 && (right > width + 1 || left < -1);
    });
    const seen = beyond.filter((one) => one.checkVisibility() && !one.closest('.sr-only, .skip-link') && !isHeld(one));
    const named = seen.map((one) => `${one.tagName.toLowerCase()}.${one.getAttribute('class') ?? ''}`.slice(0, 80));
    const sideways = root.scrollWidth > width + 1 ? [`the page is ${root.scrollWidth} wide on ${width}`] : [];
    return [...sideways, ...new Set(named)].slice(0, 5);
  });
}
