import { z } from 'zod';
import { type Incoming, jsonBodyOf } from '../http/incoming.ts';
import { type Refusal, refusal, refuse } from '../http/refusal.ts';
import { json, type Reply } from '../http/reply.ts';
import { type Route, route } from '../http/routes.ts';
import { isAddress } from '../mail/email-address.ts';
import { findStream } from '../mail/message-streams.ts';
import type { MailboxStore } from '../messages/mailbox-store.ts';
import { parseFilterDate } from '../messages/provider-date.ts';
import type { Suppression } from '../messages/stored-message.ts';
import type { Postman } from './postman.ts';
import { subscriptionChangePayload } from './webhook-payload.ts';

const entriesSchema = z.object({ Suppressions: z.array(z.object({ EmailAddress: z.string() })).max(50) });
const noAuthority = 'You do not have the required authority to change this suppression.';

const filters: Readonly<Record<string, (suppression: Suppression, wanted: string) => boolean>> = {
  suppressionreason: ({ reason }, wanted) => reason.toLowerCase() === wanted.toLowerCase(),
  origin: ({ origin }, wanted) => origin.toLowerCase() === wanted.toLowerCase(),
  emailaddress: ({ email }, wanted) => email.toLowerCase() === wanted.toLowerCase(),
  fromdate: ({ createdAt }, wanted) => Date.parse(createdAt) >= (parseFilterDate(wanted, 'from') ?? 0),
  todate: ({ createdAt }, wanted) => Date.parse(createdAt) <= (parseFilterDate(wanted, 'to') ?? Infinity),
};

/** The three suppression calls of a stream. A complaint cannot be lifted, as at the provider. */
export function suppressionRoutes(store: MailboxStore, postman: Postman): Route[] {
  async function suppress(stream: string, email: string): Promise<string | null> {
    if (!isAddress(email)) return 'An invalid email address was provided.';
    const present = store.findSuppression(stream, email);
    if (present?.reason === 'SpamComplaint') return noAuthority;
    if (present) return null;
    const suppression: Suppression = {
      stream,
      email,
      reason: 'ManualSuppression',
      origin: 'Customer',
      createdAt: new Date().toISOString(),
    };
    await postman.record([{ kind: 'suppressed', suppression }], [subscriptionChangePayload(suppression, true, null)]);
    return null;
  }

  async function lift(stream: string, email: string): Promise<string | null> {
    if (!isAddress(email)) return 'An invalid email address was provided.';
    const present = store.findSuppression(stream, email);
    if (present?.reason === 'SpamComplaint') return noAuthority;
    if (!present) return null;
    const lifted = { ...present, origin: 'Customer' } as const;
    await postman.record([{ kind: 'unsuppressed', stream, email }], [subscriptionChangePayload(lifted, false, null)]);
    return null;
  }

  return [
    route('GET', '/message-streams/*/suppressions/dump', ({ query }, [id = '']) => {
      const stream = findStream(id);
      if (!stream) return refuse(unknownStream);
      const found = [...store.state.suppressions.values()].filter(
        (suppression) =>
          suppression.stream === stream.ID &&
          [...query].every(([name, wanted]) => filters[name]?.(suppression, wanted) ?? true),
      );
      return json({ Suppressions: found.map(suppressionView) });
    }),
    route('POST', '/message-streams/*/suppressions', (incoming, [id = '']) =>
      changeEach(incoming, id, { done: 'Suppressed', change: suppress }),
    ),
    route('POST', '/message-streams/*/suppressions/delete', (incoming, [id = '']) =>
      changeEach(incoming, id, { done: 'Deleted', change: lift }),
    ),
  ];
}

const unknownStream: Refusal = refusal(1226, "The message stream for the provided 'ID' was not found.");

interface Change {
  readonly done: 'Suppressed' | 'Deleted';
  /** Resolves to the reason why an address could not be changed, or null. */
  readonly change: (stream: string, email: string) => Promise<string | null>;
}

async function changeEach(incoming: Incoming, id: string, { done, change }: Change): Promise<Reply> {
  const stream = findStream(id);
  if (!stream) return refuse(unknownStream);
  const parsed = entriesSchema.safeParse(jsonBodyOf(incoming));
  if (!parsed.success) return refuse(refusal(403, 'Invalid request field(s): $.Suppressions'));
  const results: { EmailAddress: string; Status: string; Message: string | null }[] = [];
  for (const { EmailAddress } of parsed.data.Suppressions) {
    const failure = await change(stream.ID, EmailAddress);
    results.push({ EmailAddress, Status: failure === null ? done : 'Failed', Message: failure });
  }
  return json({ Suppressions: results });
}

function suppressionView({ email, reason, origin, createdAt }: Suppression) {
  return { EmailAddress: email, SuppressionReason: reason, Origin: origin, CreatedAt: createdAt };
}
