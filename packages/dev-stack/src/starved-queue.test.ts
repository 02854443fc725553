import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox } from '@interlude/postmark-sandbox/sandbox';
import { createSandboxClient } from '@interlude/postmark-sandbox/sandbox-client';
import { taskQueues } from '@interlude/shared/contracts/lifecycle';
import { Client, Connection } from '@temporalio/client';
import { expect, inject, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../../services/notifications/src/config.ts';
import { startNotifications } from '../../../services/notifications/src/server.ts';
import {
  internalKey,
  messageFacts,
  startFakeBooking,
  token,
} from '../../../services/notifications/src/test-notifications.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';
import { until } from './until-ready.ts';

/** A queue of mails, and the service that works it off once it is started with a token of the provider. */
async function startQueue() {
  const namespace = await freshNamespace();
  const address = inject('temporalAddress');
  const connection = await Connection.connect({ address });
  const { activity } = new Client({ connection, namespace });
  const booking = await startFakeBooking();
  booking.answer = () => ({ message: messageFacts({ kind: 'reminder', lead: 'PT15M' }) });
  const sandbox = await startSandbox({
    port: 0,
    tokens: [token],
    dataFolder: null,
    indexDelayMs: 0,
    deliveryDelayMs: 5,
  });
  const variables = {
    INTERLUDE_MONGO_URL: inject('mongoUrl'),
    INTERLUDE_NOTIFICATIONS_DB: freshDatabaseName('starved'),
    INTERLUDE_TEMPORAL_ADDRESS: address,
    INTERLUDE_TEMPORAL_NAMESPACE: namespace,
    INTERLUDE_INTERNAL_KEY: internalKey,
    INTERLUDE_BOOKING_INTERNAL_URL: booking.url,
    INTERLUDE_NOTIFICATIONS_PORT: '0',
    INTERLUDE_NOTIFICATIONS_METRICS_PORT: '0',
    INTERLUDE_POSTMARK_URL: sandbox.url,
    INTERLUDE_WEBHOOK_USER: 'postmark',
    INTERLUDE_WEBHOOK_PASSWORD: 'a password for tests',
    INTERLUDE_LOG_LEVEL: 'silent',
  };
  const start = async (providerToken: string) => {
    const service = await startNotifications(loadConfig({ ...variables, INTERLUDE_POSTMARK_TOKEN: providerToken }));
    onTestFinished(service.stop);
    return service;
  };
  onTestFinished(async () => {
    await sandbox.stop();
    await connection.close();
  });
  return {
    booking,
    start,
    mailbox: createSandboxClient(sandbox.url),
    /** Asks for a reminder that is due now; answers until when it helps. */
    async ask(interviewId: string, usefulForMs: number): Promise<number> {
      const recipient = { role: 'candidate', personId: 'can_1' } as const;
      const at = Date.now();
      const key = 'reminder:PT15M@1:candidate:can_1';
      const text = 'remind the candidate';
      const item = { does: 'notify', key, at, kind: 'reminder', usefulUntil: at + usefulForMs, recipient, text };
      await activity.start('sendNotification', {
        id: interviewId,
        args: [{ tenantId: 'ten_acme', interviewId, scheduleRev: 1, item }],
        taskQueue: taskQueues.notifications,
        startToCloseTimeout: '10s',
      });
      return item.usefulUntil;
    },
  };
}

it('a reminder that waited in a starved queue until it helps nobody is not sent, and one that still helps is', async () => {
  const { ask, start, booking, mailbox } = await startQueue();
  const lost = await ask('int_late', 1_500);
  await ask('int_timely', 60_000);
  // Nobody serves the queue meanwhile.
  await pause(lost - Date.now() + 100);

  await start(token);

  await until('both reports', async () => booking.sends.length === 2);
  const ends = booking.sends.map(({ interviewId, state, because }) => [interviewId, state, because]);
  expect(ends.toSorted()).toEqual([
    ['int_late', 'skipped', 'late'],
    ['int_timely', 'sent', null],
  ]);
  expect((await mailbox.stats()).accepted).toBe(1);
});

it('a token that the provider does not take turns readiness red and costs no mail', async () => {
  const { ask, start, booking, mailbox } = await startQueue();
  const wrong = await start('wrong');
  await ask('int_waits', 600_000);
  const readiness = async () => {
    const response = await fetch(`http://127.0.0.1:${wrong.port}/readyz`);
    return { status: response.status, missing: ((await response.json()) as { missing: string[] }).missing };
  };

  await until('readiness to be red', async () => (await readiness()).missing.join() === 'the provider: provider_10');
  expect((await readiness()).status).toBe(503);
  expect(booking.sends).toEqual([]);
  await wrong.stop();
  await start(token);

  await until('the mail', async () => (await mailbox.stats()).accepted === 1, { deadlineMs: 60_000 });
  await until('the report', async () => booking.sends.length === 1);
  expect(booking.sends[0]?.state).toBe('sent');
});
