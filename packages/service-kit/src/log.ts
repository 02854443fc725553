import { type Logger, pino } from 'pino';

/** Lines of JSON that name the service. */
export function createLog(service: string, level: string): Logger {
  return pino({ level, base: { service } });
}

/** What a log may say about an error: its kind and code. Messages of foreign errors can hold addresses. */
export function errorFacts(error: unknown): { error: string; code?: string | number } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error ? error.code : undefined;
  return { error: error.name, ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}) };
}
