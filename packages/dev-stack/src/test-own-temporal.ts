import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { findBinary, temporalCli } from './binaries.ts';
import { createChildProcesses } from './child-processes.ts';
import { startPortal } from './portal.ts';
import { freePort } from './ports.ts';
import { startTemporal } from './temporal.ts';
import { startCompany } from './test-company.ts';
import { freshDatabaseName } from './test-isolation.ts';

/**
 * A workflow engine of its own, which a test may stop (SIGSTOP), kill, restart on its file, and rob of its file. `kept` is
 * the file of another one, which it goes on with.
 */
export async function startOwnTemporal(kept?: Uint8Array) {
  const children = createChildProcesses();
  const folder = await mkdtemp(join(tmpdir(), 'interlude-own-temporal-'));
  const binary = (await findBinary(temporalCli)).path;
  const port = await freePort();
  if (kept !== undefined) await writeFile(join(folder, 'temporal.db'), kept);
  const start = () => startTemporal({ binary, children, port, uiPort: null, dbFile: join(folder, 'temporal.db') });
  let temporal = await start();
  let isHung = false;
  const goOn = () => {
    if (isHung) process.kill(temporal.child.pid, 'SIGCONT');
    isHung = false;
  };
  return {
    address: temporal.address,
    hang(): void {
      process.kill(temporal.child.pid, 'SIGSTOP');
      isHung = true;
    },
    goOn,
    kill: () => temporal.child.kill9(),
    async restart(): Promise<void> {
      temporal = await start();
    },
    /** Of a killed engine only. */
    async loseFile(): Promise<void> {
      const files = ['temporal.db', 'temporal.db-wal', 'temporal.db-shm'];
      await Promise.all(files.map((name) => rm(join(folder, name), { force: true })));
    },
    async stop(): Promise<void> {
      goOn();
      await children.stopAll();
      children.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type OwnTemporal = Awaited<ReturnType<typeof startOnOwnTemporal>>;

/** A portal with a workflow engine of its own. */
export async function startOnOwnTemporal() {
  const temporal = await startOwnTemporal();
  const portal = await startPortal({
    mongoUrl: inject('mongoUrl'),
    temporalAddress: temporal.address,
    databases: { booking: freshDatabaseName('booking'), notifications: freshDatabaseName('notifications') },
    // Tests wait until what the engine lost is found, for which production takes a minute.
    env: {
      booking: { INTERLUDE_LIMITS: 'off', INTERLUDE_RECONCILE_MS: '5000' },
      notifications: { INTERLUDE_SENDS_PER_SECOND: '0' },
    },
  });
  return {
    company: await startCompany(portal),
    portal,
    temporal,
    async stop(): Promise<void> {
      await portal.stop();
      await temporal.stop();
    },
  };
}
