import { controlRoutes } from './control/control-routes.ts';
import { bounceRoutes } from './delivery/bounce-routes.ts';
import { createPostman } from './delivery/postman.ts';
import { suppressionRoutes } from './delivery/suppression-routes.ts';
import { createWebhookSender, type WebhookTarget } from './delivery/webhook-sender.ts';
import { createFaultPlan } from './faults/fault-plan.ts';
import { withSendFaults } from './faults/send-faults.ts';
import { startHttpServer } from './http/http-server.ts';
import type { Route } from './http/routes.ts';
import { inboxRoutes } from './inbox/inbox-routes.ts';
import { sendRoutes } from './mail/send-routes.ts';
import { serverRoutes } from './mail/server-routes.ts';
import { openMailboxStore } from './messages/mailbox-store.ts';
import { messageRoutes } from './messages/message-routes.ts';
import { createSandboxApp } from './sandbox-app.ts';

export interface SandboxOptions {
  /** 0 = any free port. */
  readonly port: number;
  /** Default 127.0.0.1: the inbox shows every mail to whoever can reach it. */
  readonly host?: string;
  /** Server tokens that are accepted, beside `POSTMARK_API_TEST`. */
  readonly tokens: readonly string[];
  /** Where messages, suppressions and events are kept; null = in memory only. */
  readonly dataFolder: string | null;
  readonly webhook?: WebhookTarget;
  /** How long a message stays invisible to the search. Default 2000. */
  readonly indexDelayMs?: number;
  /** From acceptance to delivery or bounce. Default 300. */
  readonly deliveryDelayMs?: number;
  /** Factor on the waits between webhook tries (1 minute, 5, 10, …). Default 1. */
  readonly webhookRetryScale?: number;
  /** Domains that may send; null or absent = every domain. */
  readonly senderDomains?: readonly string[] | null;
}

export interface Sandbox {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts a local Postmark: its API, an inbox at `/` and the endpoints under `/__control`. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { webhook, indexDelayMs = 2000, deliveryDelayMs = 300, webhookRetryScale = 1 } = options;
  const stopping = new AbortController();
  const store = await openMailboxStore(options.dataFolder);
  const faults = createFaultPlan();
  const webhooks = webhook
    ? createWebhookSender({
        target: webhook,
        retryScale: webhookRetryScale,
        faults,
        onSettled: (id, outcome) => store.commit({ kind: 'webhook-settled', id, outcome }),
      })
    : null;
  const postman = createPostman({ store, webhooks, deliveryDelayMs });

  const search = messageRoutes(store, indexDelayMs).map((found): Route => {
    const call = { faults, subject: { tags: [], recipients: [] }, signal: stopping.signal, target: 'search' as const };
    return { ...found, handle: (incoming, params) => withSendFaults(call, () => found.handle(incoming, params)) };
  });
  const { signal } = stopping;
  const { senderDomains = null } = options;
  const api = [
    ...sendRoutes({ store, faults, senderDomains, onAccepted: (ids) => postman.schedule(ids), signal }),
    ...search,
    ...bounceRoutes(store, postman),
    ...suppressionRoutes(store, postman),
    ...serverRoutes(),
  ];
  const open = [...inboxRoutes(store), ...controlRoutes({ store, faults, postman })];
  const host = options.host ?? '127.0.0.1';
  const server = await startHttpServer({ host, port: options.port }, createSandboxApp({ api, open }, options.tokens));
  postman.resume();

  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    async stop() {
      stopping.abort();
      await server.stop();
      await postman.clear();
      await store.close();
    },
  };
}
