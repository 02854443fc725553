import { addInterviewer } from '@interlude/dev-stack/api-fixtures';
import type { Company } from '@interlude/dev-stack/test-company';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { focusOn } from './test-keyboard.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const dayMs = 86_400_000;
const stage = stageOfFile();
let company: Company;
let templateId = '';

beforeAll(async () => {
  company = stage.company;
  templateId = await company.addTemplate([await company.addInterviewer()], {
    preparation: ['Read the job page again'],
  });
});

const title = (page: Page, text: string | RegExp) => page.getByRole('heading', { name: text, exact: true });

describe('axe finds nothing, light and dark, on a phone and on a desk', () => {
  it('while a time is chosen', async () => {
    const id = await company.send(templateId);
    const { page } = await stage.visit();
    await page.goto(await stage.addressOf(id));
    await page.locator('button.soonest').first().waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.locator('button.soonest').first().click();
    await page.getByText(/^Held for you until/).waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });

  it('while a time is chosen from right to left', async () => {
    const id = await company.send(templateId);
    const { page } = await stage.visit();
    await page.goto((await stage.addressOf(id)).replace('lang=en', 'lang=ar-XB'));
    await page.locator('button.soonest').first().click();
    await page.locator('html[dir=rtl]').waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });

  it('on the booked page, while moving and while cancelling', async () => {
    const candidate = await company.invite(templateId);
    await candidate.book((await candidate.slots()).starts[30] ?? '');
    const { page } = await stage.visit();
    await page.goto(await stage.addressOf(candidate.interviewId));
    await title(page, /^You’re booked/).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('link', { name: 'Move to another time' }).click();
    await page.locator('button.soonest').first().click();
    await page.getByText(/^Held for you until/).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.goto(`/i/${candidate.interviewId}/cancel`);
    await page.getByRole('button', { name: 'Cancel interview' }).click();
    await page.getByText('Please choose a reason.').waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });

  it('on a dead link', async () => {
    const { page } = await stage.visit({ mayBeRefused: ['candidate.exchange'] });
    await page.goto('/i#cut-off');
    await page.getByLabel('The address your invitation came to').fill('nobody@candidate.example');
    await page.getByRole('button', { name: 'Email me my link' }).click();
    await page.getByText(/^If we know the address/).waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });

  it('where HR signs in, in the list and on the page of an interview', async () => {
    const candidate = await company.invite(templateId);
    await candidate.book((await candidate.slots()).starts[40] ?? '');
    const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
    await page.goto('/hr');
    await title(page, 'Sign in').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await signIn(page, company);
    await page.getByRole('heading', { name: 'Waits for you', exact: true }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.goto('/hr/interviews');
    await page.getByRole('row').nth(1).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.goto(`/hr/interviews/${candidate.interviewId}`);
    await page.getByRole('list', { name: 'What is planned' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
  });
});

describe('text at twice its size', () => {
  /** What a browser does whose reader asked for larger text: the size of the root, and with it what is sized by it. */
  const enlarge = (page: Page) =>
    page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
  const sizeOf = (page: Page, selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  /** What reaches beyond the screen sideways. */
  const overflowing = (page: Page) =>
    page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      const beyond = [...document.querySelectorAll('main *')].filter(
        (one) => one.getBoundingClientRect().right > width + 1,
      );
      const isVisible = (one: Element) => one.checkVisibility() && one.closest('.sr-only') === null;
      return beyond.filter(isVisible).map((one) => `${one.tagName} ${one.className} ${one.textContent?.slice(0, 40)}`);
    });

  it('is twice as large in headings too, and nothing leaves a narrow screen', async () => {
    const candidate = await company.invite(templateId);
    const { page } = await stage.visit({ width: 390 });
    await page.goto(await stage.addressOf(candidate.interviewId));
    await page.locator('button.soonest').first().waitFor();
    const usual = [await sizeOf(page, 'h1'), await sizeOf(page, 'h3')];
    const enlarged = async () => {
      await enlarge(page);
      return [await sizeOf(page, 'h1'), await sizeOf(page, 'h3')];
    };
    await expect.poll(enlarged).toEqual(usual.map((size) => 2 * size));
    expect(await overflowing(page)).toEqual([]);
    await page.locator('button.soonest').first().click();
    await page.getByText(/^Held for you until/).waitFor();
    expect(await overflowing(page)).toEqual([]);
    await page
      .locator('.book-bar')
      .getByRole('button', { name: /^Book / })
      .click();
    await title(page, /^You’re booked/).waitFor();
    for (const path of ['', '/reschedule', '/cancel']) {
      await page.goto(`/i/${candidate.interviewId}${path}`);
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      await enlarge(page);
      expect(await overflowing(page), path).toEqual([]);
    }
  });
});

describe('the weeks', () => {
  it('keep the focus while the times of a page turned to are still on their way', async () => {
    const id = await company.send(templateId, { bookingWindowDays: 150 });
    const { page } = await stage.visit();
    await page.goto(await stage.addressOf(id));
    const grid = page.getByRole('grid');
    const focused = grid.locator('[data-date]:focus');
    await grid.locator('[tabindex="0"]').focus();
    const answered = Promise.withResolvers<void>();
    await page.route('**/slots?*', async (route) => {
      await answered.promise;
      await route.continue();
    });

    const asked = page.waitForRequest('**/slots?*');
    // Two pages ahead lie beyond what the first answer covers, whatever the day of this run.
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await asked;
    await page.locator('[role=grid][aria-busy=true]').waitFor();
    const date = await focused.getAttribute('data-date');
    expect(await focused.count()).toBe(1);
    answered.resolve();
    await page.locator('[role=grid][aria-busy=false]').waitFor();
    expect(await focused.getAttribute('data-date')).toBe(date);
    expect(await focused.getAttribute('aria-label')).toMatch(/, \d+ times?$/);
  });

  it('have exactly one tab stop, also where they have no times', async () => {
    const dateIn = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
    const ranges = [{ from: '09:00', to: '17:00' }];
    const overrides = [3, 130].map((days) => ({ date: dateIn(days), ranges }));
    const personId = await addInterviewer(company.admin, { weekly: [], overrides });
    const id = await company.send(await company.addTemplate([personId]), { bookingWindowDays: 150 });
    const { page } = await stage.visit();
    await page.goto(await stage.addressOf(id));
    const stops = page.getByRole('grid').locator('[tabindex="0"]');
    await stops.focus();
    const days = page.getByRole('grid').locator('[data-date]');
    // Five weeks from this one: none that is over is drawn.
    await expect.poll(() => days.count()).toBe(35);
    const { first, last } = {
      first: await days.first().getAttribute('data-date'),
      last: await days.last().getAttribute('data-date'),
    };
    expect([first ?? '', dateIn(-7)].sort()[0]).toBe(dateIn(-7));
    const next = page.getByRole('button', { name: 'Later weeks' });
    await next.click();
    await page.waitForFunction(
      (date) => document.querySelector('[data-date]')?.getAttribute('data-date') !== date,
      first,
    );
    expect(Date.parse((await days.first().getAttribute('data-date')) ?? '') - Date.parse(last ?? '')).toBe(dayMs);
    for (let i = 0; i < 9 && (await next.getAttribute('aria-disabled')) === 'false'; i++) await next.click();
    // The window ends in 150 days, and the last page with the week of that day.
    expect(Date.parse((await days.last().getAttribute('data-date')) ?? '') - Date.parse(dateIn(150))).toBeLessThan(
      7 * dayMs,
    );
    const previous = page.getByRole('button', { name: 'Earlier weeks' });
    while ((await previous.getAttribute('aria-disabled')) === 'false') await previous.click();
    expect(await days.first().getAttribute('data-date')).toBe(first);
    await stops.focus();

    for (const key of ['PageDown', 'PageUp', 'PageDown', 'PageDown', 'ArrowDown', 'ArrowLeft']) {
      const before = await stops.getAttribute('data-date');
      await page.keyboard.press(key);
      await page.waitForFunction((date) => document.activeElement?.getAttribute('data-date') !== date, before);
      expect(await stops.count(), key).toBe(1);
      await focusOn(stops);
    }
    await page.getByText('No interview hours are open in this period.').waitFor();
    expect(await stops.getAttribute('aria-label')).toMatch(/^\w+,? \d+ \w+ \d{4}, no times$/);
    expect(await stops.getAttribute('aria-disabled')).toBe('true');
  });
});
