import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type Router } from 'express';
import type { Registry } from 'prom-client';

interface HttpParts {
  /** What the service answers beside its health, by path. */
  readonly routes: Readonly<Record<string, Router>>;
  /** What is missing for the service to work; empty when it is ready. */
  readonly missing: () => Promise<string[]>;
  /** How often this process was started again; null for never. */
  readonly restarted: string | null;
}

export function createHttpApp({ routes, missing, restarted }: HttpParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    next();
  });
  app.get('/healthz', (_request, response) => {
    response.json({ ok: true });
  });
  app.get('/readyz', async (_request, response) => {
    const lacks = await missing();
    response
      .status(lacks.length === 0 ? 200 : 503)
      .json({ ready: lacks.length === 0, missing: lacks, ...(restarted === null ? {} : { restarted }) });
  });
  for (const [path, router] of Object.entries(routes)) app.use(path, router);
  app.use((_request, response) => {
    response.status(404).json({ error: 'not_found' });
  });
  return app;
}

export function createMetricsApp(registry: Registry): Express {
  const app = express();
  app.disable('x-powered-by');
  app.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return app;
}

export interface Listening {
  readonly port: number;
  stop(): Promise<void>;
}

/** Listens on a port, 0 for any free one. Rejects when the port is taken. */
export async function listen(app: Express, { host, port }: { host: string; port: number }): Promise<Listening> {
  const server = createServer({ requestTimeout: 15_000, headersTimeout: 10_000 }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return { port: taken, stop: () => closed(server) };
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
  });
}
