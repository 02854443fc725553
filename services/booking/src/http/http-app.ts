import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import type { Readiness } from '../mongo/readiness.ts';
import { errorFacts } from '../runtime/log.ts';
import { countRequest } from '../runtime/metrics.ts';
import { consentRoutes } from './consent-routes.ts';
import type { Deps } from './deps.ts';
import { feedRoutes } from './feed-routes.ts';
import { internalRouter } from './internal-router.ts';
import type { LoadGuard } from './load-guard.ts';
import { pictureRoutes } from './picture-routes.ts';
import { plainRoutes } from './plain-routes.ts';
import { publicPages } from './public-pages.ts';
import { pushRoutes } from './push-routes.ts';
import { answerRefusal, guardDepth, guardHost, guardRequests } from './request-guard.ts';
import { requestIdOf } from './request-id.ts';
import { appRouter } from './router.ts';
import { securityHeaders } from './security-headers.ts';
import { type Context, refusalOf } from './trpc.ts';
import { serveWeb } from './web-files.ts';

const readBody = [express.json({ limit: '64kb' }), guardDepth];
// Between services: what all calendars of somebody say of forty days.
const readReport = [express.json({ limit: '1mb' }), guardDepth];
// A file of a megabyte in JSON, where every line end and quote takes two.
const readFile = [express.json({ limit: '2mb' }), guardDepth];

/** The public server: API, plain GET routes, health, and the web app of the same origin. */
export function createHttpApp(app: Deps, readiness: Readiness, load: LoadGuard): Express {
  const server = base(app);
  server.use(securityHeaders(app.config));
  // Whoever watches this process may ask it by any name.
  server.get('/healthz', (_, response) => void response.json({ live: true }));
  server.get('/readyz', async (_, response) => {
    const parts = await readiness.check();
    response.status(Object.values(parts).every(({ ready }) => ready) ? 200 : 503).json(parts);
  });
  server.use(guardHost(app.config));
  // A process without the API answers for its health and nothing else.
  if (!app.config.roles.includes('api')) return server;
  server.use(['/trpc', '/api'], load.guard);
  server.use('/trpc', guardRequests(app.config));
  server.use('/trpc/candidates.importCsv', ...readFile);
  server.use('/trpc', ...readBody, trpc(app, appRouter));
  server.use('/api', plainRoutes(app), pictureRoutes(app), feedRoutes(app), consentRoutes(app), pushRoutes(app));
  server.use(publicPages(app));
  server.use(serveWeb(app.config.webDist));
  // The answer of the library would put a shorter policy in place of ours.
  server.use((_, response) => void response.status(404).type('text').send('Not found'));
  server.use(lastResort(app));
  return server;
}

/** The server of calls between services, on its own port. */
export function createInternalHttpApp(app: Deps): Express {
  const server = base(app);
  server.use('/internal', guardRequests(app.config), ...readReport, trpc(app, internalRouter));
  server.use(lastResort(app));
  return server;
}

function base(app: Deps): Express {
  const server = express();
  server.disable('x-powered-by');
  server.set('etag', false);
  server.set('query parser', 'simple');
  server.set('trust proxy', app.config.trustedProxies);
  return server;
}

function trpc(app: Deps, router: typeof appRouter | typeof internalRouter) {
  return createExpressMiddleware({
    router: router as typeof appRouter,
    maxBatchSize: 10,
    // Only for questions, and of staff alone: see `procedure`.
    allowMethodOverride: true,
    createContext: ({ req, res }): Context => ({ app, req, res, requestId: requestIdOf(req) }),
    responseMeta({ errors, type, paths = [] }) {
      const refusals = errors.map((error) => refusalOf(error));
      const [refusal] = refusals;
      // After sign-out the browser must not hold what staff have read.
      const mayBeKept = type === 'query' && paths.every((path) => /^(candidate|appointments)\.(?!list$)/.test(path));
      const headers = new Headers(
        mayBeKept ? { 'Cache-Control': 'private, no-cache', Vary: 'Cookie' } : { 'Cache-Control': 'no-store' },
      );
      if (refusal && 'retryAfterSeconds' in refusal) headers.set('Retry-After', String(refusal.retryAfterSeconds));
      // tRPC has no code for 410, and a batch with different answers is 207 on its own.
      const isGone = errors.length === 1 && (refusal?.code === 'link_expired' || refusal?.code === 'link_replaced');
      return { headers, ...(isGone ? { status: 410 } : {}) };
    },
    onError({ error, path, ctx }) {
      // Only our own names: any text from a stranger would become a metric series of its own.
      const isKnown = path !== undefined && Object.hasOwn(router._def.procedures, path);
      note(app, error, { procedure: isKnown ? path : 'unknown', requestId: ctx?.requestId });
    },
  });
}

/** Counts what was refused or failed; outages and bugs are logged too. */
function note(
  app: Deps,
  error: unknown,
  { procedure, requestId }: { procedure: string; requestId?: string | undefined },
) {
  const refusal = refusalOf(error);
  countRequest(procedure, refusal?.code ?? 'internal_error');
  if (refusal !== null && refusal.code !== 'unavailable') return;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  app.log.error({ path: procedure, requestId, error: errorFacts(cause) }, 'request failed');
}

// Body parser faults and bugs end here: a code for people, the kind of the error for the log.
function lastResort(app: Deps): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, next) => {
    if (response.headersSent) return next(error);
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
    if (status >= 400 && status < 500) {
      const refusal = { code: 'invalid_input', issues: [{ path: '', message: 'unreadable' }] } as const;
      response.status(status).json({ error: { message: refusal.code, data: { httpStatus: status, refusal } } });
      return;
    }
    const refusal = refusalOf(error);
    note(app, error, { procedure: response.locals['procedure'] ?? 'unknown', requestId: requestIdOf(request) });
    if (refusal !== null) return answerRefusal(response, refusal);
    response.status(500).json({ error: { message: 'internal_error', data: { httpStatus: 500, refusal: null } } });
  };
}
