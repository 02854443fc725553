import { until } from '@interlude/dev-stack/until-ready';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { focusOn } from './test-keyboard.ts';
import { askForCode, chooseSoon, typeCode, typeVisitor } from './test-service.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

it('lets HR ask clients questions, a client answer them, and both sides of the house read the answers', async () => {
  const { company } = stage;
  const mara = await company.addInterviewer({ name: 'Mara Brandt', zone: 'Europe/London' });
  const service = await company.addService([mara], { name: 'Wheel truing' });
  const hr = await stage.visit({ zone: 'Europe/London', mayBeRefused: refusedBeforeSignIn });
  await signIn(hr.page, company);
  await hr.page.getByRole('link', { name: 'Services' }).click();
  await hr.page.getByRole('button', { name: 'Change Wheel truing' }).click();
  const dialog = hr.page.getByRole('dialog', { name: 'Change Wheel truing' });
  const ask = dialog.getByRole('button', { name: 'Ask a question' });
  await ask.click();
  const first = dialog.getByRole('group', { name: 'Question 1' });
  await first.getByLabel('By choosing one of several answers').check();
  await first.getByLabel('Answers to choose from').fill('City\nCity');
  await dialog.getByRole('button', { name: 'Save the service' }).click();
  await first.getByText('From 1 to 200 characters.').waitFor();
  await first.getByLabel('What you ask').fill('Which bike do you ride?');
  await first.getByText('From 2 to 10 different answers').waitFor();
  await first.getByLabel('Answers to choose from').fill('City\nRace');
  await first.getByLabel('An answer is required').check();
  for (const number of [2, 3, 4, 5]) {
    await ask.click();
    await dialog.getByRole('group', { name: `Question ${number}` }).waitFor();
  }
  await ask.waitFor({ state: 'detached' });
  for (const number of [5, 4, 3]) await dialog.getByRole('button', { name: `Remove question ${number}` }).click();
  await dialog.getByRole('group', { name: 'Question 2' }).getByLabel('What you ask').fill('What hurts?');
  expect(await violationsOn(hr.page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save the service' }).click();
  await hr.page.getByText('Wheel truing is saved.').waitFor();

  const { page } = await stage.visit({ zone: 'Europe/London' });
  await page.goto(new URL(service.url).pathname);
  await chooseSoon(page, 2);
  const email = `zoe-${Date.now()}@client.example`;
  await typeVisitor(page, { name: 'Zoë Ní Bhriain', email });
  await page.locator('.book-bar button[type=submit]').click();
  await page.getByText('Please answer this question.').waitFor();
  await focusOn(page.getByLabel('Which bike do you ride?'));
  expect(await violationsOn(page)).toEqual([]);
  await page.getByLabel('Which bike do you ride?').selectOption('Race');
  await page.getByLabel('What hurts? (optional)').fill('The left knee\nafter an hour');
  await askForCode(page);
  await page.reload();
  await page.getByRole('button', { name: 'Change time or address' }).click();
  expect(await page.getByLabel('Which bike do you ride?').inputValue()).toBe('Race');
  await askForCode(page);
  const code = await until('the second code', async () => {
    const mails = await company.mailbox.messages({ to: email, tag: 'code' });
    return mails.length < 2 ? undefined : await company.codeFor(email);
  });
  await typeCode(page, code);
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();

  await hr.page.getByRole('link', { name: 'Appointments' }).click();
  await hr.page.getByRole('link', { name: /Zoë Ní Bhriain/ }).click();
  await hr.page.getByText('Which bike do you ride?').waitFor();
  await hr.page.getByText('Race', { exact: true }).waitFor();
  await hr.page.getByText('The left knee').waitFor();
  expect(await violationsOn(hr.page)).toEqual([]);
});
