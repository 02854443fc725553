import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { slugSchema } from '@interlude/shared/slug';
import type { Request, RequestHandler } from 'express';
import { addressKey } from '../access/rate-limits.ts';
import { openService } from '../catalogue/service-page.ts';
import { Refused } from '../runtime/refused.ts';
import type { Deps } from './deps.ts';

const patienceMs = 500;

/**
 * The pages of services: one that nobody may book answers 404 with the page all others have, which says so calmly. An
 * unknown company, an unknown and a hidden service answer the same bytes.
 */
export function servicePageStatus(app: Deps): RequestHandler {
  return async (request, response, next) => {
    if (await isThere(app, request)) return next();
    response.status(404);
    response.sendFile(resolve(app.config.webDist, 'index.html'), {
      cacheControl: false,
      headers: { 'Cache-Control': 'no-store' },
    });
  };
}

async function isThere(app: Deps, { params, ip }: Request): Promise<boolean> {
  const [tenant, service] = [params['tenant'], params['service']].map((slug) => slugSchema.safeParse(slug).data);
  if (tenant === undefined || service === undefined) return false;
  try {
    app.limits.countIntent('look', addressKey(ip ?? ''), null, app.now());
    // While the database does not answer the page itself says so, and must not wait here.
    await Promise.race([openService(app, { tenant, service }), sleep(patienceMs)]);
    return true;
  } catch (error) {
    // It is not known now whether the service exists: the page asks again and says so.
    return !(error instanceof Refused && error.refusal.code === 'not_found');
  }
}
