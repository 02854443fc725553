import { threadId } from 'node:worker_threads';
import { type Found, foundBy, type Readers } from './readers.ts';

/** What a thread is asked to read. */
export interface ReadTask {
  readonly name: keyof Readers;
  readonly bytes: Uint8Array;
  readonly more: unknown;
  /** Shared: which thread reads it, and the processor time it had used before, in microseconds. */
  readonly begun: Float64Array;
}

/** What `reading-pool.ts` runs in its threads. */
export function read({ name, bytes, more, begun }: ReadTask): Found<keyof Readers> {
  const { user, system } = process.threadCpuUsage();
  begun[1] = user + system;
  begun[0] = threadId;
  return foundBy(name, bytes, more);
}
