import type { Company } from '@interlude/dev-stack/test-company';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { type Stage, startStage } from './test-stage.ts';

let stage: Stage;
let company: Company;
beforeAll(async () => {
  stage = await startStage();
  company = stage.company;
});
afterEach(async () => expect(await stage.faults()).toEqual([]));
afterAll(async () => await stage?.stop());

interface Stored {
  readonly templateId: string;
  readonly version: number;
  readonly archived: boolean;
  readonly [field: string]: unknown;
}
const stored = () => company.admin.ask<Stored[]>('templates.list', {});

/** What somebody else changes while a form is open. */
async function changeElsewhere(change: object): Promise<void> {
  const [template] = await stored();
  const { archived: _, version: expectedVersion, ...fields } = template ?? { archived: false };
  await company.admin.call('templates.update', { ...fields, ...change, expectedVersion });
}

it('lets HR make a template with everything it has, invite with it, and change it beside somebody else', async () => {
  await company.addInterviewer({ name: 'Mara Brandt' });
  const { jobId } = await company.admin.call<{ jobId: string }>('jobs.create', { title: 'Data analyst' });
  const candidate = { name: 'Inês Sá', email: 'ines@candidate.example', zone: 'UTC' };
  await company.admin.call('applications.create', { jobId, candidate });
  const { page } = await stage.visit({
    zone: 'Europe/Berlin',
    mayBeRefused: [...refusedBeforeSignIn, 'templates.create', 'templates.update'],
  });
  await signIn(page, company);
  await page.getByRole('navigation').getByRole('link', { name: 'Templates' }).click();
  await page.getByText('No template yet').waitFor();
  await page.getByRole('button', { name: 'New template' }).click();
  const dialog = page.getByRole('dialog');
  const create = dialog.getByRole('button', { name: 'Create the template' });
  await dialog.getByLabel('Minutes', { exact: true }).fill('47');
  await create.click();
  await dialog.getByText('Give it a name.').waitFor();
  await dialog.getByText('From 5 to 480, in steps of 5.').waitFor();
  await dialog.getByText('Choose somebody.').waitFor();
  expect(await dialog.getByLabel('Name', { exact: true }).evaluate((field) => field === document.activeElement)).toBe(
    true,
  );
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
  await own.getByRole('heading', { name: 'Your interview is booked' }).waitFor();
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
  await dialog.getByText('Somebody else has changed this meanwhile, so it is not saved yet.').waitFor();
  await dialog.getByText('Their changes now stand in the form: “Name” and “Bookable until how long before”.').waitFor();
  await dialog.getByText('You both changed: “Minutes”. What you typed stands; saving replaces theirs.').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  expect(await dialog.evaluate((element) => element.matches(':modal'))).toBe(true);
  expect(await stored()).toMatchObject([{ durationMinutes: 90, version: 2 }]);
  await save.click();
  await page.getByText('Case talk is saved.').waitFor();
  const merged = { name: 'Case talk', durationMinutes: 60, preparation: ['Sleep well'], version: 3 };
  expect(await stored()).toMatchObject([{ ...merged, policy: { minimumNotice: 'PT3H' } }]);
  await own.reload();
  await own.getByText('45 min').first().waitFor();
  await own.getByRole('listitem').filter({ hasText: 'Bring a pen' }).waitFor();

  await page.getByRole('button', { name: 'Archive Case talk' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Archive' }).click();
  await page.getByText('No template yet').waitFor();
});
