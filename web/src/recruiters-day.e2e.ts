import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { until } from '@interlude/dev-stack/until-ready';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { focusOn } from './test-keyboard.ts';
import { loseAnswer } from './test-lost-answer.ts';
import { mailTo } from './test-mail.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
const recruiter = { email: 'rania@acme.example', password: 'a password of many words' };
/** Twelve, as a list from a job board has them: accents, quoting, a zone here and there. */
const twelve = [
  ['Ada Bell', 'ada'],
  ['Ben Okafor', 'ben'],
  ['Cem Aydın', 'cem'],
  ['Dee O’Neill', 'dee'],
  ['Eva Lindqvist', 'eva'],
  ['Finn Jørgensen', 'finn'],
  ['Gül Şahin', 'gul'],
  ['Hui Wen', 'hui'],
  ['Ioana Pop', 'ioana'],
  ['Jonas Weiß', 'jonas'],
  ['Noor van Dijk', 'noor'],
  ['Zoë Quinn', 'zoe'],
] as const;
const addressOf = (who: string) => `${who}@candidate.example`;
let expired = '';

/** What the day begins with, left over from the one before. */
beforeAll(async () => {
  const { company } = stage;
  const mara = await company.addInterviewer({ name: 'Mara Brandt', zone: 'UTC' });
  const templateId = await company.addTemplate([mara], { name: 'First talk', stepMinutes: 60, zone: 'UTC' });
  await company.admin.call('jobs.create', { title: 'Firmware engineer' });
  await company.admin.call('people.create', { ...recruiter, name: 'Rania Haddad', roles: ['recruiter'], zone: 'UTC' });
  const person = (name: string, who: string) => ({ name, email: addressOf(who) });
  expired = await company.send(templateId, { invitationValidFor: 'PT1S' }, person('Gus Moreau', 'gus'));
  await company.send(templateId, { invitationValidFor: 'P1D' }, person('Hana Novák', 'hana'));
  const asked = await company.invite(templateId, {}, person('Ivo Marek', 'ivo'));
  await company.admin.call('interviews.cancel', { interviewId: asked.interviewId, reason: { code: 'other' } });
  await asked.browser.call('candidate.resendLink', { interviewId: asked.interviewId });
  const failed = await company.invite(templateId, { retake: { cooldown: 'PT0S' } }, person('Žofie Ngũgĩ', 'zofie'));
  const { interviewId } = failed;
  await failed.book((await failed.slots()).starts[6] ?? '');
  await company.admin.call('interviews.start', { interviewId, reason: { code: 'agreed' } });
  await company.admin.call('interviews.complete', { interviewId, outcome: 'failed' });
  const reason = { code: 'technical_problem' };
  await failed.browser.call('candidate.requestRetake', { interviewId, reason, idempotencyKey: intentKey() });
  await until('the end of an invitation', async () => (await statusOf(expired)) === 'expired' || undefined);
});

async function statusOf(interviewId: string): Promise<string> {
  return (await stage.company.admin.ask<{ status: string }>('interviews.get', { interviewId })).status;
}

/** The link in the newest mail of a kind to an address. */
async function linkIn(tag: string, to: string): Promise<string> {
  return await until(`the link in "${tag}" to ${to}`, async () => {
    const [mail] = await stage.company.mailbox.messages({ to, tag });
    return /https?:\/\/\S+\/i\?lang=en#[\w.-]+/.exec(String(mail?.request.TextBody ?? ''))?.[0];
  });
}

const button = (page: Page | Locator, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const menu = async (page: Page, name: string | RegExp) =>
  await page.getByRole('navigation').getByRole('link', { name }).first().press('Enter');

/** The file is looked at first; what is wrong with one row keeps the others from nothing. */
async function importTwelve(page: Page): Promise<void> {
  await menu(page, 'Candidates');
  await page.getByRole('link', { name: 'Import' }).press('Enter');
  await heading(page, 'Import candidates').waitFor();
  const rows = twelve.map(([name, who], n) => `"${name}",${addressOf(who)},${n % 3 === 0 ? 'Europe/Lisbon' : ''}`);
  const csv = ['name,email,zone', ...rows, 'Nobody,not-an-address,'].join('\r\n');
  const file = { name: 'applicants.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${csv}\r\n`) };
  await page.getByLabel('CSV file').setInputFiles(file);
  await page.getByLabel('Job for rows that name none').selectOption({ label: 'Firmware engineer' });
  await button(page, 'Check the rows').press('Enter');
  await page.getByText('Checked. Nothing is written yet.').waitFor();
  await page.getByRole('row').filter({ hasText: 'Nobody' }).getByText('This is no email address.').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await button(page, 'Import 12 rows').press('Enter');
  await page.getByText('Imported.').waitFor();
  await page.getByText('12 new').waitFor();
}

/** All twelve by one list that is pasted, from the page of the job; ends on what became of each. */
async function inviteThemTogether(page: Page): Promise<void> {
  await menu(page, 'Jobs');
  await page.getByRole('link', { name: 'Firmware engineer', exact: true }).press('Enter');
  await heading(page, 'Firmware engineer').waitFor();
  await page.getByRole('link', { name: 'Invite somebody' }).press('Enter');
  await page.getByRole('radio', { name: 'Several at once' }).press('Space');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const list = twelve.map(([name, who]) => `${name} <${addressOf(who)}>`).join('\n');
  await page.evaluate((text) => navigator.clipboard.writeText(text), list);
  await page.getByLabel('Name or email address').press('Control+v');
  const chosen = page.getByRole('list', { name: 'Who is invited' }).getByRole('listitem');
  await expect.poll(() => chosen.count()).toBe(12);
  await page.getByLabel('Template', { exact: true }).selectOption({ label: 'First talk' });
  const meaning = page.getByRole('complementary', { name: 'What it means' });
  await meaning.getByText(/starts to choose from/).waitFor();
  await button(page, 'Send 12 invitations').press('Enter');
  await page.getByText('12 invitations are on their way.').waitFor();
}

async function bookByTheLink(link: string): Promise<void> {
  const { page } = await stage.visit({ zone: 'UTC' });
  await page.goto(link);
  await page.getByRole('heading', { name: 'Choose a time' }).waitFor();
  await page.locator('button.soonest').first().press('Enter');
  await button(page, /^Book /).press('Enter');
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
}

/** Finds them by what one remembers of the name, and goes where the name leads. */
async function findAndOpen(page: Page, typed: string, group: 'Candidates' | 'Interviews'): Promise<void> {
  await heading(page, /./).focus();
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Search or jump to a page' });
  await dialog.getByRole('combobox').fill(typed);
  await dialog.getByRole('group', { name: group }).getByRole('option').first().click();
  await dialog.waitFor({ state: 'hidden' });
}

it('a recruiter imports, invites, books and corrects for candidates, cancels several, and ends with nothing waiting', async () => {
  const { company } = stage;
  const { page } = await stage.visit({ zone: 'UTC', mayBeRefused: [...refusedBeforeSignIn, 'interviews.cancelMany'] });
  await signIn(page, recruiter);
  await importTwelve(page);
  await inviteThemTogether(page);

  // One is faster than the page that invited them, which leads to what has become of it.
  await bookByTheLink(await linkIn('invitation', addressOf('ada')));
  await page.getByRole('link', { name: 'Invited: Ada Bell, open the interview' }).press('Enter');
  await heading(page, /Ada Bell/).waitFor();
  await page.getByText('Scheduled', { exact: true }).first().waitFor();

  // One calls, and is booked while on the phone.
  await findAndOpen(page, 'okafor', 'Interviews');
  await heading(page, /Ben Okafor/).waitFor();
  await button(page, 'Choose a time for them').press('Enter');
  const booking = page.getByRole('dialog', { name: 'Choose a time for the candidate?' });
  await booking.getByRole('radio').first().press('Space');
  await button(booking, /^Book /).press('Enter');
  await page.getByText('Booked. Everybody involved gets an email.').waitFor();
  const told = await mailTo(company, page.url().split('/').at(-1) ?? '', 'scheduled');
  expect(told.recipients.join()).toContain(addressOf('ben'));

  // One writes from another address, which is the one for all that is mailed from then on.
  const formerLink = await linkIn('invitation', addressOf('cem'));
  await findAndOpen(page, 'cem aydin', 'Candidates');
  await heading(page, 'Cem Aydın').waitFor();
  await button(page, 'Edit').press('Enter');
  const edit = page.getByRole('dialog', { name: 'Edit Cem Aydın' });
  await edit.getByLabel('Email').fill(addressOf('cem.aydin'));
  await edit.getByLabel('Email').press('Enter');
  await page.getByText('Saved.').waitFor();
  const { page: theirs } = await stage.visit({ zone: 'UTC', mayBeRefused: ['candidate.exchange'] });
  await theirs.goto(await linkIn('link', addressOf('cem.aydin')));
  await theirs.getByRole('heading', { name: 'Choose a time' }).waitFor();
  await theirs.goto('about:blank');
  await theirs.goto(formerLink);
  await theirs.getByRole('heading', { name: 'A newer link has replaced this one' }).waitFor();

  await cancelSeveral(page);
  const mails = await company.mailbox.messages({ to: addressOf('cem') });
  expect(mails.map(({ request }) => request.Tag)).toEqual(['invitation']);
  await emptyHome(page);
});

/** Three from the list, of which one cannot be cancelled until a colleague has opened it again. */
async function cancelSeveral(page: Page): Promise<void> {
  const { company } = stage;
  await menu(page, 'Interviews');
  await page.getByRole('link', { name: 'All', exact: true }).press('Enter');
  for (const name of ['Cem Aydın', 'Eva Lindqvist', 'Gus Moreau'])
    await page.getByRole('checkbox', { name: `Choose ${name}` }).press('Space');
  await page.getByText('3 chosen').waitFor();
  await button(page, 'Cancel').press('Enter');
  const asking = page.getByRole('alertdialog', { name: 'Cancel 3 interviews?' });
  await asking.getByRole('radio', { name: 'The position is filled' }).press('Space');
  // The first answer is lost on the way: what it did is found by the second.
  await loseAnswer(page, 'interviews.cancelMany');
  await button(asking, 'Cancel 3 interviews').press('Enter');
  await asking.getByRole('alert').waitFor();
  await button(asking, 'Cancel 3 interviews').press('Enter');
  await asking.getByText('2 are done.').waitFor();
  await asking.getByText('1 could not be done:').waitFor();
  await asking.getByRole('listitem').filter({ hasText: 'Gus Moreau' }).waitFor();
  await company.admin.call('interviews.extendLink', { interviewId: expired });
  await button(asking, 'Try the failed ones again').press('Enter');
  await page.getByText('3 are done.').waitFor();
  await asking.waitFor({ state: 'hidden' });
  expect(await statusOf(expired)).toBe('cancelled');
  for (const who of ['cem.aydin', 'eva', 'gus'])
    await until(
      `the mail to ${who}`,
      async () => (await company.mailbox.messages({ to: addressOf(who), tag: 'cancelled' })).length === 1 || undefined,
    );
}

/** Everything that waits is acted upon, most of it by key, while more of it comes. */
async function emptyHome(page: Page): Promise<void> {
  const { company } = stage;
  await menu(page, /^Today/);
  const waiting = page.getByRole('region', { name: 'Waits for you' });
  const row = (name: string) => waiting.getByRole('link', { name });
  await row('Hana Novák has not chosen a time').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  const [invitation] = await company.mailbox.messages({ to: addressOf('dee'), tag: 'invitation' });
  await company.mailbox.bounce(invitation?.messageId ?? '', 'hard-bounce');
  await row('Dee O’Neill was not reached').waitFor();

  await page.keyboard.press('j');
  await focusOn(row('Hana Novák has not chosen a time'));
  await page.keyboard.press('e');
  await button(page.getByRole('alertdialog'), 'Send a new link').press('Enter');
  await row('Hana Novák has not chosen a time').waitFor({ state: 'hidden' });

  await button(waiting, 'Decide: Žofie Ngũgĩ asks for a retake').press('Enter');
  const request = page.getByRole('article').filter({ hasText: 'Žofie Ngũgĩ' });
  await button(request, 'Approve').press('Enter');
  const deciding = page.getByRole('alertdialog', { name: 'Approve this retake?' });
  await deciding.getByRole('radio', { name: 'A technical problem' }).press('Space');
  await button(deciding, 'Approve the retake').press('Enter');
  await page.getByText('Approved. The new attempt is issued.').waitFor();
  await menu(page, /^Today/);

  await button(waiting, 'Invite again: Ivo Marek asked again after the end').press('Enter');
  await button(page.getByRole('alertdialog', { name: 'Invite again?' }), 'Send a new invitation').press('Enter');
  await page.getByText('A new invitation is on its way.').waitFor();
  await row('Ivo Marek asked again after the end').waitFor({ state: 'hidden' });

  await heading(page, /Rania$/).focus();
  await page.keyboard.press('j');
  await focusOn(row('Dee O’Neill was not reached'));
  await page.keyboard.press('e');
  await page.getByLabel('Email address').fill(addressOf('dee.oneill'));
  await page.keyboard.press('Enter');
  await page.getByText('The address is corrected and the link is on its way.').waitFor();
  await linkIn('link', addressOf('dee.oneill'));
  await waiting.getByText('Nothing waits for you').waitFor();
  await waiting.getByRole('link', { name: 'Invite a candidate' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
}
