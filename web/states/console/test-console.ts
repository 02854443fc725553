import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { sharedBrowser } from '../../src/test-browser.ts';
import { tellOfPage } from '../../src/test-picture.ts';
import { openVisitor, type Visitor } from '../../src/test-visitor.ts';
import { waitForText } from '../seen.ts';
import { showAs } from '../stand.ts';
import { nameOf, type Variant } from '../variants.ts';
import { startWorld, type World } from '../world.ts';
import { type ConsoleCompany, fillCompany } from './console-company.ts';
import type { ConsoleState } from './console-state.ts';

const waitMs = 20_000;

const noBones = () => [...document.querySelectorAll('.bone')].every((bone) => !bone.checkVisibility());

/** One company in which everything has happened, for all tests of a file, and a visitor for each state of its console. */
export function consoleOfFile() {
  let world: World | undefined;
  let browser: Browser | undefined;
  let company: ConsoleCompany | undefined;

  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld(), sharedBrowser()]);
    company = await fillCompany(world);
  });
  afterAll(async () => await world?.stop());

  return async function standBefore(state: ConsoleState, variant: Variant): Promise<Visitor> {
    if (!world || !browser || !company) throw new Error('Only inside a test.');
    const { width, language } = variant;
    const visitor = await openVisitor(browser, { baseUrl: world.url, waitMs, width });
    const { page, context } = visitor;
    try {
      const { url } = world;
      const rest = { url: url.replace('http:', 'https:'), secure: true, httpOnly: true, sameSite: 'Strict' } as const;
      const cookies = company.readers[state.as]?.cookies ?? new Map<string, string>();
      await context.addCookies([...cookies].map(([name, value]) => ({ name, value, ...rest })));
      await showAs(page, variant);
      await state.upset?.(context);
      const path = state.path(company);
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      await state.act?.(page);
      await waitForText(page, state.shown, waitMs);
      // What only stands for what is on its way is the look of another state.
      if (state.shown !== 'Loading') await page.waitForFunction(noBones, undefined, { timeout: waitMs });
      return visitor;
    } catch (error) {
      await tellOfPage(page, `${state.id} as ${nameOf(variant)}`, String(error));
      const seen = await page
        .locator('body')
        .textContent({ timeout: 1_000 })
        .catch(() => '');
      await context.close();
      throw new Error(`${String(error).split('\n')[0]}; the page says: ${seen?.replaceAll(/\s+/g, ' ').slice(0, 300)}`);
    }
  };
}
