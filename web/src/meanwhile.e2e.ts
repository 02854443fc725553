import { expect, it } from 'vitest';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
// The questions of a page travel together, so that all of them are without an answer where one is to be.
const atHome = ['queue.list', 'retakes.list', 'interviews.list', 'appointments.list', 'interviews.get'];
const mayBeRefused = [...refusedBeforeSignIn, ...atHome, 'interviews.inviteMany'];

async function openAt(path: string) {
  const { page } = await stage.visit({ mayBeRefused });
  await signIn(page, stage.company);
  await page.goto(path);
  return page;
}

it('a corrected name leaves the address that a colleague has corrected meanwhile', async () => {
  const { admin } = stage.company;
  const record = { name: 'Wrnog Name', email: 'old@candidate.example' };
  const { candidateId } = await admin.call<{ candidateId: string }>('candidates.create', record);
  const page = await openAt(`/hr/candidates/${candidateId}`);
  await page.getByRole('button', { name: 'Edit' }).first().click();
  const name = page.getByRole('dialog').getByLabel('Name');
  await name.waitFor();
  await admin.call('candidates.update', { candidateId, email: 'corrected@candidate.example' });
  await name.fill('Right Name');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'Right Name' }).waitFor();
  const { email } = await admin.ask<{ email: string }>('candidates.get', { candidateId });
  expect(email).toBe('corrected@candidate.example');
});

it('what an administrator has changed of somebody stays when they save something else', async () => {
  const { admin } = stage.company;
  const page = await openAt('/hr/account');
  await page.getByLabel('A sentence about yourself').waitFor();
  const { personId } = await admin.ask<{ personId: string }>('account.get');
  await admin.call('people.update', { personId, title: 'Head of people' });
  await page.getByLabel('A sentence about yourself').fill('Hello.');
  const others = page.getByRole('region', { name: 'What others see of you' });
  await others.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  expect(await admin.ask('account.get')).toMatchObject({ title: 'Head of people', about: 'Hello.' });
  await expect.poll(() => others.getByLabel('Title').inputValue()).toBe('Head of people');
});

it('an action of Home whose interview cannot be read says so, and asks again', async () => {
  const { company } = stage;
  const policy = { minimumNotice: 'PT0S', invitationValidFor: 'PT40H' };
  const templateId = await company.addTemplate([await company.addInterviewer()], { policy });
  await company.invite(templateId, {}, { name: 'Exp Iring' });
  const page = await openAt('/hr');
  const button = page.getByRole('button', { name: /Extend: Exp Iring/ });
  await button.waitFor();
  await page.route(/interviews\.get/, (route) => route.fulfill({ status: 502 }));
  await button.click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByRole('button', { name: 'Try again' }).waitFor({ timeout: 30_000 });
  await page.unroute(/interviews\.get/);
  await page.keyboard.press('Escape');
  await button.click();
  await dialog.getByRole('heading', { name: 'What happens' }).waitFor();
});

it('Enter in the palette opens what is typed, however late the answer is', async () => {
  const { admin } = stage.company;
  await admin.call('candidates.create', { name: 'Xaver Alpha', email: 'xa@candidate.example' });
  const record = { name: 'Yolanda Beta', email: 'yb@candidate.example' };
  const { candidateId } = await admin.call<{ candidateId: string }>('candidates.create', record);
  const page = await openAt('/hr');
  await page.getByRole('button', { name: 'Search or jump' }).waitFor();
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Search or jump to a page' });
  await dialog.getByRole('combobox').fill('xaver');
  await dialog.getByRole('option', { name: /Xaver Alpha/ }).waitFor();
  await dialog.getByRole('combobox').fill('yolanda');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/hr/candidates/${candidateId}`);
});

it('nobody is invited twice when an answer about some of many is lost', async () => {
  const { company } = stage;
  await company.addTemplate([await company.addInterviewer()], { name: 'Twice' });
  await company.admin.call('jobs.create', { title: 'Twice job' });
  const page = await openAt('/hr/invite');
  await page.getByRole('radio', { name: 'Several at once' }).check();
  await page.getByLabel('Job', { exact: true }).selectOption({ label: 'Twice job' });
  await page.getByLabel('Template', { exact: true }).selectOption({ label: 'Twice' });
  const lines = Array.from({ length: 27 }, (_, n) => `Person ${n} p${n}@twice.example`).join('\n');
  await page.getByLabel('Name or email address').focus();
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(paste);
  }, lines);
  let calls = 0;
  await page.route('**/trpc/interviews.inviteMany*', async (route) => {
    calls += 1;
    // The second call takes effect, and nobody here learns of it.
    if (calls !== 2) return await route.continue();
    await route.fetch();
    await route.fulfill({ status: 502 });
  });
  await page.getByRole('button', { name: 'Send 27 invitations' }).click();
  await page.getByText('25 invitations are on their way.').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Try the failed ones again' }).click();
  await page.getByText('27 invitations are on their way.').waitFor({ timeout: 60_000 });
  for (const text of ['p0@twice.example', 'p26@twice.example']) {
    const { interviews } = await company.admin.ask<{ interviews: object[] }>('interviews.list', { filter: { text } });
    expect(interviews).toHaveLength(1);
  }
});

it('of several who are invited, those who have such an invitation already are named', async () => {
  const { company } = stage;
  const templateId = await company.addTemplate([await company.addInterviewer()], { name: 'Named' });
  await company.send(templateId, {}, { name: 'Wai Ting', email: 'waiting@named.example' });
  const page = await openAt('/hr/invite');
  await page.getByRole('radio', { name: 'Several at once' }).check();
  await page.getByLabel('Job', { exact: true }).selectOption({ label: 'Frontend engineer' });
  await page.getByLabel('Template', { exact: true }).selectOption({ label: 'Named' });
  const field = page.getByLabel('Name or email address');
  for (const one of ['New One new@named.example', 'Wai Ting waiting@named.example']) {
    await field.fill(one);
    await field.press('Enter');
  }
  await page.getByText('An invitation for this job is waiting for an answer already: Wai Ting.').waitFor();
});

it('another link to a new password that is opened in the same tab is taken', async () => {
  const { page } = await stage.visit({ mayBeRefused });
  await page.goto('/hr/reset#short');
  await page.getByRole('heading', { name: 'This link is not complete' }).waitFor();
  const token = 'a'.repeat(43);
  await page.goto(`/hr/reset#${token}`);
  await page.getByRole('button', { name: 'Set the password' }).waitFor();
  expect(page.url()).not.toContain(token);
});
