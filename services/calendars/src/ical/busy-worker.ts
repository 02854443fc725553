import { parentPort, workerData } from 'node:worker_threads';
import { busySpans, type ReadTerms } from './busy-events.ts';

/** What `read-apart.ts` starts: reads texts once, says what it found, and ends. */
const { texts, terms }: { texts: readonly string[]; terms: ReadTerms } = workerData;

parentPort?.postMessage(found());

function found() {
  try {
    return { spans: busySpans(texts, terms) };
  } catch {
    return { spans: null };
  }
}
