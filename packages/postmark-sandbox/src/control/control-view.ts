import type { EmailRequest } from '../mail/email-request.ts';
import type { MailboxState } from '../messages/mailbox-state.ts';
import { recipientsOf } from '../messages/mailbox-store.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { ControlAttachment, ControlMessage, ControlStats, MessageState } from './control-contract.ts';

export function controlMessage(state: Readonly<MailboxState>, message: StoredMessage): ControlMessage {
  return {
    messageId: message.id,
    receivedAt: message.receivedAt,
    state: messageStateOf(state, message),
    recipients: recipientsOf(message),
    request: message.request,
    attachments: (message.request.Attachments ?? []).map(attachmentView),
    events: state.events.get(message.id) ?? [],
  };
}

/** The worst thing known about a message: a complaint over a bounce over a delivery. */
function messageStateOf(state: Readonly<MailboxState>, { id }: StoredMessage): MessageState {
  const bounces = [...state.bounces.values()].filter(({ MessageID }) => MessageID === id);
  if (bounces.some(({ RecordType }) => RecordType === 'SpamComplaint')) return 'complained';
  if (bounces.length > 0) return 'bounced';
  return state.sent.has(id) ? 'delivered' : 'queued';
}

function attachmentView(attachment: NonNullable<EmailRequest['Attachments']>[number]): ControlAttachment {
  const content = Buffer.from(attachment.Content, 'base64');
  return {
    name: attachment.Name,
    contentType: attachment.ContentType,
    disposition: attachment.Disposition || 'attachment',
    bytes: content.length,
    text: /^text\//i.test(attachment.ContentType) ? content.toString('utf8') : null,
  };
}

export function controlStats(state: Readonly<MailboxState>): ControlStats {
  const bySk = new Map<string, number>();
  let withoutSk = 0;
  for (const { request } of state.messages.values()) {
    const sk = request.Metadata?.['sk'];
    if (sk === undefined) withoutSk += 1;
    else bySk.set(sk, (bySk.get(sk) ?? 0) + 1);
  }
  return {
    accepted: state.messages.size,
    bySk: Object.fromEntries(bySk),
    withoutSk,
    duplicates: [...bySk.values()].reduce((sum, count) => sum + count - 1, 0),
    suppressed: state.suppressions.size,
    webhooks: { ...state.webhookOutcomes, pending: state.pendingWebhooks.size },
  };
}
