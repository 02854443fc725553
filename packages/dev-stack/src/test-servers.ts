import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findBinary, mongod, temporalCli } from './binaries.ts';
import { createChildProcesses } from './child-processes.ts';
import { environment, testServersMode } from './config.ts';
import { startMongo } from './mongo.ts';
import { freePort } from './ports.ts';
import type { TestServers } from './running-servers.ts';
import { startTemporal } from './temporal.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Replica set of one node, no database in the path. */
    mongoUrl: string;
    /** `host:port` of a Temporal dev server that knows our search attributes. */
    temporalAddress: string;
    /** Of `npm run states`: ids of the states to be looked at, all if there are none, and the folder of the pictures. */
    states: { only: string[]; out: string };
  }
}

let servers: TestServers | null = null;

/** Global set-up of vitest: one MongoDB and one Temporal for the whole run. */
export async function setup(project: TestProject): Promise<void> {
  const began = performance.now();
  servers = await startTestServers();
  project.provide('mongoUrl', servers.mongoUrl);
  project.provide('temporalAddress', servers.temporalAddress);
  console.log(`Test servers: ${servers.described}, ready in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

export async function teardown(): Promise<void> {
  await servers?.stop();
}

/** The same servers for programs that are no tests, such as the bench. */
export async function startTestServers(): Promise<TestServers> {
  const mode = testServersMode(environment);
  if (mode === 'local') return startLocalServers();
  const { startContainers } = await import('./test-containers.ts');
  const containers = await startContainers(mode);
  return typeof containers === 'string' ? startLocalServers(containers) : containers;
}

async function startLocalServers(because?: string): Promise<TestServers> {
  // Found before anything starts: a set-up that throws half-way would leave what it had started to the guard.
  const [mongoBinary, temporalBinary] = await Promise.all([
    findBinary(mongod, { say: console.log }),
    findBinary(temporalCli, { say: console.log }),
  ]);
  const children = createChildProcesses((child, how) => console.error(`${child.name} ${how}\n${child.tail()}`));
  const dbPath = await mkdtemp(join(tmpdir(), 'interlude-test-'));
  children.removeAfterDeath(dbPath);
  const starting = Promise.all([
    startMongo({ binary: mongoBinary.path, children, dbPath, port: await freePort() }),
    startTemporal({ binary: temporalBinary.path, children, port: await freePort(), uiPort: null, dbFile: null }),
  ]);
  const [mongo, temporal] = await starting.catch(async (error: unknown) => {
    await children.stopAll();
    await rm(dbPath, { recursive: true, force: true });
    throw error;
  });
  const why = because ? ` (${because})` : '';
  return {
    mongoUrl: mongo.url,
    temporalAddress: temporal.address,
    described: `local mongod ${mongoBinary.version} and temporal ${temporalBinary.version}${why}`,
    pids: [mongo.child.pid, temporal.child.pid],
    stopTemporal: () => temporal.child.stop(),
    async stop() {
      await Promise.all([temporal.child.stop(), mongo.child.stop()]);
      await rm(dbPath, { recursive: true, force: true });
    },
  };
}
