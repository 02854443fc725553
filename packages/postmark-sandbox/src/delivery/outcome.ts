import { domainOf } from '../mail/email-address.ts';
import type { AddressBehaviour, MailboxRecord } from '../messages/mailbox-state.ts';
import type { MessageEvent, StoredMessage } from '../messages/stored-message.ts';
import { type BounceKind, bounceKindOfTestAddress, bounceNameOf, bounceOf } from './bounce.ts';
import { deliveryPayload, subscriptionChangePayload, type WebhookPayload } from './webhook-payload.ts';

/** What happened to a message for one recipient: the records to keep and the webhooks that tell of it. */
export interface Outcome {
  readonly records: readonly MailboxRecord[];
  readonly webhooks: readonly WebhookPayload[];
}

type Fate = { readonly kind: 'delivered' | 'silent' } | { readonly kind: 'bounce'; readonly bounce: BounceKind };

const bounceOfBehaviour = {
  'hard-bounce': 'HardBounce',
  'soft-bounce': 'SoftBounce',
  'spam-complaint': 'SpamComplaint',
} as const;

/** Decides what becomes of mail to an address: what was set for it, else what the provider's test domains do. */
export function fateOf(email: string, behaviour: AddressBehaviour | undefined): Fate {
  if (behaviour === 'blackhole') return { kind: 'silent' };
  if (behaviour === 'deliver') return { kind: 'delivered' };
  if (behaviour) return { kind: 'bounce', bounce: bounceOfBehaviour[behaviour] };
  if (domainOf(email) === 'blackhole.postmarkapp.com') return { kind: 'silent' };
  if (domainOf(email) !== 'bounce-testing.postmarkapp.com') return { kind: 'delivered' };
  return { kind: 'bounce', bounce: bounceKindOfTestAddress(email) };
}

/** A delivery; `silent` ones show in the message's events but send no webhook. */
export function deliveredOutcome(message: StoredMessage, email: string, silent: boolean): Outcome {
  const details = `smtp;250 2.0.0 OK sandbox ${message.id}`;
  const event = eventOf(email, 'Delivered', {
    DeliveryMessage: details,
    DestinationServer: `mx.${domainOf(email)} (127.0.0.1)`,
    DestinationIP: '127.0.0.1',
  });
  return {
    records: [{ kind: 'event', messageId: message.id, event }],
    webhooks: silent ? [] : [deliveryPayload(message, email, details)],
  };
}

/** A bounce or complaint; hard bounces and complaints also suppress the address on the message's stream. */
export function bouncedOutcome(message: StoredMessage, email: string, what: { kind: BounceKind; id: number }): Outcome {
  const bounce = bounceOf(message, email, what);
  const event = eventOf(email, 'Bounced', { Summary: bounceNameOf(what.kind), BounceID: String(what.id) });
  const records: MailboxRecord[] = [
    { kind: 'bounce', bounce },
    { kind: 'event', messageId: message.id, event },
  ];
  if (!bounce.Inactive) return { records, webhooks: [bounce] };
  const suppression = {
    stream: message.stream,
    email,
    reason: what.kind === 'SpamComplaint' ? 'SpamComplaint' : 'HardBounce',
    origin: 'Recipient',
    createdAt: bounce.BouncedAt,
  } as const;
  const changed = eventOf(email, 'SubscriptionChanged', { Origin: 'Recipient', SuppressSending: 'True' });
  return {
    records: [
      ...records,
      { kind: 'suppressed', suppression },
      { kind: 'event', messageId: message.id, event: changed },
    ],
    webhooks: [bounce, subscriptionChangePayload(suppression, true, message)],
  };
}

function eventOf(Recipient: string, Type: MessageEvent['Type'], Details: MessageEvent['Details']): MessageEvent {
  return { Recipient, Type, ReceivedAt: new Date().toISOString(), Details };
}
