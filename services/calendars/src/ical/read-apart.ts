import { Worker } from 'node:worker_threads';
import { type ReadCalendar, type ReadTerms, UnreadableCalendar } from './busy-events.ts';

/** An ordinary calendar takes a tenth of a second; a few rules keep the library that repeats them busy for ever. */
const mostMs = 5_000;
const mostMegabytes = 256;

/** What a worker says; others, such as of what it has loaded, are not for us. */
interface Said {
  readonly found?: ReadCalendar | null;
}

/**
 * `readCalendar` in a thread of its own, which is ended when it takes too long: a calendar is written by strangers, and
 * whatever stands in it must not keep this process from all others. Throws `UnreadableCalendar`.
 */
export async function readApart(texts: readonly string[], terms: ReadTerms): Promise<ReadCalendar> {
  const worker = new Worker(new URL('./busy-worker.ts', import.meta.url), {
    workerData: { texts, terms },
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  const late = setTimeout(() => void worker.terminate(), mostMs);
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', ({ found }: Said) => {
        if (found === null) reject(new UnreadableCalendar('no calendar'));
        else if (found !== undefined) resolve(found);
      });
      worker.once('error', (cause) => reject(new UnreadableCalendar('it broke the reader', { cause })));
      worker.once('exit', () => reject(new UnreadableCalendar('it takes too long')));
    });
  } finally {
    clearTimeout(late);
    void worker.terminate();
  }
}
