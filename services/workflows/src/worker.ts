import { access } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { searchAttributes, taskQueues } from '@interlude/shared/contracts/lifecycle';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import { type Logger, pino } from 'pino';
import { bundleWorkflows } from './bundle.ts';
import type { WorkflowsConfig } from './config.ts';
import { freePort, healthAnswers, listen, metricsAnswers } from './health.ts';
import { watchTasks } from './task-watch.ts';

/** Of gRPC. */
const invalidArgument = 3;

export interface Workflows {
  readonly ports: { readonly health: number; readonly metrics: number };
  /** Settles when the worker has ended: rejects when it broke off, which a process should not outlive. */
  readonly ended: Promise<void>;
  /** Lets running turns end, then closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts the worker of `interviewLifecycle`: HTTP at once, then the bundle, then Temporal, waited for as long as it
 * takes, so that `/readyz` can say what is missing. Rejects only when a port is taken.
 */
export async function startWorkflows(
  config: WorkflowsConfig,
  log: Logger = pino({ level: config.logLevel, base: { service: 'workflows' } }),
): Promise<Workflows> {
  const engineMetrics = await installRuntime(log);
  const stopping = new AbortController();
  let worker: Worker | null = null;
  let awaited = 'temporal';
  const isRunning = () => worker?.getState() === 'RUNNING';
  const tasksFail = watchTasks(engineMetrics, config.temporal.namespace);
  const missing = async () => {
    if (!isRunning()) return [awaited];
    return (await tasksFail()) ? ['workflow_tasks'] : [];
  };

  const { host } = config;
  const health = await listen(healthAnswers(missing, config.restarted), { host, port: config.port });
  const metrics = await listen(metricsAnswers(isRunning, engineMetrics), { host, port: config.metricsPort });
  log.info({ port: health.port, metricsPort: metrics.port }, 'listening');

  async function run(): Promise<void> {
    const workflowBundle = await bundleOf(config.bundlePath);
    const connected = await connectUntil(stopping.signal, config, {
      workflowBundle,
      log,
      awaits: (part) => {
        awaited = part;
      },
    });
    if (connected === null) return;
    worker = connected.worker;
    try {
      const running = worker.run();
      if (stopping.signal.aborted) worker.shutdown();
      else log.info({ namespace: config.temporal.namespace }, 'worker is running');
      await running;
    } finally {
      await connected.connection.close();
    }
  }

  const ended = run();
  ended.catch((error: unknown) => log.fatal(errorFacts(error), 'worker ended'));
  return {
    ports: { health: health.port, metrics: metrics.port },
    ended,
    async stop() {
      stopping.abort();
      if (isRunning()) worker?.shutdown();
      await Promise.allSettled([ended, health.stop(), metrics.stop()]);
    },
  };
}

async function bundleOf(path: string | null): Promise<WorkflowBundleOption> {
  if (path === null) return await bundleWorkflows();
  await access(path).catch((cause: unknown) => {
    throw new Error('INTERLUDE_WORKFLOW_BUNDLE names a file that cannot be read', { cause });
  });
  return { codePath: path };
}

interface Connected {
  readonly connection: NativeConnection;
  readonly worker: Worker;
}

interface Waiting {
  readonly workflowBundle: WorkflowBundleOption;
  readonly log: Logger;
  /** Told what is waited for whenever that changes. */
  readonly awaits: (part: 'temporal' | 'search_attributes') => void;
}

/**
 * Tries again every second until there is a server with our namespace that knows our search attributes; null when asked
 * to stop before.
 */
async function connectUntil(
  stopped: AbortSignal,
  { temporal }: WorkflowsConfig,
  { workflowBundle, log, awaits }: Waiting,
): Promise<Connected | null> {
  while (!stopped.aborted) {
    let connection: NativeConnection | null = null;
    try {
      connection = await NativeConnection.connect({ address: temporal.address });
      await refuseUnknownAttributes(connection, temporal.namespace);
      const worker = await Worker.create({
        connection,
        namespace: temporal.namespace,
        taskQueue: taskQueues.interviews,
        workflowBundle,
        // Below the number of open interviews every turn replays its whole history: almost three times the work.
        maxCachedWorkflows: 2_000,
        shutdownGraceTime: '20s',
      });
      return { connection, worker };
    } catch (error) {
      awaits(error instanceof UnknownAttributesError ? 'search_attributes' : 'temporal');
      log.warn(errorFacts(error), 'no workflow engine yet');
      await connection?.close();
      await delay(1_000, undefined, { signal: stopped }).catch(() => undefined);
    }
  }
  return null;
}

class UnknownAttributesError extends Error {}

/**
 * Throws where the server says that it lacks a search attribute of ours: it would fail every workflow task, one after
 * another. A server that cannot say so holds nothing up.
 */
async function refuseUnknownAttributes({ workflowService }: NativeConnection, namespace: string): Promise<void> {
  const anyOfThem = Object.keys(searchAttributes).map((name) => `${name} IS NULL`);
  const query = `WorkflowId = 'none' AND (${anyOfThem.join(' OR ')})`;
  await workflowService.countWorkflowExecutions({ namespace, query }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === invalidArgument)
      throw new UnknownAttributesError(error.message, { cause: error });
  });
}

/** No addresses or names pass through this process, so messages of errors may be logged. */
function errorFacts(error: unknown): Record<string, unknown> {
  return error instanceof Error ? { error: error.name, because: error.message } : { error: typeof error };
}

let installed: Promise<string> | null = null;

/** The native runtime exists once per process; answers where it shows its metrics. */
export function installRuntime(log: Logger): Promise<string> {
  installed ??= freePort().then((port) => {
    const bindAddress = `127.0.0.1:${port}`;
    Runtime.install({
      logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
        log.warn({ worker: message, level, workflow: meta?.['workflowId'] }, 'worker');
      }),
      // The process ends through stop(), which also closes HTTP.
      shutdownSignals: [],
      telemetryOptions: {
        metrics: { prometheus: { bindAddress } },
        // The native part would print coloured text between our lines of JSON.
        logging: { filter: makeTelemetryFilterString({ core: 'WARN' }), forward: {} },
      },
    });
    return `http://${bindAddress}/metrics`;
  });
  return installed;
}
