import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { until } from '@interlude/dev-stack/until-ready';
import { beforeAll, expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { focusOn } from './test-keyboard.ts';
import { mailTo } from './test-mail.ts';
import { askForCode, chooseSoon, typeCode, typeVisitor } from './test-service.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
let templateId = '';

beforeAll(async () => {
  const byPhone = { provider: 'phone', meetingUrl: undefined };
  templateId = await stage.company.addTemplate([await stage.company.addInterviewer()], byPhone);
});

it('lets a candidate say on which number they are called, correct it, and HR see and correct it too', async () => {
  const id = await stage.company.send(templateId, {}, { zone: 'Europe/Berlin' });
  const { page } = await stage.visit({ zone: 'Europe/Berlin' });
  await page.goto(await stage.addressOf(id));
  await page.locator('button.soonest').first().click();
  const field = page.getByLabel('Your phone number');
  await field.fill('030 12');
  const book = page.locator('.book-bar').getByRole('button', { name: /^Book / });
  await book.click();
  await page.getByText('This is not a number we can call.').waitFor();
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  await field.fill('030 901820');
  await book.click();
  await page.getByText('We call you on 030 901820.').waitFor();
  expect((await mailTo(stage.company, id, 'scheduled')).request.TextBody).toContain('We call you on 030 901820.');

  await page.getByRole('button', { name: 'Change number' }).click();
  await page.getByRole('button', { name: 'Do not change' }).click();
  await page.getByRole('button', { name: 'Change number' }).click();
  await page.getByLabel('Your phone number').fill('+351 912 345 678');
  await page.getByRole('button', { name: 'Save number' }).click();
  await page.getByText('We call you on +351 912 345 678.').waitFor();
  expect(await violationsOn(page)).toEqual([]);

  const staff = await stage.visit({
    zone: 'Europe/Berlin',
    mayBeRefused: [...refusedBeforeSignIn, 'interviews.setPhone'],
  });
  await signIn(staff.page, stage.company);
  await staff.page.goto(`/hr/interviews/${id}`);
  await staff.page.getByText('We call +351 912 345 678').waitFor();
  const opener = staff.page.getByRole('button', { name: 'Enter number' });
  const number = staff.page.getByRole('textbox', { name: 'Phone number' });
  await opener.press('Enter');
  await focusOn(number);
  await staff.page.getByRole('button', { name: 'Cancel', exact: true }).press('Enter');
  await focusOn(opener);
  await opener.press('Enter');
  await number.fill('030 901821');
  await number.press('Enter');
  await staff.page.getByText('This is not a number that can be called.').waitFor();
  await number.fill('+49 30 901821');
  await number.press('Enter');
  await staff.page.getByText('We call 030 901821').waitFor();
  await focusOn(opener);
  expect(await violationsOn(staff.page)).toEqual([]);
  await page.getByText('We call you on 030 901821.').waitFor();
});

it('asks on the booked page for a number that was not given while booking', async () => {
  const id = await stage.company.send(templateId, {}, { zone: 'Europe/Lisbon' });
  // Whoever books before the hold is answered has a booking by the time it is judged.
  const { page } = await stage.visit({ zone: 'Europe/Lisbon', mayBeRefused: ['candidate.hold'] });
  await page.goto(await stage.addressOf(id));
  await page.locator('button.soonest').first().click();
  await page.getByLabel('Your phone number').waitFor();
  await page
    .locator('.book-bar')
    .getByRole('button', { name: /^Book / })
    .click();
  await page.getByText('We call you. Please tell us the number.').waitFor();
  await page.getByRole('button', { name: 'Save number' }).click();
  expect(await page.getByText('We call you. Please tell us the number.').count()).toBe(1);
  await page.getByLabel('Your phone number').fill('912 345 678');
  await page.getByRole('button', { name: 'Save number' }).click();
  await page.getByText('We call you on 912 345 678.').waitFor();
  const { phone } = await until('the number', async () =>
    stage.company.admin.ask<{ phone?: { number?: string } }>('interviews.get', { interviewId: id }),
  );
  expect(phone?.number).toBe('+351912345678');
});

it('books no series while the number that was typed is none, and says so as for one time', async () => {
  const { company } = stage;
  const byPhone = { provider: 'phone', meetingUrl: undefined, series: { mostTimes: 4 } };
  const { url } = await company.addService([await company.addInterviewer()], byPhone);
  const { page } = await stage.visit({ zone: 'Europe/Berlin' });
  await page.goto(new URL(url).pathname);
  const email = `series-${Date.now()}@client.example`;
  await chooseSoon(page, 0);
  await typeVisitor(page, { name: 'Zoë Ní Bhriain', email });
  await page.getByLabel('I would like several appointments').check();
  await askForCode(page);
  await typeCode(page, await company.codeFor(email));
  await page.getByLabel('Repeat').selectOption({ label: 'Every week' });
  await page.getByLabel('How many times').selectOption('2');
  const field = page.getByLabel('Your phone number');
  await field.fill('030 12');
  const book = page.getByRole('button', { name: 'Book all 2 appointments' });
  for (const _ of ['at first', 'once more']) {
    await book.click();
    await page.getByText('This is not a number we can call.').waitFor();
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
  }
  await field.fill('030 901820');
  await book.click();
  await page.getByText('We call you on 030 901820.').waitFor();
});

it('says of an interview that was called off neither that it is ahead, nor that a number is missing', async () => {
  const { company } = stage;
  const candidate = await company.invite(templateId);
  const { interviewId } = candidate;
  await candidate.book((await candidate.slots()).starts.at(-1) ?? '');
  const { page } = await stage.visit({ mayBeRefused: ['candidate.slots'] });
  await page.goto(await stage.addressOf(interviewId));
  const foot = page.locator('.ticket .stub-foot');
  await expect.poll(() => foot.textContent()).toMatch(/^in /i);
  await company.admin.call('interviews.cancel', {
    interviewId,
    reason: { code: 'other' },
    idempotencyKey: intentKey(),
  });
  await page.getByRole('heading', { name: 'Your interview is cancelled' }).waitFor();
  await expect.poll(() => foot.textContent()).toBe('');

  const staff = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(staff.page, company);
  await staff.page.goto(`/hr/interviews/${interviewId}`);
  await staff.page.getByText('By phone', { exact: true }).waitFor();
  expect(await staff.page.getByText('The number is missing').count()).toBe(0);
});
