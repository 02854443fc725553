import { expect, it } from 'vitest';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

it('weeks that fit one page have no arrows, and stay in sight beside a long list of times', async () => {
  const { company } = stage;
  const policy = { minimumNotice: 'PT0S', bookingWindowDays: 7 };
  const mara = await company.addInterviewer({ zone: 'UTC' });
  const templateId = await company.addTemplate([mara], { policy, stepMinutes: 15, durationMinutes: 15 });
  const { page } = await stage.visit({ zone: 'UTC' });
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.goto(await stage.addressOf(await company.send(templateId, policy)));
  const grid = page.getByRole('grid');
  await grid.waitFor();
  expect(await page.locator('.grid-head button').count()).toBe(0);
  await grid.locator('[aria-disabled="false"]').nth(2).click();
  await page.getByRole('button', { name: /^\d+ more times$/ }).press('Enter');
  await page.locator('.slot').last().scrollIntoViewIfNeeded();
  const heading = page.locator('.grid-head');
  await expect.poll(async () => (await heading.boundingBox())?.y ?? -1).toBeGreaterThanOrEqual(0);
});

it('the panel of a service does not scroll inside itself, and shows the choice of several times', async () => {
  const { company } = stage;
  const mara = await company.addInterviewer({ zone: 'UTC' });
  const questions = [1, 2, 3].map((n) => ({ id: `q${n}`, label: `Question ${n}`, kind: 'text', required: false }));
  const { url } = await company.addService([mara], { series: { mostTimes: 8 }, questions });
  const { page } = await stage.visit({ zone: 'UTC' });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(url);
  await page.locator('button.soonest').first().click();
  const several = page.getByLabel('I would like several appointments');
  await several.waitFor();
  const inside = page.locator('.panel-more');
  expect(await inside.evaluate((one) => one.scrollHeight - one.clientHeight)).toBeLessThanOrEqual(1);
  expect(await page.locator('.choice-side .panel').evaluate((one) => getComputedStyle(one).maxBlockSize)).toBe('none');
});
