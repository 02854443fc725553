import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

it('lets HR note skills, ask for them in a panel with an optional person, and read why these people were chosen', async () => {
  const [mara, jun, ines] = [
    await stage.company.addInterviewer({ name: 'Mara Brandt' }),
    await stage.company.addInterviewer({ name: 'Jun Ōtsuka' }),
    await stage.company.addInterviewer({ name: 'Inês Sá' }),
  ];
  const templateId = await stage.company.addTemplate([mara, jun], {
    name: 'Data round',
    panel: [{ anyOf: [mara, jun], count: 1 }],
  });
  const { page } = await stage.visit({ zone: 'Europe/Berlin', mayBeRefused: refusedBeforeSignIn });
  await signIn(page, stage.company);

  await page.getByRole('navigation').getByRole('link', { name: 'People' }).click();
  await page.getByRole('link', { name: 'Jun Ōtsuka' }).click();
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByLabel('Skills, separated by commas').fill('SQL, system design');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('What you changed about Jun Ōtsuka is saved.').waitFor();
  await page.getByText('sql and system design').waitFor();
  expect(await violationsOn(page)).toEqual([]);

  await page.getByRole('navigation').getByRole('link', { name: 'Templates' }).click();
  await page.getByRole('button', { name: 'Change Data round' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change Data round' });
  const first = dialog.getByRole('group', { name: 'Group 1' });
  await first.getByLabel(/^Must have these skills/).fill('rust');
  await dialog.getByRole('button', { name: 'Save the template' }).click();
  await first.getByText('Choose from 1 to the number of people who qualify, which is 0.').waitFor();
  await first.getByLabel(/^Must have these skills/).fill('sql');
  await dialog.getByRole('button', { name: 'Add a group' }).click();
  const second = dialog.getByRole('group', { name: 'Group 2' });
  await second.getByRole('checkbox', { name: 'Inês Sá' }).check();
  await second.getByRole('checkbox', { name: /^Optional/ }).check();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save the template' }).click();
  await page.getByText('Data round is saved.').waitFor();
  await page.getByText('1 of Mara Brandt, Jun Ōtsuka, must have: sql').waitFor();
  await page.getByText('Inês Sá (optional)').waitFor();

  const candidate = await stage.company.invite(templateId);
  await candidate.book((await candidate.slots()).starts[8] ?? '');
  await page.goto(`/hr/interviews/${candidate.interviewId}`);
  const facts = page.getByRole('complementary');
  await facts.getByText('Also invited (optional)').waitFor();
  await page.getByText('Why these people').click();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Jun Ōtsuka: Chosen: nobody else was free for the seat' })
    .waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Mara Brandt: Not asked: lacks a skill' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Inês Sá: Chosen' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);

  await stage.company.admin.call('people.update', { personId: jun, skills: [] });
  await page.reload();
  await page.getByText(/^Nobody can fill the panel any more/).waitFor();
  await page.goto('/hr/interviews');
  await page.getByText('Panel cannot be filled').first().waitFor();
  expect(ines).not.toBe(mara);
});
