import { type Message, ServerClient } from 'postmark';
import { z } from 'zod';

/** One mail to one recipient, as the provider needs it. */
export interface OutgoingMail {
  /** `Name <address>` or a bare address. */
  readonly from: string;
  readonly to: string;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly tag: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly { readonly name: string; readonly contentType: string; readonly content: string }[];
}

/**
 * What became of one call. `refused`: never repeat it. `not_sent`: the provider has not taken it, try again.
 * `barred`: it takes nothing from our account until somebody sees to that. `doubtful`: it may have been taken.
 * `suppressed`: the provider sends nothing to this address.
 */
export type PostOutcome =
  | { readonly outcome: 'sent'; readonly messageId: string }
  | { readonly outcome: 'suppressed' }
  | { readonly outcome: 'refused' | 'doubtful' | 'barred'; readonly because: string }
  | { readonly outcome: 'not_sent'; readonly because: string; readonly retryAfterMs: number | null };

export interface MailTransport {
  /** Sends once, on that message stream, and never repeats by itself. Does not throw. */
  send(mail: OutgoingMail, stream: string): Promise<PostOutcome>;
  /** The provider's id of the message with this `sk` on that stream, or null when it knows none. Throws when it cannot say. */
  findByKey(sk: string, stream: string): Promise<string | null>;
}

interface PostmarkOptions {
  /** Null is the real Postmark. */
  readonly url: string | null;
  readonly token: string;
  readonly timeoutMs?: number;
}

const acceptedSchema = z.object({ ErrorCode: z.literal(0), MessageID: z.uuid(), Message: z.string() });
const foundSchema = z.object({ Messages: z.array(z.object({ MessageID: z.uuid() })) });

/** What `fetch` saw; the SDK drops both the cause of a failure and the headers. */
interface Seen {
  status: number | null;
  causeCode: string | null;
  retryAfterMs: number | null;
}

/** Mail through Postmark's HTTP API, or through a sandbox that speaks it. */
export function createPostmarkClient({ url, token, timeoutMs = 8_000 }: PostmarkOptions): MailTransport {
  const target = url === null ? {} : { requestHost: hostOf(url), useHttps: new URL(url).protocol === 'https:' };
  const clientThatNotes = (seen: Seen) =>
    new ServerClient(token, { ...target, timeout: timeoutMs / 1_000, fetch: watchedFetch(seen) });

  return {
    async send(mail, stream) {
      const seen: Seen = { status: null, causeCode: null, retryAfterMs: null };
      try {
        return outcomeOfReply(await clientThatNotes(seen).sendEmail(requestOf(mail, stream)));
      } catch (error) {
        return outcomeOfFailure(error, seen);
      }
    },

    async findByKey(sk, stream) {
      const client = clientThatNotes({ status: null, causeCode: null, retryAfterMs: null });
      // Without a stream only the provider's default one might be searched.
      const query = { count: 1, offset: 0, messageStream: stream, metadata_sk: sk };
      const reply: unknown = await client.getOutboundMessages(query);
      const found = foundSchema.safeParse(reply);
      if (!found.success) throw new Error('unreadable answer to a look-up');
      return found.data.Messages[0]?.MessageID ?? null;
    },
  };
}

function hostOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`.replace(/\/$/, '');
}

function watchedFetch(seen: Seen) {
  return async (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> => {
    try {
      const response = await fetch(input, init);
      seen.status = response.status;
      seen.retryAfterMs = retryAfterOf(response.headers.get('retry-after'));
      return response;
    } catch (error) {
      seen.causeCode = causeCodeOf(error);
      throw error;
    }
  };
}

/** RFC 9110, 10.2.3: seconds or a date. Capped at an hour, for a mail that waits longer may never go. */
function retryAfterOf(header: string | null): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : null;
}

function causeCodeOf(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : null;
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return typeof code === 'string' ? code : null;
}

function requestOf(mail: OutgoingMail, stream: string): Message {
  const { from, to, replyTo, subject, html, text, tag, metadata, headers, attachments } = mail;
  return {
    From: from,
    To: to,
    ...(replyTo === null ? {} : { ReplyTo: replyTo }),
    Subject: subject,
    HtmlBody: html,
    TextBody: text,
    Tag: tag,
    Metadata: { ...metadata },
    Headers: headers.map(({ name, value }) => ({ Name: name, Value: value })),
    Attachments: attachments.map(({ name, contentType, content }) => ({
      Name: name,
      ContentType: contentType,
      Content: Buffer.from(content, 'utf8').toString('base64'),
      ContentID: null,
      Disposition: 'inline',
    })),
    TrackOpens: false,
    // The SDK's enum of link tracking is a TypeScript enum; on the wire it is this word.
    TrackLinks: 'None' as NonNullable<Message['TrackLinks']>,
    MessageStream: stream,
  };
}

function outcomeOfReply(reply: unknown): PostOutcome {
  const accepted = acceptedSchema.safeParse(reply);
  if (!accepted.success) return { outcome: 'doubtful', because: 'unreadable_reply' };
  const { Message: text, MessageID: messageId } = accepted.data;
  // With one recipient this cannot come with a message that goes out to somebody else.
  return /will not deliver to these inactive addresses/i.test(text)
    ? { outcome: 'suppressed' }
    : { outcome: 'sent', messageId };
}

/** Codes of connections that never came about, so nothing can have been taken. */
const neverReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const inactiveRecipient = 406;
const notAllowedNow = 405;
const maintenance = 100;
/** What is wrong with this one mail: its addresses, its JSON, its attachments. Every other 422 is about our account. */
const faultsOfTheMail = new Set([300, 402, 403, 409, 411]);

function outcomeOfFailure(error: unknown, { status, causeCode, retryAfterMs }: Seen): PostOutcome {
  const notSent = (because: string): PostOutcome => ({ outcome: 'not_sent', because, retryAfterMs });
  if (status === null) {
    return isUnreachable(causeCode) ? notSent('unreachable') : { outcome: 'doubtful', because: 'no_answer' };
  }
  const code = errorCodeOf(error);
  if (status === 429) return notSent('rate_limited');
  if (status === 503 || code === maintenance || code === notAllowedNow) return notSent(`provider_${code || status}`);
  // A success whose body broke off, and every failure inside the provider, may have been taken.
  if (status < 300 || status >= 500) return { outcome: 'doubtful', because: `provider_${status}` };
  if (code === inactiveRecipient || status === 406) return { outcome: 'suppressed' };
  const because = `provider_${code || status}`;
  if (isAboutMail(error, { status, code })) return { outcome: 'refused', because };
  if (code > 0 && [401, 403, 422].includes(status)) return { outcome: 'barred', because };
  // Anything else comes from an edge in front of the API, which has not seen the mail.
  return notSent(`provider_${status}`);
}

function isAboutMail(error: unknown, { status, code }: { status: number; code: number }): boolean {
  if (status === 413) return true;
  // Every mail has the same sender, so a fault of it is one of our settings.
  const isAboutSender = error instanceof Error && /'From'/.test(error.message);
  return status === 422 && faultsOfTheMail.has(code) && !isAboutSender;
}

function isUnreachable(code: string | null): boolean {
  return code !== null && (neverReached.has(code) || isTlsFailure(code));
}

function isTlsFailure(code: string): boolean {
  return /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code);
}

function errorCodeOf(error: unknown): number {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : 0;
  return typeof code === 'number' ? code : 0;
}
