import { startCaldav } from '@interlude/dev-stack/test-caldav';
import { startCalendarFile } from '@interlude/dev-stack/test-calendar-file';
import { expect, it, onTestFinished } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

interface Attended {
  readonly attention: string | null;
}

it('connects a calendar, says what is wrong with one that cannot be read, and lets it go, by keys alone', async () => {
  const { company } = stage;
  const personId = await company.addInterviewer({ zone: 'UTC' });
  const candidate = await company.invite(await company.addTemplate([personId]));
  const [start = ''] = (await candidate.slots({ zone: 'UTC' })).starts;
  const file = await startCalendarFile();
  const to = new Date(Date.parse(start) + 1_800_000).toISOString();
  file.has([{ uid: 'a', from: start, to, more: ['STATUS:TENTATIVE'] }]);
  const { page } = await stage.visit({ mayBeRefused: [...refusedBeforeSignIn, 'calendars.connectIcs'] });
  await signIn(page, await company.credentialsOf(personId));
  await page.goto(`/hr/availability?person=${personId}`);
  const section = page.getByRole('region', { name: 'Busy elsewhere' });
  await section.getByText('No calendar is connected.').waitFor();
  const field = section.getByLabel('Secret address of a calendar');
  await field.press('Enter');
  await section.getByText('Fill this in.').waitFor();
  await field.fill(file.url.replace('basic', 'other'));
  await field.press('Enter');
  await section.getByText('There is no calendar at this address any more.').waitFor();
  expect(await violationsOn(page)).toEqual([]);

  await field.fill(file.url);
  await field.press('Enter');
  await page.getByText(`Connected to ${new URL(file.url).host}.`).waitFor();
  await expect.poll(async () => (await candidate.slots({ zone: 'UTC' })).starts).not.toContain(start);
  await expect.poll(() => section.getByText('Read this minute').count()).toBe(1);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await violationsOn(page)).toEqual([]);
  }

  await section.getByText('Which entries of').press('Enter');
  const tentative = section.getByRole('checkbox', { name: 'Tentative ones' });
  expect(await tentative.isChecked()).toBe(true);
  for (const isCounted of [false, true]) {
    await tentative.press('Space');
    await expect.poll(() => tentative.isChecked()).toBe(isCounted);
    await expect.poll(async () => (await candidate.slots({ zone: 'UTC' })).starts.includes(start)).toBe(!isCounted);
    expect(await violationsOn(page)).toEqual([]);
  }

  file.answers(404);
  await section.getByRole('button', { name: /^Sync now: / }).press('Enter');
  await section.getByText('Cannot be read').waitFor();
  await section.getByRole('button', { name: /^Disconnect / }).press('Enter');
  const dialog = page.getByRole('alertdialog');
  await dialog.getByText('are offered again').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Disconnect' }).press('Enter');
  await section.getByText('No calendar is connected.').waitFor();
  await expect.poll(async () => (await candidate.slots({ zone: 'UTC' })).starts).toContain(start);
});

it('connects an account, says which calendars take time and where bookings stand, and leaves them there at the end', async () => {
  const { company } = stage;
  const personId = await company.addInterviewer({ zone: 'UTC' });
  const candidate = await company.invite(await company.addTemplate([personId]));
  const [start = '', next = ''] = (await candidate.slots({ zone: 'UTC' })).starts;
  const server = await startCaldav('radicale');
  onTestFinished(() => server.stop());
  await server.makeCalendar('Work');
  await server.makeCalendar('Home');
  const basic = (at: number) => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  await server.put('Home', 'a', [`DTSTART:${basic(Date.parse(start))}\nDTEND:${basic(Date.parse(start) + 1_800_000)}`]);
  const { page } = await stage.visit({ mayBeRefused: [...refusedBeforeSignIn, 'calendars.connectCaldav'] });
  await signIn(page, await company.credentialsOf(personId));
  await page.goto(`/hr/availability?person=${personId}`);
  const section = page.getByRole('region', { name: 'Busy elsewhere' });
  await section.getByRole('checkbox', { name: /^With a user name and password/ }).press('Space');
  await section.getByLabel('Address of the server').fill(server.account.url);
  await section.getByLabel('User name', { exact: true }).fill(server.account.username);
  const password = section.getByLabel('Password', { exact: true });
  await password.fill('wrong');
  await password.press('Enter');
  await section.getByText('does not take this one').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await password.fill(server.account.password);
  await password.press('Enter');
  const home = section.getByRole('checkbox', { name: 'Home' });
  await home.waitFor();
  await expect.poll(async () => (await candidate.slots({ zone: 'UTC' })).starts).not.toContain(start);
  await home.press('Space');
  await expect.poll(() => home.isChecked()).toBe(false);
  await expect.poll(async () => (await candidate.slots({ zone: 'UTC' })).starts).toContain(start);
  const choice = section.getByLabel('Add bookings to');
  await choice.selectOption({ label: 'Work' });
  await expect.poll(() => choice.locator('option:checked').textContent()).toBe('Work');
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await violationsOn(page)).toEqual([]);
  }
  await candidate.book(next);
  await expect.poll(async () => (await server.events('Work')).length).toBe(1);

  const written = basic(Date.parse(next));
  await server.rewrite('Work', (text) =>
    text.replace(`DTSTART:${written}`, `DTSTART:${basic(Date.parse(next) - 900_000)}`),
  );
  await section.getByRole('button', { name: /^Sync now: / }).press('Enter');
  await expect
    .poll(
      async () =>
        (await company.admin.ask<Attended>('interviews.get', { interviewId: candidate.interviewId })).attention,
    )
    .toBe('changed_in_calendar');
  const { page: detail } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(detail, company);
  await detail.goto(`/hr/interviews/${candidate.interviewId}`);
  const changed = detail.getByRole('region', { name: 'Changed in a calendar' });
  await changed.getByText('has moved it in their calendar').waitFor();
  expect(await violationsOn(detail)).toEqual([]);
  await changed.getByRole('button', { name: /^Put it right for / }).waitFor();
  await detail.goto('/hr');
  const row = detail.getByRole('listitem').filter({ has: detail.getByRole('button', { name: /^Put it right: / }) });
  await row.getByRole('button', { name: /^Put it right: / }).press('Enter');
  await expect.poll(async () => (await server.events('Work'))[0]).toContain(`DTSTART:${written}`);
  await expect.poll(() => row.count()).toBe(0);
  expect(await detail.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');

  await section.getByRole('button', { name: /^Disconnect / }).press('Enter');
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('checkbox', { name: 'Leave the bookings in it' }).press('Space');
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Disconnect' }).press('Enter');
  await section.getByText('No calendar is connected.').waitFor();
  expect(await server.events('Work')).toHaveLength(1);
});

it('shows administrators the calendars of others to be disconnected, and lets nobody connect one for another', async () => {
  const { company } = stage;
  const personId = await company.addInterviewer({ zone: 'UTC' });
  const file = await startCalendarFile();
  await (await company.actAs(personId)).call('calendars.connectIcs', { url: file.url });
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page.goto(`/hr/availability?person=${personId}`);
  const section = page.getByRole('region', { name: 'Busy elsewhere' });
  await section.getByText('Only they themselves can connect calendars').waitFor();
  expect(await section.getByRole('textbox').count()).toBe(0);
  expect(await section.getByRole('checkbox').count()).toBe(0);
  expect(await violationsOn(page)).toEqual([]);
  await section.getByRole('button', { name: /^Disconnect / }).press('Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).press('Enter');
  await section.getByText('No calendar is connected.').waitFor();
});
