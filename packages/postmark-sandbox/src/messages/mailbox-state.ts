import type { Bounce } from '../delivery/bounce.ts';
import type { WebhookPayload } from '../delivery/webhook-payload.ts';
import type { MessageEvent, StoredMessage, Suppression } from './stored-message.ts';

/** What becomes of mail to one address, set by a test or a demo. */
export type AddressBehaviour = 'deliver' | 'hard-bounce' | 'soft-bounce' | 'spam-complaint' | 'blackhole';

/** One line of the journal. State is only ever changed by applying such a record, so a restart rebuilds it. */
export type MailboxRecord =
  | { readonly kind: 'message'; readonly message: StoredMessage }
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'event'; readonly messageId: string; readonly event: MessageEvent }
  | { readonly kind: 'bounce'; readonly bounce: Bounce }
  | { readonly kind: 'activated'; readonly bounceId: number }
  | { readonly kind: 'suppressed'; readonly suppression: Suppression }
  | { readonly kind: 'unsuppressed'; readonly stream: string; readonly email: string }
  | { readonly kind: 'address'; readonly email: string; readonly behaviour: AddressBehaviour }
  | { readonly kind: 'webhook'; readonly id: string; readonly payload: WebhookPayload }
  | { readonly kind: 'webhook-settled'; readonly id: string; readonly outcome: WebhookOutcome };

export type WebhookOutcome = 'delivered' | 'stopped' | 'given-up';

export interface MailboxState {
  readonly messages: Map<string, StoredMessage>;
  readonly sent: Set<string>;
  readonly events: Map<string, MessageEvent[]>;
  readonly bounces: Map<number, Bounce>;
  readonly suppressions: Map<string, Suppression>;
  readonly behaviours: Map<string, AddressBehaviour>;
  readonly pendingWebhooks: Map<string, WebhookPayload>;
  readonly webhookOutcomes: Record<WebhookOutcome, number>;
}

export function emptyState(): MailboxState {
  return {
    messages: new Map(),
    sent: new Set(),
    events: new Map(),
    bounces: new Map(),
    suppressions: new Map(),
    behaviours: new Map(),
    pendingWebhooks: new Map(),
    webhookOutcomes: { delivered: 0, stopped: 0, 'given-up': 0 },
  };
}

export function suppressionKey(stream: string, email: string): string {
  return `${stream} ${email.toLowerCase()}`;
}

export function applyRecord(state: MailboxState, record: MailboxRecord): void {
  switch (record.kind) {
    case 'message':
      state.messages.set(record.message.id, record.message);
      break;
    case 'sent':
      state.sent.add(record.messageId);
      break;
    case 'event':
      state.events.set(record.messageId, [...(state.events.get(record.messageId) ?? []), record.event]);
      break;
    case 'bounce':
      state.bounces.set(record.bounce.ID, record.bounce);
      break;
    case 'activated':
      activate(state, record.bounceId);
      break;
    case 'suppressed':
      state.suppressions.set(suppressionKey(record.suppression.stream, record.suppression.email), record.suppression);
      break;
    case 'unsuppressed':
      state.suppressions.delete(suppressionKey(record.stream, record.email));
      break;
    case 'address':
      state.behaviours.set(record.email.toLowerCase(), record.behaviour);
      break;
    case 'webhook':
      state.pendingWebhooks.set(record.id, record.payload);
      break;
    case 'webhook-settled':
      if (state.pendingWebhooks.delete(record.id)) state.webhookOutcomes[record.outcome] += 1;
      break;
  }
}

function activate(state: MailboxState, bounceId: number): void {
  const bounce = state.bounces.get(bounceId);
  if (bounce) state.bounces.set(bounceId, { ...bounce, Inactive: false });
}
