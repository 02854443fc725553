import { parentPort, workerData } from 'node:worker_threads';
import { type ReadTerms, readCalendar } from './busy-events.ts';

/** What `read-apart.ts` starts: reads texts once, says what it found, and ends. */
const { texts, terms }: { texts: readonly string[]; terms: ReadTerms } = workerData;

parentPort?.postMessage(found());

function found() {
  try {
    return { found: readCalendar(texts, terms) };
  } catch {
    return { found: null };
  }
}
