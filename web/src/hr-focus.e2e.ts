import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { focusOn } from './test-keyboard.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
const own = { email: 'jun.focus@acme.example', password: 'a password that is long' };
let interviewId = '';

beforeAll(async () => {
  const { admin } = stage.company;
  const { personId } = await admin.call<{ personId: string }>('people.create', {
    ...own,
    name: 'Jun Ōtsuka',
    roles: ['interviewer'],
    interviewTypes: ['technical'],
    zone: 'UTC',
  });
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', to: '20:00' }));
  await admin.call('availability.save', { personId, zone: 'UTC', weekly, overrides: [] });
  const candidate = await stage.company.invite(
    await stage.company.addTemplate([personId], { name: 'First talk' }),
    {},
    { name: 'Noor Haddad' },
  );
  interviewId = candidate.interviewId;
  await candidate.book((await candidate.slots()).starts[8] ?? '');
});

const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { name });

/** A page of the console for somebody without a mouse. */
async function open(path: string, person: { readonly email: string; readonly password: string } = stage.company) {
  const { page } = await stage.visit({ zone: 'UTC', mayBeRefused: refusedBeforeSignIn });
  await signIn(page, person);
  await page.goto(path);
  return page;
}

it('the focus is on the heading of the page that was asked for once somebody has signed in', async () => {
  const { page } = await stage.visit({ zone: 'UTC', mayBeRefused: refusedBeforeSignIn });
  await page.goto(`/hr/interviews/${interviewId}`);
  await focusOn(page.getByLabel('Work email'));
  await page.getByLabel('Work email').fill(stage.company.email);
  await page.getByLabel('Password', { exact: true }).fill(stage.company.password);
  await page.keyboard.press('Enter');
  await focusOn(heading(page, /Noor Haddad/));
});

it('the focus is on the heading once an invitation is sent, and again for the next one', async () => {
  const page = await open('/hr/invite');
  await page.getByRole('radio', { name: 'No, make one' }).check();
  await page.getByLabel('Name of the candidate').fill('Hana Novák');
  await page.getByLabel('The candidate’s email').fill('hana.focus@candidate.example');
  await page.getByLabel('Job', { exact: true }).selectOption({ label: 'Frontend engineer' });
  await page.getByLabel('Template', { exact: true }).selectOption({ label: 'First talk' });
  await page.getByRole('button', { name: 'Send the invitation' }).press('Enter');
  await focusOn(heading(page, 'The invitation is on its way'));
  await page.getByRole('button', { name: 'Invite somebody else' }).press('Enter');
  await focusOn(heading(page, /^Invite/).first());
});

it('the focus is on a heading after an import, and after something is taken back', async () => {
  const page = await open('/hr/candidates/import');
  await page.getByLabel('Or paste the rows here').fill('email;name\nnoor.focus@candidate.example;Noor F');
  await page.getByRole('button', { name: 'Check the rows' }).press('Enter');
  await page.getByRole('button', { name: 'Import 1 row' }).press('Enter');
  await page.getByText('Imported.').waitFor();
  await focusOn(heading(page, 'Import candidates'));

  await page.getByRole('link', { name: 'Candidates' }).last().press('Enter');
  await page.getByRole('link', { name: 'Noor F', exact: true }).press('Enter');
  await focusOn(heading(page, 'Noor F'));
  const add = page.getByRole('button', { name: 'Add a note' });
  await add.press('Enter');
  await focusOn(page.getByRole('textbox', { name: 'Note' }));
  await page.keyboard.type('Speaks Czech.');
  await add.press('Enter');
  await page.getByRole('button', { name: /^Remove the note/ }).press('Enter');
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await page.locator('.note-text').waitFor();
  await focusOn(heading(page, 'Noor F'));
});

it('the way back to a list ends on the row that one came from, by the browser and by the link above the heading', async () => {
  const page = await open('/hr/interviews?order=newest');
  const row = page.getByRole('row').filter({ hasText: 'Noor Haddad' }).getByRole('link');
  await row.press('Enter');
  await focusOn(heading(page, /Noor Haddad/));
  await page.goBack();
  await focusOn(row);

  await page.keyboard.press('Enter');
  await focusOn(heading(page, /Noor Haddad/));
  await page.locator('.crumb').getByRole('link').press('Enter');
  await focusOn(page.getByRole('row').filter({ hasText: 'Noor Haddad' }).getByRole('link'));

  // Whoever goes to the list by the menu begins at its top.
  await page.keyboard.press('Enter');
  await focusOn(heading(page, /Noor Haddad/));
  await page.getByRole('navigation').getByRole('link', { name: 'Interviews' }).press('Enter');
  await focusOn(heading(page, 'Interviews'));
});

it('the question for another time begins at its heading, above the times', async () => {
  const page = await open(`/hr/interviews/${interviewId}`);
  await page.getByRole('button', { name: 'Move to another time' }).press('Enter');
  await page.getByRole('dialog').getByRole('radio').first().waitFor();
  await focusOn(heading(page, 'Move this interview?'));
});

it('the focus stays on the page once somebody gave their seat back', async () => {
  const page = await open(`/hr/interviews/${interviewId}`, own);
  await page.getByText('I cannot come').press('Enter');
  await page.getByRole('button', { name: 'Give my seat back' }).press('Enter');
  await page.getByText('The recruiter has been asked to find somebody else.').waitFor();
  await page.getByRole('button', { name: 'Give my seat back' }).waitFor({ state: 'hidden' });
  await focusOn(page.getByRole('heading').and(page.locator(':focus')));
  expect(await page.evaluate(() => document.activeElement?.tagName)).toMatch(/^H[123]$/);
});
