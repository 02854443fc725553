import type { Page } from 'playwright-core';

/** What a visitor does on the page of a service; by marks that do not depend on the language. */

export async function typeVisitor(page: Page, who: { readonly name: string; readonly email: string }): Promise<void> {
  await page.locator('input[autocomplete=name]').fill(who.name);
  await page.locator('input[type=email]').fill(who.email);
}

/** Chooses one of the soonest times, answers when it is. */
export async function chooseSoon(page: Page, nth: number): Promise<string> {
  const soon = page.locator('button.soonest').nth(nth);
  await soon.click();
  await page.locator('.panel').waitFor();
  return (await soon.locator('time').getAttribute('datetime')) ?? '';
}

export async function askForCode(page: Page): Promise<void> {
  await page.locator('.book-bar button[type=submit]').click();
  await page.locator('input[autocomplete=one-time-code]').waitFor();
}

export async function typeCode(page: Page, code: string): Promise<void> {
  await page.locator('input[autocomplete=one-time-code]').fill(code);
  await page.locator('form button[type=submit]').click();
}
