import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

it('lets HR set hours and settings of an interviewer, warns of bookings outside, and shows what candidates see', async () => {
  const { company } = stage;
  const personId = await company.addInterviewer({ zone: 'UTC' });
  const candidate = await company.invite(await company.addTemplate([personId]));
  const start = (await candidate.slots({ zone: 'UTC' })).starts.find((each) => each.includes('T15:')) ?? '';
  await candidate.book(start);
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page.getByRole('link', { name: 'Availability' }).click();
  await page.getByLabel('Whose hours').selectOption(personId);
  await expect.poll(() => page.getByLabel('Monday').inputValue()).toBe('08:00–20:00');
  expect(await violationsOn(page)).toEqual([]);

  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']) {
    await page.getByLabel(day).fill('9-12');
  }
  await page.getByLabel('Dates with other hours').fill('some day');
  await page.getByLabel('Free minutes after').fill('30');
  await page.getByLabel('Hours of notice').fill('48');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Write one date a line').waitFor();
  await page.getByLabel('Dates with other hours').fill('2030-03-01 10-11');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('1 booked interview would lie outside these hours. It is not moved.').waitFor();
  await page.getByRole('button', { name: 'Save all the same' }).click();
  await page.getByText('The hours are saved.').waitFor();

  const saved = await company.admin.ask('availability.get', { personId });
  expect(saved).toMatchObject({
    overrides: [{ date: '2030-03-01', ranges: [{ from: '10:00', to: '11:00' }] }],
    settings: { buffers: { beforeMinutes: 0, afterMinutes: 30 }, minimumNotice: 'PT48H' },
  });
  const preview = page.getByRole('region', { name: 'What a candidate would see' });
  await preview.getByRole('listitem').first().waitFor();
  expect((await candidate.view()).startsAt).toBe(start);
});

it('lets HR write hours that recur, shows the dates they fall on, and keeps a rule that is none from being saved', async () => {
  const { company } = stage;
  const personId = await company.addInterviewer({ zone: 'UTC' });
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page.getByRole('link', { name: 'Availability' }).click();
  await page.getByLabel('Whose hours').selectOption(personId);
  await page.getByRole('button', { name: 'Add hours that recur' }).click();
  const first = page.getByRole('group', { name: 'Rule 1' });
  await first.getByLabel('Beginning on').fill('2030-01-08');
  await first.getByLabel('Repeats').selectOption({ label: 'Every 2nd Tuesday' });
  await first.getByLabel('Hours on these dates').fill('10-12');
  await first.getByLabel('Except on').fill('2030-01-22');
  await first.getByText('Next: Tue 8 Jan, Tue 5 Feb, Tue 19 Feb').waitFor();

  await page.getByRole('button', { name: 'Add hours that recur' }).click();
  const second = page.getByRole('group', { name: 'Rule 2' });
  await second.getByLabel('Repeats').selectOption({ label: 'By a rule of my own' });
  await second.getByLabel('Rule', { exact: true }).fill('FREQ=HOURLY');
  await second.getByLabel('What happens then').selectOption({ label: 'Day off' });
  await page.getByRole('button', { name: 'Save' }).click();
  await second.getByText('This is no rule of dates.').waitFor();
  await second.getByLabel('Beginning on').fill('2030-01-01');
  await second.getByLabel('Rule', { exact: true }).fill('FREQ=MONTHLY;BYDAY=-1FR');
  await second.getByText('Next: Fri 25 Jan').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The hours are saved.').waitFor();

  const nothingElse = { ranges: [], exceptions: [] };
  expect(await company.admin.ask('availability.get', { personId })).toMatchObject({
    recurring: [
      {
        rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
        startsOn: '2030-01-08',
        ranges: [{ from: '10:00', to: '12:00' }],
        effect: 'adds',
        exceptions: ['2030-01-22'],
      },
      { rule: 'FREQ=MONTHLY;BYDAY=-1FR', startsOn: '2030-01-01', effect: 'replaces', ...nothingElse },
    ],
  });
  await page.reload();
  await page.getByLabel('Whose hours').selectOption(personId);
  // The last Friday is the last of the weekday the rule begins on only by chance, so it stays a rule of one's own.
  await expect
    .poll(() => page.getByRole('group', { name: 'Rule 2' }).getByLabel('Rule', { exact: true }).inputValue())
    .toBe('FREQ=MONTHLY;BYDAY=-1FR');
});
