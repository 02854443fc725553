import { randomBytes } from 'node:crypto';
import { taskQueues } from '@interlude/shared/contracts/lifecycle';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { patient } from '../../../services/booking/test/portal.ts';
import { addInterviewer, type addService, addTemplate, intentKey, proveAddress } from './api-fixtures.ts';
import { sizeOf } from './test-extent.ts';
import { startTestStack, type TestStack } from './test-stack.ts';
import { until } from './until-ready.ts';

const crowd = sizeOf({ sample: 80, whole: 120 });
/** So many sends a worker takes at once; what it has taken it finishes, whatever comes. */
const underWay = 16;

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack({ sendsPerSecond: 20, isMailHeld: true });
});
afterAll(async () => await stack?.stop());

it('codes and confirmations overtake a crowd of invitations, and another company its turn among them', async () => {
  const { portal, mailbox, startMail } = stack;
  const templateId = await portal.addTemplate([await portal.addInterviewer()], { policy: patient });
  const candidate = await portal.invite(templateId);
  const [start = ''] = (await candidate.slots()).starts;
  const service = await portal.addService([await portal.addInterviewer()]);
  const other = await portal.newTenant();
  const admin = await portal.signIn(other.email, other.password);
  const otherTemplate = await addTemplate(admin, [await addInterviewer(admin)]);
  await Promise.all(Array.from({ length: crowd }, () => invite(portal.admin, templateId)));
  await queued(crowd + 1);
  await candidate.book(start);
  const invited = await invite(admin, otherTemplate);
  const sent = Promise.withResolvers<void>();
  const email = `cli-${randomBytes(6).toString('hex')}@client.example`;
  const proving = proveAddress(portal.base, service, {
    email,
    codeOf: async (proofId) => {
      await sent.promise;
      return await portal.codeOf(proofId);
    },
  });
  // The crowd, the confirmations of both sides, the other company's invitation and the code: nothing that comes too late
  // to overtake, however slow the machine is.
  await queued(crowd + 5);
  await startMail();

  const all = await until(
    'all mails',
    async () => {
      const mails = await mailbox.messages();
      return mails.length >= crowd + 4 && mails;
    },
    { deadlineMs: 60_000 },
  );
  sent.resolve();
  await proving;
  const order = all
    .toSorted((one, next) => one.receivedAt.localeCompare(next.receivedAt))
    .map(({ request }) => request);
  // In the order of asking each of them would have come after the whole crowd; none waits for more than was taken before.
  expect(order.findIndex(({ Tag }) => Tag === 'code')).toBeLessThan(underWay + 5);
  expect(order.findIndex(({ Tag }) => Tag === 'scheduled')).toBeLessThan(underWay + 5);
  expect(order.findIndex(({ To }) => String(To).includes(invited))).toBeLessThan(underWay + 15);
});

/** Waits until so many mails stand in the queue that nobody takes any from yet. */
async function queued(count: number): Promise<void> {
  await until('the mails', async () => (await askedFor()) >= count, { deadlineMs: 120_000 });
  const { workflowService, options } = stack.client;
  const taskQueue = { name: taskQueues.notifications };
  await until(
    'the queue',
    async () => {
      const asked = { namespace: options.namespace, taskQueue, taskQueueType: 2, reportStats: true };
      const { stats } = await workflowService.describeTaskQueue(asked);
      return Number(stats?.approximateBacklogCount) >= count;
    },
    { deadlineMs: 120_000 },
  );
}

/** How many mails the workflows wait for. The queue's own count is an estimate: what the server added twice is in it twice. */
async function askedFor(): Promise<number> {
  const { workflow } = stack.client;
  const ids: string[] = [];
  for await (const { workflowId } of workflow.list({ query: "ExecutionStatus = 'Running'" })) ids.push(workflowId);
  const all = await Promise.all(ids.map(async (id) => (await workflow.getHandle(id).describe()).raw.pendingActivities));
  return all.flat().filter((one) => one?.activityType?.name === 'sendNotification').length;
}

async function invite(admin: Parameters<typeof addService>[0], templateId: string): Promise<string> {
  const { jobId } = await admin.call<{ jobId: string }>('jobs.create', { title: 'Firmware engineer' });
  const email = `can-${randomBytes(6).toString('hex')}@candidate.example`;
  const candidate = { name: 'Zoë Ångström', email, zone: 'UTC' };
  const { applicationId } = await admin.call<{ applicationId: string }>('applications.create', { jobId, candidate });
  await admin.call('interviews.invite', { applicationId, templateId, idempotencyKey: intentKey() });
  return email;
}
