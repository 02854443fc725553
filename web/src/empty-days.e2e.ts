import { expect, it } from 'vitest';
import { stageOfFile } from './test-stage.ts';

const dayMs = 86_400_000;
const dateIn = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
const day = (date: string) => `td[data-date="${date}"]`;

const stage = stageOfFile();

/** The page of a candidate whose only interviewer works on these dates, from ten to noon UTC. */
async function pageWith(dates: readonly string[], policy: object) {
  const overrides = dates.map((date) => ({ date, ranges: [{ from: '10:00', to: '12:00' }] }));
  const personId = await stage.company.addInterviewer({ zone: 'UTC', weekly: [], overrides });
  const id = await stage.company.send(await stage.company.addTemplate([personId]), policy);
  const { page } = await stage.visit({ zone: 'Europe/London' });
  await page.goto(await stage.addressOf(id));
  await page.getByRole('heading', { name: 'Choose a time' }).waitFor();
  return page;
}

it('says of a day without times why, and leads to the next free time', async () => {
  const [first, second] = [dateIn(3), dateIn(9)];
  const page = await pageWith([first, second], {});
  await page.locator(day(first)).click();
  await page.keyboard.press('ArrowRight');

  await page.getByText('No interview hours are open in this period.').waitFor();
  await page.getByRole('button', { name: /^Next free time: / }).click();
  await page.locator(`${day(second)}[aria-selected="true"]`).waitFor();
  await page.getByRole('radiogroup').getByRole('radio').first().waitFor({ state: 'attached' });
  await page.locator(day(second)).click();
  await page.keyboard.press('ArrowRight');
  await page.getByText('There are no later times to book.').waitFor();
});

it('says why the first time is not earlier, and nothing that it does not know', async () => {
  const page = await pageWith([dateIn(4)], { minimumNotice: 'P1D' });
  await page.getByText('Why not earlier?').click();

  await page.getByText(/^Times before .+ are too soon to book\.$/).waitFor();
  await page.getByText(/^No interview hours are open before .+\.$/).waitFor();
});

it('leads to the next free time also when it lies beyond the weeks first asked for', async () => {
  const far = dateIn(100);
  const page = await pageWith([far], { bookingWindowDays: 200 });

  await page.getByRole('button', { name: /^Next free time: / }).click();
  await page.locator(`${day(far)}[aria-selected="true"]`).waitFor();
  const slot = page.getByRole('radiogroup').getByRole('radio').first();
  await slot.waitFor();
  expect(await slot.inputValue()).toBe(`${far}T10:00:00.000Z`);
});

it('says that nothing is free at all when the window ends before anything is', async () => {
  const page = await pageWith([dateIn(100)], { bookingWindowDays: 10 });

  await page.getByText(/^No interview hours are open in this period\. There is no free time right now\./).waitFor();
});
