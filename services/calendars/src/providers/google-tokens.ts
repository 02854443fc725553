import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  ClientSecretPost,
  calculatePKCECodeChallenge,
  customFetch,
  processAuthorizationCodeResponse,
  processRefreshTokenResponse,
  ResponseBodyError,
  refreshTokenGrantRequest,
  type TokenEndpointResponse,
  validateAuthResponse,
} from 'oauth4webapi';
import type { GoogleSecret } from './google.ts';
import type { GoogleAddress } from './google-api.ts';
import { fetchOutgoing, refusedBy } from './outgoing.ts';
import { ProviderError } from './provider.ts';

export interface GoogleClient {
  readonly id: string;
  readonly secret: string;
  /** Where people come back to. */
  readonly redirectUri: string;
}

type Tokens = Pick<GoogleSecret, 'accessToken' | 'expiresAt' | 'refreshToken'>;

/** No more than is used: events, when somebody is busy, and the list of calendars to choose from. */
export const googleScopes = ['calendar.events', 'calendar.freebusy', 'calendar.calendarlist.readonly'].map(
  (scope) => `https://www.googleapis.com/auth/${scope}`,
);
const tokenTimeoutMs = 10_000;
/** Somebody waits for it, and it makes no difference to them. */
const revokeTimeoutMs = 3_000;

export type GoogleTokens = ReturnType<typeof googleTokens>;

/** Consent and tokens of Google (RFC 6749 with PKCE). Throws `ProviderError`, `auth` where consent is not there any more. */
export function googleTokens(address: GoogleAddress, { id, secret, redirectUri }: GoogleClient, now: () => number) {
  const server: AuthorizationServer = {
    issuer: new URL(address.consentUrl).origin,
    authorization_endpoint: address.consentUrl,
    token_endpoint: address.tokenUrl,
  };
  const client: Client = { client_id: id };
  const proof = ClientSecretPost(secret);
  const options = {
    [customFetch]: guarded,
    [allowInsecureRequests]: address.mayAskInside,
  };

  async function guarded(url: string, init: { method?: string; headers?: unknown; body?: unknown }): Promise<Response> {
    const answer = await fetchOutgoing(url, address, {
      method: init.method ?? 'POST',
      headers: Object.fromEntries(new Headers(init.headers as Record<string, string>)),
      body: String(init.body),
      // Not that of whoever waits: of a request that is given up the new token might be lost.
      signal: AbortSignal.timeout(tokenTimeoutMs),
      isStaying: true,
    });
    if (answer.status === 429 || answer.status >= 500) throw refusedBy(answer);
    const type = answer.header('content-type') ?? 'application/json';
    return new Response(answer.text, { status: answer.status, headers: { 'content-type': type } });
  }

  async function answered(asked: Promise<TokenEndpointResponse>): Promise<TokenEndpointResponse> {
    try {
      return await asked;
    } catch (cause) {
      if (cause instanceof ProviderError) throw cause;
      // What was refused is told by a code alone: an answer may repeat what was sent.
      if (cause instanceof ResponseBodyError)
        throw new ProviderError(cause.error === 'invalid_grant' ? 'auth' : 'rejected');
      throw new ProviderError('retryable');
    }
  }

  function tokensIn(answer: TokenEndpointResponse, known: string | null): Tokens {
    const refreshToken = answer.refresh_token ?? known;
    if (refreshToken === null) throw new ProviderError('auth');
    const expiresAt = now() + (answer.expires_in ?? 0) * 1_000;
    return { accessToken: answer.access_token, expiresAt, refreshToken };
  }

  return {
    /** Where somebody is asked for consent. */
    async consentUrl({ state, verifier }: { readonly state: string; readonly verifier: string }): Promise<string> {
      const url = new URL(address.consentUrl);
      url.search = new URLSearchParams({
        client_id: id,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: googleScopes.join(' '),
        state,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        // Only then a token comes that outlasts the hour, the second time too.
        access_type: 'offline',
        prompt: 'consent',
      }).toString();
      return url.href;
    },

    async exchange({ code, verifier }: { readonly code: string; readonly verifier: string }): Promise<Tokens> {
      const parameters = validateAuthResponse(server, client, new URLSearchParams({ code }));
      const asked = authorizationCodeGrantRequest(server, client, proof, parameters, redirectUri, verifier, options);
      const answer = await answered(
        asked.then((response) => processAuthorizationCodeResponse(server, client, response)),
      );
      // Each can be refused by itself on the page of consent.
      const given = answer.scope?.split(' ') ?? [];
      if (!googleScopes.every((scope) => given.includes(scope))) throw new ProviderError('auth');
      return tokensIn(answer, null);
    },

    async refresh(refreshToken: string): Promise<Tokens> {
      const asked = refreshTokenGrantRequest(server, client, proof, refreshToken, options);
      const answer = await answered(asked.then((response) => processRefreshTokenResponse(server, client, response)));
      return tokensIn(answer, refreshToken);
    },

    /** Takes back all that was consented to along with that token (RFC 7009). */
    async revoke(refreshToken: string): Promise<void> {
      const answer = await fetchOutgoing(address.revokeUrl, address, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ token: refreshToken }).toString(),
        signal: AbortSignal.timeout(revokeTimeoutMs),
        isStaying: true,
      });
      // 400: it was taken back before.
      if (answer.status !== 200 && answer.status !== 400) throw refusedBy(answer);
    },
  };
}
