import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import { startSandbox } from '@interlude/postmark-sandbox/sandbox';
import { createSandboxClient } from '@interlude/postmark-sandbox/sandbox-client';
import { createMongo, openMongo } from '@interlude/service-kit/mongo';
import type { SendInput, SendResult } from '@interlude/shared/contracts/activities';
import type { MailKind } from '@interlude/shared/contracts/lifecycle';
import type { DeliveryReport, MessageAnswer, MessageFacts, SendReport } from '@interlude/shared/contracts/messages';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import jwt from 'jsonwebtoken';
import { pino } from 'pino';
import { inject, onTestFinished } from 'vitest';
import { createBookingClient } from './booking-client.ts';
import { createMetrics } from './metrics.ts';
import { createPostmarkClient } from './sending/postmark-client.ts';
import { createProviderState } from './sending/provider-state.ts';
import { createSendNotification, type SendDeps } from './sending/send-notification.ts';
import { createSentMailStore } from './sending/sent-mail-store.ts';
import { createSuppressionStore } from './sending/suppression-store.ts';
import { composeMail } from './templates/compose-mail.ts';

export const internalKey = 'k3Vt8Qd1Wz0YpLr5Xs9Nf2Hb7Jc4Mg6Ua-Te_Io1Ry0';
export const token = '5f1a7c9e-0b1d-4f55-9a50-8c1f4e6f0a11';
export const mailFrom = 'interviews@interlude.example';

/** Facts of a message with odd but valid data; `over` changes some. */
export function messageFacts(over: Partial<MessageFacts> = {}): MessageFacts {
  return {
    kind: 'scheduled',
    to: { email: 'zoe@example.com', name: 'Zoë Ångström' },
    role: 'candidate',
    locale: 'en',
    zone: 'Europe/Lisbon',
    offsetMinutes: 0,
    company: 'Acme & Søns',
    contact: { name: 'Mara Keller', email: 'mara@acme.example' },
    jobTitle: 'Frontend engineer',
    interviewType: 'technical',
    provider: 'zoom',
    durationMinutes: 60,
    attempt: 1,
    candidateName: 'Zoë Ångström',
    interviewers: [{ name: 'Mara Keller', title: 'Head of design' }, { name: 'Jonas Weiß' }],
    startsAt: '2027-03-29T09:00:00Z',
    endsAt: '2027-03-29T10:00:00Z',
    formerStartsAt: null,
    venue: null,
    venueZone: null,
    venueOffsetMinutes: null,
    meetingUrl: 'https://meet.acme.example/abc?x=1&y=2',
    url: 'https://interviews.acme.example/i#header.payload.signature',
    bookBy: null,
    lead: null,
    reason: null,
    invite: null,
    ...over,
  };
}

let lastInterview = 0;

/** The argument of the activity for a fresh interview. */
export function sendInput(over: { kind?: MailKind; usefulUntil?: number; interviewId?: string } = {}): SendInput {
  lastInterview += 1;
  const { kind = 'scheduled', usefulUntil = Date.now() + 3_600_000, interviewId = `int_${lastInterview}` } = over;
  return {
    tenantId: 'ten_acme',
    interviewId,
    scheduleRev: 1,
    item: {
      does: 'notify',
      key: `${kind}@1:candidate:can_1`,
      at: Date.now(),
      text: 'confirm the booking (candidate)',
      kind,
      recipient: { role: 'candidate', personId: 'can_1' },
      usefulUntil,
    },
  };
}

/** Booking's internal port, faked at its HTTP edge. */
export async function startFakeBooking() {
  const sends: SendReport[] = [];
  const deliveries: DeliveryReport[] = [];
  const state = {
    url: '',
    sends,
    deliveries,
    asked: 0,
    /** How many calls of a procedure still fail. */
    failing: {} as Record<string, number>,
    answer: (): MessageAnswer => ({ message: messageFacts() }),
  };
  const procedures: Record<string, (input: never) => unknown> = {
    messageFor: () => {
      state.asked += 1;
      return state.answer();
    },
    recordSend: (report: SendReport) => sends.push(report),
    recordDelivery: (report: DeliveryReport) => deliveries.push(report),
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const name = request.url?.replace('/internal/', '') ?? '';
      const bearer = request.headers.authorization?.replace('Bearer ', '') ?? '';
      jwt.verify(bearer, internalKey, { algorithms: ['HS256'], issuer: 'interlude', audience: 'internal', maxAge: 60 });
      const left = state.failing[name] ?? 0;
      state.failing[name] = left - 1;
      if (left > 0 || request.headers['x-interlude'] !== '1') {
        response
          .writeHead(503, { 'content-type': 'application/json' })
          .end('{"error":{"message":"unavailable","code":-32603}}');
        return;
      }
      const data = procedures[name]?.(JSON.parse(Buffer.concat(chunks).toString('utf8')) as never);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ result: { data } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}

/** Everything one activity needs: real MongoDB, the sandbox, a faked booking; waits are short. */
export async function startSending({ senderDomains = null }: { senderDomains?: string[] | null } = {}) {
  const booking = await startFakeBooking();
  const sandbox = await startSandbox({
    port: 0,
    tokens: [token],
    dataFolder: null,
    indexDelayMs: 0,
    deliveryDelayMs: 5,
    senderDomains,
  });
  const connection = createMongo();
  const ledger = createSentMailStore(connection, 400);
  const suppressions = createSuppressionStore(connection, 'outbound');
  const database = freshDatabaseName('mail');
  await openMongo(connection, { url: inject('mongoUrl'), database }, new AbortController().signal);
  onTestFinished(async () => {
    await sandbox.stop();
    await connection.dropDatabase();
    await connection.close();
  });
  const logged: string[] = [];
  const deps: SendDeps = {
    ledger,
    suppressions,
    booking: createBookingClient({ url: booking.url, key: internalKey }),
    transport: createPostmarkClient({ url: sandbox.url, token, timeoutMs: 300 }),
    provider: createProviderState(),
    streams: { main: 'outbound', codes: 'codes' },
    compose: (facts, about) => composeMail(facts, { ...about, mailFrom }),
    lookUpWaitMs: 20,
    now: Date.now,
    metrics: createMetrics(),
    log: pino({ level: 'debug' }, { write: (text: string) => logged.push(text) }),
  };
  return { booking, sandbox, control: createSandboxClient(sandbox.url), deps, logged, database };
}

/**
 * One attempt of the activity, begun when it was scheduled unless the parts have another clock; answers its result or the
 * failure that asks for another attempt.
 */
export async function attemptOnce(given: SendDeps, input: SendInput, scheduledAt = Date.now()) {
  const environment = new MockActivityEnvironment({ currentAttemptScheduledTimestampMs: scheduledAt });
  const deps = given.now === Date.now ? { ...given, now: () => scheduledAt } : given;
  try {
    return (await environment.run(createSendNotification(deps), input)) as SendResult;
  } catch (error) {
    if (error instanceof ApplicationFailure) return error;
    throw error;
  }
}

/** Attempts until one returns, as the workflow engine does, for at most 15 seconds. */
export async function sendUntilDone(deps: SendDeps, input: SendInput, nowMs?: number) {
  const failures: ApplicationFailure[] = [];
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    const answer = await attemptOnce(deps, input, nowMs);
    if (!(answer instanceof ApplicationFailure)) return { result: answer, failures };
    failures.push(answer);
    await pause(typeof answer.nextRetryDelay === 'number' ? Math.min(answer.nextRetryDelay, 1_000) : 10);
  }
  throw new Error(`not done after ${failures.map(({ message }) => message).join(', ')}`);
}
