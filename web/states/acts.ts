import type { Page } from 'playwright-core';

/** What visitors do in more than one state; by marks that do not depend on the language. */

export async function chooseSoonest(page: Page): Promise<void> {
  await page.locator('button.soonest').first().click();
  await page.locator('.panel').waitFor();
  // What is held is said as soon as the answer is there.
  await page.locator('.panel-hold:not(:empty)').waitFor();
}

/** What else there is to the choice; on a phone it stays closed until it is asked for. */
export async function openChoice(page: Page): Promise<void> {
  const turn = page.locator('.panel-turn[aria-expanded=false]');
  if (await turn.isVisible()) await turn.click();
}

export async function submitChoice(page: Page): Promise<void> {
  await page.locator('.book-bar button[type=submit]').click();
}

export async function chooseReason(page: Page, at = 0): Promise<void> {
  await page.locator('form input[type=radio]').nth(at).check({ force: true });
}
