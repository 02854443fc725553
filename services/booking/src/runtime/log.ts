import { type DestinationStream, destination, type Logger, pino } from 'pino';

/** JSON lines of codes, ids and durations. Nothing personal is ever passed in: there is no list of things to redact. */
export function createLog(service: string, level: string, to: DestinationStream = destination(1)): Logger {
  return pino({ level, base: { service }, timestamp: pino.stdTimeFunctions.isoTime }, to);
}

/** What a log may say of an error: its kind and code. Messages can hold what a person typed. */
export function errorFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error ? error.code : undefined;
  const cause = error.cause === undefined ? undefined : errorFacts(error.cause);
  return {
    name: error.name,
    code,
    at: error.stack
      ?.split('\n')
      .find((line) => /^\s+at /.test(line))
      ?.trim(),
    cause,
  };
}
