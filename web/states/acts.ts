import type { Page } from 'playwright-core';

/** What visitors do in more than one state; by marks that do not depend on the language. */

export async function chooseSoonest(page: Page): Promise<void> {
  await page.locator('button.soonest').first().click();
  await page.locator('textarea, select.input').first().waitFor();
  // What is held is said as soon as the answer is there.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.book-bar p')].some((one) => /\d/.test(one.textContent)),
  );
}

export async function submitChoice(page: Page): Promise<void> {
  await page.locator('.book-bar button[type=submit]').click();
}

export async function chooseReason(page: Page, at = 0): Promise<void> {
  await page.locator('form input[type=radio]').nth(at).check({ force: true });
}
