import type { Locator, Page } from 'playwright-core';

const farthest = 40;

/** Somebody without a mouse: presses keys one at a time and counts them. */
export function createKeyboard(page: Page) {
  let presses = 0;

  async function press(key: string): Promise<void> {
    presses += 1;
    await page.keyboard.press(key);
  }

  return {
    press,
    presses: () => presses,
    startCounting(): void {
      presses = 0;
    },
    /** Tabs on until the focus is on it; throws when it cannot be reached. */
    async tabTo(target: Locator): Promise<void> {
      await target.waitFor();
      for (let step = 0; step < farthest; step += 1) {
        if (await isFocused(target)) return;
        await press('Tab');
      }
      throw new Error(`not reached by Tab: ${target}`);
    },
    async activate(target: Locator, key = 'Enter'): Promise<void> {
      await this.tabTo(target);
      await press(key);
    },
  };
}

/** Waits until it has the focus: a page moves the focus only once what it goes to is drawn. */
export async function focusOn(target: Locator): Promise<void> {
  await target.and(target.page().locator(':focus')).waitFor({ state: 'attached' });
}

export async function isFocused(target: Locator): Promise<boolean> {
  return await target.evaluate((element) => element === document.activeElement);
}
