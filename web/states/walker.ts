import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '@interlude/dev-stack/until-ready';
import type { Page } from 'playwright-core';
import { inRegion } from '../src/i18n/locale.ts';
import { earFor, type Spoken } from './spoken.ts';

interface Said {
  readonly texts: readonly string[];
  /** What is marked as somebody's own: not to be translated, or in whichever direction it is. */
  readonly data: readonly string[];
  readonly lang: string;
  readonly dir: string;
}

/** Everything the page says, to eyes and ears, but for what is marked as data or as another language. */
async function saidOn(page: Page): Promise<Said> {
  return await page.evaluate(() => {
    const spokenAttributes = [
      'aria-label',
      'aria-description',
      'aria-valuetext',
      'title',
      'placeholder',
      'alt',
      'abbr',
      'data-month',
    ];
    const mark = '[translate="no"], bdi, [dir="auto"]';
    const [texts, data] = [[document.title], [] as string[]];
    const root = document.documentElement;
    for (const one of document.querySelectorAll('body, body *:not(script, style, noscript, template)')) {
      const isOther = one.closest('[lang]') !== root;
      const own = [...one.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
      const all = [
        ...own.map(({ textContent }) => textContent),
        ...spokenAttributes.map((name) => one.getAttribute(name)),
      ];
      if (isOther) continue;
      (one.closest(mark) === null ? texts : data).push(...all.filter((text) => text !== null));
    }
    return { texts, data, lang: root.lang, dir: root.dir };
  });
}

/** Waits until the page says, in its language, one of the sentences in which this piece of English occurs. */
export async function waitUntilHeard(page: Page, language: Spoken, english: string): Promise<void> {
  const ear = await earFor(language);
  const isHeard = async () => (await saidOn(page)).texts.some((text) => ear.hears(text, english));
  await until(`“${english}” in ${language}`, isHeard, { deadlineMs: 30_000, everyMs: 100 });
}

/** What the page says that is neither of its language, nor of `Intl`, nor somebody's own. */
export async function foreignWords(page: Page, language: Spoken): Promise<string[]> {
  const [ear, said] = await Promise.all([earFor(language), settled(page)]);
  const data = new Set(said.data.map((text) => text.trim()));
  const foreign = said.texts.filter((text) => !ear.understands(text, data));
  const { tag, dir } = inRegion(language, []);
  return [
    ...(said.lang === tag && said.dir === dir ? [] : [`the page is marked ${said.lang}, ${said.dir}`]),
    ...new Set(foreign.map((text) => `foreign: “${text.trim()}”`)),
  ];
}

/** When nothing is said that was not said a moment before: parts of a page come when they are there. */
async function settled(page: Page): Promise<Said> {
  let before = await saidOn(page);
  for (let tries = 0; tries < 12; tries += 1) {
    await sleep(250);
    const now = await saidOn(page);
    if (now.texts.join() === before.texts.join()) return now;
    before = now;
  }
  return before;
}
