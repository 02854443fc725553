import { openLink } from '@interlude/dev-stack/api-fixtures';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const dayMs = 86_400_000;
// Nothing is listed for a part by itself, and the page asks before it knows that there are several.
const askedAlone = ['candidate.exchange', 'candidate.interview', 'candidate.slots', 'candidate.bookParts'];
const dates = [5, 6].map((days) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10));
const overrides = dates.map((date) => ({ date, ranges: [{ from: '09:00', to: '13:00' }] }));

const stage = stageOfFile();
let people: string[] = [];

beforeAll(async () => {
  const { company } = stage;
  people = await Promise.all([1, 2].map(() => company.addInterviewer({ zone: 'UTC', weekly: [], overrides })));
  const common = { stepMinutes: 60, zone: 'UTC' };
  await company.addTemplate(people.slice(0, 1), { ...common, name: 'First talk' });
  await company.addTemplate(people.slice(1), { ...common, name: 'Case study', type: 'case_study' });
});

/** HR invites to two parts on one page; answers the interview that the console then opens. */
async function inviteByHand(page: Page): Promise<string> {
  await signIn(page, stage.company);
  await page.goto('/hr/invite');
  await page.getByRole('radio', { name: 'No, make one' }).check();
  await page.getByLabel('Job', { exact: true }).selectOption({ label: 'A new job…' });
  await page.getByLabel('Title of the job').fill('Firmware engineer');
  await page.getByLabel('Name of the candidate').fill('Žofie Ngũgĩ');
  await page.getByLabel('The candidate’s email').fill('zofie@candidate.example');
  await page.getByLabel('Template', { exact: true }).selectOption({ label: 'First talk' });
  await page.getByRole('button', { name: 'Add a part' }).click();
  await page.getByLabel('Template of part 2').selectOption({ label: 'Case study' });
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await page.getByRole('link', { name: 'Open the interview' }).click();
  await page.getByRole('heading', { name: 'Parts of the invitation' }).waitFor();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

const time = (page: Page, text: string) => page.getByRole('radio', { name: text, exact: true });

it('invites to two parts, narrows one beside the other, survives a rival, books both, and moves one of them', async () => {
  const hr = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  const interviewId = await inviteByHand(hr.page);
  const { page } = await stage.visit({ zone: 'UTC', mayBeRefused: askedAlone });
  await page.goto(await stage.addressOf(interviewId));

  await page.getByRole('heading', { name: 'Choose times for 2 parts' }).waitFor();
  await time(page, '10:00').check({ force: true });
  await page.getByRole('button', { name: 'Choose a time for part 2' }).first().click();
  // Later than the first part, on the same day; until that is answered the list is the one from before.
  const second = page.getByRole('radiogroup', { name: 'Times for part 2' }).locator('time');
  await expect.poll(() => second.allTextContents()).toEqual(['11:00', '12:00']);
  await time(page, '11:00').check({ force: true });
  expect(await violationsOn(page)).toEqual([]);

  const rival = await openLink(stage.portal.urls.booking, await stage.company.linkOf(await inviteTo(people[1] ?? '')));
  await rival.book(`${dates[0]}T11:00:00Z`);
  await page.getByText('Your other times are kept').waitFor();
  await time(page, '12:00').check({ force: true });
  await page.getByRole('button', { name: 'Book all 2 parts' }).click();

  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  // The part that is open is marked by its bar alone: the words of the other are as strong.
  const looks = await page.locator('.part-link').evaluateAll((links) =>
    links.map((link) =>
      [...link.children].map((line) => {
        const { color, fontWeight, opacity } = getComputedStyle(line);
        return [color, fontWeight, opacity];
      }),
    ),
  );
  expect(looks).toHaveLength(2);
  expect(looks[1]).toEqual(looks[0]);
  await page.getByRole('link', { name: /^2\. Case study interview/ }).click();
  await page.getByText(/^Case study interview · /).waitFor();
  await page.getByRole('link', { name: 'Move to another time' }).click();
  await page.getByRole('heading', { name: 'Move' }).first().waitFor();
});

async function inviteTo(personId: string): Promise<string> {
  return await stage.company.send(await stage.company.addTemplate([personId], { stepMinutes: 60, zone: 'UTC' }));
}
