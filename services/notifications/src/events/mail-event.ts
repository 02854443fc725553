import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Delivery } from '../sending/sent-mail-store.ts';
import { addressHashOf } from '../sending/suppression-store.ts';

/** What one webhook call means to us: codes and digests, no address. */
export interface MailEvent {
  /** Digest of what makes the event unique, so that a repeated call is the same event. */
  readonly id: string;
  readonly type: 'Delivery' | 'Bounce' | 'SpamComplaint' | 'SubscriptionChange';
  readonly sk: string | null;
  readonly messageId: string | null;
  readonly addressHash: string;
  /** The message stream it came about on; null when it does not say. */
  readonly stream: string | null;
  /** Null when the event says nothing final about the message. */
  readonly delivery: Delivery | null;
  readonly suppression: 'suppress' | 'lift' | null;
  /** A code such as `HardBounce`, for HR and the log. */
  readonly detail: string | null;
  readonly at: Date;
}

const address = z.string().min(3).max(320);
const instant = z.string().max(40).pipe(z.coerce.date());
const code = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);
const common = {
  MessageID: z.uuid(),
  MessageStream: z.string().min(1).max(100).nullish(),
  Metadata: z.record(z.string().max(80), z.string().max(400)).nullish(),
};
const bounce = {
  ...common,
  ID: z.number(),
  Type: code,
  TypeCode: z.number(),
  Email: address,
  BouncedAt: instant,
  Inactive: z.boolean().default(false),
};

/** The webhook calls we act on, as the provider documents them; other fields are dropped. */
const callSchema = z.discriminatedUnion('RecordType', [
  z.object({ RecordType: z.literal('Delivery'), ...common, Recipient: address, DeliveredAt: instant }),
  z.object({ RecordType: z.literal('Bounce'), ...bounce }),
  z.object({ RecordType: z.literal('SpamComplaint'), ...bounce }),
  z.object({
    RecordType: z.literal('SubscriptionChange'),
    ...common,
    MessageID: z.uuid().nullish(),
    Recipient: address,
    ChangedAt: instant,
    SuppressSending: z.boolean(),
    SuppressionReason: code.nullish(),
  }),
]);
type Call = z.infer<typeof callSchema>;

const relevantTypes: readonly unknown[] = ['Delivery', 'Bounce', 'SpamComplaint', 'SubscriptionChange'];

/** Reads one webhook body: the event, `ignored` for record types we do not use, or null when it is malformed. */
export function readMailEvent(body: unknown): MailEvent | 'ignored' | null {
  const type = z.object({ RecordType: z.string().max(40) }).safeParse(body);
  if (!type.success) return null;
  if (!relevantTypes.includes(type.data.RecordType)) return 'ignored';
  const call = callSchema.safeParse(body);
  return call.success ? eventOf(call.data) : null;
}

function eventOf(call: Call): MailEvent {
  const { RecordType: type, MessageID = null, MessageStream: stream = null, Metadata } = call;
  const recipient = 'Email' in call ? call.Email : call.Recipient;
  const at = instantOf(call);
  const unique = 'ID' in call ? String(call.ID) : at.toISOString();
  const sk = Metadata?.['sk'];
  return {
    id: digest([type, MessageID ?? stream ?? '', recipient.toLowerCase(), unique].join('|')),
    type,
    sk: sk !== undefined && /^[A-Za-z0-9_-]{43}$/.test(sk) ? sk : null,
    messageId: MessageID,
    addressHash: addressHashOf(recipient),
    stream,
    at,
    ...meaningOf(call),
  };
}

function instantOf(call: Call): Date {
  if ('BouncedAt' in call) return call.BouncedAt;
  return 'DeliveredAt' in call ? call.DeliveredAt : call.ChangedAt;
}

/** The provider tries a delayed message again, so this is not the end of it. */
const transientCode = 2;

function meaningOf(call: Call): Pick<MailEvent, 'delivery' | 'suppression' | 'detail'> {
  switch (call.RecordType) {
    case 'Delivery':
      return { delivery: 'delivered', suppression: null, detail: null };
    case 'Bounce': {
      const delivery = call.TypeCode === transientCode ? null : 'bounced';
      return { delivery, suppression: call.Inactive ? 'suppress' : null, detail: call.Type };
    }
    case 'SpamComplaint':
      return { delivery: 'complained', suppression: 'suppress', detail: call.Type };
    case 'SubscriptionChange':
      return {
        delivery: null,
        suppression: call.SuppressSending ? 'suppress' : 'lift',
        detail: call.SuppressionReason ?? null,
      };
    default:
      return call satisfies never;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
