import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { focusOn } from './test-keyboard.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

interface Stored {
  readonly templateId: string;
  readonly version: number;
  readonly archived: boolean;
  readonly mayChange?: boolean;
  readonly [field: string]: unknown;
}
const stored = () => stage.company.admin.ask<Stored[]>('templates.list', {});

/** What somebody else changes while a form is open. */
async function changeElsewhere(change: object): Promise<void> {
  const template = (await stored()).find(({ archived }) => !archived);
  const {
    archived: _,
    mayChange: __,
    version: expectedVersion,
    ...fields
  } = template ?? { archived: false, mayChange: false };
  await stage.company.admin.call('templates.update', { ...fields, ...change, expectedVersion });
}

// What had the focus may be gone only after the list is read again; then it is on what is nearest to it.
async function headingHasFocus(page: Page): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.matches('main :is(h1, h2, h3)'));
}

it('lets HR make a template with everything it has, invite with it, and change it beside somebody else', async () => {
  await stage.company.addInterviewer({ name: 'Mara Brandt' });
  const { jobId } = await stage.company.admin.call<{ jobId: string }>('jobs.create', { title: 'Data analyst' });
  const candidate = { name: 'Inês Sá', email: 'ines@candidate.example', zone: 'UTC' };
  await stage.company.admin.call('applications.create', { jobId, candidate });
  const { page } = await stage.visit({
    zone: 'Europe/Berlin',
    mayBeRefused: [...refusedBeforeSignIn, 'templates.create', 'templates.update'],
  });
  await signIn(page, stage.company);
  await page.getByRole('navigation').getByRole('link', { name: 'Templates' }).click();
  await page.getByText('No template yet').waitFor();
  await page.getByRole('button', { name: 'New template' }).click();
  const dialog = page.getByRole('dialog');
  const create = dialog.getByRole('button', { name: 'Create the template' });
  // Its form comes after the dialog has opened.
  await focusOn(dialog.getByLabel('Name', { exact: true }));
  await dialog.getByRole('button', { name: 'Close without saving' }).waitFor();
  await dialog.getByLabel('Minutes', { exact: true }).fill('47');
  await create.click();
  await dialog.getByText('Give it a name.').waitFor();
  await dialog.getByText('A link that begins with https').waitFor();
  await dialog.getByText('From 5 to 480, in steps of 5.').waitFor();
  await dialog.getByText('Choose somebody.').waitFor();
  await focusOn(dialog.getByLabel('Name', { exact: true }));
  expect(await violationsOn(page)).toEqual([]);

  await dialog.getByLabel('Name', { exact: true }).fill('Case study');
  await dialog.getByLabel('Kind of interview').selectOption({ label: 'Case study interview' });
  await dialog.getByLabel('Minutes', { exact: true }).fill('45');
  await dialog.getByLabel('How people meet').selectOption({ label: 'In person' });
  await dialog.getByLabel('Place', { exact: true }).fill('Hafenstraße 12');
  await dialog.getByRole('checkbox', { name: 'Mara Brandt' }).check();
  await dialog.getByLabel(/^Guide for the candidate/).fill('You get a case.\nThen we talk about it.');
  await dialog.getByLabel(/^To prepare/).fill('Read the case\nBring a pen');
  await dialog.getByText('Starts, breaks and time zone').click();
  await dialog.getByLabel('Minutes from start to start').fill('15');
  await dialog.getByLabel('Time zone').fill('Europe/Lisbon');

  // The answer to the first try is lost on its way back.
  await page.route('**/trpc/templates.create*', async (route) => {
    await route.fetch();
    await route.fulfill({ status: 503, body: '' });
  });
  await create.click();
  await dialog.getByRole('alert').waitFor();
  await page.unroute('**/trpc/templates.create*');
  await create.click();
  await page.getByText('Case study is created.').waitFor();
  expect(await stored()).toMatchObject([
    {
      name: 'Case study',
      type: 'case_study',
      durationMinutes: 45,
      provider: 'in_person',
      venue: 'Hafenstraße 12',
      stepMinutes: 15,
      zone: 'Europe/Lisbon',
      guide: 'You get a case.\nThen we talk about it.',
      preparation: ['Read the case', 'Bring a pen'],
      version: 1,
    },
  ]);

  await page.getByRole('link', { name: 'Invite with it' }).click();
  await page.getByText('Starts every 15 minutes').waitFor();
  await page.getByLabel('Application', { exact: true }).selectOption({ label: 'Inês Sá, ines@candidate.example' });
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await page.getByRole('link', { name: 'Open the interview' }).click();
  await page.waitForURL(/\/hr\/interviews\//);
  const interviewId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const { page: own } = await stage.visit({ zone: 'UTC' });
  await own.goto(await stage.addressOf(interviewId));
  await own.getByText('45 min').first().waitFor();
  await own.locator('button.soonest').first().click();
  await own
    .getByRole('button', { name: /^Book / })
    .first()
    .click();
  await own.getByRole('heading', { name: /^You’re booked/ }).waitFor();
  await own.getByText('You get a case. Then we talk about it.').waitFor();
  await own.getByRole('listitem').filter({ hasText: 'Bring a pen' }).waitFor();

  await page.getByRole('navigation').getByRole('link', { name: 'Templates' }).click();
  await page.getByRole('button', { name: 'Change Case study' }).click();
  await dialog.getByText('A change holds for interviews you invite to from now on.').waitFor();
  await dialog.getByLabel('Minutes', { exact: true }).fill('60');
  await dialog.getByLabel(/^To prepare/).fill('Sleep well');
  await changeElsewhere({ name: 'Case talk', durationMinutes: 90, policy: { minimumNotice: 'PT3H' } });
  const save = dialog.getByRole('button', { name: 'Save the template' });
  await save.click();
  const said = dialog.getByRole('alert').filter({ hasText: 'This was changed meanwhile' });
  await said.waitFor();
  // All of it is said at once.
  expect(await said.locator('p').allTextContents()).toEqual([
    'This was changed meanwhile, so what stands here is not saved yet.',
    'What was changed now stands in the form: “Name” and “Bookable until how long before”.',
    'Here the form differs from what was saved: “Minutes” (saved: 90). Saving replaces what was saved.',
    'Review it and save again.',
  ]);
  await dialog.getByLabel('Bookable until how long before').waitFor();
  expect(await dialog.getByLabel('Minutes from start to start').isVisible()).toBe(false);
  expect(await violationsOn(page)).toEqual([]);
  expect(await dialog.evaluate((element) => element.matches(':modal'))).toBe(true);
  expect(await stored()).toMatchObject([{ durationMinutes: 90, version: 2 }]);
  await save.click();
  await page.getByText('Case talk is saved.').waitFor();
  await headingHasFocus(page);
  const merged = { name: 'Case talk', durationMinutes: 60, preparation: ['Sleep well'], version: 3 };
  expect(await stored()).toMatchObject([{ ...merged, policy: { minimumNotice: 'PT3H' } }]);
  await own.reload();
  await own.getByText('45 min').first().waitFor();
  await own.getByRole('listitem').filter({ hasText: 'Bring a pen' }).waitFor();

  await page.getByRole('button', { name: 'Archive Case talk' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Archive' }).click();
  await page.getByText('No template yet').waitFor();
  await headingHasFocus(page);
});

it('keeps what belongs together, and neither hides nor cuts what has to be put right', async () => {
  const personId = await stage.company.addInterviewer({ name: 'Noa Lindt' });
  await stage.company.addTemplate([personId]);
  const { page } = await stage.visit({
    zone: 'Europe/Berlin',
    mayBeRefused: [...refusedBeforeSignIn, 'templates.update'],
  });
  await signIn(page, stage.company);
  await page.getByRole('navigation').getByRole('link', { name: 'Templates' }).click();
  const change = page.getByRole('button', { name: 'Change Technical interview' });
  await change.click();
  const dialog = page.getByRole('dialog');
  const save = dialog.getByRole('button', { name: 'Save the template' });
  await dialog.getByLabel(/^Link to join/).fill('https://acme.zoom.us/j/2');
  await changeElsewhere({ provider: 'in_person', venue: 'Hafenstraße 12', meetingUrl: undefined, stepMinutes: 15 });
  // The list is read again only after the dialog is closed.
  const closed = Promise.withResolvers<void>();
  await page.route(/templates\.list/, async (route) => {
    await closed.promise;
    await route.continue();
  });
  await save.click();
  await dialog.getByText('What was changed now stands in the form: “Minutes from start to start”.').waitFor();
  const saved = '“How people meet” (saved: In person), “Place” (saved: Hafenstraße 12)';
  await dialog.getByText(`differs from what was saved: ${saved} and “Link to join” (saved: nothing).`).waitFor();
  const step = dialog.getByLabel('Minutes from start to start');
  await step.waitFor();
  expect(await step.inputValue()).toBe('15');
  expect(await dialog.getByLabel('How people meet').inputValue()).toBe('zoom');
  await dialog.getByRole('button', { name: 'Keep as it is' }).click();
  await dialog.waitFor({ state: 'hidden' });
  closed.resolve();
  await page.getByText('60 minutes · In person').waitFor();
  await headingHasFocus(page);

  await change.click();
  const fold = dialog.getByText('Starts, breaks and time zone');
  await fold.click();
  await step.fill('7');
  await save.click();
  await dialog.getByText('From 5 to 480, in steps of 5.').waitFor();
  await fold.click();
  await save.click();
  await focusOn(step);
  await dialog.getByLabel(/^Guide for the candidate/).fill('x'.repeat(10_001));
  await dialog.getByText('At most 10,000 characters.').waitFor();
  const add = dialog.getByRole('button', { name: 'Add a group' });
  while (await add.isVisible()) await add.click();
  expect(await dialog.getByRole('group', { name: /^Group \d+$/ }).count()).toBe(10);
});

it('leaves the cursor where somebody types, although what the form has to offer is read again meanwhile', async () => {
  await stage.company.addTemplate([await stage.company.addInterviewer({ name: 'Kei Aoki' })], { name: 'Pair work' });
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, stage.company);
  await page.getByRole('navigation').getByRole('link', { name: 'Templates' }).click();
  const change = page.getByRole('button', { name: 'Change Pair work' });
  const dialog = page.getByRole('dialog');
  const minutes = dialog.getByLabel('Minutes', { exact: true });
  await change.click();
  await minutes.waitFor();
  await dialog.getByRole('button', { name: 'Keep as it is' }).click();
  await dialog.waitFor({ state: 'hidden' });

  // Late enough for everything that is known to be asked for again.
  await page.clock.setFixedTime(Date.now() + 300_000);
  const mayAnswer = Promise.withResolvers<void>();
  await page.route(/people\.list/, async (route) => {
    await mayAnswer.promise;
    await route.continue();
  });
  const answered = page.waitForResponse(/people\.list/);
  await change.click();
  await minutes.fill('');
  await page.keyboard.type('4');
  await stage.company.addInterviewer({ name: 'Ama Mensah' });
  mayAnswer.resolve();
  await answered;
  await dialog.getByRole('checkbox', { name: 'Ama Mensah' }).waitFor();
  await page.keyboard.type('5');
  expect(await minutes.inputValue()).toBe('45');
});
