import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Express } from 'express';

const drainWithinMs = 10_000;

export interface RunningServer {
  readonly port: number;
  /** From now on every answer ends its connection, so that clients who keep theirs go elsewhere for the next one. */
  drain(): void;
  /** Takes no more requests; resolves when those under way are answered, or were given up after ten seconds. */
  stop(): Promise<void>;
}

/** Serves an app on a host and port (0 = any free one). */
export async function startServer(
  app: Express,
  { host, port }: { host: string; port: number },
): Promise<RunningServer> {
  const server = createServer(app);
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  // Longer than the minute for which load balancers keep an idle connection: one that we close first loses a request.
  server.keepAliveTimeout = 65_000;
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    drain: () => void server.prependListener('request', (_, response) => response.setHeader('Connection', 'close')),
    stop: () => stop(server),
  };
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await Promise.race([closed, sleep(drainWithinMs, undefined, { ref: false })]);
  server.closeAllConnections();
  await closed;
}
