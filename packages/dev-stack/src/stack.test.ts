import { mkdtemp, readFile, rm, stat, utimes } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { exists } from './file-checks.ts';
import { writeKept } from './kept-files.ts';
import { freePorts } from './portal-settings.ts';
import { choosePort, freePort } from './ports.ts';
import { createStack, type Stack } from './stack.ts';
import type { FillDemo, StackFile } from './stack-file.ts';
import type { StackPorts } from './stack-ports.ts';
import { makeDummyRoot } from './test-dummy-root.ts';
import { connects } from './until-ready.ts';
import { isWebStale } from './web-build.ts';

let root = '';
let dataFolder = '';
let kept: Partial<StackPorts>;
const unexpected: string[] = [];
const said: string[] = [];

beforeAll(async () => {
  root = await makeDummyRoot();
});
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'stack-'));
  unexpected.length = 0;
  said.length = 0;
  const given = new Set(Object.values(await freePorts()));
  const next = async () => choosePort(await freePort(), given);
  // Not the documented ports: somebody may be working with a stack of their own beside the tests.
  const { booking: _follows, ...services } = await freePorts();
  kept = { ...services, web: await next(), mongo: await next(), temporal: await next(), temporalUi: await next() };
  await writeKept(join(dataFolder, 'ports.json'), kept);
  return () => rm(dataFolder, { recursive: true, force: true });
});
afterAll(() => rm(root, { recursive: true, force: true }));

it('keeps data, secrets and what the first start filled in over a restart, and describes itself only while it runs', async () => {
  const first = newStack();
  const before = await first.start();
  await withMongo(before.mongo.uri, (client) => client.db('booking').collection('rows').insertOne({ n: 1 }));
  const keys = await readFile(join(dataFolder, 'keys.json'), 'utf8');
  expect(JSON.parse(await readFile(join(dataFolder, 'stack.json'), 'utf8'))).toEqual(before);
  await first.stop();
  expect(await exists(join(dataFolder, 'stack.json'))).toBe(false);

  const second = newStack(() => Promise.reject(new Error('The data are there: nothing may be filled in again.')));
  const after = await second.start();
  const rows = await withMongo(after.mongo.uri, (client) => client.db('booking').collection('rows').countDocuments());
  await second.stop();

  expect(rows).toBe(1);
  expect(after.demo).toEqual(before.demo);
  expect(await readFile(join(dataFolder, 'keys.json'), 'utf8')).toBe(keys);
  expect((await stat(join(dataFolder, 'keys.json'))).mode & 0o777).toBe(0o600);
  expect(unexpected).toEqual([]);
});

it('brings kept data up on another port when somebody took the one it had', async () => {
  const first = newStack();
  const before = await first.start();
  await withMongo(before.mongo.uri, (client) => client.db('booking').collection('rows').insertOne({ n: 1 }));
  await first.stop();
  const intruder = createServer();
  await new Promise<void>((resolve) => intruder.listen(kept.mongo, '127.0.0.1', resolve));

  const second = newStack();
  const after = await second.start();
  const rows = await withMongo(after.mongo.uri, (client) => client.db('booking').collection('rows').countDocuments());
  await second.stop();
  intruder.close();

  expect(after.mongo.uri).not.toBe(before.mongo.uri);
  expect(rows).toBe(1);
});

it('refuses a second copy on the same folder and lets the first one live', async () => {
  const first = newStack();
  const running = await first.start();
  const second = newStack();

  await expect(second.start()).rejects.toThrow('already runs');
  await second.stop();

  expect((await fetch(running.booking)).status).toBe(200);
  await first.stop();
});

it('ends everything when it is stopped in the middle of the start', async () => {
  const stack = newStack();
  const start = stack.start().catch((error: Error) => error);
  await expect.poll(() => connects(kept.temporal ?? 0), { timeout: 20_000 }).toBe(true);

  await stack.stop();

  expect(await start).toBeInstanceOf(Error);
  for (const port of Object.values(kept)) expect(await connects(port)).toBe(false);
});

it('starts over with empty servers when an earlier first start ended half-way through its data', async () => {
  const first = newStack(async ({ portal }) => {
    await withMongo(portal.settings.mongoUrl, (client) => client.db('booking').collection('rows').insertOne({ n: 1 }));
    throw new Error('interrupted');
  });
  await expect(first.start()).rejects.toThrow('interrupted');
  await first.stop();

  const second = newStack();
  const stack = await second.start();
  const rows = await withMongo(stack.mongo.uri, (client) => client.db('booking').collection('rows').countDocuments());
  await second.stop();

  expect(rows).toBe(0);
  expect(stack.demo.tenants).toHaveLength(1);
});

it('starts a service that died again, on the console and in what the stack says of itself', async () => {
  const stack = newStack();
  const { pids } = await stack.start();

  process.kill(pids['workflows'] ?? 0, 'SIGKILL');

  const described = async () => JSON.parse(await readFile(join(dataFolder, 'stack.json'), 'utf8')) as StackFile;
  await expect
    .poll(async () => (await described()).pids['workflows'] !== pids['workflows'], { timeout: 10_000 })
    .toBe(true);
  expect(said).toContainEqual(expect.stringMatching(/^workflows ended by SIGKILL; it is started again in/));
  expect((await described()).pids['booking']).toBe(pids['booking']);
  expect((await described()).metrics['workflows']).toMatch(/^http:.*\/metrics$/);
  expect(unexpected).toEqual([]);
  await stack.stop();
});

it('ends everything when the database dies, and says so', async () => {
  const stack = newStack();
  const { pids } = await stack.start();

  process.kill(pids['mongod'] ?? 0, 'SIGKILL');

  await expect.poll(() => unexpected).toEqual(['mongod ended by SIGKILL']);
  await stack.stop();
});

it('builds the web app again only after a source changed', async () => {
  const stack = newStack();
  await stack.start();
  await stack.stop();
  expect(await isWebStale(root)).toBe(false);

  const later = new Date(Date.now() + 60_000);
  await utimes(join(root, 'web/package.json'), later, later);

  expect(await isWebStale(root)).toBe(true);
});

const fill: FillDemo = async () => ({
  tenants: [{ tenantId: 't', name: 'Nordlicht', staff: [], jobs: [], templates: [], interviews: [] }],
});

function newStack(fillDemo: FillDemo = fill): Stack {
  return createStack({
    root,
    config: { dataFolder, demo: true, postmarkToken: null, underScript: false },
    watch: false,
    fillDemo,
    say: (line) => void said.push(line),
    onUnexpectedExit: (name, how) => void unexpected.push(`${name} ${how}`),
  });
}

async function withMongo<T>(url: string, work: (client: mongo.MongoClient) => Promise<T>): Promise<T> {
  const client = await mongo.MongoClient.connect(url);
  return work(client).finally(() => client.close());
}
