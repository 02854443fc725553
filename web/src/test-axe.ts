import { setTimeout as sleep } from 'node:timers/promises';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const widths = [390, 1280] as const;
const themes = ['light', 'dark'] as const;

/** What axe finds wrong with a page as it stands, in both themes on a phone and on a desk; one line for each fault. */
export async function violationsOn(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 });
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      for (const fault of await axeFaults(page)) found.push(`${theme} ${width}: ${fault}`);
    }
  }
  return found;
}

/** What axe finds wrong with a page as it is drawn, or with its colours alone; one line for each fault. */
export async function axeFaults(page: Page, { onlyColours = false } = {}): Promise<string[]> {
  // Colours on their way from one theme to the other are nobody's choice, and a frame may pass before they set out.
  await page.evaluate(async () => {
    const frame = () =>
      new Promise((drawn) => {
        requestAnimationFrame(drawn);
        // A page that is not in front may be drawn no more.
        setTimeout(drawn, 250);
      });
    const moving = () => document.getAnimations().filter(({ playState }) => playState === 'running');
    // What never ends is not waited for.
    for (let tries = 0; tries < 8; tries += 1) {
      await frame();
      await frame();
      if (moving().length === 0) return;
    }
  });
  // Evaluated by the debugger, since the page's own policy lets nobody add a script; once in a document is enough.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${axe.source}`);
  const runOnly: axe.RunOnly = onlyColours
    ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
    : { type: 'tag', values: rules };
  const first = await runAxe(page, runOnly);
  if (first.length === 0) return [];
  // What was on its way while it looked, such as a button that came to life, is over in a moment; a fault is not.
  await sleep(500);
  const second = await runAxe(page, runOnly);
  return second.filter((fault) => first.includes(fault));
}

async function runAxe(page: Page, runOnly: axe.RunOnly): Promise<string[]> {
  return await page.evaluate(async (chosen) => {
    const runner: typeof axe = Reflect.get(window, 'axe');
    const { violations } = await runner.run(document, {
      runOnly: chosen,
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`));
  }, runOnly);
}
