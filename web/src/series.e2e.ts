import { until } from '@interlude/dev-stack/until-ready';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { askForCode, chooseSoon, typeCode, typeVisitor } from './test-service.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const dayMs = 86_400_000;
const dateIn = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
// One hour on each of five days a week apart, and one more on the day after the second.
const overrides = [
  ...[3, 10, 17, 24, 31].map((days) => ({ date: dateIn(days), ranges: [{ from: '09:00', to: '10:00' }] })),
  { date: dateIn(11), ranges: [{ from: '09:00', to: '10:00' }] },
];

const stage = stageOfFile();

it('books a service every week with another time for a taken one, and calls the rest off from one of them on', async () => {
  const { company } = stage;
  const mara = await company.addInterviewer({ name: 'Mara Brandt', zone: 'UTC', weekly: [], overrides });
  const rival = await company.invite(await company.addTemplate([mara]));
  const hr = await stage.visit({ zone: 'UTC', mayBeRefused: refusedBeforeSignIn });
  await signIn(hr.page, company);
  await hr.page.getByRole('link', { name: 'Services' }).click();
  await hr.page.getByRole('button', { name: 'New service' }).click();
  await hr.page.getByLabel('Name', { exact: true }).fill('Physiotherapy');
  await hr.page.getByLabel('Place').fill('Hafenstraße 12');
  await hr.page.getByLabel('Mara Brandt').check();
  await hr.page.getByLabel(/^Price/).fill('45');
  await hr.page.getByLabel(/^Times in a row/).fill('1');
  await hr.page.getByRole('button', { name: 'Create the service' }).click();
  await hr.page.getByText('From 2 to 26.').waitFor();
  await hr.page.getByLabel(/^Times in a row/).fill('8');
  await hr.page.getByRole('button', { name: 'Create the service' }).click();
  await hr.page.getByText('Physiotherapy can be booked now.').waitFor();
  const path = (await hr.page.getByRole('link', { name: /physiotherapy/ }).getAttribute('href')) ?? '';

  const { page } = await stage.visit({ zone: 'UTC', mayBeRefused: ['candidate.bookSeries'] });
  await page.goto(path);
  const email = `zoe-${Date.now()}@client.example`;
  await chooseSoon(page, 0);
  await typeVisitor(page, { name: 'Zoë Ní Bhriain', email });
  await page.getByLabel('I would like several appointments').check();
  await askForCode(page);
  await typeCode(page, await company.codeFor(email));
  // The time chosen before the code is chosen here too, and held on.
  await page.getByText(/^Held for you until /).waitFor();
  await page.getByLabel('Repeat').selectOption({ label: 'Every week' });
  await page.getByLabel('How many times').selectOption('5');
  await page.getByRole('button', { name: 'Book all 5 appointments' }).waitFor();
  await page.getByText('€225.00 in total').waitFor();
  expect(await violationsOn(page)).toEqual([]);

  // Somebody else takes the second one: the page sees it and asks what to do instead.
  await page
    .getByRole('button', { name: /^Leave out/ })
    .nth(3)
    .click();
  await page.getByRole('button', { name: 'Book all 4 appointments' }).waitFor();
  await rival.book(`${dateIn(10)}T09:00:00Z`);
  await page.getByText('1 time is not free. Choose another one, or leave it out.').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByLabel(/^Instead of/).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Book all 4 appointments' }).click();
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
  const list = page.getByRole('region', { name: 'Your 4 appointments' });
  await expect.poll(() => list.getByRole('time').count()).toBe(4);
  expect(await violationsOn(page)).toEqual([]);

  const mail = await until('the confirmation', async () => {
    const [found] = await company.mailbox.messages({ to: email, tag: 'scheduled' });
    return found;
  });
  expect(String(mail.request.TextBody)).toContain('All your times');
  expect(mail.attachments[0]?.text?.match(/BEGIN:VEVENT/g)).toHaveLength(4);

  await list.getByRole('link').nth(1).click();
  await list
    .getByRole('link', { name: /^2 of 4/ })
    .and(page.locator('[aria-current=page]'))
    .waitFor();
  await page.getByRole('button', { name: 'Cancel this and the following' }).click();
  await page.getByLabel('No longer available').check();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Cancel 3 appointments' }).click();
  await page.getByRole('heading', { name: 'Your appointment is cancelled' }).waitFor();
  await expect.poll(() => list.getByText('cancelled').count()).toBe(3);
  await list.getByRole('link').first().click();
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();

  const interviewId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await hr.page.goto('/hr/appointments');
  // A day that is weeks away is said by its date.
  const times = hr.page.getByRole('row').getByRole('rowheader').locator('xpath=preceding-sibling::td');
  await times.first().waitFor();
  for (const time of await times.allTextContents()) expect(time).toMatch(/^\s*\w{3} \d{1,2} \w{3}, \d{1,2}:\d{2}/);
  await hr.page.goto(`/hr/appointments/${interviewId}`);
  const together = hr.page.getByRole('region', { name: 'Booked together' });
  await together.getByRole('link').nth(2).waitFor();
  await expect.poll(() => together.getByText('Cancelled').count()).toBe(3);
  expect(await violationsOn(hr.page)).toEqual([]);
});
