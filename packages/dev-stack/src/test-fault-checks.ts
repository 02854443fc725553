import { expect } from 'vitest';
import type { AuditRow } from '../../../services/booking/src/journal/audit-store.ts';
import type { SendRow } from '../../../services/booking/src/obligations/send-store.ts';
import { exclusionFaults } from '../../../services/booking/test/invariants.ts';
import type { SentMail } from '../../../services/notifications/src/sending/sent-mail-store.ts';
import type { Load } from './test-fault-load.ts';
import type { TwoOfEach } from './test-two-of-each.ts';
import { until } from './until-ready.ts';

const patience = { deadlineMs: 150_000, everyMs: 500 };
const changes = ['scheduled', 'rescheduled', 'cancelled'];

/** What falls due by itself: reminders of bookings that are far away, and invitations that end. */
export interface Obligations {
  readonly reminded: readonly string[];
  readonly ending: readonly string[];
}

/** Lets reminders and ends of invitations fall due that many seconds from now. */
export async function plantObligations({ company }: TwoOfEach, dueInSeconds: number): Promise<Obligations> {
  const due = Date.now() + dueInSeconds * 1_000;
  const templateId = await company.addTemplate([await company.addInterviewer()], {
    durationMinutes: 5,
    stepMinutes: 5,
  });
  const first = await company.invite(templateId);
  const { starts } = await first.slots();
  const reminded = await Promise.all(
    starts.slice(100, 104).map(async (startsAt) => {
      const before = `PT${Math.round((Date.parse(startsAt) - due) / 1000)}S`;
      const reminders = [
        { before, to: 'candidate' },
        { before, to: 'interviewers' },
      ];
      const candidate = await company.invite(templateId, { reminders });
      await candidate.book(startsAt);
      return candidate.interviewId;
    }),
  );
  const left = () => Math.max(1, Math.round((due - Date.now()) / 1000));
  const policy = () => ({ invitationValidFor: `PT${left()}S` });
  const ending = await Promise.all(Array.from({ length: 4 }, () => company.send(templateId, policy())));
  expect(due, 'planted in time').toBeGreaterThan(Date.now());
  return { reminded, ending };
}

/** Everything that fell due has happened once. */
export async function expectMet({ company, booking }: TwoOfEach, { reminded, ending }: Obligations): Promise<void> {
  const { mailbox } = company;
  for (const interviewId of reminded) {
    const sent = () => mailbox.messages({ tag: 'reminder', metadata_iv: interviewId });
    await until('the reminders of both sides', async () => (await sent()).length === 2, patience);
  }
  for (const interviewId of ending) {
    const ends = () => booking.collection<AuditRow>('audit').find({ interviewId, action: 'expire' }).toArray();
    await until('the end of the invitation', async () => (await ends()).length === 1, patience);
    const told = () => mailbox.messages({ tag: 'expired', metadata_iv: interviewId });
    await until('its mail', async () => (await told()).length === 1, patience);
  }
}

/** Nothing that was acknowledged is lost, nobody is left untold, nothing is left undone, and nothing came twice. */
export async function expectSettled(two: TwoOfEach, { invited, figures }: Load): Promise<void> {
  const { booking, notifications, company } = two;
  expect(figures.failures).toEqual([]);
  for (const { candidate, told } of invited) {
    expect(await candidate.view(), candidate.interviewId).toMatchObject(told);
  }
  const outbox = booking.collection<{ deliveredAt: Date | null }>('outbox');
  await until('the outbox to drain', async () => (await outbox.countDocuments({ deliveredAt: null })) === 0, patience);
  const sends = booking.collection<SendRow>('sends');
  const untold = async () => {
    const told = await sends.find({ state: 'sent', kind: { $in: changes }, 'recipient.role': 'candidate' }).toArray();
    return invited.filter(
      ({ candidate, told: { status } }) =>
        changes.includes(status) &&
        !told.some((row) => row.interviewId === candidate.interviewId && row.kind === status),
    );
  };
  await until('everybody to be told how it stands', async () => (await untold()).length === 0, {
    ...patience,
  });
  const unsettled = { state: { $in: ['reserved', 'attempting', 'unknown'] as SentMail['state'][] } };
  const ledger = notifications.collection<SentMail>('sentMails');
  await until(
    'nothing left to do',
    async () => {
      const faults = await two.sendFaults();
      const open = await ledger.countDocuments(unsettled);
      if (faults.length + open > 0) throw new Error(`${faults.length} faults, ${open} open: ${faults[0] ?? ''}`);
      return true;
    },
    patience,
  );
  expect(await exclusionFaults(booking)).toEqual([]);
  const { accepted, duplicates, withoutSk, bySk } = await company.mailbox.stats();
  const { failures: _none, ...counts } = figures;
  const mails = { mails: accepted, keys: Object.keys(bySk).length, duplicates };
  console.log(JSON.stringify({ ...counts, ...mails, faults: 0 }));
  expect({ duplicates, withoutSk }).toEqual({ duplicates: 0, withoutSk: 0 });
  expect(await sends.countDocuments({ state: 'failed' })).toBe(0);
}
