import { portVariable, readVariables } from '@interlude/shared/environment';
import { z } from 'zod';

const variablesSchema = z.object({
  INTERLUDE_TEMPORAL_ADDRESS: z.string().min(1).default('127.0.0.1:7233'),
  INTERLUDE_TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  /** Set by who supervises: how often this process was started again, and why the last time. */
  INTERLUDE_RESTARTED: z.string().max(200).optional(),
  INTERLUDE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  INTERLUDE_WORKFLOWS_HOST: z.string().min(1).default('127.0.0.1'),
  INTERLUDE_WORKFLOWS_PORT: portVariable(3002),
  INTERLUDE_WORKFLOWS_METRICS_PORT: portVariable(9465),
  INTERLUDE_WORKFLOW_BUNDLE: z.string().min(1).optional(),
});

export type WorkflowsConfig = ReturnType<typeof loadConfig>;

/**
 * `node --watch` makes every thread report the modules it loads by a message to its parent thread; the SDK takes the
 * messages of its workflow threads for its own and breaks. The process itself is still watched.
 */
export function keepThreadsFromReporting(): void {
  delete process.env['WATCH_REPORT_DEPENDENCIES'];
}

/** Reads the environment. Throws one line naming what is wrong; an empty variable counts as absent. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env) {
  const variables = readVariables(variablesSchema, environment);
  return Object.freeze({
    temporal: { address: variables.INTERLUDE_TEMPORAL_ADDRESS, namespace: variables.INTERLUDE_TEMPORAL_NAMESPACE },
    restarted: variables.INTERLUDE_RESTARTED ?? null,
    logLevel: variables.INTERLUDE_LOG_LEVEL,
    host: variables.INTERLUDE_WORKFLOWS_HOST,
    /** 0 = any free port, like the next. */
    port: variables.INTERLUDE_WORKFLOWS_PORT,
    metricsPort: variables.INTERLUDE_WORKFLOWS_METRICS_PORT,
    /** A file written by `build-bundle.ts`; null bundles the workflow code at start. */
    bundlePath: variables.INTERLUDE_WORKFLOW_BUNDLE ?? null,
  });
}
