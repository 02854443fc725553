import { createHash } from 'node:crypto';
import express, { type Request, type Response, Router } from 'express';
import { type FaultPlan, faulty } from '../control/faults.ts';
import { consentPage, refusedPage } from '../pages/consent-page.ts';
import { type Grant, secretOf, type World } from '../world/world.ts';

export interface OauthClient {
  readonly id: string;
  readonly secret: string;
  readonly redirectUris: readonly string[];
}

/** What an authorization code stands for, once. */
interface Code {
  readonly email: string;
  readonly scope: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly isOffline: boolean;
  readonly expiresAt: number;
}

const codeMs = 10 * 60_000;
const formBody = express.urlencoded({ extended: false, limit: '64kb' });

/** The authorization code grant with PKCE (RFC 6749, RFC 7636), with a page that one clicks through. */
export function oauthRoutes(world: World, client: OauthClient, faults: FaultPlan): Router {
  const routes = Router();
  const codes = new Map<string, Code>();

  routes.get('/o/oauth2/v2/auth', (request, response) => {
    const query = textsOf(request.query);
    const problem = problemOf(query, client);
    response.status(problem === null ? 200 : 400).type('html');
    response.send(problem === null ? consentPage([...world.accounts.keys()], query) : refusedPage(problem));
  });

  routes.post('/o/oauth2/v2/auth', formBody, (request, response) => {
    const { email = '', decision, ...query } = textsOf(request.body);
    const problem = problemOf(query, client);
    if (problem !== null) return void response.status(400).type('html').send(refusedPage(problem));
    const back = new URL(query['redirect_uri'] ?? '');
    if (query['state'] !== undefined) back.searchParams.set('state', query['state']);
    if (decision !== 'allow' || !world.accounts.has(email)) {
      back.searchParams.set('error', 'access_denied');
      return void response.redirect(303, back.href);
    }
    const code = secretOf('4');
    codes.set(code, {
      email,
      scope: query['scope'] ?? '',
      redirectUri: query['redirect_uri'] ?? '',
      challenge: query['code_challenge'] ?? '',
      // Without being asked again it gives a refresh token only the first time.
      isOffline: query['access_type'] === 'offline' && query['prompt'] === 'consent',
      expiresAt: Date.now() + codeMs,
    });
    back.searchParams.set('code', code);
    back.searchParams.set('scope', query['scope'] ?? '');
    response.redirect(303, back.href);
  });

  function accessOf(grant: Grant) {
    const token = secretOf('ya29');
    world.access.set(token, { grant, expiresAt: Date.now() + world.accessSeconds * 1_000 });
    return { access_token: token, expires_in: world.accessSeconds, scope: grant.scope, token_type: 'Bearer' };
  }

  function byCode(body: Record<string, string>): object | null {
    const code = codes.get(body['code'] ?? '');
    codes.delete(body['code'] ?? '');
    if (code === undefined || code.expiresAt < Date.now() || code.redirectUri !== body['redirect_uri']) return null;
    const proof = createHash('sha256')
      .update(body['code_verifier'] ?? '')
      .digest('base64url');
    if (proof !== code.challenge) return null;
    const grant = { email: code.email, scope: code.scope, refreshToken: secretOf('1') };
    world.grants.add(grant);
    return { ...accessOf(grant), ...(code.isOffline ? { refresh_token: grant.refreshToken } : {}) };
  }

  function byRefresh(body: Record<string, string>): object | null {
    const grant = [...world.grants].find(({ refreshToken }) => refreshToken === body['refresh_token']);
    if (grant === undefined) return null;
    if (!world.isRotating) return accessOf(grant);
    grant.refreshToken = secretOf('1');
    return { ...accessOf(grant), refresh_token: grant.refreshToken };
  }

  routes.post('/token', faulty(faults, 'token'), formBody, (request, response) => {
    const body = textsOf(request.body);
    if (!isClient(request, body, client)) return refuse(response, 401, 'invalid_client');
    const grants: Record<string, typeof byCode> = { authorization_code: byCode, refresh_token: byRefresh };
    const answer = grants[body['grant_type'] ?? ''];
    if (answer === undefined) return refuse(response, 400, 'unsupported_grant_type');
    const tokens = answer(body);
    if (tokens === null) return refuse(response, 400, 'invalid_grant');
    response.set('Cache-Control', 'no-store').json(tokens);
  });

  routes.post('/revoke', faulty(faults, 'revoke'), formBody, (request, response) => {
    const token = textsOf(request.body)['token'] ?? '';
    const grant = world.access.get(token)?.grant ?? [...world.grants].find((one) => one.refreshToken === token);
    if (grant === undefined) return refuse(response, 400, 'invalid_token');
    revoke(world, grant);
    response.json({});
  });

  return routes;
}

export function revoke(world: World, grant: Grant): void {
  world.grants.delete(grant);
  for (const [token, { grant: of }] of world.access) if (of === grant) world.access.delete(token);
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).set('Cache-Control', 'no-store').json({ error, error_description: 'Bad Request' });
}

function isClient(request: Request, body: Record<string, string>, { id, secret }: OauthClient): boolean {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined) return body['client_id'] === id && body['client_secret'] === secret;
  return Buffer.from(basic, 'base64').toString('utf8') === `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`;
}

/** Of what was sent the texts: a name that comes twice is none. */
export function textsOf(sent: unknown): Record<string, string> {
  const pairs = Object.entries((sent ?? {}) as object).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(pairs);
}

/** What is wrong with a request for consent, in the words of the provider's page. */
function problemOf(query: Record<string, string>, client: OauthClient): string | null {
  if (query['client_id'] !== client.id) return 'invalid_client';
  if (!client.redirectUris.includes(query['redirect_uri'] ?? '')) return 'redirect_uri_mismatch';
  if (query['response_type'] !== 'code') return 'unsupported_response_type';
  if (!query['scope']) return 'invalid_scope';
  const isProven = query['code_challenge_method'] === 'S256' && /^[\w-]{43}$/.test(query['code_challenge'] ?? '');
  return isProven ? null : 'invalid_request';
}
