import { isRefusal, refusal, refuse } from '../http/refusal.ts';
import { json, type Reply } from '../http/reply.ts';
import { type Route, route } from '../http/routes.ts';
import type { MailboxRecord } from '../messages/mailbox-state.ts';
import type { MailboxStore } from '../messages/mailbox-store.ts';
import { readPage } from '../messages/message-search.ts';
import { parseFilterDate } from '../messages/provider-date.ts';
import { type Bounce, bounceKinds, bounceNameOf } from './bounce.ts';
import type { Postman } from './postman.ts';
import { subscriptionChangePayload } from './webhook-payload.ts';

const filters: Readonly<Record<string, (bounce: Bounce, wanted: string) => boolean>> = {
  type: ({ Type }, wanted) => Type.toLowerCase() === wanted.toLowerCase(),
  inactive: ({ Inactive }, wanted) => Inactive === (wanted.toLowerCase() === 'true'),
  emailfilter: ({ Email }, wanted) => Email.toLowerCase().includes(wanted.toLowerCase()),
  tag: ({ Tag }, wanted) => Tag === wanted,
  messageid: ({ MessageID }, wanted) => MessageID === wanted.toLowerCase(),
  messagestream: ({ MessageStream }, wanted) => MessageStream === wanted,
  fromdate: ({ BouncedAt }, wanted) => Date.parse(BouncedAt) >= (parseFilterDate(wanted, 'from') ?? 0),
  todate: ({ BouncedAt }, wanted) => Date.parse(BouncedAt) <= (parseFilterDate(wanted, 'to') ?? Infinity),
};

/** The bounce API: list, one bounce, activate, and the counts of `/deliverystats`. */
export function bounceRoutes(store: MailboxStore, postman: Postman): Route[] {
  const findBounce = (id = ''): Bounce | null => store.state.bounces.get(Number(id)) ?? null;

  async function activate(bounce: Bounce): Promise<Reply> {
    if (!bounce.CanActivate) return refuse(refusal(408, 'This bounce cannot be activated.'));
    const suppression = store.findSuppression(bounce.MessageStream, bounce.Email);
    const records: MailboxRecord[] = [{ kind: 'activated', bounceId: bounce.ID }];
    if (suppression?.reason === 'HardBounce') {
      records.push({ kind: 'unsuppressed', stream: suppression.stream, email: suppression.email });
    }
    const changes = records.length > 1 && suppression ? [subscriptionChangePayload(suppression, false, null)] : [];
    await postman.record(records, changes);
    return json({ Message: 'OK', Bounce: { ...bounce, Inactive: false } });
  }

  return [
    route('GET', '/bounces', ({ query }) => {
      const page = readPage(query, 700);
      if (isRefusal(page)) return refuse(page);
      const found = [...store.state.bounces.values()]
        .reverse()
        .filter((bounce) => [...query].every(([name, wanted]) => filters[name]?.(bounce, wanted) ?? true));
      return json({ TotalCount: found.length, Bounces: found.slice(page.offset, page.offset + page.count) });
    }),
    route('GET', '/bounces/*', (_incoming, [id]) => {
      const bounce = findBounce(id);
      return bounce ? json(bounce) : refuse(refusal(407, 'The requested bounce was not found.'));
    }),
    route('PUT', '/bounces/*/activate', (_incoming, [id]) => {
      const bounce = findBounce(id);
      return bounce ? activate(bounce) : refuse(refusal(407, 'The requested bounce was not found.'));
    }),
    route('GET', '/deliverystats', () => {
      const all = [...store.state.bounces.values()];
      const counts = bounceKinds.map((kind) => ({
        Name: bounceNameOf(kind),
        Count: all.filter(({ Type }) => Type === kind).length,
        Type: kind,
      }));
      return json({
        InactiveMails: all.filter(({ Inactive }) => Inactive).length,
        Bounces: [{ Name: 'All', Count: all.length }, ...counts.filter(({ Count }) => Count > 0)],
      });
    }),
  ];
}
