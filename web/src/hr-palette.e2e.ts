import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

it('finds a candidate by a name without its marks, and opens what is chosen, by keys alone', async () => {
  const { company } = stage;
  const templateId = await company.addTemplate([await company.addInterviewer({ name: 'Ìngrid Interviewer' })]);
  const { interviewId } = await company.invite(templateId);
  const { candidate } = await company.admin.ask<{ candidate: { name: string } }>('interviews.get', { interviewId });
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  const dialog = page.getByRole('dialog', { name: 'Search or jump to a page' });
  const field = dialog.getByRole('combobox');
  const active = () => dialog.getByRole('option', { selected: true });
  const opener = page.getByRole('button', { name: 'Search or jump' });

  await opener.focus();
  await page.keyboard.press('Control+k');
  await dialog.waitFor();
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  // Before anything is typed there are the pages.
  await dialog.getByRole('option', { name: 'Templates' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);

  await page.keyboard.press('Control+k');
  const typed = candidate.name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  await page.keyboard.type(typed);
  await dialog.getByRole('group', { name: 'Interviews' }).getByRole('option').first().waitFor();
  expect(await active().locator('mark').first().textContent()).toBe(candidate.name.split(' ')[0]);
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/hr/interviews/${interviewId}`);
  await dialog.waitFor({ state: 'hidden' });

  await page.keyboard.press('Control+k');
  await page.keyboard.type('qqqq zzzz');
  await dialog.getByText('Nothing found for').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await field.fill('avail');
  await expect.poll(() => active().textContent()).toContain('Availability');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/hr/availability');
});

it('keeps what is found in order under the arrows, and leads from the chosen one to what can be done with it', async () => {
  const { company } = stage;
  const templateId = await company.addTemplate([await company.addInterviewer()]);
  await company.invite(templateId);
  await company.invite(templateId);
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page.getByRole('button', { name: 'Search or jump' }).click();
  const dialog = page.getByRole('dialog', { name: 'Search or jump to a page' });
  const field = dialog.getByRole('combobox');
  const active = () => field.getAttribute('aria-activedescendant');
  await field.fill('cel');
  await dialog.getByRole('group', { name: 'Interviews' }).getByRole('option').nth(1).waitFor();
  const ids = await dialog.getByRole('option').evaluateAll((options) => options.map(({ id }) => id));
  expect(await active()).toBe(ids[0]);
  await page.keyboard.press('ArrowDown');
  expect(await active()).toBe(ids[1]);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect(await active()).toBe(ids.at(-1));
  await page.keyboard.press('Tab');
  await expect
    .poll(() => dialog.getByRole('option', { selected: true }).textContent())
    .toContain('Invite to an interview');
});
