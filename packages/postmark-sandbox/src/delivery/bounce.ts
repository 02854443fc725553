import { serverId } from '../mail/message-streams.ts';
import type { StoredMessage } from '../messages/stored-message.ts';

/** A bounce or complaint as the bounce API and the webhooks show it. */
export interface Bounce {
  readonly RecordType: 'Bounce' | 'SpamComplaint';
  readonly ID: number;
  readonly Type: string;
  readonly TypeCode: number;
  readonly Name: string;
  readonly Tag: string;
  readonly MessageID: string;
  readonly ServerID: number;
  readonly MessageStream: string;
  readonly Description: string;
  readonly Details: string;
  readonly Email: string;
  readonly From: string;
  readonly BouncedAt: string;
  readonly DumpAvailable: boolean;
  readonly Inactive: boolean;
  readonly CanActivate: boolean;
  readonly Subject: string;
  readonly Metadata: Readonly<Record<string, string>>;
}

interface BounceType {
  readonly code: number;
  readonly name: string;
  readonly description: string;
}

const bounceTypes = {
  HardBounce: {
    code: 1,
    name: 'Hard bounce',
    description: 'The server was unable to deliver your message (ex: unknown user, mailbox not found).',
  },
  Transient: {
    code: 2,
    name: 'Message delayed',
    description:
      'The server could not temporarily deliver your message (ex: Message is delayed due to network troubles).',
  },
  SoftBounce: {
    code: 4096,
    name: 'Soft bounce',
    description: 'Unable to temporarily deliver message (e.g. mailbox full, account disabled, exceeds quota).',
  },
  SpamNotification: {
    code: 512,
    name: 'Spam notification',
    description: 'The message was delivered, but was either blocked by the user, or classified as spam.',
  },
  Blocked: { code: 100006, name: 'ISP block', description: 'Blocked from this ISP due to content or blacklisting.' },
  DMARCPolicy: { code: 100009, name: 'DMARC Policy', description: 'Email rejected due DMARC Policy.' },
  SpamComplaint: {
    code: 100001,
    name: 'Spam complaint',
    description: 'The subscriber explicitly marked this message as spam.',
  },
} as const satisfies Record<string, BounceType>;

export type BounceKind = keyof typeof bounceTypes;
export const bounceKinds = Object.keys(bounceTypes) as BounceKind[];

/** How the local part of an address at bounce-testing.postmarkapp.com bounces; an unknown one is a hard bounce. */
export function bounceKindOfTestAddress(email: string): BounceKind {
  const wanted = email.slice(0, email.lastIndexOf('@')).toLowerCase().replaceAll('_', '');
  return bounceKinds.find((kind) => kind !== 'SpamComplaint' && kind.toLowerCase() === wanted) ?? 'HardBounce';
}

export function bounceNameOf(kind: BounceKind): string {
  return bounceTypes[kind].name;
}

/** Describes a bounce of `message` for one recipient. Hard bounces and complaints deactivate the address. */
export function bounceOf(message: StoredMessage, email: string, what: { kind: BounceKind; id: number }): Bounce {
  const type = bounceTypes[what.kind];
  const isComplaint = what.kind === 'SpamComplaint';
  return {
    RecordType: isComplaint ? 'SpamComplaint' : 'Bounce',
    ID: what.id,
    Type: what.kind,
    TypeCode: type.code,
    Name: type.name,
    Tag: message.request.Tag ?? '',
    MessageID: message.id,
    ServerID: serverId,
    MessageStream: message.stream,
    Description: type.description,
    Details: isComplaint ? 'Test spam complaint details' : `smtp;${smtpReplyOf(what.kind)}`,
    Email: email,
    From: message.from.Email,
    BouncedAt: new Date().toISOString(),
    DumpAvailable: false,
    Inactive: isComplaint || what.kind === 'HardBounce',
    CanActivate: !isComplaint,
    Subject: message.request.Subject ?? '',
    Metadata: message.request.Metadata ?? {},
  };
}

function smtpReplyOf(kind: BounceKind): string {
  if (kind === 'HardBounce') return '550 5.1.1 The email account that you tried to reach does not exist.';
  if (kind === 'SoftBounce') return '452 4.2.2 The recipient mailbox is full.';
  return '451 4.7.1 The message was not accepted.';
}
