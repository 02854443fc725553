import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
const statusOf = async (url: string) => (await fetch(url)).status;

it('makes the secret address of one’s own calendar, shows it once, and ends it, by keys alone', async () => {
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, stage.company);
  await page.goto('/hr/account');
  const section = page.getByRole('region', { name: 'Your bookings in your calendar' });
  await section.getByText('There is no address yet.').waitFor();
  await section.getByRole('button', { name: 'Make an address' }).press('Enter');
  const address = section.getByLabel('The address, shown only now');
  await address.waitFor();
  const url = await address.inputValue();
  expect(await statusOf(url)).toBe(200);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await violationsOn(page)).toEqual([]);
  }

  await page.reload();
  await section.getByText('It cannot be shown again.').waitFor();
  expect(await page.content()).not.toContain(url);
  await section.getByRole('button', { name: 'Replace the address' }).press('Enter');
  await expect.poll(() => address.inputValue()).not.toBe(url);
  expect([await statusOf(url), await statusOf(await address.inputValue())]).toEqual([404, 200]);
  const next = await address.inputValue();
  await section.getByRole('button', { name: 'Revoke the address' }).press('Enter');
  await section.getByText('There is no address yet.').waitFor();
  expect(await statusOf(next)).toBe(404);
});

it('makes the secret address of a room', async () => {
  const { admin } = stage.company;
  await admin.call('resources.create', { name: 'Blue room', kind: 'room', capacity: 1 });
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, stage.company);
  await page.goto('/hr/resources');
  await page.getByRole('button', { name: 'Calendar of Blue room' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Calendar of Blue room' });
  await dialog.getByRole('button', { name: 'Make an address' }).press('Enter');
  const address = dialog.getByLabel('The address, shown only now');
  await address.waitFor();
  expect(await (await fetch(await address.inputValue())).text()).toContain('NAME:Blue room');
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
});
