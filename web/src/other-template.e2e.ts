import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
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

  const holds = () => requests.filter((request) => request.url().includes('candidate.hold')).length;
  const before = holds();
  const applied = { interviewId, templateId: shorter, overwriteDuration: true, idempotencyKey: intentKey() };
  expect(await company.admin.call('interviews.applyTemplate', applied)).toMatchObject({ holdEnded: true });
  await page.getByText('45 minutes').first().waitFor();
  await expect.poll(holds).toBeGreaterThan(before);
  await page.getByText(/^Held for you until/).waitFor();
  await page.getByRole('button', { name: /^Book / }).click();
  await page.getByText('Add to calendar').first().waitFor();
  const detail = await company.admin.ask<{ startsAt: string; endsAt: string }>('interviews.get', { interviewId });
  expect(Date.parse(detail.endsAt) - Date.parse(detail.startsAt)).toBe(45 * 60_000);
  expect(Date.parse(detail.startsAt)).toBe(Date.parse(startsAt));
});

it('HR let an open invitation follow another template, and agree to its length before it is so', async () => {
  const { company } = stage;
  const people = [await company.addInterviewer()];
  const interviewId = await company.send(await company.addTemplate(people));
  const short = {
    name: 'Short talk',
    type: 'technical',
    durationMinutes: 45,
    provider: 'zoom',
    meetingUrl: 'https://acme.zoom.us/j/81234567890',
    panel: [{ anyOf: people, count: 1 }],
  };
  const { templateId } = await company.admin.call<{ templateId: string }>('templates.create', short);
  const { page } = await stage.visit({ mayBeRefused: [...refusedBeforeSignIn, 'interviews.applyTemplate'] });
  await signIn(page, company);
  await page.goto(`/hr/interviews/${interviewId}`);
  await page.getByRole('button', { name: 'Use another template' }).press('Enter');
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Use this template' }).press('Enter');
  await dialog.getByText('Choose a template.').waitFor();
  await dialog.getByRole('combobox').selectOption({ label: 'Short talk, 45 minutes' });
  await dialog.getByText('The interview lasts 45 minutes instead of 60 minutes.').waitFor();
  await dialog.getByText('A time that the candidate is holding is free again.').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 844 });

  // Meanwhile somebody makes the template shorter still: that length is agreed to as well, or nothing happens.
  await company.admin.call('templates.update', { ...short, templateId, durationMinutes: 30 });
  await dialog.getByRole('button', { name: 'Use this template' }).press('Enter');
  await dialog.getByText('This template now lasts 30 minutes, the invitation 60.').waitFor();
  await dialog.getByText('The interview lasts 30 minutes instead of 60 minutes.').waitFor();
  const lengthOf = async () =>
    (await company.admin.ask<{ durationMinutes: number }>('interviews.get', { interviewId })).durationMinutes;
  expect(await lengthOf()).toBe(60);
  await dialog.getByRole('button', { name: 'Use this template' }).press('Enter');
  await page.getByText('The invitation follows this template now.').waitFor();
  await dialog.waitFor({ state: 'detached' });
  expect(await lengthOf()).toBe(30);
});
