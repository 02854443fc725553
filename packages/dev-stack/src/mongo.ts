import { mongo } from 'mongoose';
import type { ChildProcesses, RunningChild } from './child-processes.ts';
import { isPortFree } from './ports.ts';
import { connects, until } from './until-ready.ts';

export interface MongoOptions {
  /** Path of mongod. */
  readonly binary: string;
  readonly children: ChildProcesses;
  readonly dbPath: string;
  readonly port: number;
  readonly onLine?: (line: string) => void;
  /** Of its memory, for pages that were read; default: a quarter. */
  readonly cacheGigabytes?: number;
  /** Its data end with the process: no checkpoint is ever written, for which all others would wait. */
  readonly isShortLived?: boolean;
}

export interface RunningMongo {
  /** Without a database in its path: `mongodb://127.0.0.1:27217/?replicaSet=rs0`. */
  readonly url: string;
  readonly child: RunningChild;
}

const replicaSet = 'rs0';
/** A process killed inside a transaction otherwise blocks that slot for over a minute. */
export const transactionLifetimeLimitSeconds = 5;

const parameters = {
  transactionLifetimeLimitSeconds,
  // Nobody else could take over in a replica set of one, so there is nothing to wait for at the end.
  shutdownTimeoutMillisForSignaledShutdown: 100,
  diagnosticDataCollectionEnabled: false,
};

/**
 * A replica set of one node on `dbPath`, new or as it was left; resolves when it takes writes. Throws when the port is
 * taken or mongod ends. Kept data come up on the port they were made on; `moveMongo` changes it.
 */
export async function startMongo(options: MongoOptions): Promise<RunningMongo> {
  const { port } = options;
  const { child, giveUp } = await spawnMongod(options, ['--replSet', replicaSet]);
  await withAdmin(port, async (admin) => {
    await initiateOnce(admin, `127.0.0.1:${port}`);
    const isPrimary = async () => (await admin.command({ hello: 1 }))['isWritablePrimary'] === true;
    await until('MongoDB as primary', isPrimary, { giveUp, everyMs: 25 });
  });
  return { url: `mongodb://127.0.0.1:${port}/?replicaSet=${replicaSet}`, child };
}

/**
 * Makes kept data answer on another port. A replica set remembers the address of its member and first asks whoever
 * listens there now, so the node runs alone once and has its own configuration rewritten.
 */
export async function moveMongo(options: MongoOptions): Promise<void> {
  const { child } = await spawnMongod(options, []);
  try {
    await withAdmin(options.port, async (_admin, client) => {
      const configuration = client.db('local').collection('system.replset');
      await configuration.updateOne(
        { _id: { $exists: true } },
        { $set: { 'members.0.host': `127.0.0.1:${options.port}` } },
      );
    });
  } finally {
    await child.stop();
  }
}

async function spawnMongod(
  { binary, children, dbPath, port, onLine, cacheGigabytes = 0.25, isShortLived }: MongoOptions,
  more: readonly string[],
) {
  if (!(await isPortFree(port))) throw new Error(`MongoDB cannot start: port ${port} is taken.`);
  const args = ['--port', String(port), '--dbpath', dbPath, '--bind_ip', '127.0.0.1', '--quiet', ...more];
  args.push('--wiredTigerCacheSizeGB', String(cacheGigabytes));
  if (isShortLived) args.push('--syncdelay', '0');
  for (const [name, value] of Object.entries(parameters)) args.push('--setParameter', `${name}=${value}`);
  const child = children.start({ name: 'mongod', command: binary, args, ...(onLine ? { onLine } : {}) });
  const giveUp = child.exited.then((how) => `${how}\n${reasonIn(child.tail())}`);
  await until('MongoDB', () => connects(port), { giveUp });
  return { child, giveUp };
}

async function withAdmin(port: number, work: (admin: mongo.Db, client: mongo.MongoClient) => Promise<void>) {
  const client = new mongo.MongoClient(`mongodb://127.0.0.1:${port}/`, { directConnection: true });
  try {
    await work(client.db('admin'), client);
  } finally {
    await client.close();
  }
}

async function initiateOnce(admin: mongo.Db, host: string): Promise<void> {
  try {
    await admin.command({ replSetInitiate: { _id: replicaSet, members: [{ _id: 0, host }] } });
  } catch (error) {
    if (!(error instanceof mongo.MongoServerError && error.codeName === 'AlreadyInitialized')) throw error;
  }
}

/** mongod's log is JSON; a person needs the message of its errors. */
function reasonIn(log: string): string {
  const errors = log.split('\n').filter((line) => /"s":"[EF]"/.test(line));
  return (errors.length > 0 ? errors : log.split('\n').slice(-3)).join('\n');
}
