import { logFailure } from '../failure-log.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { WebhookOutcome } from '../messages/mailbox-state.ts';
import { recipientOf, type WebhookPayload } from './webhook-payload.ts';

/** Where webhooks go, with the Basic credentials they carry. */
export interface WebhookTarget {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

export interface Webhook {
  readonly id: string;
  readonly payload: WebhookPayload;
}

interface SenderOptions {
  readonly target: WebhookTarget;
  readonly retryScale: number;
  readonly faults: FaultPlan;
  readonly onSettled: (id: string, outcome: WebhookOutcome) => Promise<void>;
}

// Minutes between tries: ten for bounces, three for everything else.
const bounceRetries = [1, 5, 10, 10, 10, 15, 30, 60, 120, 360];
const otherRetries = [1, 5, 15];
const answerTimeoutMs = 30_000;

export type WebhookSender = ReturnType<typeof createWebhookSender>;

/** Posts webhooks until one is answered 200, is refused with 403 (no further try, ever) or its tries are used up. */
export function createWebhookSender({ target, retryScale, faults, onSettled }: SenderOptions) {
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let held: { webhook: Webhook; timer: NodeJS.Timeout }[] = [];
  let cancel = new AbortController();

  function later(ms: number, action: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      timers.delete(timer);
      action();
    }, ms);
    timers.add(timer);
    return timer;
  }

  function start(webhook: Webhook, tried: number, copies: number): void {
    const work = deliver(webhook, tried, copies)
      .catch(logFailure('webhook failed'))
      .finally(() => running.delete(work));
    running.add(work);
  }

  async function deliver(webhook: Webhook, tried: number, copies: number): Promise<void> {
    const { signal } = cancel;
    let status = await post(target, webhook.payload, signal);
    for (let copy = 1; copy < copies && !signal.aborted; copy += 1) {
      const again = await post(target, webhook.payload, signal);
      status = status === 200 ? status : again;
    }
    if (signal.aborted) return;
    await follow(webhook, tried, status);
    if (status === 200) releaseHeld(webhook);
  }

  async function follow(webhook: Webhook, tried: number, status: number): Promise<void> {
    const waits = webhook.payload.RecordType === 'Bounce' ? bounceRetries : otherRetries;
    const wait = waits[tried];
    if (status === 200) await onSettled(webhook.id, 'delivered');
    else if (status === 403) await onSettled(webhook.id, 'stopped');
    else if (wait === undefined) await onSettled(webhook.id, 'given-up');
    else later(wait * 60_000 * retryScale, () => start(webhook, tried + 1, 1));
  }

  function hold(webhook: Webhook, ms: number): void {
    const timer = later(ms, () => {
      held = held.filter((other) => other.webhook !== webhook);
      start(webhook, 0, 1);
    });
    held.push({ webhook, timer });
  }

  function releaseHeld(after: Webhook): void {
    const ready = held.filter(({ webhook }) => webhook !== after);
    held = [];
    for (const { webhook, timer } of ready) {
      clearTimeout(timer);
      timers.delete(timer);
      start(webhook, 0, 1);
    }
  }

  return {
    send(webhooks: readonly Webhook[]): void {
      for (const webhook of webhooks) {
        const { payload } = webhook;
        const subject = { tags: 'Tag' in payload ? [payload.Tag] : [], recipients: [recipientOf(payload)] };
        const reorder = faults.take(['reorder-webhook'], subject);
        const copies = faults.take(['duplicate-webhook'], subject) ? 2 : 1;
        if (reorder) hold(webhook, reorder.ms ?? 5000);
        else start(webhook, 0, copies);
      }
    },

    /** Forgets every webhook that waits or is under way. */
    async clear(): Promise<void> {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      held = [];
      cancel.abort();
      await Promise.all(running);
      cancel = new AbortController();
    },
  };
}

/** The HTTP status of the answer, or 0 when there was none. */
async function post(target: WebhookTarget, payload: WebhookPayload, signal: AbortSignal): Promise<number> {
  const credentials = Buffer.from(`${target.user}:${target.password}`).toString('base64');
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', 'user-agent': 'Postmark', authorization: `Basic ${credentials}` },
      body: JSON.stringify(payload),
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
