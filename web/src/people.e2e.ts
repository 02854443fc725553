import { copyPerson } from '@interlude/dev-stack/test-many-interviews';
import { until } from '@interlude/dev-stack/until-ready';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
const email = 'noor.haddad@acme.example';
const about = 'I have led small design teams for ten years.';

/** The link in the newest mail of a kind to somebody, once there are as many as expected. */
async function mailedLink(tag: string, count = 1): Promise<string> {
  return await until(
    `mail ${count} "${tag}" to ${email}`,
    async () => {
      const mails = await stage.company.mailbox.messages({ to: email, tag });
      const text = String(mails[0]?.request.TextBody ?? '');
      return mails.length < count ? undefined : /https?:\/\/\S+\/hr\/reset#[\w-]+/.exec(text)?.[0];
    },
    { deadlineMs: 60_000, everyMs: 100 },
  );
}

async function setPassword(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('heading', { level: 1, name: 'Choose a password' }).waitFor();
  expect(page.url()).not.toContain('#');
  await page.getByLabel('New password').fill(password);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('heading', { level: 1, name: 'Your password is set' }).waitFor();
  await page.getByRole('link', { name: 'Sign in' }).click();
}

async function typeIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('Work email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
const isIn = (page: Page) => page.getByRole('navigation').getByRole('link', { name: 'Interviews' }).waitFor();

it('lets a colleague in by mail, say who they are, lose their password, leave and come back', async () => {
  const { company } = stage;
  const mayBeRefused = [...refusedBeforeSignIn, 'staff.signIn', 'staff.reset', 'interviews.list', 'retakes.list'];
  const { page: admin } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  const { page: own } = await stage.visit({ mayBeRefused });
  const { page: other } = await stage.visit({
    mayBeRefused: [...mayBeRefused, 'queue.list', 'account.sessions', 'account.get'],
  });

  await signIn(admin, company);
  await admin.getByRole('navigation').getByRole('link', { name: 'People' }).click();
  await admin.getByRole('button', { name: 'Invite a colleague' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Invite a colleague' });
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  await dialog.getByText('Enter an email address.').waitFor();
  await dialog.getByLabel('Name').fill('Noor Haddad');
  await dialog.getByLabel('Work email').fill(email);
  await dialog.getByLabel('recruiter').check();
  expect(await violationsOn(admin)).toEqual([]);
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  await admin.getByText('Noor Haddad is invited.').waitFor();
  await admin.getByRole('row', { name: /Noor Haddad.*Invited/ }).waitFor();

  const invitation = await mailedLink('colleague_invited');
  await setPassword(own, invitation, 'a password of many words');
  await typeIn(own, 'a password of many words');
  await isIn(own);
  await own.goto('/hr/account');
  await own.getByLabel('Title').fill('Head of design');
  await own.getByLabel('A sentence about yourself').fill(about);
  await own.getByRole('region', { name: 'What others see of you' }).getByRole('button', { name: 'Save' }).click();
  await own.getByText('Saved.').waitFor();
  expect(await violationsOn(own)).toEqual([]);

  const { personId } = await company.admin
    .ask<{ email: string; personId: string }[]>('people.list')
    .then((all) => all.find((one) => one.email === email) ?? { personId: '' });
  const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
  await company.admin.call('people.update', {
    personId,
    roles: ['interviewer', 'recruiter'],
    interviewTypes: ['technical'],
  });
  await company.admin.call('availability.save', { personId, zone: 'UTC', weekly: everyDay, overrides: [] });
  const candidate = await company.invite(
    await company.addTemplate([personId], { name: 'Design talk', panel: [{ anyOf: [personId], count: 1 }] }),
  );
  const view = await candidate.book((await candidate.slots({ zone: 'UTC' })).starts[30] ?? '');
  expect(view.interviewers).toMatchObject([{ name: 'Noor Haddad', title: 'Head of design', about }]);

  const { page: guest } = await stage.visit();
  await guest.goto(`/i?lang=en#${candidate.link}`);
  await guest.getByText(about).waitFor();

  // Other roles have ended the session above; this is the one that a lost password ends.
  await other.goto('/hr');
  await typeIn(other, 'a password of many words');
  await isIn(other);
  await own.goto('/hr/forgot');
  await own.getByLabel('Work email').fill(email);
  await own.getByRole('button', { name: 'Send me a link' }).click();
  await own.getByText('If we know this address, an email is on its way.').waitFor();
  expect(await violationsOn(own)).toEqual([]);
  await setPassword(own, await mailedLink('password_lost'), 'another password of words');
  await other.goto('/hr/account');
  await other.getByRole('button', { name: 'Sign in' }).waitFor();
  await typeIn(own, 'a password of many words');
  await own.getByText('Email and password do not match.').waitFor();
  await typeIn(own, 'another password of words');
  await isIn(own);
  await other.goto(invitation);
  await other.getByLabel('New password').fill('somebody else’s password');
  await other.getByRole('button', { name: 'Set the password' }).click();
  await other.getByRole('heading', { name: 'This link does not work any more' }).waitFor();

  await admin.getByRole('link', { name: 'Noor Haddad' }).click();
  await admin.getByRole('heading', { level: 1, name: 'Noor Haddad' }).waitFor();
  await admin.getByText(about).waitFor();
  await admin.getByText('Design talk').waitFor();
  expect(await violationsOn(admin)).toEqual([]);
  await admin.getByRole('button', { name: 'Deactivate' }).click();
  const leaving = admin.getByRole('alertdialog', { name: 'Deactivate Noor Haddad' });
  await leaving.getByText('1 booked meeting').waitFor();
  await leaving.getByText('nobody else is free: you are asked to decide').waitFor();
  await leaving.getByText('Design talk').waitFor();
  expect(await violationsOn(admin)).toEqual([]);
  await leaving.getByRole('button', { name: 'Deactivate' }).click();
  await admin.getByText('Noor Haddad is deactivated.').waitFor();
  await own.reload();
  await typeIn(own, 'another password of words');
  await own.getByText('Email and password do not match.').waitFor();

  await admin.getByRole('button', { name: 'Bring back' }).click();
  await admin.getByText('Noor Haddad is back.').waitFor();
  await typeIn(own, 'another password of words');
  await isIn(own);
});

it('finds people by text, role and state, which the address keeps, with the keyboard alone', async () => {
  const { company } = stage;
  await company.addInterviewer({ name: 'Zoë Ångström', skills: ['sql'] });
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page.goto('/hr/people?text=angstrom&role=interviewer');
  await page.getByText('1 person').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByLabel('Name, title, address or skill').fill('nobody of this name');
  await page.getByText('Nobody matches what you have chosen.').waitFor();
  expect(page.url()).toContain('nobody');
  await page.getByRole('button', { name: 'Show everybody' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('State').selectOption('left');
  await expect.poll(() => page.url()).toMatch(/\?state=left$/);
  await page.goto('/hr/people?text=zoe');
  await page.getByRole('link', { name: 'Zoë Ångström' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Zoë Ångström' }).waitFor();
});

it('draws of hundreds of people those in sight, and finds any of them', async () => {
  const { company, portal } = stage;
  await copyPerson(portal, await company.addInterviewer(), 300);
  const { page } = await stage.visit({ width: 1280, mayBeRefused: [...refusedBeforeSignIn] });
  await signIn(page, company);
  await page.goto('/hr/people');
  await page.getByRole('link', { name: 'Person 0000' }).waitFor();
  const rows = page.locator('.people-table .row-link');
  await expect.poll(() => rows.count()).toBeLessThanOrEqual(80);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await page.getByRole('link', { name: 'Person 0299' }).waitFor();
  expect(await rows.count()).toBeLessThanOrEqual(80);
  await page.getByRole('searchbox').fill('person 0150');
  await expect.poll(() => rows.allInnerTexts()).toEqual(['Person 0150']);
  expect(await violationsOn(page)).toEqual([]);
});

it('takes the address that was typed to sign in along to the page of a forgotten password, but not into its address', async () => {
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await page.goto('/hr');
  await page.getByLabel('Work email').fill('noor@acme.example');
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await page.getByRole('button', { name: 'Send me a link' }).waitFor();
  expect(await page.getByLabel('Work email').inputValue()).toBe('noor@acme.example');
  expect(page.url()).not.toContain('noor');
});
