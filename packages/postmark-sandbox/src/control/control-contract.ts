import type { EmailRequest } from '../mail/email-request.ts';
import type { WebhookOutcome } from '../messages/mailbox-state.ts';
import type { MessageEvent } from '../messages/stored-message.ts';

/** One accepted message as `GET /__control/messages` gives it. */
export interface ControlMessage {
  readonly messageId: string;
  /** ISO instant of acceptance. */
  readonly receivedAt: string;
  readonly state: MessageState;
  readonly recipients: readonly string[];
  /** The complete request, attachments in base64 as they came. */
  readonly request: EmailRequest;
  readonly attachments: readonly ControlAttachment[];
  readonly events: readonly MessageEvent[];
}

export interface ControlAttachment {
  readonly name: string;
  readonly contentType: string;
  readonly disposition: string;
  readonly bytes: number;
  /** Decoded content of text and calendar attachments, null for others. */
  readonly text: string | null;
}

export type MessageState = 'queued' | 'delivered' | 'bounced' | 'complained';

export interface ControlStats {
  /** Messages accepted since the last reset, restarts included. */
  readonly accepted: number;
  /** Accepted messages per value of the metadata field `sk`; anything above 1 is a duplicate. */
  readonly bySk: Readonly<Record<string, number>>;
  readonly withoutSk: number;
  /** How many messages were accepted beyond the first per `sk`. */
  readonly duplicates: number;
  readonly suppressed: number;
  readonly webhooks: Readonly<Record<WebhookOutcome | 'pending', number>>;
}
