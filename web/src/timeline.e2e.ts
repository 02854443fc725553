import { openLink } from '@interlude/dev-stack/api-fixtures';
import type { Company } from '@interlude/dev-stack/test-company';
import { until } from '@interlude/dev-stack/until-ready';
import type { Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
let company: Company;
let interviewId = '';

beforeAll(async () => {
  company = stage.company;
  const templateId = await company.addTemplate([await company.addInterviewer({ name: 'Mara Brandt' })]);
  ({ interviewId } = await company.invite(templateId, {}, { name: 'Žofie Ngũgĩ' }));
  const candidate = await openLink(stage.portal.urls.booking, await company.linkOf(interviewId));
  const { starts } = await candidate.slots();
  await candidate.book(starts[4] ?? '');
  await company.admin.call('interviews.reschedule', {
    interviewId,
    startsAt: starts[40] ?? '',
    reason: { code: 'conflict' },
  });
  await until('the mails', async () => {
    const { events } = await company.admin.ask<{ events: { what: string; when: string; isReadable?: true }[] }>(
      'interviews.timeline',
      { interviewId },
    );
    return events.some(({ what, isReadable }) => what === 'rescheduled' && isReadable) || undefined;
  });
});

async function signedIn(path = `/hr/interviews/${interviewId}`) {
  const { page, context } = await stage.visit({ zone: 'Europe/Berlin', mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page.goto(path);
  return { page, context };
}

const linesOf = (page: Page) => page.getByRole('list', { name: 'What happened' }).getByRole('listitem');
const line = (page: Page, text: string | RegExp) => linesOf(page).filter({ hasText: text });

describe('the timeline of an interview', () => {
  it('says of each change what was before and what is since', async () => {
    const { page } = await signedIn();
    const moved = line(page, 'Moved to');
    await expect
      .poll(async () => (await moved.textContent())?.replaceAll(/\s+/g, ' '))
      .toMatch(/Time.?before \S+ \d+ \S+, \d\d:\d\d, now \S+ \d+ \S+, \d\d:\d\d/);
    await expect.poll(() => line(page, 'Booked for').textContent()).toMatch(/Interviewers.*none.*Mara Brandt/);
  });

  it('shows a part of it by keyboard, which reload and Back keep, and leads back from nothing', async () => {
    const { page } = await signedIn();
    const mails = page.getByRole('radio', { name: /^Emails \d+$/ });
    await page.getByRole('radio', { name: /^All \d+$/ }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.url()).toContain('show=people');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => mails.isChecked()).toBe(true);
    expect(await mails.evaluate((radio) => radio === document.activeElement)).toBe(true);
    await line(page, 'Invitation to the candidate').waitFor();
    await expect.poll(() => line(page, 'Moved to').count()).toBe(0);
    await page.reload();
    await line(page, 'Invitation to the candidate').waitFor();
    expect(await line(page, 'Moved to').count()).toBe(0);
    await page.goBack();
    await line(page, 'Moved to').waitFor();

    await page.getByLabel('Done by').selectOption({ label: 'the candidate' });
    await line(page, 'Booked for').waitFor();
    await expect.poll(() => line(page, 'Moved to').count()).toBe(0);
    await page.getByRole('radio', { name: /^Emails 0$/ }).check({ force: true });
    await page.getByText('Nothing on this timeline is like that.').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await line(page, 'Moved to').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('copies the link to one event, which opens, marks and focuses it, also through signing in', async () => {
    const { page, context } = await signedIn(`/hr/interviews/${interviewId}?show=mails`);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('link', { name: /^Copy link to: New time to the candidate/ }).click();
    await page.getByText('The link to this event is copied.').waitFor();
    const link = await page.evaluate(async () => await navigator.clipboard.readText());
    expect(link).toMatch(new RegExp(`/hr/interviews/${interviewId}\\?event=`));

    const other = await stage.visit({ zone: 'Europe/Berlin', mayBeRefused: refusedBeforeSignIn });
    await other.page.goto(link);
    await other.page.getByLabel('Work email').fill(company.email);
    await other.page.getByLabel('Password', { exact: true }).fill(company.password);
    await other.page.getByRole('button', { name: 'Sign in' }).click();
    const target = other.page.locator('[aria-current=true]');
    await target.getByText('New time to the candidate').waitFor();
    await target.getByText(/Žofie/).first().waitFor();
    await expect.poll(() => target.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await violationsOn(other.page)).toEqual([]);

    await other.page.goto(`/hr/interviews/${interviewId}?event=evt_unknown`);
    await other.page.getByText(/^The event that the link leads to is not on this timeline/).waitFor();
  });

  it('reads earlier parts of a very long timeline until it has the event that a link leads to', async () => {
    const { page } = await signedIn();
    const old = await line(page, 'Invited').first().getByRole('link').getAttribute('href');
    await page.route('**/trpc/interviews.timeline**', async (route) => {
      const isEarlier = decodeURIComponent(route.request().url()).includes('"before"');
      const answer = await route.fetch();
      if (isEarlier) return await route.fulfill({ response: answer });
      const [first] = (await answer.json()) as [{ result: { data: { events: { what: string }[]; isCut: boolean } } }];
      const { data } = first.result;
      data.events = data.events.filter(({ what }) => what !== 'invite');
      data.isCut = true;
      return await route.fulfill({ response: answer, json: [first] });
    });
    await page.goto(old ?? '');
    await page.locator('[aria-current=true]').getByText('Invited').waitFor();
    expect(await page.getByText('only the latest part is shown').count()).toBe(0);
  });

  it('keeps a mail open that is being read while something new happens', async () => {
    const { page } = await signedIn();
    await line(page, 'Invitation to the candidate').getByText('Read the email').click();
    const text = line(page, 'Invitation to the candidate').getByText(/Žofie/);
    await text.first().waitFor();
    await company.admin.call('interviews.candidateLink', { interviewId });
    await line(page, 'Link copied').first().waitFor();
    expect(await text.first().isVisible()).toBe(true);
  });
});

async function printed(page: Page): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'A4' }))), {
    mergePages: true,
  });
  return text.replaceAll(/\s+/g, ' ');
}

/** The colours that are drawn, however they are written, and what keeps a line whole. */
async function looksOf(page: Page) {
  return await page.evaluate(() => {
    const styleOf = (selector: string) => getComputedStyle(document.querySelector(selector) ?? document.body);
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const drawn = (colour: string) => {
      if (pen === null) return '';
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      return pen.getImageData(0, 0, 1, 1).data.join(' ');
    };
    return {
      page: drawn(styleOf('.hr-main').backgroundColor),
      ink: drawn(styleOf('h1').color),
      lineBreak: styleOf('.line').breakInside,
    };
  });
}

it('prints an interview light and without controls, with its whole timeline and the zone of each time', async () => {
  const { page } = await signedIn();
  await line(page, 'Moved to').waitFor();
  await page.emulateMedia({ colorScheme: 'light', media: 'print' });
  const light = { page: '255 255 255 255', ink: (await looksOf(page)).ink, lineBreak: 'avoid' };
  await page.emulateMedia({ media: null });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const text = await printed(page);
    expect(text).toContain('Žofie Ngũgĩ');
    expect(text).toMatch(/\S+day,? \d+ \S+ 20\d\d, \d\d:\d\d \(Berlin, UTC\+\d\) Moved to/);
    expect(text).toMatch(/Interviewers: none Mara Brandt/);
    for (const control of [
      'Cancel interview',
      'Read the email',
      'Templates',
      'Sign out',
      'Show UTC',
      'Print',
      'By people',
    ])
      expect(text, control).not.toContain(control);

    await page.emulateMedia({ colorScheme, media: 'print' });
    await expect.poll(() => looksOf(page)).toEqual(light);
    await page.emulateMedia({ media: null });
  }
});
