import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { loseAnswer } from './test-lost-answer.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

it('lets a recruiter keep jobs and candidates: add, note, archive and undo, import, invite and merge', async () => {
  const { company } = stage;
  const mara = await company.addInterviewer({ name: 'Mara Brandt', zone: 'Europe/London' });
  await company.addTemplate([mara], { name: 'Technical interview' });
  const { page } = await stage.visit({
    width: 1280,
    mayBeRefused: [...refusedBeforeSignIn, 'candidates.update'],
  });
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  const axeClean = async () => {
    expect(await violationsOn(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1280, height: 844 });
  };
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await signIn(page, company);

  // A job, by keyboard.
  await page.getByRole('navigation').getByRole('link', { name: 'Jobs' }).press('Enter');
  await heading('Jobs').waitFor();
  await page.getByRole('heading', { name: 'No jobs yet' }).waitFor();
  await axeClean();
  await button('Add a job').press('Enter');
  const jobDialog = page.getByRole('dialog', { name: 'Add a job' });
  await jobDialog.getByRole('button', { name: 'Save' }).press('Enter');
  await jobDialog.getByText('Enter a title of at most 160 characters.').waitFor();
  await jobDialog.getByLabel('Title').fill('Firmware engineer');
  await jobDialog.getByLabel('Department').fill('Devices');
  await jobDialog.getByLabel('Title').press('Enter');
  await heading('Firmware engineer').waitFor();
  await page.getByRole('textbox', { name: 'Note' }).fill('Two seats, one from March.');
  await button('Add a note').press('Enter');
  await page.getByText('Two seats, one from March.', { exact: true }).waitFor();
  await axeClean();
  await button(/^Remove the note/).press('Enter');
  await page.getByText('The note is removed.').waitFor();
  await page.getByText('No notes yet.').waitFor();
  await button('Undo').press('Enter');
  await page.locator('.note-text', { hasText: 'Two seats, one from March.' }).waitFor();
  await button('Archive').press('Enter');
  await page.getByText('This job is archived').waitFor();
  await button('Undo').press('Enter');
  await page.getByText('This job is archived').waitFor({ state: 'hidden' });

  // Candidates from a list: each row's fault first, then the import.
  await page.getByRole('navigation').getByRole('link', { name: 'Candidates' }).press('Enter');
  await heading('Candidates').waitFor();
  await page.getByRole('link', { name: 'Import' }).press('Enter');
  await heading('Import candidates').waitFor();
  const rows = [
    'email;name;job',
    'zoe.quinn@candidate.example;Zoë Quinn;Firmware engineer',
    'z.quinn@candidate.example;Zoe Quinn;Firmware engineer',
    'noor@candidate.example;Noor Haddad;',
    'not-an-address;Jo;',
  ];
  await page.getByLabel('Or paste the rows here').fill(rows.join('\n'));
  await button('Check the rows').press('Enter');
  await page.getByText('Checked. Nothing is written yet.').waitFor();
  await page.getByText('This is no email address.').waitFor();
  await axeClean();
  await button('Import 3 rows').press('Enter');
  await page.getByText('Imported.').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button('Download the rows with a fault').click(),
  ]);
  expect(download.suggestedFilename()).toBe('rows-to-correct.csv');
  await page.getByRole('link', { name: 'Candidates' }).last().press('Enter');
  await page.getByRole('link', { name: 'Noor Haddad', exact: true }).waitFor();
  await axeClean();
  await page.getByLabel('Name or email').fill('zoe qui');
  await page.getByRole('link', { name: 'Noor Haddad', exact: true }).waitFor({ state: 'hidden' });
  expect(new URL(page.url()).searchParams.get('text')).toBe('zoe qui');

  expect(asked.filter((url) => url.includes('/trpc/candidates.list'))).not.toEqual([]);
  expect(asked.filter((url) => url.includes('/trpc/')).join(' ')).not.toMatch(/zoe/i);

  // Two records of one person become one.
  await page.getByRole('link', { name: 'Zoë Quinn', exact: true }).press('Enter');
  await heading('Zoë Quinn').waitFor();
  await button('Edit').press('Enter');
  const edit = page.getByRole('dialog', { name: 'Edit Zoë Quinn' });
  await edit.getByLabel('Email').fill('z.quinn@candidate.example');
  await edit.getByLabel('Email').press('Enter');
  await edit.getByText('Another candidate has this address.').waitFor();
  await page.keyboard.press('Escape');
  await button('Merge').press('Enter');
  const merge = page.getByRole('dialog', { name: 'Merge another record into Zoë Quinn' });
  await merge.getByLabel('Find the other record').fill('z.quinn');
  await merge.locator('option', { hasText: 'Zoe Quinn' }).waitFor({ state: 'attached' });
  await merge
    .getByLabel('The other record', { exact: true })
    .selectOption({ label: 'Zoe Quinn, z.quinn@candidate.example' });
  await merge.getByText('Both applied for Firmware engineer').waitFor();
  await axeClean();
  await merge.getByRole('button', { name: 'Merge' }).press('Enter');
  await page.getByText('The two records are one now.').waitFor();

  // Inviting begins with what is known.
  await page.getByRole('link', { name: 'Invite: Firmware engineer' }).press('Enter');
  await heading('Invite to an interview').waitFor();
  await expect
    .poll(() => page.getByLabel('Application', { exact: true }).locator('option:checked').textContent())
    .toContain('Zoë Quinn');
  // Another is found by name, and the one that is chosen stays so meanwhile.
  const [job] = await stage.company.admin.ask<{ jobId: string }[]>('jobs.list');
  const kofi = { name: 'Kofi Mensah', email: 'kofi@candidate.example' };
  await stage.company.admin.call('applications.create', { jobId: job?.jobId, candidate: kofi });
  await page.getByLabel('Find by name or email').fill('kofi');
  const application = page.getByLabel('Application', { exact: true });
  await application.locator('option', { hasText: 'Kofi Mensah' }).waitFor({ state: 'attached' });
  expect(await application.locator('option:checked').textContent()).toContain('Zoë Quinn');
  await page.getByLabel('Template', { exact: true }).selectOption({ label: 'Technical interview' });
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await page.getByRole('link', { name: /Open/ }).waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Candidates' }).press('Enter');
  await page.getByRole('link', { name: 'Zoë Quinn', exact: true }).press('Enter');
  await page.getByRole('link', { name: 'Attempt 1' }).press('Enter');
  await page
    .getByRole('region', { name: 'Facts' })
    .getByRole('link', { name: 'Zoë Quinn', exact: true })
    .press('Enter');
  await heading('Zoë Quinn').waitFor();
  await page.getByRole('link', { name: 'Attempt 1' }).waitFor();
  await axeClean();
  await page.getByRole('link', { name: 'Firmware engineer', exact: true }).press('Enter');
  await heading('Firmware engineer').waitFor();
  await page
    .getByRole('table', { name: 'Applications' })
    .getByRole('link', { name: 'Zoë Quinn', exact: true })
    .waitFor();
  await axeClean();
});

it('makes a job, a note and a candidate once when their first answer is lost on the way', async () => {
  const { page } = await stage.visit({
    mayBeRefused: [...refusedBeforeSignIn, 'jobs.create', 'notes.add', 'candidates.create'],
  });
  await signIn(page, stage.company);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });

  await page.goto('/hr/jobs');
  await button('Add a job').press('Enter');
  await page.getByLabel('Title').fill('Night nurse');
  await loseAnswer(page, 'jobs.create');
  await button('Save').press('Enter');
  await page.getByRole('alert').waitFor();
  await button('Save').press('Enter');
  await heading('Night nurse').waitFor();
  await page.getByText('Night nurse is added.').waitFor();
  await page.getByRole('textbox', { name: 'Note' }).fill('Every second week.');
  await loseAnswer(page, 'notes.add');
  await button('Add a note').press('Enter');
  await page.getByRole('alert').waitFor();
  await button('Add a note').press('Enter');
  await expect.poll(() => page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('');
  await expect.poll(() => page.locator('.note-text').allTextContents()).toEqual(['Every second week.']);

  await page.goto('/hr/candidates');
  await button('Add a candidate').press('Enter');
  const adding = page.getByRole('dialog', { name: 'Add a candidate' });
  await adding.getByLabel('Name').fill('Ida Lund');
  await adding.getByLabel('Email').fill('ida@candidate.example');
  await loseAnswer(page, 'candidates.create');
  await button('Save').press('Enter');
  await page.getByRole('alert').waitFor();
  await button('Save').press('Enter');
  await heading('Ida Lund').waitFor();
  await page.getByText('Ida Lund is added.').waitFor();
  await page.goto('/hr/jobs');
  await page.getByRole('link', { name: 'Night nurse', exact: true }).waitFor();
  expect(await page.getByRole('link', { name: 'Night nurse', exact: true }).count()).toBe(1);
});
