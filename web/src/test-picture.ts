import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const folder = join(tmpdir(), 'interlude-reds');

/** Takes a picture of a page in which a test failed, and prints why, where it is and what the page says. Never fails itself. */
export async function tellOfPage(page: Page, test: string, because: string): Promise<void> {
  const path = join(folder, `${test.replaceAll(/\W+/g, '-').slice(0, 60)}-${randomUUID().slice(0, 8)}.png`);
  try {
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path, fullPage: true, timeout: 5_000 });
    // What follows the # may open somebody's interview.
    const [address] = page.url().split('#');
    const text = await page.locator('#root').textContent({ timeout: 1_000 });
    console.error(
      `“${test}” stood on ${address}: ${path}\n${because.slice(0, 600)}\n${(text ?? '').replaceAll(/\s+/g, ' ').slice(0, 600)}`,
    );
  } catch (error) {
    console.error(`“${test}” has no picture: ${String(error).split('\n')[0]}\n${because}`);
  }
}
