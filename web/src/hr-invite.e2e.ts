import { until } from '@interlude/dev-stack/until-ready';
import type { Page, Route } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { loseAnswer } from './test-lost-answer.ts';
import { mailTo } from './test-mail.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
beforeAll(async () => {
  const { company } = stage;
  await company.addTemplate([await company.addInterviewer()], { name: 'First talk', stepMinutes: 60, zone: 'UTC' });
  await company.admin.call('jobs.create', { title: 'Firmware engineer' });
});

const mailsTo = async (to: string) => await stage.company.mailbox.messages({ to, tag: 'invitation' });

async function openPage(page: Page): Promise<void> {
  await signIn(page, stage.company);
  await page.goto('/hr/invite');
  await page.getByRole('radio', { name: 'Several at once' }).check();
  await page.getByLabel('Job', { exact: true }).selectOption({ label: 'Firmware engineer' });
}

it('several are invited on one page, which shows what will be mailed; one fails, and is tried again alone', async () => {
  const { company } = stage;
  const { page } = await stage.visit({
    zone: 'UTC',
    mayBeRefused: [...refusedBeforeSignIn, 'interviews.inviteMany', 'applications.create'],
  });
  await openPage(page);
  const field = page.getByLabel('Name or email address');
  for (const one of [
    'Noor van Dijk noor.invited@candidate.example',
    'Bao <bao.invited@candidate.example>',
    'Zoe zoe.invited@candidate.example',
  ]) {
    await field.fill(one);
    await field.press('Enter');
  }
  await page.getByRole('button', { name: 'Remove Zoe' }).press('Enter');
  await field.fill('nobody');
  await field.press('Enter');
  await page.getByText('These lines have no usable address: nobody').waitFor();
  await field.fill('');
  await page.getByLabel('Template', { exact: true }).selectOption({ label: 'First talk' });
  await page.getByLabel('A sentence of your own (optional)').fill('Bring your portfolio.');

  const meaning = page.getByRole('complementary', { name: 'What it means' });
  await meaning.getByText(/starts to choose from/).waitFor();
  const text = meaning.locator('.invite-mail-text').first();
  await expect.poll(() => text.textContent()).toContain('Bring your portfolio.');
  await meaning.getByText('To noor.invited@candidate.example').first().waitFor();
  expect(await violationsOn(page)).toEqual([]);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }

  // Bao's record is archived meanwhile, and restored once the result says so.
  const { jobs } = await company.admin.ask<{ jobs: { jobId: string; title: string }[] }>('jobs.list').then((all) => ({
    jobs: all as unknown as { jobId: string; title: string }[],
  }));
  const jobId = jobs.find(({ title }) => title === 'Firmware engineer')?.jobId ?? '';
  const candidate = { name: 'Bao', email: 'bao.invited@candidate.example' };
  const { candidateId } = await company.admin.call<{ candidateId: string }>('applications.create', {
    jobId,
    candidate,
  });
  await company.admin.call('candidates.archive', { candidateId });
  // An outage refuses nobody: it is said of the whole, which is asked for again.
  const outage = {
    error: { message: '', code: -32_000, data: { refusal: { code: 'unavailable', retryAfterSeconds: 2 } } },
  };
  const fail = (route: Route) => route.fulfill({ status: 503, json: [outage, outage] });
  await page.route('**/trpc/applications.create*', fail, { times: 1 });
  await page.getByRole('button', { name: 'Send 2 invitations' }).press('Enter');
  await page.getByText('The service cannot answer right now. Trying again in a moment is safe').waitFor();
  expect(await page.getByRole('region', { name: 'Who is invited now' }).count()).toBe(0);

  // The first answer is lost on the way: asked again, whoever was invited by then is not invited twice.
  await loseAnswer(page, 'interviews.inviteMany');
  await page.getByRole('button', { name: 'Send 2 invitations' }).press('Enter');
  await page.getByText('For 2 people the answer was lost: trying again invites nobody twice.').waitFor();
  await page.getByRole('button', { name: 'Try the failed ones again' }).press('Enter');
  await page.getByText('1 invitation is on its way. 1 person is not invited.').waitFor();
  await page.getByText('The job or the candidate is archived. Restore it first, then invite.').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await company.admin.call('candidates.restore', { candidateId });
  await page.getByRole('button', { name: 'Try the failed ones again' }).press('Enter');
  await page.getByText('2 invitations are on their way.').waitFor();

  await until('both mails', async () => {
    const all = await Promise.all(['noor.invited@candidate.example', 'bao.invited@candidate.example'].map(mailsTo));
    return all.every((mails) => mails.length === 1) || undefined;
  });
  expect(await mailsTo('zoe.invited@candidate.example')).toEqual([]);
  await page.getByRole('link', { name: 'Invited: Noor van Dijk, open the interview' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: /Noor van Dijk/ }).waitFor();
});

it('a link and free times are copied as they can be sent, and whoever answers by phone is booked from the line that says who is told', async () => {
  const { company } = stage;
  const { page } = await stage.visit({ zone: 'UTC', mayBeRefused: refusedBeforeSignIn });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = async () => await page.evaluate(() => navigator.clipboard.readText());
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  await signIn(page, company);
  await page.goto('/hr/invite');
  await page.getByRole('radio', { name: 'No, make one' }).check();
  await page.getByLabel('Job', { exact: true }).selectOption({ label: 'Firmware engineer' });
  await page.getByLabel('Name of the candidate').fill('Ivo Marek');
  await page.getByLabel('The candidate’s email').fill('ivo@candidate.example');
  await page.getByLabel('Template', { exact: true }).selectOption({ label: 'First talk' });
  await button('Send the invitation').press('Enter');
  await page.getByRole('link', { name: /Open/ }).press('Enter');

  await button('Copy three free times').press('Enter');
  await page.getByText('Three free times are copied.').waitFor();
  const lines = (await copied()).split('\n');
  expect(lines).toHaveLength(3);
  await button('Copy the link').press('Enter');
  await page.getByText('Their own link is copied.').waitFor();
  const link = await copied();
  expect(link).toMatch(/\/i\?lang=en#[\w.-]+$/);
  expect(await violationsOn(page)).toEqual([]);

  // What was copied is of use: the link opens, and the first line is a time that it offers.
  const { page: theirs } = await stage.visit({ zone: 'UTC' });
  await theirs.goto(link);
  await theirs.getByRole('heading', { name: 'Choose a time' }).waitFor();
  const first = await theirs.locator('button.soonest time').first().getAttribute('datetime');
  const clock = new Date(first ?? '').toISOString().slice(11, 16);
  expect(lines[0]).toContain(clock);

  await page
    .getByText('If you choose the time, Ivo Marek and whoever interviews get the confirmation at once.')
    .waitFor();
  await button('Choose a time for them').press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Choose a time for the candidate?' });
  await dialog.getByText('Ivo Marek and whoever interviews get an email with the time at once.').waitFor();
  await dialog.getByRole('radio').first().press('Space');
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^Book / }).press('Enter');
  await page.getByText('Booked. Everybody involved gets an email.').waitFor();
  await button('Copy three free times').waitFor({ state: 'hidden' });
  const interviewId = page.url().split('/').at(-1) ?? '';
  const told = await mailTo(company, interviewId, 'scheduled');
  expect(told.recipients.join()).toContain('ivo@candidate.example');
  await until('the interviewer is told', async () => {
    const mails = await company.mailbox.messages({ metadata_iv: interviewId, tag: 'scheduled' });
    return mails.some(({ recipients }) => recipients.some((one) => one.includes('@acme.example'))) || undefined;
  });
  // The page that the candidate has open learns of it, and the link that was copied leads to the booking.
  await theirs.getByRole('heading', { name: /^You’re booked/ }).waitFor();
  await theirs.goto('about:blank');
  await theirs.goto(link);
  await theirs.getByRole('heading', { name: /^You’re booked/ }).waitFor();
});
