import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

/** The field takes what somebody types, on the clock of who reads. */
async function ask(page: Page, at: string): Promise<void> {
  await page.getByLabel(/^Start, in/).fill(at);
  await page.getByLabel(/^Start, in/).press('Tab');
}

it('says why a start is not offered, by name and rule, with a way on, on an interview and on a template', async () => {
  const { admin } = stage.company;
  const personId = await stage.company.addInterviewer({ name: 'Mara Brandt' });
  const templateId = await stage.company.addTemplate([personId]);
  const booked = await stage.company.invite(templateId, {}, { name: 'Inês Sá' });
  const taken = (await booked.slots()).starts[6] ?? '';
  await booked.book(taken);
  const { interviewId } = await stage.company.invite(templateId, {}, { name: 'Žofie Ngũgĩ' });
  const { page } = await stage.visit({ zone: 'UTC', mayBeRefused: refusedBeforeSignIn });
  await signIn(page, stage.company);
  await page.goto(`/hr/interviews/${interviewId}`);
  await page.getByText('Why not another time?').click();
  const { zone } = await admin.ask<{ zone: string }>('staff.me', {});
  const local = new Date(taken).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T').slice(0, 16);
  await ask(page, local);
  const reasons = page.getByRole('list', { name: 'What stands in its way' });
  await reasons.getByText(/Mara Brandt: .*booked .* with Inês Sá/).waitFor();
  await page.getByText(/is not offered\./).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await reasons.getByRole('link', { name: 'Open the booking' }).click();
  await page.getByRole('heading', { level: 1, name: /Inês Sá/ }).waitFor();

  await page.getByRole('navigation').getByRole('link', { name: 'Templates' }).click();
  await page.getByText('Why not another time?').first().click();
  await ask(page, `${new Date().toLocaleDateString('sv-SE', { timeZone: zone })}T00:00`);
  await reasons.getByText('It has passed.').waitFor();
  expect(await violationsOn(page)).toEqual([]);
});
