import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { type Connection, type Schema } from 'mongoose';
import { pulseOptions } from './pulse.ts';
import { countAfter } from './write-count.ts';

mongoose.set('transactionAsyncLocalStorage', true);
mongoose.set('strictQuery', 'throw');
mongoose.set('sanitizeFilter', true);
mongoose.set('autoIndex', false);
mongoose.set('autoCreate', false);

export type Database = Connection;

const patienceMs = 3_000;
const firstPauseMs = 5;
const longestPauseMs = 150;
/** A transaction that took too long, or lost too often: it counts as an outage, and nothing more is tried. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp';
  /** How often it was begun; null where it did not come back in time. */
  readonly code: number | null;

  constructor(attempts?: number) {
    super('transaction gave up');
    this.code = attempts ?? null;
  }
}

/** Runs the work in one transaction; an error without a retry label leaves it at once and nothing is written. */
export type InTransaction = <T>(work: () => Promise<T>) => Promise<T>;

export async function connectMongo(url: string, database: string): Promise<Connection> {
  const connection = mongoose.createConnection(url, {
    dbName: database,
    w: 'majority',
    journal: true,
    readConcernLevel: 'majority',
    retryWrites: true,
    serverSelectionTimeoutMS: 3_000,
    ...pulseOptions,
    maxPoolSize: 64,
  });
  connection.plugin(requireTenant);
  return await connection.asPromise();
}

/**
 * `withTransaction` of the driver would retry for two minutes; a candidate is answered within seconds instead.
 * `onCommitted` is told of each transaction that has certainly been written.
 */
export function createInTransaction(connection: Connection, onCommitted: () => void): InTransaction {
  return async (work) => {
    const deadline = Date.now() + patienceMs;
    const late = createAlarm();
    let attempt = 0;
    const transaction = countAfter(() =>
      connection.transaction(
        async () => {
          late.set(patienceMs + 2_000);
          attempt += 1;
          if (Date.now() > deadline) throw new GaveUp(attempt);
          // A random pause: whoever lost against a write of another process must not meet it again.
          if (attempt > 1) await sleep(Math.random() * Math.min(firstPauseMs * 2 ** attempt, longestPauseMs));
          const answer = await work();
          // From the commit on only this alarm ends the wait: without a primary the driver repeats a commit for two minutes.
          late.set(patienceMs);
          return answer;
        },
        { maxCommitTimeMS: 2_000, readConcern: 'snapshot', writeConcern: { w: 'majority', j: true } },
      ),
    );
    try {
      const answer = await Promise.race([transaction, late.rings]);
      onCommitted();
      return answer;
    } finally {
      late.clear();
    }
  };
}

/** Rejects when it is not cleared in time: the outcome stays unknown to this caller, the key of the request tells it later. */
function createAlarm() {
  const { promise: rings, reject } = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  return {
    rings,
    set(ms: number): void {
      clearTimeout(timer);
      timer = setTimeout(() => reject(new GaveUp()), ms);
    },
    clear: () => clearTimeout(timer),
  };
}

/** Whether a write lost against a unique index. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === 11_000;
}

/** Whether a write in a transaction met one of another transaction that has not ended: nothing is written then. */
export function isWriteConflict(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === 112;
}

const doubtful = ['TransientTransactionError', 'UnknownTransactionCommitResult', 'RetryableWriteError'];

/** Whether the database could not be reached or did not answer in time: the outcome is unknown, nothing is refused. */
export function isOutage(error: unknown): boolean {
  const { MongoServerSelectionError, MongoNetworkError, MongoServerError, MongoNotConnectedError } = mongoose.mongo;
  // A bulk write wraps what happened to the connection in an error of its own.
  if (error instanceof mongoose.mongo.MongoBulkWriteError && isOutage(error.errorResponse)) return true;
  if (error instanceof mongoose.mongo.MongoError && doubtful.some((label) => error.hasErrorLabel(label))) return true;
  if (error instanceof MongoServerSelectionError || error instanceof MongoNetworkError) return true;
  if (error instanceof MongoNotConnectedError) return true;
  if (error instanceof GaveUp) return true;
  // The index that excludes double bookings is gone: see `promote` in the reservation store.
  if (error instanceof MongoServerError && error.code === 2 && error.message.includes('hint')) return true;
  const stepDownCodes = [50, 64, 91, 112, 189, 202, 251, 10_107, 11_600, 11_602, 13_435, 13_436];
  return error instanceof MongoServerError && stepDownCodes.includes(Number(error.code));
}

declare module 'mongoose' {
  interface QueryOptions {
    /** Set only by the relay, the janitors and sign-in, which work across tenants. */
    crossTenant?: boolean;
  }
}

const filtered = [
  'find',
  'findOne',
  'findOneAndUpdate',
  'findOneAndDelete',
  'findOneAndReplace',
  'countDocuments',
  'distinct',
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
] as const;

// A forgotten tenant in a filter must be an error in the first test that meets it, never an answer about strangers.
function requireTenant(schema: Schema): void {
  if (schema.path('tenantId') === undefined) return;
  for (const operation of filtered) {
    schema.pre(operation, function checkTenant() {
      if (this.getOptions().crossTenant === true) return;
      const { tenantId } = this.getFilter();
      if (typeof tenantId !== 'string' || tenantId === '') throw new Error(`${operation} without a tenant`);
    });
  }
  schema.pre('estimatedDocumentCount', () => {
    throw new Error('a count without a tenant');
  });
  schema.pre('aggregate', function checkPipeline() {
    const pipeline = this.pipeline();
    if (!beginsWithTenant(pipeline)) throw new Error('aggregate without a tenant');
    const joins = pipeline.flatMap((stage) => ('$lookup' in stage ? [stage.$lookup.pipeline ?? []] : []));
    if (!joins.every(beginsWithTenant)) throw new Error('lookup without a tenant');
  });
}

function beginsWithTenant([first]: readonly object[]): boolean {
  const match = first && '$match' in first ? (first.$match as Record<string, unknown>) : {};
  return typeof match['tenantId'] === 'string';
}

/** A row as Mongoose is told of it: ids and unions are plain text there, so that filters may hold text from outside. */
export type Stored<Row> = { [Key in keyof Row]: StoredValue<Row[Key]> };
type StoredValue<Value> = Value extends string ? string : Value extends readonly string[] ? string[] : Value;
