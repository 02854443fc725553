import { serverId } from '../mail/message-streams.ts';
import type { StoredMessage, Suppression } from '../messages/stored-message.ts';
import type { Bounce } from './bounce.ts';

/** The JSON body of one webhook call. */
export type WebhookPayload = Bounce | DeliveryPayload | SubscriptionChangePayload;

export interface DeliveryPayload {
  readonly RecordType: 'Delivery';
  readonly ServerID: number;
  readonly MessageStream: string;
  readonly MessageID: string;
  readonly Recipient: string;
  readonly Tag: string;
  readonly DeliveredAt: string;
  readonly Details: string;
  readonly Metadata: Readonly<Record<string, string>>;
}

export interface SubscriptionChangePayload {
  readonly RecordType: 'SubscriptionChange';
  readonly ServerID: number;
  readonly MessageStream: string;
  /** Null when no message caused the change. */
  readonly MessageID: string | null;
  readonly Recipient: string;
  readonly ChangedAt: string;
  readonly Origin: Suppression['origin'];
  readonly SuppressSending: boolean;
  readonly SuppressionReason: Suppression['reason'] | null;
  readonly Tag: string;
  readonly Metadata: Readonly<Record<string, string>>;
}

export function deliveryPayload(message: StoredMessage, recipient: string, details: string): DeliveryPayload {
  return {
    RecordType: 'Delivery',
    ServerID: serverId,
    MessageStream: message.stream,
    MessageID: message.id,
    Recipient: recipient,
    Tag: message.request.Tag ?? '',
    DeliveredAt: new Date().toISOString(),
    Details: details,
    Metadata: message.request.Metadata ?? {},
  };
}

/** Tells that an address was suppressed or, with `suppressed` false, reactivated. */
export function subscriptionChangePayload(
  change: Pick<Suppression, 'stream' | 'email' | 'origin' | 'reason'>,
  suppressed: boolean,
  message: StoredMessage | null,
): SubscriptionChangePayload {
  return {
    RecordType: 'SubscriptionChange',
    ServerID: serverId,
    MessageStream: change.stream,
    MessageID: message?.id ?? null,
    Recipient: change.email,
    ChangedAt: new Date().toISOString(),
    Origin: change.origin,
    SuppressSending: suppressed,
    SuppressionReason: suppressed ? change.reason : null,
    Tag: message?.request.Tag ?? '',
    Metadata: message?.request.Metadata ?? {},
  };
}

export function recipientOf(payload: WebhookPayload): string {
  return 'Email' in payload ? payload.Email : payload.Recipient;
}
