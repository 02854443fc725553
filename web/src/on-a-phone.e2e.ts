import { until } from '@interlude/dev-stack/until-ready';
import type { Page, Route } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { axeFaults } from './test-axe.ts';
import { focusOn } from './test-keyboard.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
let templateId = '';

beforeAll(async () => {
  templateId = await stage.company.addTemplate([await stage.company.addInterviewer()]);
});

const noteField = (page: Page) => page.getByLabel('Anything we should know? (optional)');
const turn = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function choose(policy: object, mayBeRefused: readonly string[] = []) {
  const { page } = await stage.visit({ width: 390, mayBeRefused });
  await page.goto('/privacy');
  await page.goto(await stage.addressOf(await stage.company.send(templateId, policy)));
  await page.locator('button.soonest').first().click();
  await page.getByText(/^Held for you until/).waitFor();
  return page;
}

it('keeps the choice below the times, and opens it upward for a note; Escape and the way back close it and stay on the page', async () => {
  const page = await choose({});
  const { pathname } = new URL(page.url());
  expect(await noteField(page).isVisible()).toBe(false);
  // The times can be read on: what lies over them is the date, the length and the button.
  const sheet = page.locator('.choice-side');
  expect((await sheet.boundingBox())?.height).toBeLessThan(844 / 3);
  expect(await axeFaults(page)).toEqual([]);

  await turn(page, 'Add a note').click();
  expect(await turn(page, 'Show less').getAttribute('aria-expanded')).toBe('true');
  await focusOn(noteField(page));
  await page.keyboard.type('I use a wheelchair.');
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await noteField(page).waitFor({ state: 'hidden' });
  await focusOn(turn(page, 'Change your note'));

  // Whoever goes on past the button sees where they are.
  await page.keyboard.press('Enter');
  await noteField(page).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await noteField(page).waitFor({ state: 'hidden' });

  await turn(page, 'Change your note').click();
  await noteField(page).waitFor();
  await page.goBack();
  await noteField(page).waitFor({ state: 'hidden' });
  expect(new URL(page.url()).pathname).toBe(pathname);
  await turn(page, 'Change your note').click();
  expect(await noteField(page).inputValue()).toBe('I use a wheelchair.');

  await page.getByRole('button', { name: /^Book / }).click();
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
});

it('leaves no step behind that leads nowhere when the open sheet books', async () => {
  const page = await choose({});
  await turn(page, 'Add a note').click();
  await noteField(page).waitFor();
  await page.getByRole('button', { name: /^Book / }).click();
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Privacy', level: 1 }).waitFor();
});

it('stays above the keyboard of the device, with its button in sight', async () => {
  const page = await choose({});
  await turn(page, 'Add a note').click();
  const keyboard = 300;
  await page.evaluate((height) => {
    const screen = window.visualViewport;
    if (screen === null) throw new Error('no visual viewport');
    Object.defineProperty(screen, 'height', { value: window.innerHeight - height });
    screen.dispatchEvent(new Event('resize'));
  }, keyboard);
  const lowerEdge = async () => {
    const button = await page.getByRole('button', { name: /^Book / }).boundingBox();
    return (button?.y ?? Number.NaN) + (button?.height ?? Number.NaN);
  };
  await expect.poll(lowerEdge).toBeLessThanOrEqual(844 - keyboard);
  const sheet = await page.locator('.panel').boundingBox();
  expect(sheet?.y).toBeGreaterThanOrEqual(0);
});

it('opens with what is near when the button that books comes too late', async () => {
  const rival = await stage.company.invite(templateId);
  const page = await choose({ holdFor: 'PT1S' }, ['candidate.book']);
  const wanted = (await page.locator('.panel time').first().getAttribute('datetime')) ?? '';
  await page.route(
    '**/trpc/candidate.book',
    async (route: Route) => {
      await until('the rival has the time', () => rival.book(wanted), { everyMs: 100 });
      await route.continue();
    },
    { times: 1 },
  );
  await page.getByRole('button', { name: /^Book / }).click();
  const near = page.locator('.alts').getByRole('button', { name: /^Book / });
  await focusOn(near.first());
  await expect.poll(() => near.count()).toBe(3);
  expect(await axeFaults(page)).toEqual([]);
  await near.last().click();
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
});

it('says below every page how times and the page are shown, the appearance too', async () => {
  const page = await choose({});
  const control = page.locator('footer summary');
  await expect
    .poll(() => control.textContent())
    .toBe('Display: Kolkata time · 24-hour clock · English · light or dark as your device');
  await control.click();
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('Dark');
  await expect.poll(() => control.textContent()).toBe('Display: Kolkata time · 24-hour clock · English · dark');
});
