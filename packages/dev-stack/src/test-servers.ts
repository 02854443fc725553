import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findBinary, mongod, temporalCli } from './binaries.ts';
import { createChildProcesses } from './child-processes.ts';
import { environment, testServersMode } from './config.ts';
import { startMongo } from './mongo.ts';
import { freePort } from './ports.ts';
import type { TestServers } from './running-servers.ts';
import { startTemporal } from './temporal.ts';
import { prepareBrowsing, startSharedPortal } from './test-journeys.ts';

/** What the data of a run may grow to, with room to spare. */
const leastMemory = 4 * 1024 ** 3;

/** Global set-up of vitest: one MongoDB and one Temporal for the whole run, and one portal for its journeys. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
  const browsing = project.vitest.state.getPaths().filter((path) => /\.(e2e|states)\.ts$/.test(path));
  if (browsing.length > 0) await prepareBrowsing();
  const servers = await startTestServers();
  project.provide('mongoUrl', servers.mongoUrl);
  project.provide('temporalAddress', servers.temporalAddress);
  console.log(`Test servers: ${servers.described}, ready after ${seconds()} s`);
  const hasVisitors = browsing.some((path) => path.includes('/web/src/'));
  const portal = hasVisitors ? await startSharedPortal(servers) : null;
  if (portal !== null) {
    project.provide('sharedPortal', portal.shared);
    console.log(`The portal of the journeys: ready after ${seconds()} s, its lines in ${portal.shared.logFile}`);
  }
  return async () => {
    await portal?.stop(project.vitest.state.getCountOfFailedTests() > 0);
    await servers.stop();
  };
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
  const dbPath = await mkdtemp(join(await roomyMemory(), 'interlude-test-'));
  children.removeAfterDeath(dbPath);
  const starting = Promise.all([
    startMongo({
      binary: mongoBinary.path,
      children,
      dbPath,
      port: await freePort(),
      cacheGigabytes: 1,
      isShortLived: true,
    }),
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

/** A folder in memory where there is one with room, since a commit there waits for no disk; else the usual one. */
async function roomyMemory(): Promise<string> {
  const memory = '/dev/shm';
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > leastMemory && freemem() > 2 * leastMemory ? memory : tmpdir();
}
