import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { invitationIn, mailTo } from './test-mail.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

it('lets HR make a group session of a template, shows a candidate how many places it has left, and HR the session with everybody in it', async () => {
  const { company } = stage;
  const mara = await company.addInterviewer({ name: 'Mara Brandt' });
  const templateId = await company.addTemplate([mara], { name: 'Assessment day' });
  const { page } = await stage.visit({ zone: 'UTC', mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page.getByRole('navigation').getByRole('link', { name: 'Templates' }).click();
  await page.getByRole('button', { name: 'Change Assessment day' }).click();
  const places = page.getByRole('dialog').getByLabel('Guests in one meeting');
  const save = page.getByRole('dialog').getByRole('button', { name: /^Save/ });
  await places.fill('0');
  await save.click();
  await page.getByText('Enter a whole number from 1 to 100.').waitFor();
  await places.fill('3');
  await save.click();
  await page.getByText('Group session for up to 3').waitFor();
  const [first, second] = [await company.invite(templateId), await company.invite(templateId)];
  // The soonest times that a page names are by day.
  const { starts } = await first.slots();
  const start = starts.find((at) => new Date(at).getUTCHours() >= 8 && new Date(at).getUTCHours() < 18) ?? '';
  await first.book(start);
  const third = await company.invite(templateId);
  await third.book((await third.slots()).starts.find((at) => at > start) ?? '');

  const { page: own } = await stage.visit({ zone: 'UTC' });
  await own.goto(await stage.addressOf(second.interviewId));
  await own.getByText('This is a group session: up to 3 people take part at the same time.').waitFor();
  await own
    .getByRole('radio', { name: /, 2 places left$/ })
    .first()
    .waitFor();
  const soonest = own.getByRole('button', { name: /2 places left$/ });
  await soonest.first().click();
  expect(await violationsOn(own)).toEqual([]);
  await own.getByRole('button', { name: /^Book / }).click();
  await own.getByRole('heading', { name: /^You’re booked/ }).waitFor();
  await own.getByText('This is a group session: up to 3 people take part at the same time.').waitFor();
  expect((await second.view()).startsAt).toBe(start);

  await page.goto(`/hr/interviews/${first.interviewId}`);
  await page.getByText('2 of 3 places booked').waitFor();
  await page.getByRole('button', { name: 'Move to another time' }).click();
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /, 2 places left$/ })
    .waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Open the session' }).click();
  await page.getByRole('heading', { name: 'Assessment day: group session' }).waitFor();
  await page.getByText('The first place was booked, so the session takes place').waitFor();
  await page.getByText('Change who comes').waitFor();
  expect(await violationsOn(page)).toEqual([]);
});

it('lets HR move a session with everybody in it, and call it off, from the page of the session', async () => {
  const { company } = stage;
  const mara = await company.addInterviewer({ name: 'Mara Brandt' });
  const templateId = await company.addTemplate([mara], { name: 'Group exercise', places: 4 });
  const guests = [await company.invite(templateId), await company.invite(templateId), await company.invite(templateId)];
  const [first] = guests;
  if (first === undefined) throw new Error('no guest');
  const start = (await first.slots()).starts[4] ?? '';
  for (const guest of guests) await guest.book(start);
  const { page } = await stage.visit({ zone: 'UTC', mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  await page.goto(`/hr/interviews/${first.interviewId}`);
  await page.getByRole('link', { name: 'Open the session' }).click();

  await page.getByRole('button', { name: 'Move the session' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move the session with all its guests?' });
  await dialog.getByText('3 guests get an email at once.').waitFor();
  await dialog.locator('.slot').last().click();
  await dialog.getByRole('radio', { name: 'Something else is at that time' }).check({ force: true });
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^Move to / }).click();
  await page.getByText('The session has moved. Everybody in it gets an email.').waitFor();
  await page.getByText(/^Moved with all its guests to /).waitFor();
  const [moved, ...others] = await Promise.all(guests.map((guest) => guest.view()));
  expect(moved?.startsAt).not.toBe(start);
  for (const other of others) expect(other.startsAt).toBe(moved?.startsAt);
  for (const { interviewId } of guests) {
    const mail = await mailTo(company, interviewId, 'rescheduled');
    expect(invitationIn(mail)).toMatchObject({ method: 'REQUEST', sequence: 2 });
  }

  await page.getByRole('button', { name: 'Call the session off' }).click();
  const question = page.getByRole('alertdialog', { name: 'Call the session off for all its guests?' });
  await question.getByText('3 guests get an email at once.').waitFor();
  await question.getByRole('radio', { name: /not available/ }).check({ force: true });
  await question.getByRole('button', { name: 'Call the session off' }).click();
  await page.getByText('The session is called off. Everybody in it gets an email.').waitFor();
  for (const guest of guests) expect((await guest.view()).status).toBe('cancelled');
});
