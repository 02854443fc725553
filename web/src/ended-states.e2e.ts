import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
let templateId = '';
beforeAll(async () => {
  templateId = await stage.company.addTemplate([await stage.company.addInterviewer()]);
});

async function booked(nth: number) {
  const policy = { retake: { outcomes: ['failed'], cooldown: 'PT0S', limit: 1 } };
  const candidate = await stage.company.invite(templateId, policy, { name: 'Kofi Mensah' });
  await candidate.book((await candidate.slots()).starts[nth] ?? '');
  return candidate;
}

/** The times are asked for before anything is known of the interview. */
async function open(interviewId: string): Promise<Page> {
  const { page } = await stage.visit({ zone: 'Africa/Accra', mayBeRefused: ['candidate.slots'] });
  await page.goto(await stage.addressOf(interviewId));
  return page;
}

const staff = async (name: string, input: object) => await stage.company.admin.call(`interviews.${name}`, input);

it('an interview that was missed or cancelled says so in the heading of its page, and offers a new invitation first', async () => {
  const [missed, cancelled] = [await booked(2), await booked(8)];
  await staff('start', { interviewId: missed.interviewId, reason: { code: 'agreed' } });
  await staff('markNoShow', { interviewId: missed.interviewId, party: 'candidate' });
  await staff('cancel', { interviewId: cancelled.interviewId, reason: { code: 'other' } });
  const titles = {
    [missed.interviewId]: 'We missed you, Kofi',
    [cancelled.interviewId]: 'Your interview is cancelled',
  };
  for (const [interviewId, name] of Object.entries(titles)) {
    const page = await open(interviewId);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.locator('.ticket-off .stub-date').waitFor();
    const ways = page.locator('.ticket-body').locator('a, button');
    await expect.poll(() => ways.first().textContent()).toBe('Ask for a new invitation');
    expect(await violationsOn(page)).toEqual([]);
    await ways.first().press('Enter');
    await page.getByText('If they agree, a new link comes by email').waitFor();
    // Who asked is looked up after the answer, which is the same for everybody.
    const attentionOf = async () =>
      (await stage.company.admin.ask<{ attention: string }>('interviews.get', { interviewId })).attention;
    await expect.poll(attentionOf).toBe('link_asked');
  }
});

it('an interview that was not passed offers another attempt first where one may be asked for', async () => {
  const candidate = await booked(14);
  const { interviewId } = candidate;
  await staff('start', { interviewId, reason: { code: 'agreed' } });
  await staff('complete', { interviewId, outcome: 'failed' });
  const page = await open(interviewId);
  await page.getByRole('heading', { level: 1, name: 'Your interview is done' }).waitFor();
  expect(await page.locator('.ticket-body').locator('a, button').first().textContent()).toBe('Ask for another attempt');
  expect(await page.getByRole('button', { name: 'Ask for a new invitation' }).count()).toBe(0);
});

/** Whether beginning, pause and end of a time stand beside each other. */
async function isOneLine(page: Page, place: string): Promise<boolean> {
  const parts = page.locator(`${place} .interval > *`);
  await parts.first().waitFor();
  const boxes = await parts.evaluateAll((all) => all.map((part) => part.getBoundingClientRect().toJSON() as DOMRect));
  const [first] = boxes;
  return first !== undefined && boxes.every(({ top, bottom }) => top < first.bottom && bottom > first.top);
}

it('a time is one line on a phone with a 12-hour clock, chosen or booked, in English and in Arabic', async () => {
  const { interviewId } = await booked(20);
  const invited = await stage.company.send(templateId);
  for (const [language, lang, id, place] of [
    ['en-US', 'en', interviewId, '.ticket'],
    ['ar-EG', 'ar', interviewId, '.ticket'],
    ['en-US', 'en', invited, '.panel'],
    ['ar-EG', 'ar', invited, '.panel'],
  ] as const) {
    const { page } = await stage.visit({ zone: 'Africa/Accra', width: 390, language });
    await page.goto((await stage.addressOf(id)).replace('lang=en', `lang=${lang}`));
    if (place === '.panel') await page.locator('button.soonest').first().click();
    await page.locator(`${place} .interval-more`).first().waitFor();
    for (const width of [390, 360, 320]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await isOneLine(page, place)).toBe(true);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  }
});
