import { beforeAll, expect, it } from 'vitest';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();
let templateId = '';

beforeAll(async () => {
  templateId = await stage.company.addTemplate([await stage.company.addInterviewer()]);
});

async function bookedPage(policy: object) {
  const { page } = await stage.visit();
  await page.goto(await stage.addressOf(await stage.company.send(templateId, policy)));
  await page.locator('button.soonest').first().click();
  await page.getByRole('button', { name: /^Book / }).click();
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
  await page.getByRole('heading', { name: 'If your plans change' }).waitFor();
  return page;
}

it('says to which address the link is on its way, but for most of its name', async () => {
  const page = await bookedPage({});
  await page.getByRole('button', { name: 'Email me this link again' }).press('Enter');
  await page.getByText(/^On its way to \S?c…@candidate\.example/).waitFor();
});

const wayTo = (name: string) => ({ role: 'link', name }) as const;
const move = wayTo('Move to another time');
const cancel = wayTo('Cancel interview');

it('offers no move once the changes are used up, says why, and still offers to cancel', async () => {
  const page = await bookedPage({ reschedule: { cutoff: 'PT0S', limit: 0, warnAt: 0 } });
  expect(await page.getByRole(move.role, move).count()).toBe(0);
  await page.getByText('Your time is kept. Write to', { exact: false }).waitFor();
  expect(await page.getByText('You can move it').count()).toBe(0);
  expect(await page.getByRole(cancel.role, cancel).count()).toBe(1);
});

it('offers neither a move nor a cancellation within their cut-offs, and says until when they were possible', async () => {
  const cutoff = 'P90D';
  const page = await bookedPage({ reschedule: { cutoff, limit: 5, warnAt: 3 }, cancel: { cutoff } });
  expect(await page.getByRole(move.role, move).count()).toBe(0);
  expect(await page.getByRole(cancel.role, cancel).count()).toBe(0);
  await page.getByText('It could be moved until', { exact: false }).waitFor();
  await page.getByText('It could be cancelled until', { exact: false }).waitFor();
});

it('asks again what is possible when a deadline passes while the page stands open', async () => {
  const page = await bookedPage({ reschedule: { cutoff: 'PT0S', limit: 5, warnAt: 3 } });
  // Without its stream the page would learn of nothing by itself.
  await page.route('**/trpc/candidate.live*', () => undefined);
  await page.route(
    '**/trpc/candidate.interview*',
    async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll(/"cutoffAt":"[^"]*"/g, '"cutoffAt":"2020-01-01T00:00:00Z"');
      await route.fulfill({ response, body });
    },
    { times: 1 },
  );
  await page.reload();
  await page.getByText('You can move it until it starts', { exact: false }).waitFor();
});

it('says under the ticket what it changes, and names the time before it is cancelled', async () => {
  const page = await bookedPage({});
  await page.locator('.ticket').getByText('Change the time zone').waitFor();
  const at = (await page.locator('.ticket time').first().getAttribute('datetime')) ?? '';
  await page.getByRole(cancel.role, cancel).click();
  await page.getByRole('heading', { name: 'Cancel your interview?' }).waitFor();
  const when = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kolkata', hour: '2-digit', minute: '2-digit' });
  await page.getByText(new RegExp(`^Now booked: .*${when.format(new Date(at))}`)).waitFor();
});
