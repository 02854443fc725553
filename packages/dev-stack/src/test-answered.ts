import { CallRefused } from './api-browser.ts';
import { intentKey } from './api-fixtures.ts';
import { until } from './until-ready.ts';

/** As a client does it: one key for one intent, repeated until somebody answers; null when the answer was no. */
export async function answered<T>(call: (intent: { idempotencyKey: string }) => Promise<T>): Promise<T | null> {
  const intent = { idempotencyKey: intentKey() };
  const answer = await until(
    'an answer',
    async () => {
      try {
        return { given: await call(intent) };
      } catch (error) {
        if (!(error instanceof CallRefused) || error.refusal === null || error.status >= 500) throw error;
        return { given: null };
      }
    },
    { deadlineMs: 60_000, everyMs: 20 },
  );
  return answer.given;
}
