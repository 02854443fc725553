import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { morningZone } from '@interlude/dev-stack/test-clock';
import { until } from '@interlude/dev-stack/until-ready';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { focusOn } from './test-keyboard.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

// The first free start is today at every hour of the day.
const zone = morningZone();
const stage = stageOfFile({ zone });

interface Queue {
  readonly items: { readonly kind: string }[];
}
const kinds = async () => (await stage.company.admin.ask<Queue>('queue.list', {})).items.map(({ kind }) => kind);

it('leads a company that has invited nobody from one step to the next', async () => {
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, stage.company);
  await page.getByRole('heading', { name: 'First steps' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/hr');
  expect(await violationsOn(page)).toEqual([]);
  await page.locator('.step .button-primary').getByText('Add the people who interview').waitFor();
  await stage.company.addTemplate([await stage.company.addInterviewer()]);
  await page.reload();
  await page.locator('.step .button-primary').getByText('Invite a candidate').waitFor();
});

it('shows the day and what waits, oldest first, and is worked off by keys alone, while it changes by itself', async () => {
  const templateId = await stage.company.addTemplate([await stage.company.addInterviewer({ zone })]);
  const bounced = await stage.company.invite(templateId, {}, { name: 'Ada Bell', email: 'ada.bel@candidate.example' });
  const mailTo = async (to: string) =>
    (await stage.company.mailbox.messages({ metadata_iv: bounced.interviewId, to }))[0];
  await stage.company.mailbox.bounce((await mailTo('ada.bel@candidate.example'))?.messageId ?? '', 'hard-bounce');
  await until('the bounce', async () => (await kinds()).length);

  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, stage.company);
  const waiting = page.getByRole('region', { name: 'Waits for you' });
  await waiting.getByRole('link', { name: 'Ada Bell was not reached' }).waitFor();
  await waiting.getByText('ada.bel@candidate.example came back', { exact: false }).waitFor();
  expect(await violationsOn(page)).toEqual([]);

  // A meeting under way, made while the page stands open.
  const now = await stage.company.invite(
    templateId,
    { minimumNotice: 'PT0S' },
    { name: 'Kofi Mensah', email: 'kofi@candidate.example' },
  );
  await now.book((await now.slots()).starts[0] ?? '');
  await stage.company.admin.call('interviews.start', { interviewId: now.interviewId, reason: { code: 'agreed' } });

  // On a phone the list of the day has what is on now, which no card beside it says again.
  const meeting = page.getByRole('link', { name: 'Kofi Mensah', exact: true });
  await page.locator('.next-up').getByRole('link', { name: 'Kofi Mensah' }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => meeting.count()).toBe(1);
  await page.setViewportSize({ width: 1280, height: 844 });

  await page.keyboard.press('j');
  await focusOn(waiting.getByRole('link', { name: 'Ada Bell was not reached' }));
  await page.keyboard.press('e');
  await page.getByLabel('Email address').fill('ada.bell@candidate.example');
  await page.keyboard.press('Enter');
  await page.getByText('The address is corrected and the link is on its way.').waitFor();
  await waiting.getByText('Nothing waits for you').waitFor();
  await until('the link at the new address', async () => mailTo('ada.bell@candidate.example'));

  await stage.company.admin.call('interviews.cancel', { interviewId: bounced.interviewId, reason: { code: 'other' } });
  await bounced.browser.call('candidate.resendLink', { interviewId: bounced.interviewId });
  await waiting.getByRole('link', { name: 'Ada Bell asked again after the end' }).waitFor();
  const dismiss = waiting.getByRole('button', { name: /^Dismiss: / });
  const [cross, main] = await Promise.all([
    dismiss.boundingBox(),
    waiting.getByRole('button', { name: /^Invite again: / }).boundingBox(),
  ]);
  expect(cross?.x).toBeGreaterThanOrEqual((main?.x ?? 0) + (main?.width ?? 0));
  expect(Math.abs((cross?.y ?? 0) - (main?.y ?? 0))).toBeLessThan(10);
  await dismiss.click();
  await page.getByLabel('It has been seen to').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click();
  await page.getByText('It is dismissed.').waitFor();
  await waiting.getByText('Nothing waits for you').waitFor();
  expect(await kinds()).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await waiting.getByRole('link', { name: 'Ada Bell asked again after the end' }).waitFor();
});

it('shows more of what waits on demand, and counts no further than it has looked', async () => {
  const { admin } = stage.company;
  const templateId = await stage.company.addTemplate([await stage.company.addInterviewer()]);
  const { jobId } = await admin.call<{ jobId: string }>('jobs.create', { title: 'Nurse' });
  const rows = await Promise.all(
    Array.from({ length: 51 }, async (_, n) => {
      const candidate = { name: `Guest ${n}`, email: `guest-${n}@candidate.example` };
      const { applicationId } = await admin.call<{ applicationId: string }>('applications.create', {
        jobId,
        candidate,
      });
      return { applicationId, templateId };
    }),
  );
  // What ends within two days waits for somebody.
  const policy = { invitationValidFor: 'P1D' };
  for (const some of [rows.slice(0, 26), rows.slice(26)]) {
    await admin.call('interviews.inviteMany', { rows: some, policy, idempotencyKey: intentKey() });
  }
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, stage.company);
  const todos = page.getByRole('region', { name: 'Waits for you' }).locator('.todo');
  await expect.poll(() => todos.count()).toBe(50);
  await page.getByRole('link', { name: 'More than 50 wait for somebody' }).getByText('50+').waitFor();
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect.poll(() => todos.count()).toBeGreaterThan(50);
  await page.getByRole('button', { name: 'Show more' }).waitFor({ state: 'hidden' });
});
