import express from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type RunningServer, startServer } from './http-server.ts';

const registry = new Registry();
collectDefaultMetrics({ register: registry });

const requests = new Counter({
  name: 'interlude_refused_requests_total',
  help: 'API calls that were refused or failed, by procedure and code',
  labelNames: ['procedure', 'code'],
  registers: [registry],
});
export const outboxDepth = new Gauge({
  name: 'interlude_outbox_depth',
  help: 'Nudges not delivered to the workflow engine yet',
  registers: [registry],
});
export const outboxParked = new Gauge({
  name: 'interlude_outbox_parked',
  help: 'Nudges that failed for a day and are tried again only when somebody releases them',
  registers: [registry],
});
export const outboxOldest = new Gauge({
  name: 'interlude_outbox_oldest_seconds',
  help: 'Age of the oldest undelivered nudge',
  registers: [registry],
});
export const commandSeconds = new Histogram({
  name: 'interlude_command_seconds',
  help: 'Time of a command from request to commit',
  labelNames: ['command'],
  buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [registry],
});

export function countRequest(procedure: string, code: string): void {
  requests.inc({ procedure, code });
}

/** Prometheus text on a port of its own, so that it is never published by accident. */
export async function serveMetrics(host: string, port: number): Promise<RunningServer> {
  const app = express().use(async (_, response) => {
    response.setHeader('Content-Type', registry.contentType);
    response.end(await registry.metrics());
  });
  return await startServer(app, { host, port });
}
