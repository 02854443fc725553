import type { Page, Request, Route } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
let templateId = '';

beforeAll(async () => {
  templateId = await stage.company.addTemplate([await stage.company.addInterviewer()]);
});

const font = 'instrument-sans-latin-wght-normal.woff2';

function nameOf(request: Request): string {
  const { pathname } = new URL(request.url());
  if (request.isNavigationRequest()) return 'document';
  return pathname
    .replace(/^\/assets\/(.+)-[\w-]{8}\.(\w+)$/, '$1.$2')
    .replace(/^\/api\/interviews\/\w+\//, '')
    .replace('/trpc/candidate.', '');
}

/** What the page had asked for when its first time could be chosen, by name. */
async function requestsUntilFirstTime(address: string): Promise<{ early: string[]; all: () => string[] }> {
  const { page, context, requests } = await stage.visit();
  await context.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('button.soonest') === null) return;
      Reflect.set(window, 'firstTimeAt', Date.now());
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(address);
  await page.locator('button.soonest').first().click();
  const booking = page.getByRole('button', { name: /^Book / });
  await booking.waitFor();
  const firstTimeAt = await page.evaluate(() => Number(Reflect.get(window, 'firstTimeAt')));
  const isEarly = (request: Request) => {
    const { startTime } = request.timing();
    // A stream that is still open, which is never early, has none.
    return startTime > 0 && startTime < firstTimeAt;
  };
  const early = requests.filter(isEarly).map(nameOf);
  return { early: early.sort(), all: () => requests.map(nameOf) };
}

/** Holds the first try to fetch the application back until it is let go. */
async function withoutApplication(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const hold = async (route: Route) => {
    await promise;
    await route.continue();
  };
  await page.route('**/assets/first-*.js', hold, { times: 1 });
  return resolve;
}

it('knows the interview and its times before the application has come, and asks for neither again', async () => {
  const { page, requests } = await stage.visit();
  const letGo = await withoutApplication(page);
  const times = page.waitForResponse(/\/slots\?/);
  await page.goto(await stage.addressOf(await stage.company.send(templateId)), { waitUntil: 'commit' });
  await times;
  letGo();
  await page.locator('button.soonest').first().waitFor();
  const asked = requests.map(nameOf).filter((name) => name === 'exchange' || name === 'slots');
  expect(asked).toEqual(['exchange', 'slots']);
  await page.waitForURL(({ hash }) => hash === '');
});

it('says by the document alone that the application has not come, and loads the same link again', async () => {
  const { page } = await stage.visit();
  await withoutApplication(page);
  await page.goto(await stage.addressOf(await stage.company.send(templateId)), { waitUntil: 'commit' });
  const note = page.getByRole('alert');
  await page.locator('.stalled').waitFor({ state: 'attached' });
  // Until the style has come, nothing of the document is hidden, and nothing of it drawn.
  await page.waitForFunction(() => document.styleSheets.length > 0);
  expect(await note.isVisible()).toBe(false);
  await note.getByText('A person reads it').waitFor();
  await note.getByRole('button', { name: 'Load the page again' }).click();
  await page.locator('button.soonest').first().waitFor();
});

it.each([
  ['de', 'Diese Seite ist noch nicht vollständig', 'Seite neu laden'],
  ['ar', 'هذه الصفحة لم تكتمل بعد', 'إعادة تحميل الصفحة'],
])('says so in the language of the link alone: %s', async (language, title, again) => {
  const { page } = await stage.visit();
  await withoutApplication(page);
  const link = new URL(await stage.addressOf(await stage.company.send(templateId)));
  link.searchParams.set('lang', language);
  await page.goto(link.href, { waitUntil: 'commit' });
  const note = page.getByRole('alert');
  await note.getByRole('heading', { name: title }).waitFor();
  // Until the style has come, the words of the other languages are hidden by nothing.
  await expect.poll(() => note.getByRole('heading').allInnerTexts()).toEqual([title]);
  await expect.poll(() => note.getByRole('button').allInnerTexts()).toEqual([again]);
});

// Each time the network is back it is asked for at once, which ends the half a minute of waiting sooner.
async function withoutWaiting(page: Page, isSo: () => Promise<boolean>): Promise<void> {
  const asked = async () => {
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    return await isSo();
  };
  await expect.poll(asked).toBe(true);
}

const broken = { contentType: 'text/javascript', body: 'throw new Error("gone")' };

it('says so when the later sentences never come, with a button that loads the page again', async () => {
  const { page } = await stage.visit();
  await page.route('**/assets/en-rest-*.js', (route) => route.fulfill(broken));
  await page.goto(await stage.addressOf(await stage.company.send(templateId)));
  await page.locator('button.soonest').first().click();
  const again = page.getByRole('button', { name: 'Try again' }).first();
  await withoutWaiting(page, () => again.isVisible());
  await page.unroute('**/assets/en-rest-*.js');
  await again.click();
  await page.locator('button.soonest').first().click();
  await page.getByRole('button', { name: /^Book / }).waitFor();
});

it('stays in its language when the sentences of another one never come', async () => {
  const { page } = await stage.visit();
  await page.route('**/assets/de-rest-*.js', (route) => route.fulfill(broken));
  await page.goto(await stage.addressOf(await stage.company.send(templateId)));
  await page.locator('.display summary').click();
  const choice = page.getByRole('combobox', { name: 'Language' });
  await choice.selectOption('Deutsch');
  await withoutWaiting(page, async () => (await choice.inputValue()) === 'en');
  await page.getByRole('heading', { name: /when suits you/ }).waitFor();
  // This page will not be given them any more: browsers remember what code did not come.
  await page.unroute('**/assets/de-rest-*.js');
  await page.reload();
  await page.locator('.display summary').click();
  await choice.selectOption('Deutsch');
  await page.getByRole('heading', { name: /wann passt es Ihnen/ }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  await page.reload();
  await page.getByRole('heading', { name: /wann passt es Ihnen/ }).waitFor();
});

it('keeps to the language that was chosen last, whichever comes last', async () => {
  const { page } = await stage.visit();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/assets/de-rest-*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(await stage.addressOf(await stage.company.send(templateId)));
  await page.locator('.display summary').click();
  const choice = page.locator('.display select').filter({ hasText: 'Deutsch' });
  await choice.selectOption('Deutsch');
  await choice.selectOption('Français');
  await page.getByRole('heading', { name: /quel horaire vous convient/ }).waitFor();
  const late = page.waitForResponse('**/assets/de-rest-*.js');
  release();
  await (await late).finished();
  await page.reload();
  await page.getByRole('heading', { name: /quel horaire vous convient/ }).waitFor();
});

it('says so when a part of the page never comes, with a button that loads the page again', async () => {
  const { page } = await stage.visit();
  await page.route('**/assets/cancel-step-*.js', (route) => route.fulfill(broken));
  await page.goto(await stage.addressOf(await stage.company.send(templateId)));
  await page.locator('button.soonest').first().click();
  await page.getByRole('button', { name: /^Book / }).click();
  await page.getByRole('link', { name: 'Cancel interview' }).click();
  const again = page.getByRole('button', { name: 'Try again' });
  await withoutWaiting(page, () => again.isVisible());
  await page.getByText('This could not be loaded.').waitFor();
  await page.unroute('**/assets/cancel-step-*.js');
  await again.click();
  await page.getByRole('heading', { name: 'Cancel your interview?' }).waitFor();
});

it('lets the first time be chosen after seven requests, and fetches what booking needs only then', async () => {
  // Seven: the interview comes with the exchange of the link.
  const { early, all } = await requestsUntilFirstTime(await stage.addressOf(await stage.company.send(templateId)));
  expect(early).toEqual(['document', 'en.js', 'exchange', 'first.js', 'index.css', font, 'slots']);
  await expect.poll(all).toEqual(expect.arrayContaining(['choice-part.js', 'en-rest.js', 'live-updates.js', 'live']));
});

it('fetches the colours of a company once where a browser cannot derive them, whatever else that browser lacks', async () => {
  await stage.company.admin.call('settings.saveAccent', { accent: '#0a5c36' });
  const { page, context } = await stage.visit();
  await context.addInitScript(() => {
    CSS.supports = () => false;
    Reflect.deleteProperty(AbortSignal, 'any');
  });
  await page.goto(await stage.addressOf(await stage.company.send(templateId)));
  await page.locator('button.soonest').first().waitFor();
  // The page as it is after each answer of the server is the page of the same company.
  await page.getByRole('button', { name: 'Join the waitlist' }).click();
  await page.getByRole('button', { name: 'Leave the waitlist' }).click();
  await page.getByRole('button', { name: 'Join the waitlist' }).waitFor();
  expect(await page.locator('link[href="/api/colours/0a5c36.css"]').count()).toBe(1);
});

it('waits for the network before it asks for a part of the page, which is then there', async () => {
  const { page, context } = await stage.visit();
  await page.goto(await stage.addressOf(await stage.company.send(templateId)));
  await page.locator('button.soonest').first().click();
  await page.getByRole('button', { name: /^Book / }).click();
  const cancel = page.getByRole('link', { name: 'Cancel interview' });
  await cancel.waitFor();
  await context.setOffline(true);
  await cancel.click();
  await page.getByText('You are offline.').waitFor();
  await context.setOffline(false);
  await page.getByRole('heading', { name: 'Cancel your interview?' }).waitFor();
});
