import { openLink } from '@interlude/dev-stack/api-fixtures';
import type { Company } from '@interlude/dev-stack/test-company';
import { until } from '@interlude/dev-stack/until-ready';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const hourMs = 3_600_000;
const stage = stageOfFile();
let company: Company;
let templateId = '';

beforeAll(async () => {
  company = stage.company;
  templateId = await company.addTemplate([await company.addInterviewer()]);
});

const title = (page: Page, text: string) => page.getByRole('heading', { name: text, exact: true });

/** A candidate whose interview is over and failed, so that another attempt may be asked for at once. */
async function failedInterview(name: string): Promise<string> {
  const candidate = await company.invite(templateId, { retake: { cooldown: 'PT0S' } }, { name });
  const { interviewId } = candidate;
  await candidate.book((await candidate.slots()).starts[2] ?? '');
  await company.admin.call('interviews.start', { interviewId, reason: { code: 'agreed' } });
  await company.admin.call('interviews.complete', { interviewId, outcome: 'failed' });
  return interviewId;
}

it('lets a candidate ask for a retake, a person approve it, and the new link take the place of the old one', async () => {
  const name = 'Žofie Ngũgĩ';
  const interviewId = await failedInterview(name);
  const oldAddress = await stage.addressOf(interviewId);
  const candidate = await stage.visit({
    mayBeRefused: ['candidate.exchange', 'candidate.interview', 'candidate.slots'],
  });
  await candidate.page.goto(oldAddress);
  await title(candidate.page, 'Your interview is done').waitFor();
  await candidate.page.getByRole('link', { name: 'Ask for another attempt' }).click();
  await candidate.page.getByRole('radio', { name: 'There was a technical problem' }).check();
  await candidate.page.getByLabel('Tell us more (optional)').fill('The call dropped three times.');
  await candidate.page.getByRole('button', { name: 'Send request' }).click();
  await candidate.page.getByText(/^You asked for another attempt/).waitFor();

  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Retakes/ })
    .click();
  const request = page.getByRole('article').filter({ hasText: name });
  await request.getByText('The call dropped three times.').waitFor();
  await request.getByRole('button', { name: 'Approve' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Approve this retake?' });
  await dialog.getByText(`A new attempt is issued now: ${name} gets an email with a new link.`).waitFor();
  await dialog.getByRole('radio', { name: 'A technical problem' }).check();
  await dialog.getByRole('button', { name: 'Approve the retake' }).click();
  await page.getByText('Approved. The new attempt is issued.').waitFor();
  // The single keys are dead while a dialog is open, and no longer.
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
  await page.keyboard.press('Escape');

  // The page that still stands open learns of it, and the old link says the same from now on.
  await title(candidate.page, 'A newer link has replaced this one').waitFor();
  await candidate.page.goto('about:blank');
  await candidate.page.goto(oldAddress);
  await title(candidate.page, 'A newer link has replaced this one').waitFor();
  await candidate.page.getByRole('button', { name: 'Email me my link' }).waitFor();

  await page.getByRole('link', { name: 'Open the new attempt' }).click();
  const attempts = page.getByRole('complementary').getByRole('list').filter({ hasText: 'Attempt 1' });
  await attempts.getByText('Attempt 2, this one').waitFor();
  const lines = async () =>
    (await attempts.getByRole('listitem').allTextContents()).map((text) => text.replaceAll(/\s+/g, ' '));
  await expect
    .poll(lines)
    .toEqual([expect.stringMatching(/Attempt 1.*Archived/), expect.stringMatching(/Attempt 2, this one.*Invited/)]);
  const newInterviewId = page.url().split('/').at(-1) ?? '';
  expect(newInterviewId).not.toBe(interviewId);

  const newAddress = await stage.addressOf(newInterviewId);
  await candidate.page.goto('about:blank');
  await candidate.page.goto(newAddress);
  await title(candidate.page, 'Choose a time').waitFor();
  await candidate.page.getByRole('banner').getByText('Attempt 2').waitFor();
});

it('lets HR invite somebody, find them in the list, and read what was mailed, what will be and what will not, and why', async () => {
  const { page } = await stage.visit({ zone: 'Europe/Berlin', mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page.getByRole('navigation').getByRole('link', { name: 'Invite' }).click();
  await page.getByRole('radio', { name: 'No, make one' }).check();
  await page.getByLabel('Job', { exact: true }).selectOption({ label: 'A new job…' });
  await page.getByLabel('Title of the job').fill('Site reliability engineer');
  await page.getByLabel('Name of the candidate').fill('محمد الأمين');
  await page.getByLabel('The candidate’s email').fill('mohammed@candidate.example');
  await page.getByLabel('Language of the candidate’s page and emails').selectOption('العربية');
  await page.getByLabel('Template', { exact: true }).selectOption({ label: 'Technical interview' });
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await title(page, 'The invitation is on its way').waitFor();
  const wanted = { to: 'mohammed@candidate.example', tag: 'invitation' };
  const invitation = await until('the invitation', async () => (await company.mailbox.messages(wanted))[0]);
  expect(String(invitation.request.Subject)).toContain('اختاروا وقتًا');

  await page.getByRole('navigation').getByRole('link', { name: 'Interviews' }).click();
  const row = page.getByRole('row').filter({ hasText: 'محمد الأمين' });
  await expect.poll(() => row.textContent()).toMatch(/Invited.*Site reliability engineer/);
  await row.getByRole('link').click();
  await title(page, '\u2068محمد الأمين\u2069, Site reliability engineer').waitFor();
  const interviewId = page.url().split('/').at(-1) ?? '';

  // Less than a day ahead, so that the reminder of the day before is past already; the others are to come.
  const candidate = await openLink(stage.portal.urls.booking, await company.linkOf(interviewId));
  const isSoon = (start: string) =>
    Date.parse(start) > Date.now() + 3 * hourMs && Date.parse(start) < Date.now() + 22 * hourMs;
  await candidate.book((await candidate.slots()).starts.find(isSoon) ?? '');
  const isDelivered = async () => {
    const events = await company.timeline(interviewId);
    return events.some(({ what, detail }) => what === 'scheduled' && detail['delivery'] === 'delivered');
  };
  await until('the delivery of the confirmation', isDelivered);
  await page.reload();

  const linesOf = async (name: string) =>
    (await page.getByRole('list', { name }).getByRole('listitem').allTextContents()).map((line) =>
      line.replaceAll(/\s+/g, ' '),
    );
  await page.getByRole('list', { name: 'What is planned' }).waitFor();
  const planned = await linesOf('What is planned');
  expect(planned).toContainEqual(expect.stringMatching(/Reminder to the candidate, 1 hour before/));
  expect(planned).toContainEqual(expect.stringContaining('Interview starts by itself'));
  const past = await linesOf('What happened');
  expect(past).toContainEqual(expect.stringMatching(/Invited.*by Ada Adminsson/));
  expect(past).toContainEqual(expect.stringMatching(/Confirmation of the time to the candidate.*delivered/));
  const skipped = [...past, ...planned].filter((line) => line.includes('was already past when this was planned'));
  expect(skipped).toContainEqual(expect.stringMatching(/Will not happen: Reminder to the candidate, 1 day before/));
});

it('lets HR choose a time for somebody, and set time off aside only with a tick and a reason, which stay on record', async () => {
  const [mara, jun] = [
    await company.addInterviewer({ name: 'Mara Brandt' }),
    await company.addInterviewer({ name: 'Jun Ōtsuka' }),
  ];
  const { interviewId } = await company.invite(await company.addTemplate([mara]));
  const day = new Date(Date.now() + 4 * 24 * hourMs).toISOString().slice(0, 10);
  for (const personId of [mara, jun]) {
    await company.admin.call('availability.addTimeOff', { personId, from: day, to: day });
  }
  const { page } = await stage.visit({
    zone: 'Europe/Berlin',
    mayBeRefused: [...refusedBeforeSignIn, 'interviews.bookFor', 'interviews.addInterviewer', 'interviews.reschedule'],
  });
  await signIn(page, company);
  await page.goto(`/hr/interviews/${interviewId}`);

  // By keyboard alone.
  await page.getByRole('button', { name: 'Choose a time for them' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Choose a time for the candidate?' });
  await dialog.getByText('A time that is not listed').press('Enter');
  await dialog.getByLabel('Date and time').fill('2020-01-01T11:00');
  await dialog.getByText('Enter a time within the next two years').waitFor();
  await dialog.getByLabel('Date and time').fill(`${day}T11:00`);
  await dialog.getByRole('button', { name: /^Book .*11:00/ }).press('Enter');
  await dialog.getByText('Nothing has changed yet: a rule stands in the way.').waitFor();
  await dialog.getByText('Somebody has time off then.').waitFor();
  await dialog.locator('input[type="checkbox"]:focus').waitFor();
  await page.keyboard.press('Space');
  await dialog.getByRole('button', { name: /^Book .*11:00/ }).press('Enter');
  await dialog.getByText('Choose why it is booked anyway.').waitFor();
  await dialog.getByText('Your name, what was set aside and why are kept').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('radio', { name: 'Agreed with everybody involved' }).press('Space');
  await dialog.getByRole('button', { name: /^Book .*11:00/ }).press('Enter');
  await page.getByText('Booked. Everybody involved gets an email.').waitFor();
  await page.getByText(/during time off/).waitFor();

  await page.getByRole('button', { name: 'Move to another time' }).click();
  const move = page.getByRole('dialog', { name: 'Move this interview?' });
  await move.getByText('A time that is not listed').click();
  await move.getByLabel('Date and time').fill(`${day}T05:00`);
  await move.getByRole('radio', { name: 'Illness' }).check();
  await move.getByRole('button', { name: /^Move to .*05:00/ }).click();
  await move.getByText('Nothing has changed yet: 2 rules stand in the way.').waitFor();
  await move.getByText('It lies outside working hours.').waitFor();
  // Another time is another question.
  await move.getByLabel('Date and time').fill(`${day}T13:00`);
  await move.getByText('It lies outside working hours.').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');

  await page.getByText('Change who comes').click();
  await page.getByLabel('Add somebody beside them (optional)').selectOption({ label: 'Jun Ōtsuka' });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('This person has time off then.').waitFor();
  await page.getByLabel('Book anyway').check();
  await page.getByRole('radio', { name: 'Goodwill' }).check();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('Added. They get an email.').waitFor();
  expect((await company.admin.ask<{ interviewers: object[] }>('interviews.get', { interviewId })).interviewers).toEqual(
    [expect.objectContaining({ personId: mara }), expect.objectContaining({ personId: jun })],
  );
});

it('tells whoever arrives without a link what this is, and leads staff to the sign-in', async () => {
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await page.goto('/');
  await title(page, 'Interviews, at a time that suits both sides').waitFor();
  await page.getByText('Open the link in your invitation.').waitFor();
  expect(await page.title()).toBe('Interlude');
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('Work email').waitFor();
});

it('shows a newer photo of whoever is signed in although the one before never came', async () => {
  const put = async (colour: string) => {
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="${colour}"/></svg>`;
    const headers = { 'content-type': 'application/octet-stream', 'x-interlude': '1' };
    const response = await company.admin.fetch('/api/uploads/photo', { method: 'POST', headers, body: drawing });
    return ((await response.json()) as { src: string }).src;
  };
  const first = await put('#a33');
  const { page } = await stage.visit({ mayBeRefused: [...refusedBeforeSignIn, first] });
  await page.route(`**${first}`, (route) => route.fulfill({ status: 404 }));
  const lost = page.waitForResponse(`**${first}`);
  await signIn(page, company);
  await lost;
  const photos = page.locator('.face img');
  await photos.first().waitFor({ state: 'detached' });

  const second = await put('#3a3');
  // Late enough for everything that is known to be asked for again.
  await page.clock.setFixedTime(Date.now() + 300_000);
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await page.locator(`.face img[src="${second}"]`).first().waitFor({ state: 'attached' });
});
