import { startSandbox } from '@interlude/postmark-sandbox/sandbox';
import { createSandboxClient, type SandboxClient } from '@interlude/postmark-sandbox/sandbox-client';
import { type Plan, queries, signals, workflowIdOf } from '@interlude/shared/lifecycle-contract';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { SendRow } from '../../../services/booking/src/mails/send-store.ts';
import { patient, startTestPortal, type TestPortal } from '../../../services/booking/src/test-portal.ts';
import { sendFaults } from '../../../services/booking/src/test-send-invariants.ts';
import { loadConfig as notificationsConfig } from '../../../services/notifications/src/config.ts';
import { startNotifications } from '../../../services/notifications/src/server.ts';
import { loadConfig as workflowsConfig } from '../../../services/workflows/src/config.ts';
import { installRuntime, startWorkflows } from '../../../services/workflows/src/worker.ts';
import { intentKey, openLink } from './api-fixtures.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';
import { until } from './until-ready.ts';

let portal: TestPortal;
let mailbox: SandboxClient;
let client: Client;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  await installRuntime(pino({ level: 'silent' }));
  const namespace = await freshNamespace();
  const address = inject('temporalAddress');
  const connection = await Connection.connect({ address });
  client = new Client({ connection, namespace });
  const sandbox = await startSandbox({
    port: 0,
    tokens: ['token'],
    dataFolder: null,
    indexDelayMs: 0,
    deliveryDelayMs: 5,
  });
  mailbox = createSandboxClient(sandbox.url);
  const temporal = { INTERLUDE_TEMPORAL_ADDRESS: address, INTERLUDE_TEMPORAL_NAMESPACE: namespace };
  portal = await startTestPortal({ roles: 'api,activities,relay', env: temporal });
  await portal.startCopy();
  const quiet = { INTERLUDE_LOG_LEVEL: 'silent', ...temporal };
  const workflows = await startWorkflows(
    workflowsConfig({ ...quiet, INTERLUDE_WORKFLOWS_PORT: '0', INTERLUDE_WORKFLOWS_METRICS_PORT: '0' }),
  );
  const mail = notificationsConfig({
    ...quiet,
    INTERLUDE_MONGO_URL: inject('mongoUrl'),
    INTERLUDE_NOTIFICATIONS_DB: freshDatabaseName('notifications'),
    INTERLUDE_INTERNAL_KEY: portal.config.internalKey,
    INTERLUDE_BOOKING_INTERNAL_URL: portal.internalUrl,
    INTERLUDE_NOTIFICATIONS_PORT: '0',
    INTERLUDE_NOTIFICATIONS_METRICS_PORT: '0',
    INTERLUDE_POSTMARK_URL: sandbox.url,
    INTERLUDE_POSTMARK_TOKEN: 'token',
    INTERLUDE_WEBHOOK_USER: 'postmark',
    INTERLUDE_WEBHOOK_PASSWORD: 'a password for tests',
    INTERLUDE_SENDS_PER_SECOND: '0',
    INTERLUDE_LOOKUP_WAIT_MS: '200',
  });
  const services = await Promise.all([startNotifications(mail), startNotifications(mail)]);
  stops.push(...services.map(({ stop }) => stop), workflows.stop, portal.stop, sandbox.stop, () => connection.close());
}, 60_000);
afterAll(async () => {
  for (const stop of stops) await stop();
});

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
  }, 120_000);
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
