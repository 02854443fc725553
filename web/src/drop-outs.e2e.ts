import { openLink } from '@interlude/dev-stack/api-fixtures';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

it('shows HR who was replaced and who could not be, and moves to the nearest time or another person at one click', async () => {
  const [mara, jun, ines] = [
    await stage.company.addInterviewer({ name: 'Mara Brandt' }),
    await stage.company.addInterviewer({ name: 'Jun Ōtsuka' }),
    await stage.company.addInterviewer({ name: 'Inês Sá' }),
  ];
  const templateId = await stage.company.addTemplate([], { panel: [{ anyOf: [mara, jun], count: 1 }] });
  const candidate = await stage.company.invite(templateId);
  const { interviewId } = candidate;
  await candidate.book((await candidate.slots()).starts[8] ?? '');
  const before = await stage.company.admin.ask<{ interviewers: { name: string }[] }>('interviews.get', { interviewId });
  const [first = ''] = before.interviewers.map(({ name }) => name);
  const [gone, left, second] = first === 'Mara Brandt' ? [mara, jun, 'Jun Ōtsuka'] : [jun, mara, 'Mara Brandt'];
  const remove = (personId: string) =>
    stage.company.admin.call('interviews.removeInterviewer', { interviewId, personId });
  await remove(gone);

  const { page } = await stage.visit({ zone: 'Europe/Berlin', mayBeRefused: refusedBeforeSignIn });
  await signIn(page, stage.company);
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

  await stage.company.admin.call('people.deactivate', { personId: ines });
  await page.reload();
  await page.getByText('Inês Sá: has left').waitFor();
});

it('sends the key of a move again when its first answer was none', async () => {
  const mara = await stage.company.addInterviewer({ name: 'Mara Brandt' });
  const candidate = await stage.company.invite(await stage.company.addTemplate([mara]));
  const { interviewId } = candidate;
  await candidate.book((await candidate.slots()).starts[8] ?? '');
  await stage.company.admin.call('interviews.removeInterviewer', { interviewId, personId: mara });
  const { page, requests } = await stage.visit({ mayBeRefused: [...refusedBeforeSignIn, 'interviews.reschedule'] });
  await signIn(page, stage.company);
  await page.goto(`/hr/interviews/${interviewId}`);
  await page.route('**/trpc/interviews.reschedule*', (route) => route.fulfill({ status: 503 }), { times: 1 });
  const move = page.getByRole('button', { name: /^Move to \w+ / }).first();
  await move.click();
  await page.getByRole('alert').waitFor();
  await move.click();
  await page.getByText('Moved. The new time is on its way by email.').waitFor();

  const sent = requests.filter((request) => request.url().includes('interviews.reschedule'));
  const keys = sent.map((request) => /"idempotencyKey":"(\w+)"/.exec(request.postData() ?? '')?.[1]);
  expect(keys).toEqual([expect.any(String), keys[0]]);
});

it('asks before a session moves with all its guests, and offers it to nobody who may not or once one has begun', async () => {
  const mara = await stage.company.addInterviewer({ name: 'Mara Brandt' });
  const manager = { email: `hana-${Date.now()}@acme.example`, password: 'a password that is long' };
  const { personId } = await stage.company.admin.call<{ personId: string }>('people.create', {
    ...manager,
    name: 'Hana Novák',
    roles: ['hiring_manager'],
    zone: 'UTC',
  });
  const templateId = await stage.company.addTemplate([mara], { name: 'Assessment day', places: 3 });
  const [own, other] = [await guestOf(personId, templateId), await stage.company.invite(templateId)];
  const start = (await own.slots()).starts[8] ?? '';
  for (const guest of [own, other]) await guest.book(start);
  const { interviewId } = own;
  const { group } = await stage.company.admin.ask<{ group: { sessionId: string } }>('interviews.get', { interviewId });
  const remove = () =>
    stage.company.admin.call('interviews.removeInterviewer', { interviewId: group.sessionId, personId: mara });
  await remove();

  const { page: hers } = await stage.visit({ zone: 'UTC', mayBeRefused: refusedBeforeSignIn });
  await signIn(hers, manager);
  await hers.goto(`/hr/interviews/${group.sessionId}`);
  await hers.getByText('Mara Brandt: is to be taken out').waitFor();
  await hers.getByText('The nearest times at which the whole panel can come').waitFor();
  expect(await hers.locator('section[aria-labelledby="out-title"] :is(button, select)').count()).toBe(0);

  const { page } = await stage.visit({ zone: 'UTC', mayBeRefused: refusedBeforeSignIn });
  await signIn(page, stage.company);
  await page.goto(`/hr/interviews/${group.sessionId}`);
  const move = page.getByRole('button', { name: /^Move to \w+ / }).first();
  await move.click();
  const dialog = page.getByRole('dialog', { name: 'Move the session with all its guests?' });
  await dialog.getByText('2 guests get an email at once.').waitFor();
  await dialog.getByRole('radio', { checked: true }).waitFor();
  await dialog.getByRole('radio', { name: /not available/ }).check({ force: true });
  expect(await violationsOn(page)).toEqual([]);
  expect((await own.view()).startsAt).toBe(start);
  const chosen = (await move.textContent()) ?? '';
  await dialog.getByRole('button', { name: chosen }).click();
  await page.getByText('The session has moved. Everybody in it gets an email.').waitFor();
  const [moved, also] = [await own.view(), await other.view()];
  expect(moved.startsAt).not.toBe(start);
  expect(also.startsAt).toBe(moved.startsAt);

  await remove();
  await stage.company.admin.call('interviews.start', { interviewId, reason: { code: 'agreed' } });
  await page.reload();
  await page.getByRole('heading', { name: 'Somebody cannot come' }).waitFor();
  await page.getByText('The nearest times at which the whole panel can come').waitFor();
  expect(await page.getByRole('button', { name: /^Move / }).count()).toBe(0);
});

it('takes the form away once an interviewer gave the seat back, and asks nothing of them that HR has to do', async () => {
  const { admin } = stage.company;
  const own = { email: `jun-${Date.now()}@acme.example`, password: 'a password that is long' };
  const { personId } = await admin.call<{ personId: string }>('people.create', {
    ...own,
    name: 'Jun Ōtsuka',
    roles: ['interviewer'],
    interviewTypes: ['technical'],
    zone: 'UTC',
  });
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', to: '20:00' }));
  await admin.call('availability.save', { personId, zone: 'UTC', weekly, overrides: [] });
  const candidate = await stage.company.invite(await stage.company.addTemplate([personId]));
  await candidate.book((await candidate.slots()).starts[8] ?? '');

  const { page } = await stage.visit({ zone: 'UTC', mayBeRefused: refusedBeforeSignIn });
  await signIn(page, own);
  await page.goto(`/hr/interviews/${candidate.interviewId}`);
  await page.getByText('I cannot come').click();
  const giveBack = page.getByRole('button', { name: 'Give my seat back' });
  await giveBack.click();
  await page.getByText('The recruiter has been asked to find somebody else.').waitFor();
  await giveBack.waitFor({ state: 'hidden' });
  await page.locator('.banner').getByText('Somebody cannot come').waitFor();
  expect(await page.getByText('another person below').count()).toBe(0);
});

/** Somebody invited for a job of that hiring manager. */
async function guestOf(managerId: string, templateId: string) {
  const { admin } = stage.company;
  const job = { title: 'Luthier', ownerIds: [managerId] };
  const { jobId } = await admin.call<{ jobId: string }>('jobs.create', job);
  const candidate = { name: 'Ayşe Öz', email: `ayse-${Date.now()}@candidate.example`, zone: 'UTC' };
  const { applicationId } = await admin.call<{ applicationId: string }>('applications.create', { jobId, candidate });
  const input = { applicationId, templateId, policy: {}, idempotencyKey: `guest-${Date.now()}` };
  const { interviewId } = await admin.call<{ interviewId: string }>('interviews.invite', input);
  return await openLink(stage.portal.urls.booking, await stage.company.linkOf(interviewId));
}
