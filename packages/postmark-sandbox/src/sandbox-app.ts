import { isLocalHost } from '@interlude/shared/secrets/local-host';
import type { Incoming } from './http/incoming.ts';
import { refusal, refuse } from './http/refusal.ts';
import { json, type Reply } from './http/reply.ts';
import { findRoute, type Route } from './http/routes.ts';
import { testToken } from './mail/send-routes.ts';

/** Finds the route of each request. `api` needs a server token; `open` (inbox, control) none, but no foreign page. */
export function createSandboxApp(
  { api, open }: { api: readonly Route[]; open: readonly Route[] },
  tokens: readonly string[],
): (incoming: Incoming) => Promise<Reply> {
  return async (incoming) => {
    const openRoute = findRoute(open, incoming);
    if (openRoute) {
      if (isForeignPage(incoming)) return json({ error: 'Not from another site.' }, 403);
      return await openRoute.route.handle(incoming, openRoute.params);
    }
    const apiRoute = findRoute(api, incoming);
    if (!apiRoute) return refuse(refusal(0, 'The requested resource does not exist.', 404));
    const token = incoming.headers['x-postmark-server-token'];
    if (typeof token !== 'string' || token === '') {
      return refuse(
        refusal(
          10,
          'No Account or Server API tokens were supplied in the HTTP headers. Please add a header for either X-Postmark-Server-Token or X-Postmark-Account-Token to your HTTP request.',
          401,
        ),
      );
    }
    const isTestSend = token === testToken && incoming.path.startsWith('/email');
    if (!isTestSend && !tokens.some((known) => known.toLowerCase() === token.toLowerCase())) {
      return refuse(
        refusal(
          10,
          'The Server Token you provided in the X-Postmark-Server-Token request header was invalid. Please verify that you are using a valid token.',
          401,
        ),
      );
    }
    return await apiRoute.route.handle(incoming, apiRoute.params);
  };
}

/**
 * True for a request that a page of another origin makes, which could otherwise read or empty the mailbox of a
 * developer; also when its name was made to resolve to this machine.
 */
function isForeignPage({ headers }: Incoming): boolean {
  const { origin, host = '' } = headers;
  return !isLocalHost(host) || (origin !== undefined && origin !== `http://${host}`);
}
