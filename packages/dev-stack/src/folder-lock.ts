import { createHash } from 'node:crypto';
import { mkdir, realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FolderLock {
  release(): Promise<void>;
}

/** Longest path of a Unix socket that every system accepts. */
const longestSocketPath = 100;

/**
 * Takes a data folder for this process, or throws an error naming the process that has it. The lock is a listening
 * socket, so that the system itself drops it when its owner is killed.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = await socketPathOf(folder);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const server = await listen(path);
    if (server) {
      return {
        release: () => new Promise((resolve) => server.close(() => resolve())),
      };
    }
    const owner = await askOwner(path);
    if (owner !== null) {
      throw new Error(
        `Interlude already runs on ${folder} (process ${owner}). Stop it, or give this copy a folder of its own: INTERLUDE_DATA=<folder>.`,
      );
    }
    await rm(path, { force: true });
  }
  throw new Error(`Cannot lock ${folder}: the socket ${path} can be neither listened on nor asked.`);
}

async function socketPathOf(folder: string): Promise<string> {
  const real = await realpath(folder);
  const inside = join(real, 'lock.sock');
  if (inside.length <= longestSocketPath) return inside;
  return join(tmpdir(), `interlude-${createHash('sha256').update(real).digest('hex').slice(0, 16)}.sock`);
}

function listen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(String(process.pid));
    });
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** The owner's process id, "unknown" when it does not say in time, null when nobody listens any more. */
function askOwner(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect({ path, timeout: 2_000 });
    socket.on('data', (bytes) => {
      said += bytes.toString();
    });
    socket.once('end', () => resolve(said || 'unknown'));
    socket.once('timeout', () => {
      socket.destroy();
      resolve('unknown');
    });
    socket.once('error', () => resolve(null));
  });
}
