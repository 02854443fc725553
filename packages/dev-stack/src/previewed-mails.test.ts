import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { intentKey } from './api-fixtures.ts';
import { type Portal, startPortal } from './portal.ts';
import { type Company, startCompany } from './test-company.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';
import { until } from './until-ready.ts';

let portal: Portal;
let company: Company;
beforeAll(async () => {
  portal = await startPortal({
    mongoUrl: inject('mongoUrl'),
    temporalAddress: inject('temporalAddress'),
    temporalNamespace: await freshNamespace(),
    databases: { booking: freshDatabaseName('booking'), notifications: freshDatabaseName('notifications') },
    env: { booking: { INTERLUDE_LIMITS: 'off' }, notifications: { INTERLUDE_SENDS_PER_SECOND: '0' } },
  });
  company = await startCompany(portal);
});
afterAll(async () => await portal?.stop());

interface Mail {
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

it('every mail that an invitation was said to send is sent, word for word, but for the link', async () => {
  const personal = 'Quisquilia, bring your portfolio.';
  const { jobId } = await company.admin.call<{ jobId: string }>('jobs.create', { title: 'Frontend engineer' });
  const candidate = { name: 'Noor van Dijk', email: 'noor@candidate.example', zone: 'Europe/Amsterdam', locale: 'nl' };
  const { applicationId } = await company.admin.call<{ applicationId: string }>('applications.create', {
    jobId,
    candidate,
  });
  const templateId = await company.addTemplate([await company.addInterviewer()]);
  // The nudge is due at once, so that no instant that is told lies between what is compared.
  const wish = { applicationId, templateId, personal, policy: { nudges: ['PT3S'], minimumNotice: 'P3D' } };
  const preview = async () =>
    (await company.admin.call<{ mails: Mail[] }>('interviews.previewMails', wish)).mails.slice(0, 2);
  const before = await preview();
  const { interviewId } = await company.admin.call<{ interviewId: string }>('interviews.invite', {
    ...wish,
    idempotencyKey: intentKey(),
  });
  const after = await preview();
  const sent = await until(
    'invitation and nudge',
    async () => {
      const mails = await company.mailbox.messages({ metadata_iv: interviewId });
      return mails.length < 2 ? undefined : mails.map(({ request }) => request);
    },
    { deadlineMs: 60_000, everyMs: 200 },
  );

  expect(before.map(({ kind }) => kind)).toEqual(['invitation', 'nudge']);
  for (const [n, { kind, to, subject }] of before.entries()) {
    const mail = sent.find(({ Tag }) => Tag === kind);
    const text = String(mail?.TextBody).replaceAll(/#[\w.-]+$/gm, '#personal-link');
    expect(mail).toMatchObject({ To: to, Subject: subject });
    // An hour may have turned between the two.
    expect([before[n]?.text, after[n]?.text]).toContain(text);
  }
  const invitation = sent.find(({ Tag }) => Tag === 'invitation');
  expect(String(invitation?.HtmlBody)).toMatch(/<span dir="auto"[^>]*>Quisquilia, bring your portfolio\.<\/span>/);
  expect(portal.logs()).not.toContain('Quisquilia');
});
