import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

it('lets HR add a room, ask for it in a template, see it on the interview, and archive it without losing the booking', async () => {
  const { company } = stage;
  const mara = await company.addInterviewer({ name: 'Mara Brandt' });
  const templateId = await company.addTemplate([mara], {
    name: 'Onsite round',
    provider: 'in_person',
    venue: 'Main Street 1',
    meetingUrl: undefined,
  });
  const { page } = await stage.visit({ zone: 'Europe/Berlin', mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page.getByRole('navigation').getByRole('link', { name: 'Rooms' }).click();
  await page.getByText('No rooms or licences yet').waitFor();
  await page.getByRole('button', { name: 'Add a room or licence' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Meetings at once').fill('0');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Enter a number from 1 to 100.').waitFor();
  await dialog.getByLabel('Name').fill('Blue room');
  await dialog.getByLabel('Meetings at once').fill('1');
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Room, 1 meeting at once').waitFor();
  expect(await violationsOn(page)).toEqual([]);

  await page.getByRole('navigation').getByRole('link', { name: 'Templates' }).click();
  await page.getByRole('button', { name: 'Change Onsite round' }).click();
  await dialog.getByRole('button', { name: 'Add a room or licence' }).click();
  await dialog.getByRole('button', { name: 'Save the template' }).click();
  await dialog.getByText('Choose something.').waitFor();
  await dialog.getByRole('checkbox', { name: 'Blue room' }).check();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save the template' }).click();
  await page.getByText('Onsite round is saved.').waitFor();
  await page.getByText('Blue room').waitFor();

  const candidate = await company.invite(templateId);
  await candidate.book((await candidate.slots()).starts[8] ?? '');
  expect((await candidate.view()).venue).toBe('Main Street 1, Blue room');
  await page.goto(`/hr/interviews/${candidate.interviewId}`);
  await page.getByRole('complementary').getByText('Blue room').waitFor();

  await page.getByRole('navigation').getByRole('link', { name: 'Rooms' }).click();
  await page.getByRole('button', { name: 'Change Blue room' }).click();
  await dialog.getByRole('checkbox', { name: /^Archived/ }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('1 booked meeting is beyond what there is now. It stays booked.').waitFor();
  await page.getByText('Room, 1 meeting at once, archived').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  expect((await candidate.view()).status).toBe('scheduled');
});
