import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox } from '@interlude/postmark-sandbox/sandbox';
import { createSandboxClient } from '@interlude/postmark-sandbox/sandbox-client';
import { taskQueues } from '@interlude/shared/lifecycle-contract';
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
import { quietRuntime } from '../../../services/workflows/src/test-workers.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';
import { until } from './until-ready.ts';

quietRuntime();

it('a reminder that waited in a starved queue until it helps nobody is not sent, and one that still helps is', async () => {
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
  const ask = async (interviewId: string, usefulForMs: number) => {
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
  };
  const lost = await ask('int_late', 1_500);
  await ask('int_timely', 60_000);
  // Nobody serves the queue meanwhile.
  await pause(lost - Date.now() + 100);

  const service = await startNotifications(
    loadConfig({
      INTERLUDE_MONGO_URL: inject('mongoUrl'),
      INTERLUDE_NOTIFICATIONS_DB: freshDatabaseName('starved'),
      INTERLUDE_TEMPORAL_ADDRESS: address,
      INTERLUDE_TEMPORAL_NAMESPACE: namespace,
      INTERLUDE_INTERNAL_KEY: internalKey,
      INTERLUDE_BOOKING_INTERNAL_URL: booking.url,
      INTERLUDE_NOTIFICATIONS_PORT: '0',
      INTERLUDE_NOTIFICATIONS_METRICS_PORT: '0',
      INTERLUDE_POSTMARK_URL: sandbox.url,
      INTERLUDE_POSTMARK_TOKEN: token,
      INTERLUDE_WEBHOOK_USER: 'postmark',
      INTERLUDE_WEBHOOK_PASSWORD: 'a password for tests',
      INTERLUDE_LOG_LEVEL: 'silent',
    }),
  );
  onTestFinished(async () => {
    await service.stop();
    await sandbox.stop();
    await connection.close();
  });

  await until('both reports', async () => booking.sends.length === 2);
  const ends = booking.sends.map(({ interviewId, state, because }) => [interviewId, state, because]);
  expect(ends.toSorted()).toEqual([
    ['int_late', 'skipped', 'late'],
    ['int_timely', 'sent', null],
  ]);
  expect((await createSandboxClient(sandbox.url).stats()).accepted).toBe(1);
});
