import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { FaultPlan, FaultSubject } from '../faults/fault-plan.ts';
import { withSendFaults } from '../faults/send-faults.ts';
import { type Incoming, jsonBodyOf } from '../http/incoming.ts';
import { isRefusal, type Refusal, refusal, refusalBody, refuse } from '../http/refusal.ts';
import { edgePage, json, type Reply } from '../http/reply.ts';
import { type Route, route } from '../http/routes.ts';
import { type MailboxStore, recipientsOf } from '../messages/mailbox-store.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import { parseMailboxes } from './email-address.ts';
import { checkEmail, type Envelope } from './email-request.ts';

export const testToken = 'POSTMARK_API_TEST';

const looseText = z.string().optional().catch(undefined);
const looseEmailSchema = z.object({ To: looseText, Cc: looseText, Bcc: looseText, Tag: looseText }).partial();

interface SendDependencies {
  readonly store: MailboxStore;
  readonly faults: FaultPlan;
  readonly senderDomains: readonly string[] | null;
  readonly onAccepted: (messageIds: readonly string[]) => void;
  readonly signal: AbortSignal;
}

/** `POST /email` and `POST /email/batch`. Nothing is answered with 200 before it is durable. */
export function sendRoutes(dependencies: SendDependencies): Route[] {
  const { store, faults, signal } = dependencies;

  async function accept(checked: readonly (Envelope | Refusal)[], isTest: boolean): Promise<(object | Refusal)[]> {
    const results = checked.map((item) => (isRefusal(item) ? item : prepare(store, item)));
    const messages = results.flatMap((result) => (isRefusal(result) ? [] : [result]));
    if (!isTest && messages.length > 0) {
      await store.commit(...messages.map((message) => ({ kind: 'message' as const, message })));
      dependencies.onAccepted(messages.map(({ id }) => id));
    }
    return results.map((result) => (isRefusal(result) ? result : acceptance(result, isTest)));
  }

  async function sendOne(incoming: Incoming): Promise<Reply> {
    const body = readJson(incoming);
    if (isRefusal(body)) return refuse(body);
    const checked = checkEmail(body.value, dependencies.senderDomains);
    if (isRefusal(checked)) return checked.status === 413 ? edgePage(413, checked.message) : refuse(checked);
    const [result = {}] = await accept([checked], isTestSend(incoming));
    return isRefusal(result) ? refuse(result) : json(result);
  }

  async function sendBatch(incoming: Incoming): Promise<Reply> {
    const body = readJson(incoming);
    if (isRefusal(body)) return refuse(body);
    if (!Array.isArray(body.value)) return refuse(refusal(403, 'Invalid request field(s): $'));
    if (body.value.length > 500) {
      return refuse(refusal(410, 'You may only send up to 500 messages in a single batched request.'));
    }
    if (incoming.body.length > 50 * 1024 * 1024) return edgePage(413, 'Request Entity Too Large');
    const checked = body.value.map((item) => checkEmail(item, dependencies.senderDomains));
    const results = await accept(checked, isTestSend(incoming));
    return json(results.map((item) => (isRefusal(item) ? refusalBody(item) : item)));
  }

  const faulty = (send: (incoming: Incoming) => Promise<Reply>) => (incoming: Incoming) =>
    withSendFaults({ faults, signal, subject: subjectOf(incoming) }, () => send(incoming));
  return [route('POST', '/email', faulty(sendOne)), route('POST', '/email/batch', faulty(sendBatch))];
}

function prepare(store: MailboxStore, envelope: Envelope): StoredMessage | Refusal {
  const recipients = recipientsOf(envelope);
  const inactive = recipients.filter((email) => store.findSuppression(envelope.stream, email) !== null);
  if (inactive.length === recipients.length) {
    return refusal(
      406,
      `You tried to send to recipient(s) that have been marked as inactive. Found inactive addresses: ${inactive.join(', ')}. Inactive recipients are ones that have generated a hard bounce, a spam complaint, or a manual suppression.`,
    );
  }
  return { id: randomUUID(), receivedAt: new Date().toISOString(), ...envelope, inactive };
}

function acceptance({ id, receivedAt, request, inactive }: StoredMessage, isTest: boolean): object {
  const withInactive = `Message OK, but will not deliver to these inactive addresses: ${inactive.join(', ')}.`;
  const accepted = isTest ? 'Test job accepted' : 'OK';
  return {
    To: request.To ?? '',
    ...(request.Cc ? { Cc: request.Cc } : {}),
    ...(request.Bcc ? { Bcc: request.Bcc } : {}),
    SubmittedAt: receivedAt,
    MessageID: id,
    ErrorCode: 0,
    Message: inactive.length > 0 ? withInactive : accepted,
  };
}

function isTestSend({ headers }: Incoming): boolean {
  return headers['x-postmark-server-token'] === testToken;
}

function readJson(incoming: Incoming): { value: unknown } | Refusal {
  const { accept = '', 'content-type': contentType = '' } = incoming.headers;
  if (!accept.includes('application/json') || !contentType.includes('application/json')) {
    return refusal(409, "The 'Accept' and 'Content-Type' headers must both be set to 'application/json'.");
  }
  const value = jsonBodyOf(incoming);
  return value === undefined ? refusal(402, 'Invalid JSON.') : { value };
}

/** Tags and recipients of a request for the fault plan, read before anything is checked. */
function subjectOf(incoming: Incoming): FaultSubject {
  const body = jsonBodyOf(incoming);
  const emails = (Array.isArray(body) ? body : [body]).map((item) => looseEmailSchema.safeParse(item).data ?? {});
  const recipients = emails.flatMap(({ To, Cc, Bcc }) =>
    [To, Cc, Bcc].flatMap((list) => {
      const mailboxes = parseMailboxes('To', list ?? '');
      return isRefusal(mailboxes) ? [] : mailboxes.map(({ Email }) => Email);
    }),
  );
  return { tags: emails.flatMap(({ Tag }) => (Tag ? [Tag] : [])), recipients };
}
