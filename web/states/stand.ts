import type { Browser, BrowserContext, Page } from 'playwright-core';
import { tellOfPage } from '../src/test-picture.ts';
import { openVisitor, type Visitor } from '../src/test-visitor.ts';
import { waitForText } from './seen.ts';
import { isSpoken } from './spoken.ts';
import type { State, Way } from './state.ts';
import { nameOf, type Variant } from './variants.ts';
import { waitUntilHeard } from './walker.ts';
import type { World } from './world.ts';

const waitMs = 30_000;

/** A state that was brought about, with whatever there is to look at it with. */
export interface Stand {
  readonly state: State;
  readonly way: Way;
  readonly world: World;
  readonly browser: Browser;
}

/** Somebody who looks at a state: in this language, on a screen and with text of this kind. */
export async function standBefore({ state, way, world, browser }: Stand, variant: Variant): Promise<Visitor> {
  const { width, language } = variant;
  const visitor = await openVisitor(browser, {
    baseUrl: world.url,
    waitMs,
    width,
    ...(state.zone ? { zone: state.zone } : {}),
  });
  const { page, context } = visitor;
  try {
    await showAs(page, variant);
    await enter(context, world, way);
    await state.upset?.(context, world);
    await page.goto(inLanguage(way.path, language));
    await state.act?.(page, world);
    await (isSpoken(language) ? waitUntilHeard(page, language, state.shown) : waitForText(page, state.shown));
    await page.waitForLoadState('load');
    return visitor;
  } catch (error) {
    await tellOfPage(page, `${state.id} as ${nameOf(variant)}`, String(error));
    const seen = await page
      .locator('#root')
      .textContent({ timeout: 1_000 })
      .catch(() => '');
    await context.close();
    throw new Error(`${String(error).split('\n')[0]}; the page says: ${seen?.replaceAll(/\s+/g, ' ').slice(0, 300)}`);
  }
}

/** Changes how an open page is looked at, but for its language. */
export async function showAs(
  page: Page,
  { scheme, width, text }: Omit<Variant, 'language' | 'width'> & { width: number },
) {
  await page.setViewportSize({ width, height: 844 });
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await setTextSize(page, text);
  if (page.url() !== 'about:blank') {
    // A screen that changed while the page was on its way may have been taken for none.
    for (let tries = 0; !(await page.evaluate(isDrawnFor, width)) && tries < 5; tries += 1) {
      await page.setViewportSize({ width: width - 2, height: 844 });
      await page.setViewportSize({ width, height: 844 });
    }
  }
}

/**
 * What a reader sets in the browser, in per cent of its usual 16 px: rules that ask for a width in `rem` follow it, as
 * they would not follow a larger root element. It holds as long as the session, which ends with the page.
 */
async function setTextSize(page: Page, text: number): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Page.setFontSizes', { fontSizes: { standard: (16 * text) / 100, fixed: (13 * text) / 100 } });
}

/** Whether everything is laid out for a screen of this width: Chromium keeps some lengths of the former one. */
async function isDrawnFor(width: number): Promise<boolean> {
  const frame = () =>
    new Promise((drawn) => {
      requestAnimationFrame(drawn);
      // A page that is not in front may be drawn no more.
      setTimeout(drawn, 250);
    });
  const { style } = document.documentElement;
  const named = () => document.getAnimations().filter((one) => one instanceof CSSAnimation);
  const over = new Set(named().flatMap((one) => (one.playState === 'finished' ? one.animationName : [])));
  // What is not shown has no style, so that all of it is made again; within one task the focus stays where it is.
  style.display = 'none';
  document.documentElement.getBoundingClientRect();
  style.display = '';
  // An animation begins anew with it, and what had come after a while would be waited for once more.
  for (const one of named()) if (over.has(one.animationName)) one.finish();
  await frame();
  await frame();
  const ruler = document.createElement('i');
  ruler.style.cssText = 'position: absolute; inline-size: 100vw';
  document.body.append(ruler);
  const measured = ruler.getBoundingClientRect().width;
  ruler.remove();
  return matchMedia(`(width: ${width}px)`).matches && Math.abs(measured - width) < 1;
}

async function enter(context: BrowserContext, { url }: World, { as }: Way): Promise<void> {
  if (as === undefined) return;
  const rest = { url: url.replace('http:', 'https:'), secure: true, httpOnly: true, sameSite: 'Strict' } as const;
  await context.addCookies([...as.browser.cookies].map(([name, value]) => ({ name, value, ...rest })));
}

function inLanguage(path: string, language: string): string {
  const [before = '', fragment] = path.split('#');
  return `${before}${before.includes('?') ? '&' : '?'}lang=${language}${fragment === undefined ? '' : `#${fragment}`}`;
}
