import { randomUUID } from 'node:crypto';
import { logFailure } from '../failure-log.ts';
import type { MailboxRecord } from '../messages/mailbox-state.ts';
import { activeRecipientsOf, type MailboxStore } from '../messages/mailbox-store.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { BounceKind } from './bounce.ts';
import { bouncedOutcome, deliveredOutcome, fateOf, type Outcome } from './outcome.ts';
import type { WebhookPayload } from './webhook-payload.ts';
import type { WebhookSender } from './webhook-sender.ts';

interface PostmanOptions {
  readonly store: MailboxStore;
  /** Null when no webhook is set up: events are then only kept. */
  readonly webhooks: WebhookSender | null;
  readonly deliveryDelayMs: number;
}

export type Postman = ReturnType<typeof createPostman>;

/** Carries accepted messages to their recipients after a delay and tells the webhook what became of them. */
export function createPostman({ store, webhooks, deliveryDelayMs }: PostmanOptions) {
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();

  function schedule(messageIds: readonly string[], delayMs = deliveryDelayMs): void {
    for (const id of messageIds) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        const work = deliver(id)
          .catch(logFailure('delivery failed'))
          .finally(() => running.delete(work));
        running.add(work);
      }, delayMs);
      timers.add(timer);
    }
  }

  async function deliver(id: string): Promise<void> {
    const message = store.state.messages.get(id);
    if (!message || store.state.sent.has(id)) return;
    const outcomes = activeRecipientsOf(message).flatMap((email) => outcomesOf(message, email));
    await record(
      [{ kind: 'sent', messageId: id }, ...outcomes.flatMap(({ records }) => records)],
      webhooksOf(outcomes),
    );
  }

  function outcomesOf(message: StoredMessage, email: string): Outcome[] {
    const fate = fateOf(email, store.state.behaviours.get(email.toLowerCase()));
    if (fate.kind !== 'bounce') return [deliveredOutcome(message, email, fate.kind === 'silent')];
    const bounced = bouncedOutcome(message, email, { kind: fate.bounce, id: store.nextBounceId() });
    // Nobody complains about mail that did not arrive.
    return fate.bounce === 'SpamComplaint' ? [deliveredOutcome(message, email, false), bounced] : [bounced];
  }

  /** Makes records and the webhooks that tell of them durable together, then posts the webhooks. */
  async function record(records: readonly MailboxRecord[], payloads: readonly WebhookPayload[]): Promise<void> {
    const added = webhooks ? payloads.map((payload) => ({ id: randomUUID(), payload })) : [];
    await store.commit(...records, ...added.map((webhook) => ({ kind: 'webhook' as const, ...webhook })));
    webhooks?.send(added);
  }

  return {
    schedule,
    record,

    /** Lets an accepted message bounce or draw a complaint now, also after it was delivered. */
    async bounce(message: StoredMessage, email: string, kind: BounceKind): Promise<void> {
      const outcome = bouncedOutcome(message, email, { kind, id: store.nextBounceId() });
      await record(outcome.records, outcome.webhooks);
    },

    /** Takes up what an earlier run left: mail not yet delivered and webhooks not yet answered. */
    resume(): void {
      schedule([...store.state.messages.keys()].filter((id) => !store.state.sent.has(id)));
      webhooks?.send([...store.state.pendingWebhooks].map(([id, payload]) => ({ id, payload })));
    },

    async clear(): Promise<void> {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      await Promise.all(running);
      await webhooks?.clear();
    },
  };
}

function webhooksOf(outcomes: readonly Outcome[]): WebhookPayload[] {
  return outcomes.flatMap(({ webhooks }) => webhooks);
}
