import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Message, ServerClient } from 'postmark';
import { onTestFinished } from 'vitest';
import { createSandboxClient } from './control/sandbox-client.ts';
import { type SandboxOptions, startSandbox } from './sandbox.ts';

export const token = '5f1a7c9e-0b1d-4f55-9a50-8c1f4e6f0a11';

/** A running sandbox with the real client; stopped when the test ends. */
export async function startTestSandbox(options: Partial<SandboxOptions> = {}) {
  const sandbox = await startSandbox({
    port: 0,
    tokens: [token],
    dataFolder: null,
    indexDelayMs: 0,
    deliveryDelayMs: 5,
    ...options,
  });
  onTestFinished(() => sandbox.stop());
  return { ...sandbox, postmark: clientOf(sandbox.port), control: createSandboxClient(sandbox.url) };
}

/** The real client, set up as the notifications service does it. */
export function clientOf(
  port: number,
  { serverToken = token, timeout = 5 }: { serverToken?: string; timeout?: number } = {},
): ServerClient {
  return new ServerClient(serverToken, { requestHost: `127.0.0.1:${port}`, useHttps: false, timeout });
}

export function mail(fields: Partial<Message> = {}): Message {
  return {
    From: 'Interlude <interviews@interlude.example>',
    To: 'ada@example.com',
    Subject: 'Your interview',
    TextBody: 'See you on Tuesday.',
    MessageStream: 'outbound',
    ...fields,
  };
}

/** Settles a promise into what it threw; fails when it did not throw. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It was expected to fail.');
}

/** Repeats a look until it passes, for at most five seconds. */
export async function eventually<T>(look: () => T | Promise<T>): Promise<T> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(5);
    }
  }
}

export async function newDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'postmark-sandbox-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

interface ReceivedWebhook {
  readonly RecordType: string;
  readonly MessageID: string | null;
  readonly Recipient?: string;
  readonly Email?: string;
  readonly Metadata: Record<string, string>;
  readonly [field: string]: unknown;
}

/** A webhook receiver that answers the given statuses one after another, the last one for ever. */
export async function startReceiver(...statuses: number[]) {
  const received: ReceivedWebhook[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      headers.push(request.headers);
      response.writeHead(statuses[Math.min(received.length, statuses.length) - 1] ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/postmark`;
  return { received, headers, webhook: { url, user: 'hook', password: 'pässword' } };
}
