import { formatMailbox } from '../mail/email-address.ts';
import { rawMessageOf } from '../mail/raw-message.ts';
import type { MailboxState } from './mailbox-state.ts';
import { recipientsOf } from './mailbox-store.ts';
import type { StoredMessage } from './stored-message.ts';

/** A message as `GET /messages/outbound` lists it. */
export function messageSummary(state: Readonly<MailboxState>, message: StoredMessage) {
  const { request } = message;
  return {
    Tag: request.Tag ?? '',
    MessageID: message.id,
    To: message.to,
    Cc: message.cc,
    Bcc: message.bcc,
    Recipients: recipientsOf(message),
    ReceivedAt: message.receivedAt,
    From: formatMailbox(message.from),
    Subject: request.Subject ?? '',
    Attachments: (request.Attachments ?? []).map(({ Name }) => Name),
    Status: state.sent.has(message.id) ? 'Sent' : 'Queued',
    TrackOpens: request.TrackOpens ?? false,
    TrackLinks: request.TrackLinks || 'None',
    Metadata: request.Metadata ?? {},
    Sandboxed: false,
    MessageStream: message.stream,
  };
}

/** A message as `GET /messages/outbound/{id}/details` shows it. */
export function messageDetails(state: Readonly<MailboxState>, message: StoredMessage) {
  return {
    ...messageSummary(state, message),
    TextBody: message.request.TextBody ?? '',
    HtmlBody: message.request.HtmlBody ?? '',
    Body: rawMessageOf(message),
    MessageEvents: state.events.get(message.id) ?? [],
  };
}
