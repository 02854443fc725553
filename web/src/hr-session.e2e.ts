import { startCompany } from '@interlude/dev-stack/test-company';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { focusOn } from './test-keyboard.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

it('a session that ends while somebody types asks to sign in over the page, and keeps what was typed', async () => {
  const { company } = stage;
  const templateId = await company.addTemplate([await company.addInterviewer()]);
  const { interviewId } = await company.invite(templateId, {}, { name: 'Kofi Mensah' });
  const { page, context } = await stage.visit({
    mayBeRefused: [...refusedBeforeSignIn, 'interviews.cancel', 'staff.live', 'staff.signIn'],
  });
  await signIn(page, company);
  await page.goto(`/hr/interviews/${interviewId}`);
  await page.getByRole('button', { name: 'Cancel interview' }).press('Enter');
  const asked = page.getByRole('alertdialog', { name: /^Cancel/ });
  await asked.getByRole('radio', { name: 'The position is filled' }).check();
  await asked.getByRole('textbox').fill('We filled the role this morning.');
  await context.clearCookies();
  const send = asked.locator('button[type=submit]');
  await send.press('Enter');

  const again = page.getByRole('dialog', { name: 'Sign in again' });
  await again.getByText('What you have typed is still here.').waitFor();
  await focusOn(again.getByLabel('Work email'));
  expect(await violationsOn(page)).toEqual([]);
  await again.getByLabel('Work email').fill(company.email);
  await again.getByLabel('Password', { exact: true }).fill('not the password');
  await page.keyboard.press('Enter');
  await again.getByText('Email and password do not match.', { exact: false }).waitFor();
  await again.getByLabel('Password', { exact: true }).fill(company.password);
  await page.keyboard.press('Enter');
  await again.waitFor({ state: 'hidden' });

  await focusOn(send);
  expect(await asked.getByRole('textbox').inputValue()).toBe('We filled the role this morning.');
  await send.press('Enter');
  await page.getByText('The interview is cancelled', { exact: false }).waitFor();
  const { reason } = await company.admin.ask<{ reason: { text: string } }>('interviews.get', { interviewId });
  expect(reason.text).toBe('We filled the role this morning.');
});

it('whoever leaves the page instead, or comes back later, signs in on the page for it', async () => {
  const asking = ['staff.live', 'candidates.list', 'jobs.list'];
  const { page, context } = await stage.visit({ mayBeRefused: [...refusedBeforeSignIn, ...asking] });
  await signIn(page, stage.company);
  // Home asks for several things: where one of them is refused first, it is Home that is left.
  await page.goto('/hr/jobs');
  await page.getByRole('link', { name: 'Frontend engineer' }).first().waitFor();
  await context.clearCookies();
  await page.getByRole('navigation').getByRole('link', { name: 'Candidates' }).press('Enter');
  await page.getByRole('button', { name: 'Leave this page instead' }).press('Enter');
  await page.waitForURL('**/hr/login?next=*');
  await page.getByLabel('Work email').waitFor();
});

it('whoever has an account with one address and password in two companies is asked which to open', async () => {
  const { company, portal } = stage;
  const other = await startCompany(portal);
  const [email, password] = [`both-${company.tenantId}@somewhere.example`.toLowerCase(), 'a password for both of them'];
  const person = { name: 'Noor Haddad', email, password, roles: ['recruiter'], zone: 'UTC' };
  await company.admin.call('people.create', person);
  await other.admin.call('people.create', { ...person, name: 'Noor of the other' });
  const { page } = await stage.visit({ mayBeRefused: [...refusedBeforeSignIn, 'staff.signIn'] });
  await page.goto('/hr');
  await page.getByLabel('Work email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');

  await page.getByRole('alert').getByText('fit in several companies', { exact: false }).waitFor();
  const choices = page.getByRole('button', { name: 'Acme' });
  await focusOn(choices.first());
  expect(await choices.count()).toBe(2);
  expect(await violationsOn(page)).toEqual([]);
  // Another password may fit in one of them only.
  await page.getByLabel('Password', { exact: true }).fill(`${password}.`);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await focusOn(choices.first());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^Good (morning|afternoon|evening), / }).waitFor();
});
