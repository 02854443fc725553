import { createHash } from 'node:crypto';
import { getDomain } from 'tldts';
import { fetchOutgoing, type OutgoingRules, refusedBy } from './outgoing.ts';
import { ProviderError, type ReadCall } from './provider.ts';

interface SignIn {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** What a question to a server is, and how far below its address it goes. */
interface Asked {
  readonly method: 'PROPFIND' | 'REPORT';
  readonly body: string;
  readonly depth: 0 | 1;
}

export type DavSession = ReturnType<typeof davSession>;

/** Of all but events: a list of many calendars has a tenth. */
const mostListed = 2_000_000;

/**
 * Asks one CalDAV server for somebody, through the guards of what strangers name. The password goes to the host that
 * was named and to those of the same owner's domain, as large providers spread accounts over such, and nowhere else.
 */
export function davSession({ url, username, password }: SignIn, rules: OutgoingRules, signal: AbortSignal) {
  const within = hostsNear(URL.parse(url)?.hostname ?? '');
  const headers = {
    authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    'user-agent': 'Interlude',
  };

  /** Asks for one thing; any answer of the server is one. */
  async function send(address: string, asked: Omit<Parameters<typeof fetchOutgoing>[2], 'signal' | 'mayAsk'>) {
    const all = { ...asked, headers: { ...headers, ...asked.headers }, signal, mayAsk: within };
    return await fetchOutgoing(address, rules, all);
  }

  return {
    send,

    /** The bytes of an answer of many (207). What is no such answer is none at all, and never one without events. */
    async ask(address: string, { method, body, depth }: Asked, take: ReadCall['reading']['take']) {
      const xml = { 'content-type': 'text/xml; charset=utf-8', depth: String(depth) };
      const bound = method === 'PROPFIND' ? { mostBytes: mostListed } : {};
      const answer = await send(address, { method, body, headers: xml, take, ...bound });
      if (answer.status < 200 || answer.status >= 300) throw refusedBy(answer);
      if (answer.status !== 207) throw new ProviderError('unreadable');
      return answer.bytes;
    },
  };
}

function hostsNear(named: string): (host: string) => boolean {
  // Whoever rents names below a domain is no owner of those beside: `one.github.io` says nothing of `two.github.io`.
  const domainOf = (host: string) => getDomain(host, { allowPrivateDomains: true });
  const domain = domainOf(named);
  return (host) => host === named || (domain !== null && domainOf(host) === domain);
}

/** The same for the same address, and says nothing of it. */
export function calendarIdOf(url: string): string {
  return createHash('sha256').update(url).digest('base64url').slice(0, 16);
}
