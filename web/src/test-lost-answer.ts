import type { Page, Route } from 'playwright-core';

/** The next call of this procedure takes effect, and the page that made it is told nothing. */
export async function loseAnswer(page: Page, procedure: string): Promise<void> {
  const lose = async (route: Route) => {
    await route.fetch();
    await route.fulfill({ status: 503 });
  };
  await page.route(`**/trpc/${procedure}*`, lose, { times: 1 });
}
