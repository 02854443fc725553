import { createHash } from 'node:crypto';
import { Router } from 'express';
import { refuse } from '../runtime/refused.ts';
import { feedOf } from '../views/calendar-feed.ts';
import type { Deps } from './deps.ts';

/** Where a secret address leads; the secret stands in no log, since addresses are not logged. */
export function feedPathOf(secret: string): string {
  return `/api/feeds/${secret}.ics`;
}

/** Calendars for programs that are given an address and nothing else (RFC 5545): they read and change nothing. */
export function feedRoutes(app: Deps): Router {
  const routes = Router();

  async function read(name: string): Promise<string> {
    const secret = /^([\w-]{43})\.ics$/.exec(name)?.[1] ?? refuse({ code: 'not_found' });
    const feed = (await app.stores.feeds.findBySecret(secret)) ?? refuse({ code: 'not_found' });
    app.limits.countIntent('feed', feed._id, null, app.now());
    return (await feedOf(app, feed)) ?? refuse({ code: 'not_found' });
  }

  routes.get('/feeds/:name', async (request, response) => {
    response.locals['procedure'] = 'feeds';
    const text = await app.pulse.orSilent(() => read(request.params['name']));
    const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    response.set({ ETag: tag, 'Cache-Control': 'private, no-cache', 'X-Robots-Tag': 'noindex' });
    if (request.headers['if-none-match'] === tag) return void response.status(304).end();
    response.type('text/calendar; charset=utf-8').send(text);
  });

  return routes;
}
