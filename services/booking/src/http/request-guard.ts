import { type Refusal, refusalStatus } from '@interlude/shared/booking/refusal';
import { isLocalHost } from '@interlude/shared/secrets/local-host';
import type { NextFunction, Request, Response } from 'express';

/** Answers a refusal outside tRPC in the shape clients know. */
export function answerRefusal(response: Response, refusal: Refusal): void {
  const httpStatus = refusalStatus[refusal.code];
  if (refusal.code === 'rate_limited' || refusal.code === 'unavailable') {
    response.set('Retry-After', String(refusal.retryAfterSeconds));
  }
  response.status(httpStatus).json({ error: { message: refusal.code, data: { httpStatus, refusal } } });
}

/**
 * Answers only requests that name our own host: a page of a stranger whose name resolves to this machine would
 * otherwise count as same-origin. In development address literals and names without a dot are ours too. A proxy passes
 * the `Host` it was asked for, or is counted as trusted and sends `X-Forwarded-Host`.
 */
export function guardHost({ publicUrl, production }: PublicAddress) {
  const ours = new URL(publicUrl).host;
  return function guard(request: Request, response: Response, next: NextFunction): void {
    const host = request.host ?? '';
    if (host === ours || (!production && isLocalHost(host))) next();
    else answerFault(response, { status: 421, path: 'host', message: 'is not ours' });
  };
}

interface PublicAddress {
  readonly publicUrl: string;
  readonly production: boolean;
}

const json = { pattern: /^application\/json(;\s*charset=utf-8)?$/i, said: 'application/json' };

/**
 * Stands in front of tRPC and uploads, which would otherwise take forms and streams from foreign pages: a change is a
 * POST of the one type that is taken, with our header from our own origin, and nothing else.
 */
export function guardRequests({ publicUrl, production }: PublicAddress, taken = json) {
  const { origin } = new URL(publicUrl);
  // The host was checked; only in development it may differ from the configured one.
  const isOurs = (request: Request) =>
    request.headers.origin === origin ||
    (!production && URL.parse(request.headers.origin ?? '')?.host === request.headers.host);

  return function guard(request: Request, response: Response, next: NextFunction): void {
    const fault = faultOf(request, isOurs, taken);
    if (fault === null) {
      next();
      return;
    }
    if (fault.status === 405) response.set('Allow', 'GET, POST');
    answerFault(response, fault);
  };
}

function answerFault(response: Response, { status, path, message }: Fault): void {
  const refusal: Refusal = { code: 'invalid_input', issues: [{ path, message }] };
  response.status(status).json({ error: { message: refusal.code, data: { httpStatus: status, refusal } } });
}

interface Fault {
  readonly status: number;
  readonly path: string;
  readonly message: string;
}

function faultOf(request: Request, isOurs: (request: Request) => boolean, taken: typeof json): Fault | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  if (request.method !== 'POST') return { status: 405, path: 'method', message: 'GET or POST' };
  const type = request.headers['content-type'] ?? '';
  if (!taken.pattern.test(type)) return { status: 415, path: 'content-type', message: `must be ${taken.said}` };
  if (request.headers['x-interlude'] !== '1') return { status: 400, path: 'x-interlude', message: 'must be 1' };
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin')
    return { status: 403, path: 'sec-fetch-site', message: 'same origin only' };
  return request.headers.origin === undefined || isOurs(request)
    ? null
    : { status: 403, path: 'origin', message: 'same origin only' };
}

const deepest = 20;

/** Refuses bodies nested deeper than any input of ours: what walks them next may do so recursively. */
export function guardDepth(request: Request, response: Response, next: NextFunction): void {
  let level: unknown[] = [request.body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) {
      answerRefusal(response, { code: 'invalid_input', issues: [{ path: '', message: 'nested too deep' }] });
      return;
    }
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  next();
}
