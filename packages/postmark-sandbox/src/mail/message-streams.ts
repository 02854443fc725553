import { type Refusal, refusal } from '../http/refusal.ts';

/** The server number in answers and webhooks. */
export const serverId = 1;

const createdAt = '2024-01-01T00:00:00Z';

/** The streams each new server has at the provider, and one more to send on. */
export const messageStreams = [
  streamOf('outbound', 'Default Transactional Stream', 'Transactional'),
  streamOf('codes', 'Codes', 'Transactional'),
  streamOf('broadcast', 'Default Broadcast Stream', 'Broadcasts'),
  streamOf('inbound', 'Default Inbound Stream', 'Inbound'),
];

export function findStream(id: string): (typeof messageStreams)[number] | null {
  return messageStreams.find((stream) => stream.ID === id.toLowerCase()) ?? null;
}

/** Refuses a stream that does not exist (1235) or cannot send (1236). */
export function checkStream(id: string): Refusal | null {
  const stream = findStream(id);
  if (!stream) return refusal(1235, `The stream provided: '${id}' does not exist on this server.`);
  if (stream.MessageStreamType === 'Inbound') return refusal(1236, 'Sending is not supported for this stream type.');
  return null;
}

function streamOf(ID: string, Name: string, MessageStreamType: 'Transactional' | 'Broadcasts' | 'Inbound') {
  const UnsubscribeHandlingType = MessageStreamType === 'Broadcasts' ? 'Postmark' : 'None';
  return {
    ID,
    ServerID: serverId,
    Name,
    Description: '',
    MessageStreamType,
    CreatedAt: createdAt,
    UpdatedAt: null,
    ArchivedAt: null,
    ExpectedPurgeDate: null,
    SubscriptionManagementConfiguration: { UnsubscribeHandlingType },
  };
}
