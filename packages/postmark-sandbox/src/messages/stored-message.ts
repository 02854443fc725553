import type { Mailbox } from '../mail/email-address.ts';
import type { EmailRequest } from '../mail/email-request.ts';

export interface MessageEvent {
  readonly Recipient: string;
  readonly Type: 'Delivered' | 'Transient' | 'Bounced' | 'SubscriptionChanged';
  readonly ReceivedAt: string;
  readonly Details: Readonly<Record<string, string>>;
}

/** An accepted message. `inactive` are the recipients that were suppressed when it came in. */
export interface StoredMessage {
  readonly id: string;
  readonly receivedAt: string;
  readonly request: EmailRequest;
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  readonly stream: string;
  readonly inactive: readonly string[];
}

export interface Suppression {
  readonly stream: string;
  readonly email: string;
  readonly reason: 'HardBounce' | 'SpamComplaint' | 'ManualSuppression';
  readonly origin: 'Recipient' | 'Customer';
  readonly createdAt: string;
}
