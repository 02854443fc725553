import { randomBytes } from 'node:crypto';
import { startSandbox } from '@interlude/postmark-sandbox/sandbox';
import { createSandboxClient, type SandboxClient } from '@interlude/postmark-sandbox/sandbox-client';
import { searchAttributes, workflowIdOf } from '@interlude/shared/contracts/lifecycle';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../../services/booking/test/portal.ts';
import { loadConfig as notificationsConfig } from '../../../services/notifications/src/config.ts';
import { startNotifications } from '../../../services/notifications/src/server.ts';
import { loadConfig as workflowsConfig } from '../../../services/workflows/src/config.ts';
import { startWorkflows } from '../../../services/workflows/src/worker.ts';
import { intentKey, type NewService } from './api-fixtures.ts';
import { findBinary, temporalTestServer } from './binaries.ts';
import { freshDatabaseName } from './test-isolation.ts';
import { until } from './until-ready.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const indexedValueTypes = { Keyword: 2, Int: 3, Bool: 5, Datetime: 6, KeywordList: 7 } as const;

let env: TestWorkflowEnvironment;
let portal: TestPortal;
let mailbox: SandboxClient;
let clock = Date.now();
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const { path } = await findBinary(temporalTestServer);
  env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
  const types = Object.entries(searchAttributes).map(([name, type]) => [name, indexedValueTypes[type]]);
  const registered = { namespace: 'default', searchAttributes: Object.fromEntries(types) };
  await env.connection.operatorService.addSearchAttributes(registered);
  clock = await env.currentTimeMs();
  const sandbox = await startSandbox({
    port: 0,
    tokens: ['token'],
    dataFolder: null,
    indexDelayMs: 0,
    deliveryDelayMs: 10,
  });
  mailbox = createSandboxClient(sandbox.url);
  const temporal = { INTERLUDE_TEMPORAL_ADDRESS: env.address, INTERLUDE_TEMPORAL_NAMESPACE: 'default' };
  portal = await startTestPortal({ now: () => clock, roles: 'api,activities,relay', env: temporal });
  const quiet = { INTERLUDE_LOG_LEVEL: 'silent', ...temporal };
  const workflows = await startWorkflows(
    workflowsConfig({ ...quiet, INTERLUDE_WORKFLOWS_PORT: '0', INTERLUDE_WORKFLOWS_METRICS_PORT: '0' }),
  );
  const notifications = await startNotifications(
    notificationsConfig({
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
      INTERLUDE_WEBHOOK_PASSWORD: randomBytes(24).toString('hex'),
      INTERLUDE_SENDS_PER_SECOND: '0',
      INTERLUDE_LOOKUP_WAIT_MS: '200',
    }),
  );
  stops.push(notifications.stop, workflows.stop, portal.stop, sandbox.stop, () => env.teardown());
});

afterAll(async () => {
  for (const stop of stops) await stop();
});

/** Lets the engine's time pass up to an instant; timers on the way fire at theirs, and the portal's clock follows. */
async function travelTo(instant: number): Promise<void> {
  while (clock < instant) {
    // In steps, so that the clock of the portal is never more than an hour behind what the timers see.
    await env.sleep(Math.min(instant - clock, hour));
    clock = await env.currentTimeMs();
  }
  await portal.renewSession();
}

interface Event {
  readonly at: string;
  readonly when: string;
  readonly source: string;
  readonly what: string;
  readonly because?: string;
  readonly detail: { to?: string; lead?: string; due?: string };
}

async function timeline(interviewId: string): Promise<Event[]> {
  return (await portal.admin.ask<{ events: Event[] }>('interviews.timeline', { interviewId })).events;
}

async function untilTimeline(interviewId: string, isThere: (event: Event) => boolean): Promise<void> {
  await until('the timeline', async () => (await timeline(interviewId)).some(isThere), { deadlineMs: 20_000 });
}

// What a command causes must have left before days pass in a moment: skipped time waits for nobody.
async function untilMailed(interviewId: string, kind: string): Promise<void> {
  const hasLeft = async () => {
    const mails = (await timeline(interviewId)).filter(({ source, what }) => source === 'mail' && what === kind);
    return mails.length > 0 && mails.every(({ when }) => when !== 'future');
  };
  await until(`the mails ${kind}`, hasLeft, { deadlineMs: 20_000 });
}

const mailsOf = (events: Event[], when: string) =>
  events
    .filter((event) => event.source === 'mail' && event.when === when)
    .map(({ what, detail, because }) =>
      [what, detail.to, ...(detail.lead ? [detail.lead] : []), ...(because ? [because] : [])].join(' '),
    )
    .sort();

it('lives through sixty days of one candidate: nudged, booked, moved, reminded, failed, retaken and expired', async () => {
  const began = clock;
  const person = await portal.addInterviewer();
  const policy = { minimumNotice: 'PT24H' };
  const templateId = await portal.addTemplate([person], { policy });
  const first = await portal.invite(templateId);
  const { interviewId } = first;

  // Two days without a booking bring the first nudge; then the candidate books and moves once.
  await travelTo(began + 3 * day);
  await untilTimeline(interviewId, ({ what, when }) => what === 'nudge' && when === 'past');
  const starts = (await first.slots()).starts.map((at) => Date.parse(at));
  const booked = starts.find((at) => at > clock + 4 * day) ?? 0;
  const moved = starts.find((at) => at > clock + 6 * day) ?? 0;
  await first.book(new Date(booked).toISOString());
  await untilMailed(interviewId, 'scheduled');
  await travelTo(clock + hour);
  await first.reschedule(new Date(moved).toISOString(), { reason: { code: 'conflict' } });
  await untilMailed(interviewId, 'rescheduled');

  // Every reminder of the second time, none of the first; the timer starts the interview.
  await travelTo(moved + 5 * minute);
  await untilTimeline(interviewId, ({ what, when }) => what === 'start' && when === 'past');
  await portal.admin.call('interviews.complete', { interviewId, outcome: 'failed' });
  await travelTo(moved + 5 * day);

  // The cooldown ends; the candidate asks again, the same team approves, and a new link goes out.
  await travelTo(moved + 8 * day);
  await first.browser.call('candidate.requestRetake', {
    interviewId,
    reason: { code: 'illness' },
    idempotencyKey: intentKey(),
  });
  const { requests } = await portal.admin.ask<{ requests: { requestId: string }[] }>('retakes.list', {
    state: 'pending',
  });
  const decision = { requestId: requests[0]?.requestId, decision: 'approve', reason: { code: 'illness' } };
  const { newInterviewId } = await portal.admin.call<{ newInterviewId: string }>('retakes.decide', decision);
  await untilMailed(newInterviewId, 'retake_approved');

  // Nobody books the retake: nudges, a warning, the end. HR extends the link once, and that ends too.
  await travelTo(clock + 15 * day);
  await untilTimeline(newInterviewId, ({ what, when }) => what === 'expired' && when === 'past');
  await portal.admin.call('interviews.extendLink', { interviewId: newInterviewId });
  await untilMailed(newInterviewId, 'link');
  await travelTo(began + 60 * day);
  await untilTimeline(newInterviewId, ({ what }) => what === 'expire');

  const old = await timeline(interviewId);
  expect(mailsOf(old, 'past')).toEqual([
    'invitation candidate',
    'nudge candidate P2D',
    'reminder candidate P1D',
    'reminder candidate PT15M',
    'reminder candidate PT1H',
    'reminder interviewer P1D',
    'reminder interviewer PT15M',
    'rescheduled candidate',
    'rescheduled interviewer',
    'scheduled candidate',
    'scheduled interviewer',
  ]);
  expect(mailsOf(old, 'skipped').filter((mail) => mail.startsWith('reminder'))).toEqual([
    'reminder candidate P1D superseded',
    'reminder candidate PT15M superseded',
    'reminder candidate PT1H superseded',
    'reminder interviewer P1D superseded',
    'reminder interviewer PT15M superseded',
  ]);
  const retake = await timeline(newInterviewId);
  expect(mailsOf(retake, 'past').filter((mail) => !mail.startsWith('nudge'))).toEqual([
    'expired candidate',
    'expired candidate',
    'expiring candidate',
    'expiring candidate',
    'link candidate',
    'retake_approved candidate',
  ]);
  expect(mailsOf(old, 'failed').concat(mailsOf(retake, 'failed'))).toEqual([]);

  // On time: each message left within minutes of the instant it was due.
  const late = [...old, ...retake]
    .filter(({ source, when }) => source === 'mail' && when === 'past')
    .map(({ at, detail }) => Date.parse(at) - Date.parse(detail.due ?? ''));
  expect(Math.max(...late)).toBeLessThan(10 * minute);
  expect((await mailbox.stats()).duplicates).toBe(0);
});

it('lives through an appointment: proved by the code in a mail, reminded as wished, begun and closed by timers', async () => {
  const person = await portal.addInterviewer();
  const service = await portal.addService([person], { policy: { minimumNotice: 'PT0S' } });
  const client = await byMailedCode(service, 'client@client.example', { reminderBefore: 'PT3H' });
  const passer = await byMailedCode(service, 'passer@client.example');
  const { interviewId } = client;
  const startsAt = (await client.slots()).starts.map((at) => Date.parse(at)).find((at) => at > clock + 3 * day) ?? 0;
  await client.book(new Date(startsAt).toISOString());
  await untilMailed(interviewId, 'scheduled');

  // Whoever proved an address and chose nothing is let go after an hour, and hears nothing of it.
  await travelTo(clock + 2 * hour);
  await untilTimeline(passer.interviewId, ({ what, when }) => what === 'expire' && when === 'past');
  await travelTo(startsAt + 5 * minute);
  await untilTimeline(interviewId, ({ what, when }) => what === 'start' && when === 'past');
  await travelTo(startsAt + 5 * day);
  await untilTimeline(interviewId, ({ what, when }) => what === 'complete' && when === 'past');

  const events = await timeline(interviewId);
  expect(mailsOf(events, 'past')).toEqual([
    'reminder candidate PT3H',
    'reminder interviewer P1D',
    'reminder interviewer PT15M',
    'scheduled candidate',
    'scheduled interviewer',
  ]);
  expect(mailsOf(events, 'failed').concat(mailsOf(await timeline(passer.interviewId), 'past'))).toEqual([]);
  expect(await client.view()).toMatchObject({ status: 'completed', outcome: null });
  const handle = env.client.workflow.getHandle(workflowIdOf(interviewId));
  const { type, status } = await until('the end', async () => {
    const described = await handle.describe();
    return described.status.name === 'RUNNING' ? null : described;
  });
  expect([handle.workflowId, type, status.name]).toEqual([
    `appointment:${interviewId}`,
    'appointmentLifecycle',
    'COMPLETED',
  ]);
});

async function byMailedCode(service: NewService, email: string, more: object = {}) {
  const codeOf = async () =>
    await until('the code', async () => {
      const mails = await mailbox.messages({ to: email, tag: 'code' });
      return /\b(\d{6})\b/.exec(String(mails[0]?.request.TextBody))?.[1];
    });
  return await portal.appoint(service, { codeOf, email, ...more });
}
