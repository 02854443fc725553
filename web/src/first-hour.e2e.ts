import { until } from '@interlude/dev-stack/until-ready';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
const password = 'a password of many words';

/** The link in the mail that somebody was invited with, a colleague or a candidate. */
async function invitationOf(to: string, tag: 'colleague_invited' | 'invitation'): Promise<string> {
  return await until(
    `the invitation of ${to}`,
    async () => {
      const [mail] = await stage.company.mailbox.messages({ to, tag });
      return /https?:\/\/\S+\/(hr\/reset|i\?lang=en)#[\w.-]+/.exec(String(mail?.request.TextBody ?? ''))?.[0];
    },
    { deadlineMs: 60_000, everyMs: 100 },
  );
}

it('leads an administrator from an empty company to the first invitation, page by page and without a manual', async () => {
  const { company } = stage;
  const { page } = await stage.visit({ zone: 'Europe/Berlin', mayBeRefused: refusedBeforeSignIn });
  const nextStep = (name: string) => page.locator('.step .button-primary').getByText(name);
  await signIn(page, company);

  await nextStep('Add the people who interview').click();
  await page.getByRole('button', { name: 'Invite a colleague' }).click();
  const invite = page.getByRole('dialog', { name: 'Invite a colleague' });
  await invite.getByLabel('Name').fill('Mara Brandt');
  await invite.getByLabel('Work email').fill('mara.brandt@acme.example');
  await invite.getByLabel('interviewer', { exact: true }).check();
  await invite.getByLabel('Technical interview').check();
  await invite.getByRole('button', { name: 'Send the invitation' }).click();
  await page.getByText('Mara Brandt is invited.').waitFor();

  // She does her part herself, with what her mail leads to.
  const { page: hers } = await stage.visit({ zone: 'Europe/Berlin', mayBeRefused: refusedBeforeSignIn });
  await hers.goto(await invitationOf('mara.brandt@acme.example', 'colleague_invited'));
  await hers.getByLabel('New password').fill(password);
  await hers.getByRole('button', { name: 'Set the password' }).click();
  await hers.getByRole('link', { name: 'Sign in' }).click();
  await hers.getByLabel('Work email').fill('mara.brandt@acme.example');
  await hers.getByLabel('Password', { exact: true }).fill(password);
  await hers.getByRole('button', { name: 'Sign in' }).click();
  await hers.getByRole('navigation').getByRole('link', { name: 'Availability' }).click();
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) await hers.getByLabel(day).fill('9-17');
  await hers.getByRole('button', { name: 'Save' }).click();
  await hers.getByText('The hours are saved.').waitFor();

  await page.getByRole('navigation').getByRole('link', { name: 'Today' }).click();
  await nextStep('Make a template').click();
  await page.getByRole('button', { name: 'New template' }).click();
  const template = page.getByRole('dialog');
  await template.getByLabel('Name', { exact: true }).fill('Technical interview');
  await template.getByLabel('How people meet').selectOption({ label: 'In person' });
  await template.getByLabel('Place', { exact: true }).fill('Hafenstraße 12, Hamburg');
  await template.getByRole('checkbox', { name: 'Mara Brandt' }).check();
  await template.getByRole('button', { name: 'Create the template' }).click();
  await page.getByText('Technical interview is created.').waitFor();

  await page.getByRole('navigation').getByRole('link', { name: 'Today' }).click();
  expect(await violationsOn(page)).toEqual([]);
  await nextStep('Invite a candidate').click();
  await page.waitForURL('**/hr/invite');

  await page.getByRole('radio', { name: 'No, make one' }).check();
  await page.getByLabel('Job', { exact: true }).selectOption({ label: 'A new job…' });
  await page.getByLabel('Title of the job').fill('Firmware engineer');
  await page.getByLabel('Name of the candidate').fill('Noor van Dijk');
  await page.getByLabel('The candidate’s email').fill('noor.van.dijk@candidate.example');
  await page.getByLabel('Template', { exact: true }).selectOption({ label: 'Technical interview' });
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await page.getByRole('heading', { level: 1, name: 'The invitation is on its way' }).waitFor();

  // Whom it is for finds the times that were painted an hour ago, and the first steps are done.
  const { page: theirs } = await stage.visit({ zone: 'Europe/Berlin' });
  await theirs.goto(await invitationOf('noor.van.dijk@candidate.example', 'invitation'));
  await theirs.getByRole('heading', { name: 'Choose a time' }).waitFor();
  await theirs.locator('button.soonest').first().click();
  await theirs.getByRole('button', { name: /^Book / }).click();
  await theirs.getByRole('heading', { name: /^You’re booked/ }).waitFor();
  await theirs.getByText('Hafenstraße 12, Hamburg').first().waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Today' }).click();
  await page.getByText('Nothing waits for you').waitFor();
  await page.getByRole('heading', { name: 'First steps' }).waitFor({ state: 'hidden' });
});
