import { startCalendarSandbox } from '@interlude/calendar-sandbox/sandbox';
import { type CalendarSandboxClient, createSandboxClient } from '@interlude/calendar-sandbox/sandbox-client';
import { consentPath } from '@interlude/shared/contracts/calendars';
import { afterAll, expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const redirectUris: string[] = [];
let google: CalendarSandboxClient;
let stop: (() => Promise<void>) | undefined;
const stage = stageOfFile(async () => {
  const client = { id: 'client', secret: 'secret', redirectUris };
  const sandbox = await startCalendarSandbox({ port: 0, client, emails: ['ada@gmail.example'] });
  stop = sandbox.stop;
  google = createSandboxClient(sandbox.url);
  return {
    INTERLUDE_GOOGLE_CLIENT_ID: client.id,
    INTERLUDE_GOOGLE_CLIENT_SECRET: client.secret,
    INTERLUDE_GOOGLE_URL: sandbox.url,
  };
});
afterAll(async () => await stop?.());

it('connects Google Calendar on its page of consent, says so, and what was refused there, by keys alone', async () => {
  const { company, portal } = stage;
  redirectUris.push(new URL(consentPath, portal.settings.publicUrl).href);
  const personId = await company.addInterviewer({ zone: 'UTC' });
  const candidate = await company.invite(await company.addTemplate([personId]));
  const [start = ''] = (await candidate.slots({ zone: 'UTC' })).starts;
  const end = new Date(Date.parse(start) + 1_800_000).toISOString();
  await google.put({ email: 'ada@gmail.example' }, { start: { dateTime: start }, end: { dateTime: end } });
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn, website: google.url });
  await signIn(page, company);
  await page.goto(`/hr/availability?person=${personId}`);
  const section = page.getByRole('region', { name: 'Busy elsewhere' });
  await section.getByText('Google asks you to allow three things').waitFor();
  expect(await violationsOn(page)).toEqual([]);

  const connect = section.getByRole('button', { name: 'Connect Google Calendar' });
  await connect.press('Enter');
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await section.getByText('Google was not allowed all three things').waitFor();
  expect(await violationsOn(page)).toEqual([]);

  await page.goto(`/hr/availability?person=${personId}`);
  await connect.press('Enter');
  await page.getByRole('heading', { name: 'Interlude wants to access your calendars' }).waitFor();
  await page.getByRole('button', { name: 'Allow' }).press('Enter');
  await section.getByText('Google Calendar is connected.').waitFor();
  expect(new URL(page.url()).searchParams.has('code')).toBe(false);
  await section.getByRole('checkbox', { name: 'ada@gmail.example' }).waitFor();
  await expect.poll(async () => (await candidate.slots({ zone: 'UTC' })).starts).not.toContain(start);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await violationsOn(page)).toEqual([]);
  }
});
