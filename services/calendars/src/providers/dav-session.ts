import { createHash } from 'node:crypto';
import { getDomain } from 'tldts';
import { type Fetched, fetchOutgoing, type OutgoingRules, refusedBy } from './outgoing.ts';
import { ProviderError } from './provider.ts';

interface SignIn {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

export type DavSession = ReturnType<typeof davSession>;

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
  let last: Fetched | ProviderError | null = null;
  let isTurnedAway = false;

  async function guarded(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    try {
      const answer = await fetchOutgoing(String(input), rules, {
        headers: Object.fromEntries(new Headers(init.headers)),
        signal,
        mayAsk: within,
        ...(init.method === undefined ? {} : { method: init.method }),
        ...(typeof init.body === 'string' ? { body: init.body } : {}),
        isStaying: init.redirect === 'manual',
      });
      last = answer;
      isTurnedAway ||= answer.status === 401;
      const kept = ['content-type', 'location'].flatMap((name) => {
        const value = answer.header(name);
        return value === null ? [] : [[name, value] as [string, string]];
      });
      return new Response([204, 205, 304].includes(answer.status) ? null : answer.text, {
        status: answer.status,
        headers: kept,
      });
    } catch (error) {
      last = error instanceof ProviderError ? error : new ProviderError('unreadable', { cause: error });
      throw last;
    }
  }

  /** Throws what the last answer means, when it was none that can be read. */
  function refuseFailure(): void {
    if (last instanceof ProviderError) throw last;
    if (last !== null && (last.status < 200 || last.status >= 300)) throw refusedBy(last);
  }

  return {
    headers,
    fetch: guarded,

    /** Throws unless the last answer was one of many (207), `isEmpty` when nothing was found in it. */
    refuseOther(isEmpty: boolean): void {
      refuseFailure();
      if (last === null || last instanceof ProviderError) return;
      const isMany = last.status === 207 && /<(?:\w+:)?multistatus[\s/>]/i.test(last.text);
      if (!isMany || (isEmpty && /<(?:\w+:)?response[\s/>]/i.test(last.text))) throw new ProviderError('unreadable');
    },

    /** Asks for one thing by hand; any answer of the server is one. */
    async send(
      address: string,
      asked: { readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body?: string },
    ): Promise<Fetched> {
      return await fetchOutgoing(address, rules, {
        ...asked,
        headers: { ...headers, ...asked.headers },
        signal,
        mayAsk: within,
      });
    },

    at: (address: string) => ({ url: address, headers, fetch: guarded }),

    /** The library says in words of its own why something failed: what counts is what the server said. */
    async orFault<Answer>(asked: Promise<Answer>): Promise<Answer> {
      try {
        return await asked;
      } catch (cause) {
        // Wherever else an account was looked for.
        if (isTurnedAway) throw new ProviderError('auth', { cause });
        refuseFailure();
        throw new ProviderError('unreadable', { cause });
      }
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
