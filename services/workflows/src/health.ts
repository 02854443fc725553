import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export interface Listening {
  readonly port: number;
  stop(): Promise<void>;
}

/** Listens on a port, 0 for any free one. Rejects when the port is taken. */
export async function listen(
  answer: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const server = createServer({ requestTimeout: 15_000, headersTimeout: 10_000 }, answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A loopback port that is free now. */
export async function freePort(): Promise<number> {
  const probe = await listen(() => undefined, { host: '127.0.0.1', port: 0 });
  await probe.stop();
  return probe.port;
}

/** `/healthz`: the process lives; `/readyz`: it takes work, or what is missing. */
export function healthAnswers(missing: () => Promise<string[]>, restarted: string | null): RequestListener {
  return ({ url }, response) => {
    if (url === '/healthz') return json(response, 200, { ok: true });
    if (url !== '/readyz') return json(response, 404, { error: 'not_found' });
    missing().then(
      (lacks) =>
        json(response, lacks.length === 0 ? 200 : 503, {
          ready: lacks.length === 0,
          missing: lacks,
          ...(restarted === null ? {} : { restarted }),
        }),
      () => json(response, 500, { error: 'unavailable' }),
    );
  };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  const headers = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

/** `/metrics`: this process and, after it, what the workflow engine's client counts at `engineUrl`. */
export function metricsAnswers(isRunning: () => boolean, engineUrl: string): RequestListener {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'interlude_worker_running',
    help: 'Whether the worker polls for workflow tasks.',
    registers: [registry],
    collect() {
      this.set(isRunning() ? 1 : 0);
    },
  });
  return ({ url }, response) => {
    if (url !== '/metrics') return json(response, 404, { error: 'not_found' });
    const engine = fetch(engineUrl, { signal: AbortSignal.timeout(2_000) }).then((answer) => answer.text());
    Promise.all([registry.metrics(), engine.catch(() => '')]).then(
      (texts) => response.writeHead(200, { 'content-type': registry.contentType }).end(texts.join('\n')),
      () => json(response, 500, { error: 'unavailable' }),
    );
  };
}
