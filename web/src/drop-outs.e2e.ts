import type { Company } from '@interlude/dev-stack/test-company';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { type Stage, startStage } from './test-stage.ts';

let stage: Stage;
let company: Company;

beforeAll(async () => {
  stage = await startStage();
  company = stage.company;
});
afterEach(async () => expect(await stage.faults()).toEqual([]));
afterAll(async () => await stage?.stop());

it('shows HR who was replaced and who could not be, and moves to the nearest time or another person at one click', async () => {
  const [mara, jun, ines] = [
    await company.addInterviewer({ name: 'Mara Brandt' }),
    await company.addInterviewer({ name: 'Jun Ōtsuka' }),
    await company.addInterviewer({ name: 'Inês Sá' }),
  ];
  const templateId = await company.addTemplate([], { panel: [{ anyOf: [mara, jun], count: 1 }] });
  const candidate = await company.invite(templateId);
  const { interviewId } = candidate;
  await candidate.book((await candidate.slots()).starts[8] ?? '');
  const before = await company.admin.ask<{ interviewers: { name: string }[] }>('interviews.get', { interviewId });
  const [first = ''] = before.interviewers.map(({ name }) => name);
  const [gone, left, second] = first === 'Mara Brandt' ? [mara, jun, 'Jun Ōtsuka'] : [jun, mara, 'Mara Brandt'];
  const remove = (personId: string) => company.admin.call('interviews.removeInterviewer', { interviewId, personId });
  await remove(gone);

  const { page } = await stage.visit({ zone: 'Europe/Berlin', mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page.goto(`/hr/interviews/${interviewId}`);
  await page.getByText(`${second} takes the seat of ${first}`).waitFor();
  await page.getByText(`${first} cannot come: is to be taken out`).waitFor();

  await page.getByText('Change who comes').click();
  await page.getByRole('button', { name: `Take ${second} out` }).click();
  await page.getByText(`Nobody else is free at this time, so ${second} still has the seat.`).waitFor();
  await page.getByRole('heading', { name: 'Somebody cannot come' }).waitFor();
  await page.getByText(`HR is asked to find somebody for ${second}`).waitFor();
  await page
    .getByRole('button', { name: /^Move to / })
    .first()
    .waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: `${second} comes after all` }).click();
  await page.getByText(`${second} stays on the panel.`).waitFor();

  await remove(left);
  await page.reload();
  await page.getByLabel(`Somebody else instead of ${second}`).selectOption({ label: 'Inês Sá' });
  await page.getByRole('button', { name: 'Give them the seat' }).click();
  await page.getByText('The seat is given to somebody else.').waitFor();
  await page.getByText(`Inês Sá takes the seat of ${second}`).waitFor();

  await company.admin.call('people.deactivate', { personId: ines });
  await page.reload();
  await page.getByText('Inês Sá: has left').waitFor();
});
