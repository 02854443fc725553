import type { SandboxClient } from '@interlude/postmark-sandbox/sandbox-client';
import { type Plan, queries, signals, workflowIdOf } from '@interlude/shared/contracts/lifecycle';
import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SendRow } from '../../../services/booking/src/obligations/send-store.ts';
import { patient, type TestPortal } from '../../../services/booking/test/portal.ts';
import { sendFaults } from '../../../services/booking/test/send-invariants.ts';
import { intentKey, openLink } from './api-fixtures.ts';
import { startTestStack, type TestStack } from './test-stack.ts';
import { until } from './until-ready.ts';

let stack: TestStack;
let portal: TestPortal;
let mailbox: SandboxClient;
let client: Client;

beforeAll(async () => {
  stack = await startTestStack({ copies: 2 });
  ({ portal, mailbox, client } = stack);
});
afterAll(async () => await stack?.stop());

async function isRunning(interviewId: string): Promise<boolean> {
  return (await client.workflow.getHandle(workflowIdOf(interviewId)).describe()).status.name === 'RUNNING';
}

const faults = () => sendFaults(portal, isRunning);
const untilQuiet = () =>
  until('no fault', async () => (await faults()).length === 0, { deadlineMs: 40_000, everyMs: 500 });

describe('two processes of each service', () => {
  it('settle every message that is due and close every workflow that is done, also under quick moves', async () => {
    const templateId = await portal.addTemplate([await portal.addInterviewer(), await portal.addInterviewer()], {
      policy: patient,
    });
    const candidates = await Promise.all(Array.from({ length: 6 }, () => portal.invite(templateId)));
    const { starts } = await portal.invite(templateId).then((one) => one.slots());
    await Promise.all(
      candidates.map(async (candidate, n) => {
        const there = await openLink(portal.bases[1] ?? '', await portal.linkOf(candidate.interviewId));
        await candidate.book(starts[n * 5] ?? '');
        for (const move of [1, 2, 3, 4]) {
          await (move % 2 === 0 ? candidate : there).reschedule(starts[n * 5 + move] ?? '');
        }
        if (n % 2 === 1) return;
        const { interviewId } = candidate;
        const reason = { code: 'illness' };
        await candidate.browser.call('candidate.cancel', { interviewId, reason, idempotencyKey: intentKey() });
      }),
    );

    const closed = candidates.filter((_, n) => n % 2 === 0);
    await until('the last mails', async () => {
      const last = closed.map(({ interviewId }) => mailbox.messages({ metadata_iv: interviewId, tag: 'cancelled' }));
      return (await Promise.all(last)).every((mails) => mails.length > 0);
    });
    await until('the plans to be over', async () => {
      const filter = { planOver: true, _id: { $in: closed.map(({ interviewId }) => interviewId) } };
      return (await portal.collection<{ _id: string }>('bookings').countDocuments(filter)) === closed.length;
    });
    await untilQuiet();
    expect((await mailbox.stats()).duplicates).toBe(0);

    // The checker is worth something: it finds a message that nobody will ever report.
    const orphan = await portal.collection<SendRow>('sends').findOne({ state: 'sent' });
    await portal
      .collection<SendRow>('sends')
      .updateOne({ _id: orphan?._id ?? '' }, { $set: { state: 'planned', at: new Date(0) } });
    expect(await faults()).toEqual([expect.stringContaining('is not settled')]);
  });
});

describe('an exception that one booking causes', () => {
  it('is tried a few times, shown to HR and ops, and over once it is repaired and the workflow is told', async () => {
    const templateId = await portal.addTemplate([await portal.addInterviewer()], { policy: patient });
    const candidate = await portal.invite(templateId);
    const { interviewId } = candidate;
    const bookings = portal.collection<{ _id: string }>('bookings');
    const { policy } = (await bookings.findOne({ _id: interviewId })) as unknown as { policy: object };
    await until('the first plan', async () =>
      mailbox.messages({ metadata_iv: interviewId }).then(({ length }) => length),
    );
    await bookings.updateOne({ _id: interviewId }, { $set: { 'policy.nudges': ['never'] } });
    const handle = client.workflow.getHandle(workflowIdOf(interviewId));

    await handle.signal(signals.replan);

    const planOf = () => handle.query<Plan>(queries.currentPlan);
    const { items } = await until('a rest', async () => {
      const plan = await planOf();
      return plan.attention === 'facts not read' && plan;
    });
    expect(items).not.toEqual([]);
    const marksOf = async () =>
      ((await bookings.findOne({ _id: interviewId })) as unknown as { marks: object[] }).marks;
    await until('the mark', async () => (await marksOf()).length);
    expect(await marksOf()).toMatchObject([{ cause: 'stuck', of: 'planInterview' }]);
    await bookings.updateOne({ _id: interviewId }, { $set: { policy } });
    await handle.signal(signals.replan);
    await until('the end of the mark', async () => (await marksOf()).length === 0);
    await until('a plan', async () => (await planOf()).attention === null);
    const { events } = await handle.fetchHistory();
    const failed = (events ?? []).flatMap((event) => event.activityTaskFailedEventAttributes?.failure ?? []);
    expect(failed.length).toBeGreaterThan(0);
    for (const { message } of failed) expect(message).toContain('"replan"');
  });
});
