import { createHash, timingSafeEqual } from 'node:crypto';
import { errorFacts } from '@interlude/service-kit/log';
import { type ErrorRequestHandler, json, type RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';
import { readMailEvent } from './mail-event.ts';
import type { MailEventStore } from './mail-event-store.ts';

interface WebhookDeps {
  readonly credentials: { readonly user: string; readonly password: string };
  readonly events: MailEventStore;
  /** Called after an event was kept. */
  readonly onKept: () => void;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/**
 * `POST /webhooks/postmark`. Calls carry no signature, so Basic credentials are all there is; 200 says the event is kept
 * durably. Any other status makes the provider call again, except 403, which would stop it for good.
 */
export function postmarkWebhook(deps: WebhookDeps): Router {
  const { events, metrics, log } = deps;
  const router = Router();
  const receive: RequestHandler = async (request, response) => {
    const event = readMailEvent(request.body);
    if (event === null) {
      metrics.events.inc({ type: 'other', result: 'malformed' });
      response.status(400).json({ error: 'invalid_input' });
      return;
    }
    if (event === 'ignored') {
      metrics.events.inc({ type: 'other', result: 'ignored' });
      response.json({ kept: false });
      return;
    }
    const isNew = await events.insert(event);
    metrics.events.inc({ type: event.type, result: isNew ? 'kept' : 'repeated' });
    response.json({ kept: true });
    if (isNew) deps.onKept();
  };
  const fail: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    const status = statusOf(error);
    if (status >= 500) log.warn(errorFacts(error), 'a mail event was not kept');
    response.status(status).json({ error: status >= 500 ? 'unavailable' : 'invalid_input' });
  };
  router.post('/', authenticated(deps), json({ limit: '64kb', type: () => true }), receive);
  router.use(fail);
  return router;
}

function authenticated({ credentials, metrics, log }: WebhookDeps): RequestHandler {
  const wanted = digest(`Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`);
  return (request, response, next) => {
    // Digests have one length, so that comparing them takes the same time for every guess.
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), wanted)) {
      next();
      return;
    }
    metrics.events.inc({ type: 'other', result: 'forged' });
    log.warn({ remote: request.socket.remoteAddress }, 'a webhook call without valid credentials');
    response.status(401).set('www-authenticate', 'Basic').json({ error: 'not_signed_in' });
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  return typeof status === 'number' && status >= 400 && status < 500 && status !== 403 ? status : 500;
}
