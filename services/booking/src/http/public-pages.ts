import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { slugSchema } from '@interlude/shared/slug';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { addressKey } from '../access/rate-limits.ts';
import { openCompany } from '../catalogue/company-page.ts';
import { openService } from '../catalogue/service-page.ts';
import { framingOrigins } from '../company/hosts.ts';
import type { TenantRow } from '../company/tenant-store.ts';
import { Refused } from '../runtime/refused.ts';
import type { Deps } from './deps.ts';
import { embedHeaders } from './security-headers.ts';

// While the database does not answer the page itself says so, and must not wait here. Nobody sees an embedded page
// that is not known to be allowed, so that one waits as long as the database is waited for anywhere.
const patienceMs = 500;
const patienceOfEmbedMs = 3_000;

/**
 * The documents of public pages: one that nobody may book answers 404 with the page all others have, which says so
 * calmly. An unknown company, an unknown and a hidden service answer the same bytes. The embedded page alone may be
 * shown in a frame, and only by the websites of its company.
 */
export function publicPages(app: Deps): Router {
  const frame = embedHeaders(app.config);
  const company = async ({ tenant }: Names) => await openCompany(app, tenant);
  const service = async ({ tenant, service: name = '' }: Names) =>
    (await openService(app, { tenant, service: name })).tenant;
  // The page itself knows by these very letters that it is in a frame; in others it would show there what must not be.
  const pages = Router({ caseSensitive: true });
  pages.get('/s/:tenant', documentOf(app, { look: company, patienceMs }));
  pages.get('/s/:tenant/:service', documentOf(app, { look: service, patienceMs }));
  const onFound = (tenant: TenantRow, request: Request, response: Response) =>
    frame(request, response, framingOrigins(tenant, app.config.production));
  pages.get('/embed/s/:tenant/:service', documentOf(app, { look: service, patienceMs: patienceOfEmbedMs, onFound }));
  return pages;
}

interface Names {
  readonly tenant: string;
  readonly service?: string;
}

interface PublicDocument {
  readonly patienceMs: number;
  readonly look: (names: Names) => Promise<TenantRow>;
  readonly onFound?: (tenant: TenantRow, request: Request, response: Response) => void;
}

function documentOf(app: Deps, { look, patienceMs: patience, onFound }: PublicDocument): RequestHandler {
  return async (request, response, next) => {
    const found = await companyOf(
      app,
      request,
      async (names) => await Promise.race([look(names), sleep(patience, undefined)]),
    );
    if (found !== null) {
      if (found !== undefined) onFound?.(found, request, response);
      return next();
    }
    response.status(404);
    response.sendFile(resolve(app.config.webDist, 'index.html'), {
      cacheControl: false,
      headers: { 'Cache-Control': 'no-store' },
    });
  };
}

/** Null where there is nothing under these names, undefined where it is not known now: the page asks again and says so. */
async function companyOf(
  app: Deps,
  { params, ip }: Request,
  look: (names: Names) => Promise<TenantRow | undefined>,
): Promise<TenantRow | null | undefined> {
  const slugs = Object.entries(params).map(([name, value]) => [name, slugSchema.safeParse(value).data]);
  if (slugs.some(([, slug]) => slug === undefined)) return null;
  try {
    app.limits.countIntent('look', addressKey(ip ?? ''), null, app.now());
    return await look(Object.fromEntries(slugs));
  } catch (error) {
    return error instanceof Refused && error.refusal.code === 'not_found' ? null : undefined;
  }
}
