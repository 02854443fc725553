import { beforeAll, expect, it } from 'vitest';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
let templateId = '';

beforeAll(async () => {
  const onsite = {
    provider: 'in_person',
    venue: 'Neuer Wall 1, Hamburg',
    zone: 'Europe/Berlin',
    meetingUrl: undefined,
  };
  templateId = await stage.company.addTemplate([await stage.company.addInterviewer()], onsite);
});

const wallClock = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(new Date(instant));

it('tells an interview on site on the clock of the place first and on the reader’s second, before and after booking', async () => {
  const id = await stage.company.send(templateId, {}, { zone: 'Africa/Johannesburg' });
  const { page } = await stage.visit({ zone: 'Asia/Tokyo' });
  await page.goto(await stage.addressOf(id));
  await page.getByText('The interview takes place in Berlin time.').waitFor();
  const soonest = page.locator('button.soonest').nth(2);
  const chosen = (await soonest.locator('time').getAttribute('datetime')) ?? '';
  expect(await soonest.locator('time span').last().textContent()).toBe(wallClock(chosen, 'Europe/Berlin'));
  await soonest.click();
  await page.getByText(`${wallClock(chosen, 'Asia/Tokyo')} to`).waitFor();

  await page
    .locator('.book-bar')
    .getByRole('button', { name: /^Book / })
    .click();
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
  const when = page.getByRole('region', { name: 'Your time' });
  const said = (await when.textContent()) ?? '';
  const [berlin, tokyo] = [wallClock(chosen, 'Europe/Berlin'), `${wallClock(chosen, 'Asia/Tokyo')} to`];
  expect(said.indexOf(berlin)).toBeGreaterThan(-1);
  expect(said.indexOf(tokyo)).toBeGreaterThan(said.indexOf(berlin));
  expect(said).toMatch(/Berlin time \(UTC\+[12]\)/);
  expect(said).toMatch(/Tokyo time \(UTC\+9\), where you are/);
  const page390 = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(page390).toBeLessThanOrEqual(1280);
});

it('asks for the zone of a device that hides it instead of taking it for UTC', async () => {
  const remote = await stage.company.addTemplate([await stage.company.addInterviewer()], { zone: 'Europe/Berlin' });
  const id = await stage.company.send(remote, {}, { zone: 'Europe/Berlin' });
  const { page } = await stage.visit({ zone: 'UTC' });
  await page.goto(await stage.addressOf(id));
  await page.getByText('Your device does not say which time zone you are in.').waitFor();
  expect(await page.getByText(/^Times in UTC/).count()).toBe(0);
  await page.getByRole('button', { name: 'Choose your time zone', exact: true }).click();
  await page.getByRole('combobox', { name: 'City, country or time zone' }).fill('Lisbon');
  await page
    .getByRole('option', { name: /Lisbon/ })
    .first()
    .click();
  await page.getByText(/^Times in Lisbon time/).waitFor();
  await page.getByText('Your device does not say').waitFor({ state: 'detached' });
});
