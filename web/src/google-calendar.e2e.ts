import { createSandboxClient } from '@interlude/calendar-sandbox/sandbox-client';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { focusOn } from './test-keyboard.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
const ada = 'ada@gmail.example';

it('connects Google Calendar on its page of consent, says so, and what was refused there, by keys alone', async () => {
  const { company, portal } = stage;
  const google = createSandboxClient(portal.urls.google);
  await google.addAccount(ada);
  const personId = await company.addInterviewer({ zone: 'UTC' });
  const candidate = await company.invite(await company.addTemplate([personId]));
  const [start = ''] = (await candidate.slots({ zone: 'UTC' })).starts;
  const end = new Date(Date.parse(start) + 1_800_000).toISOString();
  await google.put({ email: ada }, { start: { dateTime: start }, end: { dateTime: end } });
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn, website: google.url });
  await signIn(page, await company.credentialsOf(personId));
  await page.goto(`/hr/availability?person=${personId}`);
  const section = page.getByRole('region', { name: 'Busy elsewhere' });
  await section.getByText('Google asks you to allow three things').waitFor();
  expect(await violationsOn(page)).toEqual([]);

  const connect = section.getByRole('button', { name: 'Connect Google Calendar' });
  await connect.press('Enter');
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await focusOn(section.getByText('Google was not allowed all three things'));
  expect(await violationsOn(page)).toEqual([]);

  await page.goto(`/hr/availability?person=${personId}`);
  await connect.press('Enter');
  await page.getByRole('heading', { name: 'Interlude wants to access your calendars' }).waitFor();
  await page.getByRole('button', { name: 'Allow' }).press('Enter');
  await focusOn(section.getByText('Google Calendar is connected.'));
  expect(new URL(page.url()).searchParams.has('code')).toBe(false);
  await section.getByRole('checkbox', { name: ada }).waitFor();
  await expect.poll(async () => (await candidate.slots({ zone: 'UTC' })).starts).not.toContain(start);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await violationsOn(page)).toEqual([]);
  }

  // Consent that is taken back waits on Home for whoever can give it again, and leads to where they do.
  await google.setTokens({ revoked: ada });
  const known = await company.admin.ask<{ connections: { connectionId: string }[] }>('calendars.connections', {
    personId,
  });
  const { connectionId } = known.connections[0] ?? {};
  for (const _ of [1, 2, 3]) await company.admin.call('calendars.syncNow', { personId, connectionId });
  await page.goto('/hr');
  const waiting = page.getByRole('region', { name: 'Waits for you' });
  await waiting.getByRole('link', { name: 'Sign in at your calendar again' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await waiting.getByRole('button', { name: /^Open calendars: / }).press('Enter');
  await connect.waitFor();
  const { page: overseer } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(overseer, company);
  await overseer.getByRole('link', { name: /^.+ has to sign in at their calendar again$/ }).press('Enter');
  await overseer.getByRole('region', { name: 'Busy elsewhere' }).getByText('Only they themselves').waitFor();
});

it('an entry that somebody adds to their calendar takes its time from the page of a guest, which has it again without it', async () => {
  const { company, portal } = stage;
  const personId = await company.addInterviewer({ zone: 'UTC' });
  const email = `${personId}@gmail.example`;
  const google = createSandboxClient(portal.urls.google);
  await google.addAccount(email, 'UTC');
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn, website: google.url });
  await signIn(page, await company.credentialsOf(personId));
  await page.goto(`/hr/availability?person=${personId}`);
  const section = page.getByRole('region', { name: 'Busy elsewhere' });
  await section.getByRole('button', { name: 'Connect Google Calendar' }).click();
  await page.getByLabel('Account').selectOption(email);
  await page.getByRole('button', { name: 'Allow' }).click();
  await section.getByText('Google Calendar is connected.').waitFor();
  const candidate = await company.invite(await company.addTemplate([personId]));
  const { page: guest } = await stage.visit();
  await guest.goto(await stage.addressOf(candidate.interviewId));
  // The second day has all of its times, whatever the hour of this run.
  await guest.locator('td[data-date][aria-disabled="false"]').nth(1).click();
  const first = guest.getByRole('radiogroup').getByRole('radio').first();
  await first.waitFor({ state: 'attached' });
  const start = await first.inputValue();
  const isOffered = async () => (await guest.locator(`input[type=radio][value="${start}"]`).count()) === 1;

  const { page: week } = await stage.visit({ website: google.url });
  await week.goto(`${google.url}/week/${encodeURIComponent(email)}?from=${start.slice(0, 10)}`);
  await week.getByLabel('From').fill(start.slice(11, 16));
  await week.getByLabel('To').fill(`${String(Number(start.slice(11, 13)) + 1).padStart(2, '0')}:00`);
  await week.getByRole('button', { name: 'Add' }).click();
  await week.getByRole('button', { name: 'Remove Busy' }).waitFor();
  expect(await violationsOn(week)).toEqual([]);
  await expect.poll(isOffered).toBe(false);
  await week.getByRole('button', { name: 'Remove Busy' }).click();
  await expect.poll(isOffered).toBe(true);
});
