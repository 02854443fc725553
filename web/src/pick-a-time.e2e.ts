import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { until } from '@interlude/dev-stack/until-ready';
import type { SlotsView } from '@interlude/shared/schemas/views';
import type { Page, Route } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { focusOn, isFocused } from './test-keyboard.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
let templateId = '';

beforeAll(async () => {
  templateId = await stage.company.addTemplate([await stage.company.addInterviewer()]);
});

const slotOf = (page: Page, startsAt: string) => page.locator(`input[type=radio][value="${startsAt}"]`);
const labelOf = (page: Page, startsAt: string) => page.locator('label.slot', { has: slotOf(page, startsAt) });
const noteField = (page: Page) => page.getByLabel('Anything we should know? (optional)');
const note = 'I use a screen reader. الساعة الرابعة من فضلك.';

async function choose(page: Page, startsAt: string): Promise<void> {
  await labelOf(page, startsAt).click();
  await page.getByText(/^Held for you until/).waitFor();
}

/** The nth of the times listed for the day in view, as the page gives it to the server. */
async function shownTime(page: Page, nth: number): Promise<string> {
  const slots = page.getByRole('radiogroup').getByRole('radio');
  await slots.nth(nth).waitFor();
  return await slots.nth(nth).inputValue();
}

async function arrive(policy: object, mayBeRefused: readonly string[] = []) {
  const id = await stage.company.send(templateId, policy);
  const { page, requests } = await stage.visit({ mayBeRefused });
  await page.goto(await stage.addressOf(id));
  await page.getByRole('heading', { name: 'Choose a time' }).waitFor();
  // The second day has all of its times, whatever the hour of this run.
  await page.locator('td[data-date][aria-disabled="false"]').nth(1).click();
  return { page, id, requests };
}

describe('somebody else is faster', () => {
  it('offers what is near at once, puts the focus there, keeps the note, and books with one tap', async () => {
    const rival = await stage.company.invite(templateId);
    const { page, id } = await arrive({ holdFor: 'PT1S' }, ['candidate.book']);
    const wanted = await shownTime(page, 3);
    // Held by this page for a second only; then the rival gets it while the candidate's own click is on its way.
    const onItsWay = async (route: Route) => {
      await until('the rival has the time', () => rival.book(wanted), { everyMs: 100 });
      await route.continue();
    };
    await page.route('**/trpc/candidate.book', onItsWay, { times: 1 });

    await choose(page, wanted);
    await noteField(page).fill(note);
    await page.getByRole('button', { name: /^Book / }).click();

    const alternatives = page.locator('.alts').getByRole('button', { name: /^Book / });
    await focusOn(alternatives.first());
    expect(await page.getByRole('alert').textContent()).toMatch(/^Someone else just took .+ Your note is kept\.$/);
    const voices = page.locator('[role=alert], [role=status]').filter({ hasText: /\S/ });
    await expect.poll(() => voices.count()).toBe(1);
    await alternatives.nth(2).waitFor();
    const near = await alternatives
      .locator('time')
      .evaluateAll((all) => all.map((one) => one.getAttribute('datetime')));
    expect(near.some((at) => (at ?? '') < wanted) && near.some((at) => (at ?? '') > wanted)).toBe(true);
    expect(await noteField(page).inputValue()).toBe(note);
    expect(await slotOf(page, wanted).isDisabled()).toBe(true);
    expect(await slotOf(page, wanted).getAttribute('aria-label')).toMatch(/, just taken$/);

    const offered = (await alternatives.first().locator('time').getAttribute('datetime')) ?? '';
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
    const booked = await stage.company.admin.ask<{ note: string; startsAt: string }>('interviews.get', {
      interviewId: id,
    });
    expect(booked.note).toBe(note);
    expect(Date.parse(booked.startsAt)).toBe(Date.parse(offered));
  });

  it('lets a time vanish under the eyes and come back, without a reload', async () => {
    const rival = await stage.company.invite(templateId);
    const { page } = await arrive({});
    const wanted = await shownTime(page, 5);
    await page.evaluate(() => Reflect.set(window, 'isSamePage', true));

    await rival.book(wanted);
    await slotOf(page, wanted).waitFor({ state: 'detached' });

    const { interviewId } = rival;
    const cancelling = { interviewId, reason: { code: 'illness' }, idempotencyKey: intentKey() };
    await rival.browser.call('candidate.cancel', cancelling);
    await slotOf(page, wanted).waitFor({ state: 'attached' });
    expect(await page.evaluate(() => Reflect.get(window, 'isSamePage'))).toBe(true);
  });

  it('shows that a time has gone before the page had begun to listen', async () => {
    const rival = await stage.company.invite(templateId);
    const id = await stage.company.send(templateId);
    const { page } = await stage.visit();
    const taken = Promise.withResolvers<void>();
    await page.route('**/trpc/candidate.live*', async (route) => {
      await taken.promise;
      await route.continue();
    });
    await page.goto(await stage.addressOf(id));
    await page.locator('td[data-date][aria-disabled="false"]').nth(1).click();
    const wanted = await shownTime(page, 9);

    await rival.book(wanted);
    taken.resolve();
    await slotOf(page, wanted).waitFor({ state: 'detached' });
  });

  it('says so when the chosen time goes while the candidate still writes, and leaves focus and note alone', async () => {
    const rival = await stage.company.invite(templateId);
    const { page } = await arrive({ holdFor: 'PT1S' });
    const wanted = await shownTime(page, 7);
    await choose(page, wanted);
    await noteField(page).fill(note);
    await until('the rival has the time', () => rival.book(wanted), { everyMs: 100 });

    await page.getByRole('alert').filter({ hasText: 'Someone else just took' }).waitFor();
    expect(await isFocused(noteField(page))).toBe(true);
    expect(await noteField(page).inputValue()).toBe(note);
    await page
      .locator('.alts')
      .getByRole('button', { name: /^Book / })
      .nth(2)
      .waitFor();
  });
});

it('waits for its own hold before it books, so that the one never refuses the other', async () => {
  const id = await stage.company.send(templateId);
  const { page, requests } = await stage.visit();
  const mayAnswer = Promise.withResolvers<void>();
  await page.route('**/trpc/candidate.hold*', async (route) => {
    await mayAnswer.promise;
    await route.continue();
  });
  await page.goto(await stage.addressOf(id));
  const asked = page.waitForRequest((request) => request.url().includes('candidate.hold'));
  await page.locator('button.soonest').first().click();
  await asked;
  const submit = page.locator('.book-bar').getByRole('button', { name: /^Book / });
  await submit.click();
  await page.locator('.book-bar [aria-disabled=true]').waitFor();
  expect(requests.filter((request) => request.url().includes('candidate.book'))).toEqual([]);
  mayAnswer.resolve();
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
});

it('holds the time chosen last, however slowly the hold before it is answered', async () => {
  const { page, id, requests } = await arrive({});
  const [first, second] = [await shownTime(page, 1), await shownTime(page, 4)];
  const mayAnswer = Promise.withResolvers<void>();
  const onItsWay = Promise.withResolvers<void>();
  const slow = async (route: Route) => {
    onItsWay.resolve();
    await mayAnswer.promise;
    await route.continue();
  };
  await page.route('**/trpc/candidate.hold*', slow, { times: 1 });
  await labelOf(page, first).click();
  await onItsWay.promise;
  await labelOf(page, second).click();
  // The picker has settled on the second one once its name is in the button, and asks for it half a second later.
  const asked = page.waitForRequest((request) => request.url().includes('candidate.hold'), { timeout: 1_500 });
  expect(
    await asked.then(
      () => 'overtakes',
      () => 'waits',
    ),
  ).toBe('waits');
  mayAnswer.resolve();
  await page.getByText(/^Held for you until/).waitFor();

  const held = requests.filter((request) => request.url().includes('candidate.hold'));
  const startIn = (body: string | null) => /"startsAt":"([^"]+)"/.exec(body ?? '')?.[1];
  expect(held.map((request) => startIn(request.postData()))).toEqual([first, second]);
  const { hold } = (await page.evaluate(async (interviewId) => {
    const input = encodeURIComponent(JSON.stringify({ interviewId }));
    const answer = await fetch(`/trpc/candidate.interview?input=${input}`);
    return ((await answer.json()) as { result: { data: unknown } }).result.data;
  }, id)) as { hold: { startsAt: string } };
  expect(Date.parse(hold.startsAt)).toBe(Date.parse(second));
});

it('gives a hold back only once it is answered, so that nothing stays held for somebody who left', async () => {
  const { page, requests } = await arrive({});
  const wanted = await shownTime(page, 3);
  const mayAnswer = Promise.withResolvers<void>();
  const onItsWay = Promise.withResolvers<void>();
  await page.route('**/trpc/candidate.hold*', async (route) => {
    onItsWay.resolve();
    await mayAnswer.promise;
    await route.continue();
  });
  await labelOf(page, wanted).click();
  await onItsWay.promise;
  await page.getByRole('link', { name: 'Privacy' }).click();
  await page.getByRole('heading', { name: 'Privacy' }).waitFor();
  expect(requests.filter((request) => request.url().includes('candidate.releaseHold'))).toEqual([]);
  const released = page.waitForResponse((response) => response.url().includes('candidate.releaseHold'));
  mayAnswer.resolve();
  expect((await released).status()).toBe(200);
});

it('sends nothing for a time that was lost while it was being held, and shows what is near', async () => {
  const rival = await stage.company.invite(templateId);
  const { page, requests } = await arrive({}, ['candidate.hold']);
  const wanted = await shownTime(page, 2);
  const onItsWay = Promise.withResolvers<void>();
  const mayAnswer = Promise.withResolvers<void>();
  await page.route('**/trpc/candidate.hold*', async (route) => {
    onItsWay.resolve();
    await mayAnswer.promise;
    await route.continue();
  });
  // A fresh list would tell at once.
  await page.route('**/slots?*', async (route) => {
    await mayAnswer.promise;
    await route.continue();
  });
  await labelOf(page, wanted).click();
  await onItsWay.promise;
  await rival.book(wanted);
  await page
    .locator('.book-bar')
    .getByRole('button', { name: /^Book / })
    .click();
  mayAnswer.resolve();

  await page.getByRole('alert').filter({ hasText: 'Someone else just took' }).waitFor();
  await focusOn(
    page
      .locator('.alts')
      .getByRole('button', { name: /^Book / })
      .first(),
  );
  expect(requests.filter((request) => request.url().includes('candidate.book'))).toEqual([]);
});

it('waits also for the hold it asks for when it comes back from the page cache', async () => {
  const { page, requests } = await arrive({});
  await choose(page, await shownTime(page, 1));
  const onItsWay = Promise.withResolvers<void>();
  const mayAnswer = Promise.withResolvers<void>();
  await page.route('**/trpc/candidate.hold*', async (route) => {
    onItsWay.resolve();
    await mayAnswer.promise;
    await route.continue();
  });
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await onItsWay.promise;
  await page
    .locator('.book-bar')
    .getByRole('button', { name: /^Book / })
    .click();
  await page.locator('.book-bar [aria-disabled=true]').waitFor();
  expect(requests.filter((request) => request.url().includes('candidate.book'))).toEqual([]);
  mayAnswer.resolve();
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
});

it('leads from the line about the zone to the display control, and back', async () => {
  const { page } = await arrive({});
  const change = page.getByRole('button', { name: 'Change the time zone' }).first();
  const search = page.getByRole('combobox', { name: 'City, country or time zone' });
  await change.focus();
  await page.keyboard.press('Enter');
  await focusOn(search);
  await search.press('Escape');
  await search.waitFor({ state: 'detached' });
  await focusOn(change);

  const control = page.locator('footer summary');
  await expect.poll(() => control.textContent()).toMatch(/^Display: Kolkata time · 24-hour clock/);
  await control.press('Enter');
  await page.getByRole('combobox', { name: 'Clock' }).selectOption('12-hour clock');
  await page.getByText(/now \d+:\d\d [ap]m/).waitFor();
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('Dark');
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
  await page.keyboard.press('Escape');
  await focusOn(control);
});

describe('a candidate abroad', () => {
  const zones = ['Asia/Kolkata', 'Europe/Kyiv', 'America/St_Johns', 'Pacific/Kiritimati', 'Africa/Cairo'];

  it.each(zones)('in %s reads the times the server means', async (zone) => {
    const id = await stage.company.send(templateId);
    const { page } = await stage.visit({ zone });
    const answer = page.waitForResponse((response) => response.url().includes('/slots?'));
    await page.goto(await stage.addressOf(id));
    const { starts, offsets, zone: answered } = (await (await answer).json()) as SlotsView;
    const soonest = page.locator('button.soonest').first();
    await soonest.waitFor();

    const [first = ''] = starts;
    const offset = offsets.findLast(({ from }) => from <= first)?.minutes ?? Number.NaN;
    const local = new Date(Date.parse(first) + offset * 60_000).toISOString();
    expect(answered).toBe(zone);
    // The soonest is by day where they are.
    const hourThere = (start: string) => Number(wallClock(start, zone).slice(11, 13));
    const byDay = starts.find((start) => hourThere(start) >= 8 && hourThere(start) < 20) ?? '';
    expect(await soonest.locator('time').getAttribute('datetime')).toBe(new Date(byDay).toISOString());
    expect(await soonest.locator('time span').last().textContent()).toBe(wallClock(byDay, zone).slice(11, 16));
    // The tables of this Node are a second witness of what the clocks there show.
    expect(local.slice(0, 16)).toBe(wallClock(first, zone));
    const firstDay = page.locator('td[data-date][aria-disabled="false"]').first();
    expect(await firstDay.getAttribute('data-date')).toBe(local.slice(0, 10));
    const onFirstDay = starts.filter((start) => wallClock(start, zone).startsWith(local.slice(0, 10)));
    const times = page.getByRole('radiogroup').getByRole('radio');
    const more = page.getByRole('button', { name: /^\d+ more times?$/ });
    await expect.poll(() => times.count()).toBe(Math.min(12, onFirstDay.length));
    await expect.poll(() => more.count()).toBe(onFirstDay.length > 12 ? 1 : 0);
    if (onFirstDay.length > 12) {
      await more.click();
      expect(await isFocused(page.getByRole('radiogroup').locator('input:focus'))).toBe(true);
      await more.waitFor({ state: 'detached' });
    }
    await expect.poll(() => times.count()).toBe(onFirstDay.length);
  });
});

/** `2026-12-01T09:30` as the clocks of a zone show an instant. */
function wallClock(instant: string, zone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(new Date(instant)).replace(' ', 'T');
}
