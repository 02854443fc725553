import { z } from 'zod';
import { isRefusal, type Refusal, refusal } from '../http/refusal.ts';
import { domainOf, type Mailbox, parseMailboxes } from './email-address.ts';
import { checkStream } from './message-streams.ts';

const text = z.string().nullish();

/** The body of `POST /email`. Unknown fields are dropped, as the provider does. */
const emailRequestSchema = z.object({
  From: text,
  To: text,
  Cc: text,
  Bcc: text,
  ReplyTo: text,
  Subject: text,
  HtmlBody: text,
  TextBody: text,
  Tag: text,
  Metadata: z.record(z.string(), z.string()).optional(),
  Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).nullish(),
  Attachments: z
    .array(
      z.object({
        Name: z.string(),
        Content: z.string(),
        ContentType: z.string(),
        ContentID: text,
        Disposition: text,
      }),
    )
    .nullish(),
  TrackOpens: z.boolean().nullish(),
  TrackLinks: z.enum(['', 'None', 'HtmlAndText', 'HtmlOnly', 'TextOnly']).nullish(),
  MessageStream: text,
});
export type EmailRequest = z.infer<typeof emailRequestSchema>;

/** A request that may be sent, with its addresses read. */
export interface Envelope {
  readonly request: EmailRequest;
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  readonly stream: string;
}

const mebibyte = 1024 * 1024;
const forbiddenExtension =
  /\.(ade|adp|app|bas|bat|chm|cmd|com|cpl|crt|csh|dll|exe|fxp|hlp|hta|inf|ins|isp|jar|js|jse|ksh|lnk|mda|mdb|mde|mdt|mdw|mdz|msc|msi|msp|mst|ops|pcd|pif|prf|prg|reg|scf|scr|sct|shb|shs|url|vb|vbe|vbs|vxd|wsc|wsf|wsh)$/i;

/**
 * Checks one e-mail in the provider's order: types (403), addresses, subject, body and metadata (300), sender (400),
 * attachment type (411), size (HTTP 413), stream (1235, 1236). `senderDomains` null lets every domain send.
 */
export function checkEmail(body: unknown, senderDomains: readonly string[] | null): Envelope | Refusal {
  const parsed = emailRequestSchema.safeParse(body);
  if (!parsed.success) {
    const fields = new Set(parsed.error.issues.map((issue) => ['$', ...issue.path.slice(0, 1)].join('.')));
    return refusal(403, `Invalid request field(s): ${[...fields].join(', ')}`);
  }
  const request = parsed.data;
  const addresses = readAddresses(request);
  if (isRefusal(addresses)) return addresses;
  const stream = request.MessageStream || 'outbound';
  return (
    checkContent(request) ??
    checkMetadata(request.Metadata ?? {}) ??
    checkSender(addresses.from.Email, senderDomains) ??
    checkAttachments(request) ??
    checkSize(request) ??
    checkStream(stream) ?? { request, ...addresses, stream }
  );
}

function readAddresses(request: EmailRequest): Omit<Envelope, 'request' | 'stream'> | Refusal {
  const from = parseMailboxes('From', request.From ?? '');
  if (isRefusal(from)) return from;
  const [sender] = from;
  if (!sender || from.length > 1) return refusal(300, "Invalid 'From' value.");
  const to = parseMailboxes('To', request.To ?? '');
  if (isRefusal(to)) return to;
  const cc = parseMailboxes('Cc', request.Cc ?? '');
  if (isRefusal(cc)) return cc;
  const bcc = parseMailboxes('Bcc', request.Bcc ?? '');
  if (isRefusal(bcc)) return bcc;
  const replyTo = parseMailboxes('ReplyTo', request.ReplyTo ?? '');
  if (isRefusal(replyTo)) return replyTo;
  const recipients = to.length + cc.length + bcc.length;
  if (recipients === 0) return refusal(300, 'Zero recipients specified');
  if (recipients > 50) return refusal(300, 'Maximum of 50 recipients allowed per email message.');
  return { from: sender, to, cc, bcc };
}

function checkContent({ Subject, Tag, HtmlBody, TextBody }: EmailRequest): Refusal | null {
  if ((Subject ?? '').length > 2000) return refusal(300, "The 'Subject' field is limited to 2000 characters.");
  if ((Tag ?? '').length > 1000) return refusal(300, "The 'Tag' field is limited to 1000 characters.");
  if (!HtmlBody && !TextBody) return refusal(300, 'Provide either email TextBody or HtmlBody or both.');
  return null;
}

function checkMetadata(metadata: Readonly<Record<string, string>>): Refusal | null {
  const names = Object.keys(metadata);
  if (names.length > 10) return refusal(300, 'Metadata is limited to 10 fields.');
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
    return refusal(300, 'Metadata field names must be unique without regard to case.');
  }
  const tooLong = Object.entries(metadata).some(([name, value]) => name.length > 20 || value.length > 80);
  return tooLong
    ? refusal(300, 'Field names are limited to 20 characters and field values are limited to 80 characters')
    : null;
}

function checkSender(email: string, senderDomains: readonly string[] | null): Refusal | null {
  if (senderDomains === null || senderDomains.includes(domainOf(email))) return null;
  return refusal(
    400,
    `The 'From' address you supplied (${email}) is not a Sender Signature on your account. Please add and confirm this address in order to be able to use it in the 'From' field of your messages.`,
  );
}

function checkAttachments({ Attachments }: EmailRequest): Refusal | null {
  const forbidden = Attachments?.some(({ Name }) => forbiddenExtension.test(Name));
  return forbidden ? refusal(411, 'Attachment file type not allowed.') : null;
}

function checkSize({ HtmlBody, TextBody, Attachments }: EmailRequest): Refusal | null {
  const bodies = [HtmlBody ?? '', TextBody ?? ''].map((part) => Buffer.byteLength(part));
  const attached = (Attachments ?? []).map(({ Content }) => Content.length);
  const total = [...bodies, ...attached].reduce((sum, size) => sum + size, 0);
  const tooLarge = total > 10 * mebibyte || bodies.some((size) => size > 5 * mebibyte);
  return tooLarge ? refusal(300, 'Request Entity Too Large', 413) : null;
}
