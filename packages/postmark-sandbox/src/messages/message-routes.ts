import { isRefusal, refusal, refuse } from '../http/refusal.ts';
import { json, type Reply } from '../http/reply.ts';
import { type Route, route } from '../http/routes.ts';
import { rawMessageOf } from '../mail/raw-message.ts';
import type { MailboxStore } from './mailbox-store.ts';
import { readFilters, readPage } from './message-search.ts';
import { messageDetails, messageSummary } from './message-view.ts';
import type { StoredMessage } from './stored-message.ts';

/** The message search. A message shows up only `indexDelayMs` after it was accepted, as at the provider. */
export function messageRoutes(store: MailboxStore, indexDelayMs: number): Route[] {
  const isIndexed = ({ receivedAt }: StoredMessage) => Date.now() - Date.parse(receivedAt) >= indexDelayMs;

  function withMessage(id: string, show: (message: StoredMessage) => Reply): Reply {
    const message = store.state.messages.get(id);
    return message && isIndexed(message) ? show(message) : refuse(refusal(701, 'This message does not exist.'));
  }

  return [
    route('GET', '/messages/outbound', ({ query }) => {
      const page = readPage(query, 700);
      if (isRefusal(page)) return refuse(page);
      const matches = readFilters(query, (id) => store.state.sent.has(id));
      if (isRefusal(matches)) return refuse(matches);
      const found = store.listMessages().filter((message) => isIndexed(message) && matches(message));
      const shown = found.slice(page.offset, page.offset + page.count);
      return json({
        TotalCount: found.length,
        Messages: shown.map((message) => messageSummary(store.state, message)),
      });
    }),
    route('GET', '/messages/outbound/*/details', (_incoming, [id = '']) =>
      withMessage(id, (message) => json(messageDetails(store.state, message))),
    ),
    route('GET', '/messages/outbound/*/dump', (_incoming, [id = '']) =>
      withMessage(id, (message) => json({ Body: rawMessageOf(message) })),
    ),
  ];
}
