import { createServer, type Server } from 'node:net';
import { expect, it } from 'vitest';
import { freePorts } from './portal-settings.ts';
import { choosePort, freePort, isPortFree } from './ports.ts';
import { chooseStackPorts, portsToKeep, type StackPorts } from './stack-ports.ts';

it('keeps a port that is free and replaces one that is taken', async () => {
  const kept = await keptPorts();
  const taken = await listen(kept.temporal);

  const ports = await chooseStackPorts(kept, false);
  taken.close();

  expect(ports.temporal).not.toBe(kept.temporal);
  expect(ports).toMatchObject({ mongo: kept.mongo, web: kept.web, sandbox: kept.sandbox, booking: kept.web });
});

it('gives no port away twice, even when two were kept alike', async () => {
  const kept = await keptPorts();

  const ports = await chooseStackPorts({ ...kept, sandbox: kept.mongo }, true);

  expect(new Set(Object.values(ports)).size).toBe(Object.keys(ports).length);
});

it('opens the page at the same port with and without watching, and booking moves aside for Vite', async () => {
  const kept = await keptPorts();

  const watching = await chooseStackPorts(kept, true);
  const serving = await chooseStackPorts(portsToKeep(watching), false);

  expect(watching.web).toBe(kept.web);
  expect(watching.booking).not.toBe(kept.web);
  expect([serving.web, serving.booking]).toEqual([kept.web, kept.web]);
});

it('sees that a port is taken, whichever interface its owner listens on', async () => {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    const port = await freePort();
    const taken = await listen(port, host);
    expect(await isPortFree(port)).toBe(false);
    expect(await choosePort(port, new Set())).not.toBe(port);
    taken.close();
  }
});

async function keptPorts(): Promise<StackPorts> {
  const given = new Set(Object.values(await freePorts()));
  const next = async () => choosePort(await freePort(), given);
  const [web, mongo, temporal, temporalUi] = [await next(), await next(), await next(), await next()];
  return { ...(await freePorts()), web, booking: web, mongo, temporal, temporalUi };
}

async function listen(port: number, host = '127.0.0.1'): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return server;
}
