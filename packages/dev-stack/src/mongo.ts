import { MongoMemoryReplSet, MongoMemoryServer } from 'mongodb-memory-server-core';
import { mongo } from 'mongoose';
import type { FoundBinary } from './binaries.ts';
import type { ChildProcesses } from './child-processes.ts';
import { freePort, isPortFree } from './ports.ts';

export interface MongoOptions {
  readonly binary: FoundBinary;
  readonly children: ChildProcesses;
  readonly dbPath: string;
  readonly port: number;
  readonly onUnexpectedExit?: (how: string) => void;
}

export interface RunningMongo {
  /** Without a database in its path: `mongodb://127.0.0.1:27217/?replicaSet=rs0`. */
  readonly url: string;
  readonly pid: number;
  /** Keeps the data. */
  stop(): Promise<void>;
}

const engine = 'wiredTiger' as const;
const parameters = {
  // A process killed inside a transaction otherwise blocks that slot for over a minute.
  transactionLifetimeLimitSeconds: 5,
  diagnosticDataCollectionEnabled: false,
};

/** A replica set of one node on `dbPath`, created or as it was left; throws when the port is taken. */
export async function startMongo(options: MongoOptions): Promise<RunningMongo> {
  const { binary, children, dbPath, port } = options;
  // With its port taken the library moves on silently and then waits half a minute for a primary that cannot come.
  if (!(await isPortFree(port))) throw new Error(`MongoDB cannot start: port ${port} is taken.`);
  const args = ['--wiredTigerCacheSizeGB', '0.25'];
  for (const [name, value] of Object.entries(parameters)) args.push('--setParameter', `${name}=${value}`);
  const set = await MongoMemoryReplSet.create({
    binary: { systemBinary: binary.path, version: binary.version },
    instanceOpts: [{ port, dbPath, storageEngine: engine, args }],
    replSet: { name: 'rs0', count: 1, storageEngine: engine, spawn: { detached: true } },
  });
  const instance = set.servers[0]?.instanceInfo?.instance;
  const pid = instance?.mongodProcess?.pid;
  if (!instance || pid === undefined) throw new Error('MongoDB ended while it was starting.');
  children.protect(pid);
  const state = { expected: false };
  instance.mongodProcess?.once('exit', (code, signal) => {
    children.release(pid);
    if (!state.expected) options.onUnexpectedExit?.(signal ? `ended by ${signal}` : `exited with code ${code}`);
  });
  return {
    url: `mongodb://127.0.0.1:${port}/?replicaSet=rs0`,
    pid,
    async stop() {
      state.expected = true;
      await set.stop({ doCleanup: false, force: false });
    },
  };
}

/**
 * Makes kept data answer on another port. A replica set remembers the address of its members and never elects a
 * primary on a different one, so the node starts alone once and has its own configuration rewritten.
 */
export async function moveMongo({ binary, dbPath, port }: MongoOptions): Promise<void> {
  // On a port of its own: the library hands out no port twice within a short time.
  const aside = await freePort();
  const alone = await MongoMemoryServer.create({
    binary: { systemBinary: binary.path, version: binary.version },
    instance: { port: aside, dbPath, storageEngine: engine },
    spawn: { detached: true },
  });
  try {
    const client = await mongo.MongoClient.connect(`mongodb://127.0.0.1:${aside}/`, { directConnection: true });
    try {
      const configuration = client.db('local').collection('system.replset');
      await configuration.updateOne({}, { $set: { 'members.0.host': `127.0.0.1:${port}` } });
    } finally {
      await client.close();
    }
  } finally {
    await alone.stop({ doCleanup: false, force: false });
  }
}
