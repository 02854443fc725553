import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { expect, it } from 'vitest';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

it('a candidate whose invitation gets another template while they choose books what the page shows by then', async () => {
  const { company } = stage;
  const people = [await company.addInterviewer()];
  const interviewId = await company.send(await company.addTemplate(people));
  const shorter = await company.addTemplate(people, { durationMinutes: 45, name: 'Short talk' });
  const { page, requests } = await stage.visit();
  await page.goto(await stage.addressOf(interviewId));
  await page.getByRole('heading', { name: 'Choose a time' }).waitFor();
  await page.locator('td[data-date][aria-disabled="false"]').nth(1).click();
  const slot = page.getByRole('radiogroup').getByRole('radio').nth(3);
  await slot.waitFor();
  const startsAt = await slot.inputValue();
  await page.locator('label.slot', { has: page.locator(`input[value="${startsAt}"]`) }).click();
  await page.getByText(/^Held for you until/).waitFor();

  const applied = { interviewId, templateId: shorter, overwriteDuration: true, idempotencyKey: intentKey() };
  expect(await company.admin.call('interviews.applyTemplate', applied)).toMatchObject({ holdEnded: true });
  const holds = () => requests.filter((request) => request.url().includes('candidate.hold')).length;
  await page.getByText('45 minutes').first().waitFor();
  await page.getByText(/^Held for you until/).waitFor();
  expect(holds()).toBe(2);
  await page.getByRole('button', { name: /^Book / }).click();
  await page.getByText('Add to calendar').first().waitFor();
  const detail = await company.admin.ask<{ startsAt: string; endsAt: string }>('interviews.get', { interviewId });
  expect(Date.parse(detail.endsAt) - Date.parse(detail.startsAt)).toBe(45 * 60_000);
  expect(Date.parse(detail.startsAt)).toBe(Date.parse(startsAt));
});
