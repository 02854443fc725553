import { beforeAll, expect, it } from 'vitest';
import { createKeyboard, focusOn, isFocused } from './test-keyboard.ts';
import { invitationIn, mailTo } from './test-mail.ts';
import { stageOfFile } from './test-stage.ts';

const dayMs = 86_400_000;
const stage = stageOfFile();
let templateId = '';

beforeAll(async () => {
  templateId = await stage.company.addTemplate([await stage.company.addInterviewer()]);
});

const secondsText = (at: string) => at.replace('.000Z', 'Z');

it('keeps the focus on the times while arrow keys go through them, whatever else is booked meanwhile', async () => {
  const { company } = stage;
  const rival = await company.invite(templateId);
  const { page } = await stage.visit({ zone: 'Asia/Kolkata' });
  const keys = createKeyboard(page);
  await page.goto(await stage.addressOf(await company.send(templateId)));
  await page.locator('td[data-date][aria-disabled="false"]').nth(1).click();
  const times = page.getByRole('radiogroup').getByRole('radio');
  await times.nth(8).waitFor();
  const starts = await times.evaluateAll((radios) => radios.map((radio) => radio.getAttribute('value') ?? ''));
  const timeOf = (n: number) => page.locator(`input[type=radio][value="${starts[n]}"]`);
  await keys.tabTo(times.first());
  await keys.press('Space');
  for (const [n, lost] of [7, 6, 8].entries()) {
    await keys.press('ArrowDown');
    expect(await isFocused(timeOf(n + 1))).toBe(true);
    expect(await timeOf(n + 1).isChecked()).toBe(true);
    const taken = starts[lost] ?? '';
    await (n === 0 ? rival.book(taken) : rival.reschedule(taken));
    await timeOf(lost).waitFor({ state: 'detached' });
    expect(await isFocused(timeOf(n + 1))).toBe(true);
  }
});

it('lets a candidate who has only the link book, move and cancel by keyboard alone, and mails and workflow follow', async () => {
  const { company, workflows } = stage;
  // Two days ahead, so that the first reminder is exactly one day before; nobody's clocks change in Kolkata.
  const interviewId = await company.send(templateId, { minimumNotice: 'P2D' }, { zone: 'Asia/Kolkata' });
  const { page } = await stage.visit({ zone: 'Asia/Kolkata' });
  const keys = createKeyboard(page);
  const titleOf = (text: string | RegExp) => page.getByRole('heading', { name: text });

  await page.goto(await stage.addressOf(interviewId));
  await titleOf('Choose a time').waitFor();
  await keys.activate(page.getByRole('button', { name: 'Skip to the content' }));
  await focusOn(page.locator('main'));

  keys.startCounting();
  const soonest = page.locator('button.soonest').first();
  const chosen = (await soonest.locator('time').getAttribute('datetime')) ?? '';
  await keys.activate(soonest);
  await keys.activate(page.getByRole('button', { name: /^Book / }));
  await titleOf(/^You’re booked/).waitFor();
  expect(keys.presses()).toBeLessThanOrEqual(12);
  await focusOn(titleOf(/^You’re booked/));

  const first = invitationIn(await mailTo(company, interviewId, 'scheduled'));
  const endOf = (start: string) => secondsText(new Date(Date.parse(start) + 3_600_000).toISOString());
  expect(first).toMatchObject({
    method: 'REQUEST',
    status: 'CONFIRMED',
    startsAt: secondsText(chosen),
    endsAt: endOf(chosen),
  });
  const reminderBefore = (start: string) => ({ action: 'reminder', at: new Date(Date.parse(start) - dayMs) });
  await expect.poll(() => workflows.nextOf(interviewId)).toEqual(reminderBefore(chosen));
  expect((await workflows.planOf(interviewId)).items[0]).toMatchObject({
    kind: 'reminder',
    at: Date.parse(chosen) - dayMs,
  });

  await keys.activate(page.getByRole('link', { name: 'Move to another time' }));
  await titleOf('Move your interview').waitFor();
  const later = page.locator('button.soonest').nth(1);
  const moved = (await later.locator('time').getAttribute('datetime')) ?? '';
  await keys.activate(later);
  await keys.activate(page.getByRole('button', { name: /^Move to / }));
  await titleOf(/^You’re booked/).waitFor();
  const rival = await company.invite(templateId);
  expect(await rival.book(chosen)).toMatchObject({ status: 'scheduled', startsAt: secondsText(chosen) });

  const second = invitationIn(await mailTo(company, interviewId, 'rescheduled'));
  expect(second).toEqual({
    ...first,
    sequence: first.sequence + 1,
    startsAt: secondsText(moved),
    endsAt: endOf(moved),
  });
  await expect.poll(() => workflows.nextOf(interviewId)).toEqual(reminderBefore(moved));

  await keys.activate(page.getByRole('link', { name: 'Cancel interview' }));
  await titleOf('Cancel your interview?').waitFor();
  await keys.activate(page.getByRole('radio', { name: 'I am no longer available' }), 'Space');
  await keys.activate(page.getByRole('button', { name: 'Cancel interview' }));
  await titleOf('Your interview is cancelled').waitFor();

  const last = invitationIn(await mailTo(company, interviewId, 'cancelled'));
  expect(last).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', uid: first.uid, sequence: first.sequence + 2 });
  expect(last.startsAt).toBe(second.startsAt);
  expect(await rival.reschedule(moved)).toMatchObject({ status: 'rescheduled', startsAt: secondsText(moved) });
});
