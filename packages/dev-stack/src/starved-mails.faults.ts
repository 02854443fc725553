import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SentMail } from '../../../services/notifications/src/sending/sent-mail-store.ts';
import { allWeek } from './api-fixtures.ts';
import { expectMet, expectSettled, plantObligations } from './test-fault-checks.ts';
import { prepareLoad } from './test-fault-load.ts';
import { startTwoOfEach, type TwoOfEach } from './test-two-of-each.ts';
import { until } from './until-ready.ts';

const second = 1_000;

let two: TwoOfEach;
beforeAll(async () => {
  two = await startTwoOfEach();
});
afterAll(async () => await two?.stop());

/** Interviews that begin at the next five minutes, with reminders 20 s ahead: these help for 15 s. */
async function bookSoon({ company }: TwoOfEach, count: number) {
  const people = await Promise.all(
    Array.from({ length: count }, () => company.addInterviewer({ weekly: allWeek('00:00', '24:00') })),
  );
  const panel = [{ anyOf: people, count: 1 }];
  const templateId = await company.addTemplate(people, { durationMinutes: 5, stepMinutes: 5, panel });
  const reminders = [
    { before: 'PT20S', to: 'candidate' },
    { before: 'PT20S', to: 'interviewers' },
  ];
  const candidates = await Promise.all(people.map(() => company.invite(templateId, { reminders })));
  const { starts } = (await candidates[0]?.slots()) ?? { starts: [] };
  const startsAt = starts.find((at) => Date.parse(at) > Date.now() + 60 * second) ?? '';
  for (const candidate of candidates) await candidate.book(startsAt);
  return { ids: candidates.map(({ interviewId }) => interviewId), startsAt: Date.parse(startsAt) };
}

const untilInstant = (at: number) => pause(Math.max(0, at - Date.now()));

it('sends no reminder late after both mail processes were away, and everything else that still helps once', async () => {
  const load = await prepareLoad(two);
  const [one, other] = two.portals;
  const { ids, startsAt } = await bookSoon(two, 4);
  const uselessAt = startsAt - 5 * second;
  await untilInstant(startsAt - 45 * second);
  load.start();
  const obligations = await plantObligations(two, Math.round((startsAt - 15 * second - Date.now()) / second));
  await untilInstant(startsAt - 25 * second);
  const hung = one.pids().notifications ?? 0;

  process.kill(hung, 'SIGSTOP');
  try {
    await other.halt('notifications');
    expect(Date.now()).toBeLessThan(startsAt - 20 * second);
    await untilInstant(uselessAt + second);
  } finally {
    process.kill(hung, 'SIGCONT');
  }
  await other.restart('notifications');

  const ledger = two.notifications.collection<SentMail>('sentMails');
  const reminders = () => ledger.find({ interviewId: { $in: ids }, kind: 'reminder' }).toArray();
  await until(
    'each reminder to end in the ledger',
    async () => {
      const rows = await reminders();
      return rows.length === 2 * ids.length && rows.every(({ state }) => state === 'skipped' || state === 'sent');
    },
    { deadlineMs: 90_000, everyMs: 250 },
  );
  const ends = (await reminders()).map(({ state, because }) => `${state} ${because}`);
  console.log(`reminders: ${ends.toSorted().join(', ')}`);
  expect(ends.filter((end) => end.startsWith('sent'))).toEqual([]);
  expect(ends).toContain('skipped late');
  for (const interviewId of ids) {
    expect(await two.company.mailbox.messages({ tag: 'reminder', metadata_iv: interviewId })).toEqual([]);
  }
  await load.stop();
  await expectMet(two, obligations);
  await expectSettled(two, load);
});
