import { setTimeout as delay } from 'node:timers/promises';
import mongoose, { type Connection } from 'mongoose';

/** The connection, under a name that the files which only pass it on may use. */
export type Database = Connection;

/** A connection that is not open yet, with the defaults every store relies on. */
export function createMongo(): Connection {
  return mongoose.createConnection();
}

/** Opens the connection, trying again until it succeeds or `signal` aborts. */
export async function openMongo(
  connection: Connection,
  target: { readonly url: string; readonly database: string },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await connection.openUri(target.url, {
        dbName: target.database,
        // A claim that a new primary could forget would let a second mail out.
        w: 'majority',
        journal: true,
        readConcernLevel: 'majority',
        serverSelectionTimeoutMS: 3_000,
        maxPoolSize: 32,
        autoIndex: false,
        autoCreate: false,
      });
      await Promise.all(Object.values(connection.models).map((model) => model.createIndexes()));
      return;
    } catch {
      await connection.close().catch(() => undefined);
      await delay(500, undefined, { signal }).catch(() => undefined);
    }
  }
}

export async function isMongoReady(connection: Connection): Promise<boolean> {
  try {
    await connection.db?.command({ ping: 1 }, { timeoutMS: 1_000 });
    return connection.readyState === mongoose.ConnectionStates.connected;
  } catch {
    return false;
  }
}

/** Whether a write lost against a unique index. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === 11_000;
}
