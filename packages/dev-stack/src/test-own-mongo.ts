import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinary, mongod } from './binaries.ts';
import { createChildProcesses } from './child-processes.ts';
import { startMongo } from './mongo.ts';
import { freePort } from './ports.ts';

/** A MongoDB of its own, which a test may stop (SIGSTOP) and let go on. */
export async function startOwnMongo() {
  const children = createChildProcesses();
  const dbPath = await mkdtemp(join(tmpdir(), 'interlude-own-mongo-'));
  const binary = (await findBinary(mongod)).path;
  const { url, child } = await startMongo({ binary, children, dbPath, port: await freePort() });
  return {
    url,
    hang: () => process.kill(child.pid, 'SIGSTOP'),
    goOn: () => process.kill(child.pid, 'SIGCONT'),
    async stop(): Promise<void> {
      process.kill(child.pid, 'SIGCONT');
      await children.stopAll();
      children.close();
      await rm(dbPath, { recursive: true, force: true });
    },
  };
}
