import { until } from '@interlude/dev-stack/until-ready';
import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { stageOfFile } from './test-stage.ts';

const dayMs = 86_400_000;

const stage = stageOfFile();

it('keeps a place for whom no time suits, offers what becomes free by mail and on the page, and books it', async () => {
  const date = new Date(Date.now() + 5 * dayMs).toISOString().slice(0, 10);
  const overrides = [{ date, ranges: [{ from: '10:00', to: '11:00' }] }];
  const personId = await stage.company.addInterviewer({ zone: 'UTC', weekly: [], overrides });
  const templateId = await stage.company.addTemplate([personId]);
  const rival = await stage.company.invite(templateId);
  const startsAt = `${date}T10:00:00Z`;
  await rival.book(startsAt);
  const interviewId = await stage.company.send(templateId);
  const { page } = await stage.visit({ zone: 'Europe/London' });
  await page.goto(await stage.addressOf(interviewId));

  await page.getByRole('button', { name: 'Join the waitlist' }).click();
  await page.getByRole('heading', { name: 'You are on the waitlist' }).waitFor();
  await rival.browser.call('candidate.cancel', {
    interviewId: rival.interviewId,
    reason: { code: 'illness' },
    idempotencyKey: `cancel-${interviewId}`,
  });

  await page.getByRole('heading', { name: 'A time has become free for you' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  const mail = await until('the mail that offers it', async () => {
    const mails = await stage.company.mailbox.messages({ metadata_iv: interviewId, tag: 'offer' });
    return mails[0]?.request;
  });
  expect(String(mail.TextBody)).toMatch(/kept for you alone until/);
  expect(String(mail.Subject)).toMatch(/has become free/);

  await page.getByRole('button', { name: /^Book / }).click();
  await page.getByRole('heading', { name: /^You’re booked/ }).waitFor();
  const events = await stage.company.timeline(interviewId);
  const did = events.filter(({ source }) => source === 'command').map(({ what }) => what);
  expect(did).toEqual(expect.arrayContaining(['joinWaitlist', 'offer', 'book']));
});
