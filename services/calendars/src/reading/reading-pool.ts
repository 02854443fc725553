import { Piscina } from 'piscina';
import { ProviderError, type Reading } from '../providers/provider.ts';
import { createByteShares } from './byte-shares.ts';
import { createFairLine, LineFull, type Owner } from './fair-line.ts';
import type { ReadTask } from './reader-thread.ts';
import type { Found, Readers } from './readers.ts';

const threads = 2;
/** Of processor time: an ordinary calendar takes a tenth of a second; a few rules keep their reader busy for ever. */
const usualCpuMs = 5_000;
const watchMs = 100;
const mostMegabytes = 256;
const idleMs = 60_000;
/** One look at an account waits with four calendars at once, and people have ten accounts. */
const waiting = { ofPerson: 60, ofCompany: 200, ofAll: 600 };

export type ReadingPool = ReturnType<typeof createReadingPool>;

/**
 * Reads what strangers have written in threads apart, so that nothing in it keeps this process from all others: by shares of
 * people and companies, and ended when it takes too much processor time or memory. How long it waits for a thread, or how
 * busy the machine is, says nothing of a calendar.
 */
export function createReadingPool({ mostCpuMs = usualCpuMs } = {}) {
  const pool = new Piscina({
    filename: new URL('./reader-thread.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    // What is read needs nothing of what this process knows.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  // Of an idle thread; whoever waits for one is told by itself.
  pool.on('error', () => undefined);
  const inTurn = createFairLine({ most: threads, mostOfOne: 1, waiting });
  const shares = createByteShares();

  async function run<Name extends keyof Readers>(task: ReadTask, signal: AbortSignal): Promise<Found<Name>> {
    const { begun } = task;
    const tooLong = new AbortController();
    const watch = setInterval(() => void endIfLong(), watchMs);
    async function endIfLong(): Promise<void> {
      const thread = pool.threads.find(({ threadId }) => begun[0] !== 0 && threadId === begun[0]);
      const used = await thread?.cpuUsage().catch(() => undefined);
      const cpuMs = used === undefined ? 0 : (used.user + used.system - (begun[1] ?? 0)) / 1_000;
      if (cpuMs > mostCpuMs) tooLong.abort();
    }
    try {
      const transferList = [task.bytes.buffer as ArrayBuffer];
      return await pool.run(task, { name: 'read', transferList, signal: AbortSignal.any([signal, tooLong.signal]) });
    } catch (cause) {
      // Whoever waits has given it up, or no thread came to it: neither says anything of the calendar.
      const isTheirs = begun[0] !== 0 && !signal.aborted;
      throw new ProviderError(isTheirs ? 'unreadable' : 'retryable', { cause });
    } finally {
      clearInterval(watch);
    }
  }

  return {
    /** For one look at a connection of somebody; `end` it. */
    begin(of: Owner): Reading & { end(): void } {
      return {
        ...shares.begin(of),
        async read(name, { bytes, signal }, ...more) {
          const begun = new Float64Array(new SharedArrayBuffer(16));
          const task = { name, bytes, more: more[0], begun };
          try {
            const said = await inTurn(of, signal, async () => await run<typeof name>(task, signal));
            if ('found' in said) return said.found;
            throw new ProviderError(said.fault);
          } catch (error) {
            if (error instanceof LineFull || signal.aborted) throw new ProviderError('retryable', { cause: error });
            throw error;
          }
        },
      };
    },

    async stop(): Promise<void> {
      await pool.destroy();
    },
  };
}
