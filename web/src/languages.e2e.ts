import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { until } from '@interlude/dev-stack/until-ready';
import { latinDigits } from '@interlude/shared/language/bidi';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { firstWords, restOfWords } from './i18n/dictionaries.ts';
import { createKeyboard } from './test-keyboard.ts';
import { mailTo } from './test-mail.ts';
import { askForCode, chooseSoon, typeCode, typeVisitor } from './test-service.ts';
import { refusedBeforeSignIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
const otherDigits = /[\u0660-\u0669\u06f0-\u06f9]/;
const pageOf = (page: Page) =>
  page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));

type Mail = Awaited<ReturnType<typeof mailTo>>;

const subjectOf = ({ request }: Mail) => String(request.Subject).replaceAll(/[\u2066-\u2069]/g, '');
const bodyOf = ({ request }: Mail) => String(request.HtmlBody);

/** The title of what a mail puts into a calendar, and what rings before it. */
function entryIn({ attachments }: Mail): string[] {
  const text = attachments.find(({ contentType }) => contentType.startsWith('text/calendar'))?.text ?? '';
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  return lines.flatMap((line) => /^(?:SUMMARY|DESCRIPTION):(.*)$/.exec(line)?.[1] ?? []);
}

/** The address in the mail that invites, as it stands there. */
async function mailedAddress(interviewId: string): Promise<string> {
  const mail = await mailTo(stage.company, interviewId, 'invitation');
  const address = /https?:\/\/\S+\/i\?lang=[\w-]+#[\w.-]+/.exec(String(mail.request.TextBody))?.[0] ?? '';
  return `${stage.portal.url}${address.replace(/^https?:\/\/[^/]+/, '')}`;
}

async function wordsIn(language: 'de' | 'ar') {
  return { ...(await firstWords(language)), ...(await restOfWords(language)) };
}

const textOf = (entry: unknown) => String(entry).replaceAll(/[{}]/g, '');

const stories = [
  {
    language: 'de',
    dir: 'ltr',
    subjects: [/^Gebucht: /, /^Verschoben: /, /^Abgesagt: /],
    entry: /^Gespräch|gespräch/,
  },
  {
    language: 'ar',
    dir: 'rtl',
    subjects: [/^تم الحجز: /, /^تغيّر الموعد: /, /^إلغاء: /],
    entry: /مقابلة/,
  },
] as const;

describe.each(stories)('a candidate who reads $language', ({ language, dir, subjects, entry }) => {
  it('goes from the mailed link to booked, moved and cancelled, and reads nothing else', async () => {
    const { company } = stage;
    const templateId = await company.addTemplate([await company.addInterviewer({ name: 'Mara Brandt' })]);
    const interviewId = await company.send(templateId, {}, { locale: language });
    const words = await wordsIn(language);
    const { page } = await stage.visit({ zone: 'Asia/Kolkata' });
    const saysOnly = async () => {
      expect(await pageOf(page)).toEqual({ lang: language, dir });
      expect(await page.locator('body').textContent()).not.toMatch(otherDigits);
    };
    const mailIs = async (tag: string, subject: RegExp) => {
      const mail = await mailTo(company, interviewId, tag);
      expect(subjectOf(mail)).toMatch(subject);
      expect(bodyOf(mail)).toContain(`lang="${language}"`);
      expect(bodyOf(mail)).toContain(`dir="${dir}"`);
      expect(bodyOf(mail)).not.toMatch(otherDigits);
      // In a sentence that runs the other way a name keeps its own direction.
      if (dir === 'rtl') expect(String(mail.request.TextBody)).toContain('\u2068Acme\u2069');
      const said = entryIn(mail);
      expect(said[0]).toMatch(entry);
      expect(said.join()).not.toMatch(/\binterview\b|\bminutes\b/i);
    };

    await page.goto(await mailedAddress(interviewId));
    await page.locator('button.soonest').first().click();
    await saysOnly();
    expect(await page.locator('.band-lead bdi').allInnerTexts()).toContain('Frontend engineer');
    await page.locator('.book-bar button[type=submit]').click();
    await page.locator('.ticket').waitFor();
    await page.locator('.ticket bdi', { hasText: 'Mara Brandt' }).waitFor();
    await saysOnly();
    await mailIs('scheduled', subjects[0]);

    await page.locator('a[href$="/reschedule"]').first().click();
    await page.getByRole('heading', { name: textOf(words['move.title']), exact: true }).waitFor();
    await page.locator('button.soonest').nth(1).click();
    await page.locator('.book-bar button[type=submit]').click();
    await page.locator('.ticket').waitFor();
    await saysOnly();
    await mailIs('rescheduled', subjects[1]);

    await page.locator('a[href$="/cancel"]').first().click();
    await page.getByRole('heading', { name: textOf(words['cancel.title']), exact: true }).waitFor();
    await page.getByLabel(textOf(words['reason.illness']), { exact: true }).check();
    await page.getByRole('button', { name: textOf(words['cancel.do']), exact: true }).click();
    await page.getByRole('heading', { name: textOf(words['cancelled.title']), exact: true }).waitFor();
    await saysOnly();
    await mailIs('cancelled', subjects[2]);
  });
});

it('calls cities as the reader’s language does, on pages, in the choice of a zone and in mails', async () => {
  const { company } = stage;
  const templateId = await company.addTemplate([await company.addInterviewer()]);
  const interviewId = await company.send(templateId, {}, { locale: 'fr', zone: 'Europe/Athens' });
  const { page } = await stage.visit({ zone: 'Europe/Athens' });
  await page.goto(await mailedAddress(interviewId));
  await page.locator('button.soonest').first().click();
  const zone = page.locator('.pick-zone');
  await zone.getByText('heure locale à Athènes').waitFor();
  await zone.locator('button').first().click();
  await page.locator('input[role=combobox]').fill('lisbo');
  await page.getByRole('option').getByText('Lisbonne').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.book-bar button[type=submit]').click();
  await page.locator('.ticket').getByText('heure locale à Athènes').first().waitFor();
  expect(String((await mailTo(company, interviewId, 'scheduled')).request.TextBody)).toContain('Athènes');
});

it('shows the page in the language its reader chooses by keys, keeps to it, and mails in it from then on', async () => {
  const { company } = stage;
  const templateId = await company.addTemplate([await company.addInterviewer()]);
  const interviewId = await company.send(templateId);
  const words = await wordsIn('de');
  const { page } = await stage.visit();
  await page.goto(await mailedAddress(interviewId));
  await page.locator('button.soonest').first().waitFor();
  expect(await pageOf(page)).toEqual({ lang: 'en-GB', dir: 'ltr' });
  const keys = createKeyboard(page);
  await keys.activate(page.locator('details.display > summary'));
  const saved = page.waitForResponse((response) => response.url().includes('candidate.setPreferences'));
  await keys.tabTo(page.getByLabel('Language', { exact: true }));
  await keys.press('D');
  expect((await saved).status()).toBe(200);
  await page.getByRole('heading', { name: textOf(words['pick.soonest']), exact: true }).waitFor();
  await expect.poll(() => pageOf(page)).toEqual({ lang: 'de', dir: 'ltr' });
  // Nobody who chooses is taken to another place.
  expect(
    await page
      .getByLabel(textOf(words['app.language']), { exact: true })
      .evaluate((one) => one === document.activeElement),
  ).toBe(true);

  await page.reload();
  await page.getByRole('heading', { name: textOf(words['pick.soonest']), exact: true }).waitFor();
  await expect.poll(() => pageOf(page)).toEqual({ lang: 'de', dir: 'ltr' });
  await page.close();
  // Sent without the page: it is the interview that knows the language now.
  await company.admin.call('interviews.extendLink', { interviewId, idempotencyKey: intentKey() });
  const mail = await mailTo(company, interviewId, 'link');
  expect(bodyOf(mail)).toContain('lang="de"');
  expect(subjectOf(mail)).toMatch(/mehr Zeit|noch einmal/);
});

it('takes the code of a client in the digits of their keyboard', async () => {
  const { company } = stage;
  const service = await company.addService([await company.addInterviewer()]);
  const { page } = await stage.visit({ language: 'ar-EG' });
  await page.goto(new URL(service.url).pathname);
  await chooseSoon(page, 0);
  const email = `layla-${Date.now()}@client.example`;
  await typeVisitor(page, { name: 'ليلى حداد', email });
  await askForCode(page);
  expect(await pageOf(page)).toEqual({ lang: 'ar-EG', dir: 'rtl' });
  const code = await company.codeFor(email);
  const typed = code.replaceAll(/\d/g, (digit) => String.fromCharCode(0x06_60 + Number(digit)));
  expect(typed).toMatch(/^[٠-٩]{6}$/);
  expect(latinDigits(typed)).toBe(code);
  await typeCode(page, typed);
  await page.locator('.ticket').waitFor();
  expect(await pageOf(page)).toEqual({ lang: 'ar-EG', dir: 'rtl' });
  const mail = await until(
    `the mail to ${email}`,
    async () => (await company.mailbox.messages({ to: email, tag: 'scheduled' }))[0],
  );
  expect(subjectOf(mail)).toMatch(/^تم الحجز: /);
  expect(bodyOf(mail)).toContain('dir="rtl"');
});

it('is German for a German browser where nobody said otherwise, but for the console', async () => {
  const { company } = stage;
  const service = await company.addService([await company.addInterviewer()]);
  const words = await wordsIn('de');
  const { page } = await stage.visit({ language: 'de-AT', mayBeRefused: refusedBeforeSignIn });
  await page.goto(new URL(service.url).pathname);
  await page.getByRole('heading', { name: textOf(words['pick.soonest']), exact: true }).waitFor();
  expect(await pageOf(page)).toEqual({ lang: 'de-AT', dir: 'ltr' });
  await page.goto('/hr');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect((await pageOf(page)).lang).toMatch(/^en/);
});
