import { Browser } from '@interlude/dev-stack/api-browser';
import { intentKey, type NewService, proveAddress } from '@interlude/dev-stack/api-fixtures';
import { until } from '@interlude/dev-stack/until-ready';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { firstWords, restOfWords } from './i18n/dictionaries.ts';
import { violationsOn } from './test-axe.ts';
import { createKeyboard, isFocused } from './test-keyboard.ts';
import { askForCode, chooseSoon, typeCode, typeVisitor } from './test-service.ts';
import { stageOfFile } from './test-stage.ts';
import type { Visitor } from './test-visitor.ts';

const stage = stageOfFile();
const pathOf = ({ url }: NewService) => new URL(url).pathname;
const emailOf = (name: string) => `${name}-${Date.now()}@client.example`;
const secondsOf = (instant: string) => new Date(instant).toISOString().replace('.000', '');

const mailOf = (email: string, tag: string) =>
  until(`the mail "${tag}" to ${email}`, async () => (await stage.company.mailbox.messages({ to: email, tag }))[0]);

async function addService(more: Record<string, unknown> = {}): Promise<NewService> {
  const { company } = stage;
  const names = ['Mara Brandt', 'Dele Adeyemi'];
  // From tomorrow on: of what is left of today most is left to others, whatever the hour of this run.
  const dateIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const ranges = [{ from: '09:00', to: '18:00' }];
  const overrides = Array.from({ length: 20 }, (_, n) => ({ date: dateIn(n + 1), ranges }));
  const hours = { zone: 'UTC', weekly: [], overrides };
  const people = await Promise.all(names.map((name) => company.addInterviewer({ name, ...hours })));
  return await company.addService(people, more);
}

/** Somebody else who books a start of the service. */
async function bookAsRival(service: NewService, startsAt: string): Promise<void> {
  const email = emailOf('rival');
  const codeOf = async () => await stage.company.codeFor(email);
  const rival = await proveAddress(stage.portal.urls.booking, service, { email, codeOf });
  await rival.book(startsAt);
}

/** Gives back what is held for the visitor, as if it had ended. */
async function endHolding(service: NewService, { requests }: Visitor): Promise<void> {
  const begun = requests.filter((request) => request.url().includes('appointments.begin')).at(-1);
  const answer = await begun?.response();
  const replaces = (await answer?.json())?.result.data.proofId;
  const [tenant = '', name = ''] = pathOf(service).split('/').slice(2);
  await new Browser(stage.portal.urls.booking).call('appointments.begin', {
    tenant,
    service: name,
    name: 'Nobody',
    email: emailOf('nobody'),
    zone: 'UTC',
    replaces,
    idempotencyKey: intentKey(),
  });
}

/** The digits of the last of so many codes. */
async function codeFor(email: string, count = 1): Promise<string> {
  return await until(`${count} codes for ${email}`, async () => {
    const mails = await stage.company.mailbox.messages({ to: email, tag: 'code' });
    return mails.length < count ? undefined : await stage.company.codeFor(email);
  });
}

const focused = (target: Locator) => expect.poll(() => isFocused(target)).toBe(true);
const startOf = (page: Page) => page.locator('.panel time').first().getAttribute('datetime');
const pageOf = (page: Page) =>
  page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));

const stories = [
  { language: 'en', browser: 'en-GB', dir: 'ltr', subject: /^Booked: / },
  { language: 'de', browser: 'de-DE', dir: 'ltr', subject: /^Gebucht: / },
  { language: 'ar', browser: 'ar-EG', dir: 'rtl', subject: /^تم الحجز: / },
] as const;

describe.each(stories)('a visitor who reads $language', ({ language, browser, dir, subject }) => {
  it('goes from the free times to a booked one, and is asked for nothing that could wait', async () => {
    const service = await addService();
    const words = { ...(await firstWords(language)), ...(await restOfWords(language)) };
    const { page } = await stage.visit({ zone: 'Europe/London', language: browser });
    const email = emailOf(`zoe-${language}`);

    await page.goto(pathOf(service));
    const startsAt = await chooseSoon(page, 2);
    await page.getByText(String(words['begin.how'])).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await typeVisitor(page, { name: 'Zoë Ní Bhriain', email });
    await askForCode(page);
    expect(await page.getByRole('timer').getAttribute('aria-live')).toBe('off');
    expect(await startOf(page)).toBe(startsAt);
    expect(await violationsOn(page)).toEqual([]);
    expect(await pageOf(page)).toEqual({ lang: browser, dir });

    await typeCode(page, await codeFor(email));
    await page.locator('.ticket').waitFor();
    const mail = await mailOf(email, 'scheduled');
    expect(String(mail.request.Subject).replaceAll(/[\u2066-\u2069]/g, '')).toMatch(subject);
  });
});

it('narrows the times to the person one asks for, and says when that person is not free', async () => {
  const { company } = stage;
  const dateIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const on = async (name: string, days: number) => {
    const overrides = [{ date: dateIn(days), ranges: [{ from: '09:00', to: '10:00' }] }];
    return await company.addInterviewer({ name, zone: 'UTC', weekly: [], overrides });
  };
  const service = await company.addService([await on('Mara Brandt', 3), await on('Dele Adeyemi', 4)]);
  const { page } = await stage.visit({ zone: 'UTC' });
  await page.goto(pathOf(service));
  const soonest = page.locator('button.soonest');
  await expect.poll(() => soonest.count()).toBe(2);
  await soonest.first().click();
  await page.getByRole('radio', { name: 'Dele Adeyemi' }).check();
  await page.getByText(/ is not free with the person you chose\./).waitFor();
  await expect.poll(() => soonest.count()).toBe(1);
  await page.locator('.alts button').click();
  expect(await startOf(page)).toBe(`${dateIn(4)}T09:00:00.000Z`);
  await typeVisitor(page, { name: 'Zoë Ní Bhriain', email: emailOf('zoe') });
  await askForCode(page);
});

it('goes back from the code to the times and on again, also when it is loaded anew, and loses nothing', async () => {
  const service = await addService();
  const { page, requests } = await stage.visit({ zone: 'UTC' });
  const email = emailOf('noor');
  await page.goto(pathOf(service));
  const first = await chooseSoon(page, 0);
  await typeVisitor(page, { name: 'Noor Haddad', email });
  await page.getByLabel(/^Anything we should know/).fill('I need a ramp.');
  await page.getByLabel('Remind me').selectOption({ label: '3 hours before' });
  await askForCode(page);
  await page.getByText(/^Held for you until /).waitFor();

  await page.reload();
  await page.getByText(/^Held for you until /).waitFor();
  expect(await startOf(page)).toBe(first);
  await page.getByRole('button', { name: 'Change time or address' }).click();
  // What is held for them is theirs to choose again, though nobody else is offered it.
  await page.locator(`button.soonest[aria-pressed=true]`).waitFor();
  expect(await startOf(page)).toBe(first);
  await page.reload();
  await page.locator(`button.soonest[aria-pressed=true]`).waitFor();
  expect(await page.getByLabel('Your name').inputValue()).toBe('Noor Haddad');
  expect(await page.getByLabel(/^Anything we should know/).inputValue()).toBe('I need a ramp.');

  const second = await chooseSoon(page, 1);
  await askForCode(page);
  const begins = requests.filter((request) => request.url().includes('appointments.begin'));
  expect(begins.map((request) => request.postDataJSON().replaces === null)).toEqual([true, false]);
  // The first is free again for everybody.
  await bookAsRival(service, secondsOf(first));
  await typeCode(page, await codeFor(email, 2));
  await page.locator('.ticket').waitFor();
  expect(await page.locator('.ticket time').first().getAttribute('datetime')).toBe(secondsOf(second));
  await expect.poll(() => page.getByLabel('Remind me').inputValue()).toBe('PT3H');
  expect(requests.map((request) => request.url()).filter((url) => /noor|Haddad|ramp/i.test(url))).toEqual([]);
});

it('offers others when the time is lost between code and booking, and asks for nothing again', async () => {
  const [mara] = [await stage.company.addInterviewer({ name: 'Mara Brandt', zone: 'UTC' })];
  const service = await stage.company.addService([mara]);
  const visitor = await stage.visit({ zone: 'UTC' });
  const { page } = visitor;
  const email = emailOf('kofi');
  await page.goto(pathOf(service));
  const lost = await chooseSoon(page, 1);
  await typeVisitor(page, { name: 'Kofi Mensah', email });
  await page.getByLabel(/^Anything we should know/).fill('I need a ramp.');
  await askForCode(page);
  await endHolding(service, visitor);
  await bookAsRival(service, secondsOf(lost));

  await typeCode(page, await codeFor(email));
  await page.getByText(/ is no longer offered\. Your note is kept\./).waitFor();
  expect(await page.getByLabel(/^Anything we should know/).inputValue()).toBe('I need a ramp.');
  expect(await violationsOn(page)).toEqual([]);
  await page.locator('.alts button').first().click();
  await page.locator('.ticket').waitFor();
  await mailOf(email, 'scheduled');
});

it('keeps everything typed when the time is gone before a code is sent, or sent again', async () => {
  const [mara] = [await stage.company.addInterviewer({ name: 'Mara Brandt', zone: 'UTC' })];
  const service = await stage.company.addService([mara]);
  const visitor = await stage.visit({ zone: 'UTC', mayBeRefused: ['appointments.begin'] });
  const { page } = visitor;
  const email = emailOf('ana');
  await page.goto(pathOf(service));
  const lost = await chooseSoon(page, 0);
  await typeVisitor(page, { name: 'Ana Sousa', email });
  await bookAsRival(service, secondsOf(lost));
  await page.getByRole('button', { name: 'Email me a code' }).click();
  await page.getByText(/^Someone else just took .* What you have typed is kept\.$/).waitFor();
  await focused(page.locator('.alts button').first());
  await page.locator('.alts button').first().click();
  const next = (await startOf(page)) ?? '';
  await askForCode(page);

  await endHolding(service, visitor);
  await bookAsRival(service, secondsOf(next));
  await page.getByRole('button', { name: 'Email me a new code' }).click();
  await page.getByText(/^Someone else just took .* What you have typed is kept\.$/).waitFor();
  expect(await page.getByLabel('Your name').inputValue()).toBe('Ana Sousa');
  await page.locator('.alts button').first().click();
  await askForCode(page);
  await typeCode(page, await codeFor(email, 2));
  await page.locator('.ticket').waitFor();
});

it('takes a visitor without a mouse from the times to a booked one', async () => {
  const service = await addService();
  const { page } = await stage.visit({ zone: 'UTC' });
  const email = emailOf('ines');
  const keys = createKeyboard(page);
  await page.goto(pathOf(service));
  await keys.tabTo(page.getByRole('radio', { name: 'Whoever is free first' }));
  await keys.activate(page.locator('button.soonest').first());
  await focused(page.getByRole('heading', { name: 'Your choice' }));
  await keys.tabTo(page.getByLabel('Your name'));
  await page.keyboard.type('Inés Ferreira');
  // Sent with something missing, the focus is where it is missing.
  await keys.press('Enter');
  await focused(page.getByLabel('Your email address'));
  await page.keyboard.type(email);
  await keys.activate(page.getByRole('button', { name: 'Email me a code' }));
  await focused(page.getByLabel('Code'));
  await page.keyboard.type(await codeFor(email));
  await keys.press('Enter');
  await page.locator('.ticket').waitFor();
});

it('shows on a phone what the button needs before it asks for it', async () => {
  const service = await addService();
  const { page } = await stage.visit({ zone: 'UTC', width: 390 });
  const email = emailOf('liv');
  await page.goto('/privacy');
  await page.goto(pathOf(service));
  await chooseSoon(page, 0);
  const name = page.getByLabel('Your name');
  expect(await name.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Email me a code' }).click();
  await focused(name);
  expect(await page.getByText('Please write your name.').count()).toBe(0);
  expect(await violationsOn(page)).toEqual([]);
  await typeVisitor(page, { name: 'Liv Berg', email });
  await askForCode(page);
  // The open sheet was a step of its own, which leads nowhere any more.
  await page.goBack();
  await page.getByRole('heading', { name: 'Privacy', level: 1 }).waitFor();
  await page.goForward();
  await page.getByLabel('Code').waitFor();
  await typeCode(page, await codeFor(email));
  await page.locator('.ticket').waitFor();
});

it('chooses the time that a link names, or says that it is gone and offers the nearest', async () => {
  const [mara] = [await stage.company.addInterviewer({ name: 'Mara Brandt', zone: 'UTC' })];
  const service = await stage.company.addService([mara]);
  const { page } = await stage.visit({ zone: 'UTC' });
  await page.goto(pathOf(service));
  const startsAt = await chooseSoon(page, 1);
  await page.goto(`${pathOf(service)}?start=${startsAt}`);
  await page.locator('button.soonest[aria-pressed=true]').waitFor();
  expect(await startOf(page)).toBe(startsAt);
  expect(new URL(page.url()).search).toBe('');
  await bookAsRival(service, secondsOf(startsAt));
  await page.goto(`${pathOf(service)}?start=${startsAt}`);
  await page.getByText(/ is no longer offered\. These times|is no longer offered\./).waitFor();
  await page.locator('.alts button').first().click();
  await page.getByLabel('Your name').waitFor();
});
