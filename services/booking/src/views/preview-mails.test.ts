import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { languages } from '@interlude/shared/language/languages';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { InvitationPreview } from './preview-mails.ts';

let portal: TestPortal;
let templateId: string;
let jobId: string;
beforeAll(async () => {
  portal = await startTestPortal();
  templateId = await portal.addTemplate([await portal.addInterviewer()]);
  ({ jobId } = await portal.admin.call<{ jobId: string }>('jobs.create', { title: 'Frontend engineer' }));
});
afterAll(async () => await portal.stop());

const preview = (input: object) =>
  portal.admin.call<InvitationPreview>('interviews.previewMails', { templateId, ...input });

async function applied(): Promise<string> {
  const email = `can-${intentKey().slice(0, 8)}@candidate.example`.toLowerCase();
  const candidate = { name: 'Noor van Dijk', email, zone: 'Europe/Lisbon' };
  return (await portal.admin.call<{ applicationId: string }>('applications.create', { jobId, candidate }))
    .applicationId;
}

const counts = async () =>
  await Promise.all(
    ['bookings', 'audit', 'outbox', 'reservations', 'idempotencyKeys', 'applications', 'candidates'].map((name) =>
      portal.collection(name).countDocuments(),
    ),
  );

describe('what an invitation would mean', () => {
  it('counts the very starts that the candidate will be offered, names the first three and writes nothing', async () => {
    const applicationId = await applied();
    const before = await counts();
    const { bookableStarts, first, zone, open, countedDays } = await preview({ applicationId });
    expect(await counts()).toEqual(before);
    const input = { applicationId, templateId, idempotencyKey: intentKey() };
    const { interviewId } = await portal.admin.call<{ interviewId: string }>('interviews.invite', input);
    const candidate = await portal.openLink(await portal.linkOf(interviewId));
    const { starts } = await candidate.slots({ zone, days: countedDays });
    expect(starts.length).toBeGreaterThan(3);
    expect([bookableStarts, first]).toEqual([starts.length, starts.slice(0, 3)]);
    expect(open).toBeNull();
    expect((await preview({ applicationId })).open).toEqual({ interviewId });
  });

  it('says until which day the starts are counted: the last of a shorter window, else that of the count', async () => {
    const applicationId = await applied();
    const until = async (bookingWindowDays: number) =>
      (await preview({ applicationId, policy: { bookingWindowDays } })).countedUntil;
    const today = Date.parse(await until(1)) - 86_400_000;
    const daysTo = async (window: number) => (Date.parse(await until(window)) - today) / 86_400_000;
    expect(await daysTo(14)).toBe(14);
    // The count goes by the candidate's days, whose last one may reach into the next of the company.
    expect([61, 62]).toContain(await daysTo(90));
  });

  it('has each mail in order, until the last one says that the time is over, with no link that works', async () => {
    const policy = { invitationValidFor: 'P7D', nudges: ['P2D'] };
    const { mails } = await preview({ applicationId: await applied(), policy });
    expect(mails.map(({ kind }) => kind)).toEqual(['invitation', 'nudge', 'expiring', 'expired']);
    const instants = mails.map(({ at }) => Date.parse(at));
    expect(instants).toEqual(instants.toSorted((one, other) => one - other));
    const text = mails.map((mail) => mail.text).join('\n');
    expect(text).toContain('#personal-link');
    expect(text).not.toMatch(/eyJ[\w-]+\./);
  });

  it('has the confirmation and the reminders of whoever takes the first start, as they will be, and holds nothing', async () => {
    const reminders = [
      { before: 'PT1H', to: 'candidate' },
      { before: 'PT15M', to: 'candidate' },
      { before: 'PT15M', to: 'interviewers' },
    ];
    const applicationId = await applied();
    const before = await counts();
    // Of a start that is nearer some reminders would be past.
    const policy = { reminders, minimumNotice: 'PT2H' };
    const { first, bookedMails } = await preview({ applicationId, policy });
    expect(await counts()).toEqual(before);
    expect(bookedMails.map(({ kind }) => kind)).toEqual(['scheduled', 'reminder', 'reminder']);
    const [start = ''] = first;
    expect(bookedMails.slice(1).map(({ at }) => Date.parse(start) - Date.parse(at))).toEqual([3_600_000, 900_000]);
    for (const { text } of bookedMails) expect(text).not.toMatch(/eyJ[\w-]+\./);
  });

  it.each(languages)(
    'is shown to whoever is not on file yet in %s, with the personal sentence as written',
    async (locale) => {
      const personal = 'Wir freuen uns auf dich – bring your portfolio, نراك قريبا';
      const { mails } = await preview({ jobId, locale, name: 'Bao Trần', email: 'bao@candidate.example', personal });
      const said = mails.map(({ text }) => text.replaceAll(/\s+/g, ' ').includes(personal));
      expect(mails[0]).toMatchObject({ kind: 'invitation', to: 'bao@candidate.example' });
      expect(said).toEqual([true, ...mails.slice(1).map(() => false)]);
      expect(mails[0]?.text.split('\n\n')).toContain(personal);
    },
  );

  it('is refused for what could not be sent, as sending it would be', async () => {
    await expect(preview({ jobId: 'job_none', locale: 'en' })).rejects.toMatchObject({
      refusal: { code: 'not_found' },
    });
    await expect(preview({})).rejects.toMatchObject({ refusal: { code: 'invalid_input' } });
    await portal.admin.call('jobs.archive', { jobId });
    await expect(preview({ jobId, locale: 'en' })).rejects.toMatchObject({ refusal: { code: 'status_forbids' } });
    await portal.admin.call('jobs.restore', { jobId });
  });
});
