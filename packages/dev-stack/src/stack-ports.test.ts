import { createServer, type Server } from 'node:net';
import { expect, it } from 'vitest';
import { freePorts } from './portal-settings.ts';
import { choosePort, freePort, isPortFree } from './ports.ts';
import { chooseStackPorts, portsToKeep, type StackPorts } from './stack-ports.ts';

const said: string[] = [];
const say = (line: string) => void said.push(line);
const serving = { watch: false, say };
const watching = { watch: true, say };

it('keeps a port that is free, replaces one that is taken, and says by whom', async () => {
  const kept = await keptPorts();
  const taken = await listen(kept.temporal);

  const ports = await chooseStackPorts(kept, serving);
  taken.close();

  expect(ports.temporal).not.toBe(kept.temporal);
  expect(said).toEqual([
    expect.stringMatching(new RegExp(`^Port ${kept.temporal} is taken by process ${process.pid} `)),
  ]);
  expect(ports).toMatchObject({ mongo: kept.mongo, web: kept.web, sandbox: kept.sandbox, booking: kept.web });
});

it('gives no port away twice, even when two were kept alike', async () => {
  const kept = await keptPorts();

  const ports = await chooseStackPorts({ ...kept, sandbox: kept.mongo }, watching);

  expect(new Set(Object.values(ports)).size).toBe(Object.keys(ports).length);
});

it('opens the page at the same port with and without watching, and booking moves aside for Vite', async () => {
  const kept = await keptPorts();

  const before = await chooseStackPorts(kept, watching);
  const after = await chooseStackPorts(portsToKeep(before), serving);

  expect(before.web).toBe(kept.web);
  expect(before.booking).not.toBe(kept.web);
  expect([after.web, after.booking]).toEqual([kept.web, kept.web]);
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
