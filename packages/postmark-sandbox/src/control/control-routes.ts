import { z } from 'zod';
import type { Postman } from '../delivery/postman.ts';
import { type FaultPlan, faultSchema } from '../faults/fault-plan.ts';
import { type Incoming, jsonBodyOf } from '../http/incoming.ts';
import { json, type Reply } from '../http/reply.ts';
import { type Route, route } from '../http/routes.ts';
import { type MailboxStore, recipientsOf } from '../messages/mailbox-store.ts';
import { metadataTest } from '../messages/message-search.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import { controlMessage, controlStats } from './control-view.ts';

const addressSchema = z.strictObject({
  email: z.string(),
  behaviour: z.enum(['deliver', 'hard-bounce', 'soft-bounce', 'spam-complaint', 'blackhole']),
});
const eventSchema = z.strictObject({
  messageId: z.string(),
  recipient: z.string().optional(),
  type: z.enum(['hard-bounce', 'soft-bounce', 'spam-complaint']),
});
const bounceOfType = {
  'hard-bounce': 'HardBounce',
  'soft-bounce': 'SoftBounce',
  'spam-complaint': 'SpamComplaint',
} as const;

interface ControlDependencies {
  readonly store: MailboxStore;
  readonly faults: FaultPlan;
  readonly postman: Postman;
}

/** What tests and demos use and the provider does not have. It sees a message at once, whatever the index delay. */
export function controlRoutes({ store, faults, postman }: ControlDependencies): Route[] {
  async function bounceNow(input: z.infer<typeof eventSchema>): Promise<Reply> {
    const message = store.state.messages.get(input.messageId);
    if (!message) return json({ error: 'No such message.' }, 404);
    const [first = ''] = recipientsOf(message);
    await postman.bounce(message, input.recipient ?? first, bounceOfType[input.type]);
    return json({ ok: true });
  }

  return [
    route('GET', '/__control/faults', () => json(faults.list())),
    route('POST', '/__control/faults', (incoming) =>
      withBody(incoming, z.array(faultSchema), (plan) => {
        faults.replace(plan);
        return json(faults.list());
      }),
    ),
    route('GET', '/__control/messages', ({ query }) => {
      const found = store.listMessages().filter(messageTest(query));
      return json(found.map((message) => controlMessage(store.state, message)));
    }),
    route('GET', '/__control/stats', () => json(controlStats(store.state))),
    route('POST', '/__control/addresses', (incoming) =>
      withBody(incoming, addressSchema, async (address) => {
        await store.commit({ kind: 'address', ...address });
        return json({ ok: true });
      }),
    ),
    route('POST', '/__control/events', (incoming) => withBody(incoming, eventSchema, bounceNow)),
    route('POST', '/__control/reset', async () => {
      faults.replace([]);
      await postman.clear();
      await store.reset();
      return json({ ok: true });
    }),
  ];
}

/** The filters `to`, `tag` and any number of `metadata_<name>`. */
export function messageTest(query: ReadonlyMap<string, string>): (message: StoredMessage) => boolean {
  const to = query.get('to')?.toLowerCase();
  const tag = query.get('tag');
  const metadata = [...query]
    .filter(([name]) => name.startsWith('metadata_'))
    .map(([name, wanted]) => metadataTest(name.slice('metadata_'.length), wanted));
  return (message) =>
    (!to || recipientsOf(message).some((email) => email.toLowerCase() === to)) &&
    (!tag || message.request.Tag === tag) &&
    metadata.every((test) => test(message));
}

function withBody<T>(
  incoming: Incoming,
  schema: z.ZodType<T>,
  handle: (input: T) => Reply | Promise<Reply>,
): Reply | Promise<Reply> {
  const parsed = schema.safeParse(jsonBodyOf(incoming));
  return parsed.success ? handle(parsed.data) : json({ error: z.prettifyError(parsed.error) }, 400);
}
