import { readFile } from 'node:fs/promises';
import { copyInterview } from '@interlude/dev-stack/test-many-interviews';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { focusOn } from './test-keyboard.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
const paramsOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

it('lets HR look through interviews by day, filter, save a view, and cancel several with a retry, by keyboard', async () => {
  const { company } = stage;
  const mara = await company.addInterviewer({ name: 'Mara Brandt', zone: 'UTC' });
  const templateId = await company.addTemplate([mara], { name: 'Technical interview' });
  const invite = async (name: string) => await company.invite(templateId, {}, { name });
  const booked = await invite('Freya Madsen');
  await booked.book((await booked.slots()).starts[8] ?? '');
  const others = [await invite('Noor Haddad'), await invite('Tariq Khan'), await invite('Ioana Pop')];
  const { page } = await stage.visit({ width: 1280, mayBeRefused: [...refusedBeforeSignIn] });
  await signIn(page, company);
  const link = (name: string) => page.getByRole('link', { name, exact: true });
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });

  // What comes up by day, and below it what has no time yet.
  await page.goto('/hr/interviews');
  await link('Freya Madsen').waitFor();
  await page.getByRole('rowheader', { name: /^No time yet/ }).waitFor();
  expect(await page.getByRole('columnheader', { name: /When/ }).getAttribute('aria-sort')).toBe('ascending');
  expect(await violationsOn(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const views = page.getByRole('navigation', { name: 'Views' });
  expect(await views.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  await expect.poll(() => views.getByTitle('3 interviews').textContent()).toMatch(/^Not yet booked\s*3$/);
  const card = page.getByRole('row').filter({ has: link('Freya Madsen') });
  for (const said of ['Mara Brandt', 'Technical interview']) await card.getByText(said).waitFor();
  await card.locator('.col-status').getByText('Scheduled').waitFor();
  await card.getByText(/^Reminder (tomorrow|in \d+ \w+)/).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 844 });

  // The heads order it, and keep the focus.
  await button('Status').press('Enter');
  await expect.poll(() => paramsOf(page)).toEqual({ order: 'status' });
  const head = page.getByRole('columnheader', { name: 'Status' });
  await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending');
  await focusOn(button('Status'));
  await button('Status').press('Enter');
  await page.getByRole('rowheader', { name: /^No time yet/ }).waitFor();

  // Filters are in the address, and can be removed one by one.
  await link('Not yet booked').press('Enter');
  await link('Freya Madsen').waitFor({ state: 'hidden' });
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('/');
  await page.keyboard.type('noor');
  await link('Tariq Khan').waitFor({ state: 'hidden' });
  await link('Noor Haddad').waitFor();
  expect(paramsOf(page)).toEqual({ status: 'invited', order: 'newest', text: 'noor' });
  await page.reload();
  await link('Noor Haddad').waitFor();
  await page.getByText('1 interview', { exact: true }).waitFor();
  await button('Remove filter: Status').press('Enter');
  await expect.poll(() => paramsOf(page)).toEqual({ order: 'newest', text: 'noor' });

  // A view keeps them under a name, and is removed and brought back.
  await button('Save this view').press('Enter');
  const saving = page.getByRole('dialog', { name: 'Save this view' });
  await saving.getByRole('button', { name: 'Save' }).press('Enter');
  await saving.getByText('Enter a name of at most 60 characters.').waitFor();
  await saving.getByLabel('Name').fill('About Noor');
  await saving.getByLabel('Name').press('Enter');
  await page.getByText('The view is saved.').waitFor();
  await link('All').press('Enter');
  await link('Freya Madsen').waitFor();
  await link('About Noor').press('Enter');
  await link('Freya Madsen').waitFor({ state: 'hidden' });
  expect(paramsOf(page)).toEqual({ order: 'newest', text: 'noor' });
  await button('Remove this view').press('Enter');
  await link('About Noor').waitFor({ state: 'hidden' });
  await button('Undo').press('Enter');
  await link('About Noor').waitFor();

  // Rows are chosen by X and by a range; one of them is cancelled by somebody else meanwhile.
  await link('All').press('Enter');
  await link('Ioana Pop').waitFor();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByText('1 chosen').waitFor();
  await page.getByRole('checkbox', { name: 'Choose Noor Haddad' }).click({ modifiers: ['Shift'] });
  await page.getByText('3 chosen').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await button('Export chosen').press('Enter');
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.split('\r\n')).toHaveLength(5);
  expect(csv).toContain('Tariq Khan');
  await button('Cancel').press('Enter');
  const asking = page.getByRole('alertdialog', { name: 'Cancel 3 interviews?' });
  await asking.getByRole('button', { name: 'Cancel 3 interviews' }).press('Enter');
  await asking.getByText('Choose a reason.').waitFor();
  await asking.getByRole('radio', { name: 'The position is filled' }).check();
  expect(await violationsOn(page)).toEqual([]);
  const reason = { code: 'other' };
  await company.admin.call('interviews.cancel', { interviewId: others[1]?.interviewId, reason });
  await asking.getByRole('button', { name: 'Cancel 3 interviews' }).press('Enter');
  await asking.getByText('2 are done.').waitFor();
  await asking.getByText('1 could not be done:').waitFor();
  await asking.getByRole('listitem').filter({ hasText: 'Tariq Khan' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await asking.getByRole('button', { name: 'Try the failed ones again' }).press('Enter');
  await asking.getByRole('listitem').filter({ hasText: 'Tariq Khan' }).waitFor();
  await asking.getByRole('button', { name: 'Close' }).press('Enter');
  await page.getByText('chosen', { exact: false }).first().waitFor({ state: 'hidden' });
  const statuses = await Promise.all(
    others.map(
      async ({ interviewId }) => await company.admin.ask<{ status: string }>('interviews.get', { interviewId }),
    ),
  );
  expect(statuses.map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'cancelled']);

  // Nothing that matches is said with a way back, and so is an empty day.
  await page.goto('/hr/interviews?text=nobodyofthisname&order=newest');
  await page.getByRole('heading', { name: 'No interview matches' }).waitFor();
  await button('Clear filters').last().press('Enter');
  await link('Freya Madsen').waitFor();
});

it('leaves the focus in its row while another one changes', async () => {
  const { company } = stage;
  const templateId = await company.addTemplate([await company.addInterviewer()]);
  const booked = async (name: string, start: number) => {
    const candidate = await company.invite(templateId, {}, { name });
    await candidate.book((await candidate.slots()).starts[start] ?? '');
    return candidate;
  };
  await booked('Signe Holm', 40);
  const other = await booked('Dele Akande', 44);
  const { page } = await stage.visit({ width: 1280, mayBeRefused: [...refusedBeforeSignIn] });
  await signIn(page, company);
  await page.goto('/hr/interviews');
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  const choice = row('Signe Holm').getByRole('checkbox');
  await choice.focus();
  await company.admin.call('interviews.confirm', { interviewId: other.interviewId });
  await row('Dele Akande').locator('.col-status').getByText('Confirmed').waitFor();
  expect(await choice.evaluate((one) => one === document.activeElement)).toBe(true);
});

it('draws what a few screens hold of ten thousand rows, however far they are scrolled, and can be filtered from there', async () => {
  const { company, portal } = stage;
  const mara = await company.addInterviewer({ name: 'Lena Kern', zone: 'UTC' });
  const seed = await company.invite(await company.addTemplate([mara], { name: 'Many' }), {}, { name: 'Zebulon Ames' });
  await copyInterview(portal, seed.interviewId, 10_000);
  const { page } = await stage.visit({ width: 1280, mayBeRefused: [...refusedBeforeSignIn] });
  await signIn(page, company);
  await page.goto('/hr/interviews?order=newest');
  await page.getByRole('link', { name: 'Zebulon Ames', exact: true }).first().waitFor();
  const scrolled = () =>
    page.evaluate(() => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      return document.querySelector('a[href$="int_0000000000"]') !== null;
    });
  await expect.poll(scrolled, { timeout: 120_000, interval: 50 }).toBe(true);
  const rows = await page.evaluate(() => document.querySelectorAll('[data-row]').length);
  expect(rows).toBeLessThanOrEqual(100);
  await page.getByLabel('Find in this list').fill('nobodyofthisname');
  await page.getByRole('heading', { name: 'No interview matches' }).waitFor();
});
