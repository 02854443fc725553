import { until } from '@interlude/dev-stack/until-ready';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

interface Queue {
  readonly items: { readonly kind: string }[];
}
const kinds = async () => (await stage.company.admin.ask<Queue>('queue.list', {})).items.map(({ kind }) => kind);

it('shows HR what needs them and since when, lets them correct an address and dismiss what is seen to', async () => {
  const templateId = await stage.company.addTemplate([await stage.company.addInterviewer()]);
  const candidate = await stage.company.invite(
    templateId,
    {},
    { name: 'Ada Bell', email: 'ada.bel@candidate.example' },
  );
  const { interviewId } = candidate;
  const mailTo = async (to: string) => (await stage.company.mailbox.messages({ metadata_iv: interviewId, to }))[0];
  await stage.company.mailbox.bounce((await mailTo('ada.bel@candidate.example'))?.messageId ?? '', 'hard-bounce');
  await until('the bounce', async () => (await kinds()).length);

  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, stage.company);
  await page.goto('/hr/interviews');
  const panel = page.getByRole('region', { name: 'Needs attention' });
  await panel.getByRole('link', { name: 'Ada Bell' }).waitFor();
  await panel.getByText('1 thing needs attention').waitFor();
  await panel.getByText('Email bounced').waitFor();
  await panel.getByText(/^since /).waitFor();
  expect(await violationsOn(page)).toEqual([]);

  await panel.getByRole('button', { name: 'Correct address' }).click();
  await page.getByLabel('Email address').fill('ada.bell@candidate.example');
  await page.getByRole('dialog').getByRole('button', { name: 'Correct address' }).click();
  await page.getByText('The address is corrected and the link is on its way.').waitFor();
  await panel.waitFor({ state: 'detached' });
  await until('the link at the new address', async () => mailTo('ada.bell@candidate.example'));

  await stage.company.admin.call('interviews.cancel', { interviewId, reason: { code: 'other' } });
  await candidate.browser.call('candidate.resendLink', { interviewId });
  await page.reload();
  await panel.getByText('Asked for the link after the end').waitFor();
  await panel.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByLabel('It has been seen to').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click();
  await page.getByText('It is dismissed.').waitFor();
  await panel.waitFor({ state: 'detached' });
  expect(await kinds()).toEqual([]);
});
