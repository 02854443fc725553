import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { registerSearchAttributes } from '@interlude/dev-stack/temporal';
import { freshNamespace } from '@interlude/dev-stack/test-isolation';
import { until } from '@interlude/dev-stack/until-ready';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { loadConfig } from './config.ts';
import { createFakePortal } from './test-portal.ts';
import { untilEnded } from './test-runs.ts';
import { nudge, startActivityWorkers } from './test-workers.ts';
import { startWorkflows, type Workflows } from './worker.ts';

const quiet = pino({ level: 'silent' });
const mainPath = fileURLToPath(new URL('./main.ts', import.meta.url));
const buildPath = fileURLToPath(new URL('./build-bundle.ts', import.meta.url));

let folder: string;
let address: string;
let namespace: string;
let settings: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlude-workflows-'));
  address = inject('temporalAddress');
  namespace = await freshNamespace();
  settings = {
    INTERLUDE_TEMPORAL_ADDRESS: address,
    INTERLUDE_TEMPORAL_NAMESPACE: namespace,
    INTERLUDE_WORKFLOWS_PORT: '0',
    INTERLUDE_WORKFLOWS_METRICS_PORT: '0',
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const get = async (port: number, path: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, text: await response.text() };
};
const untilReady = ({ ports }: Workflows) =>
  until('readiness', async () => (await get(ports.health, '/readyz')).status === 200);

function run(args: string[], env: Record<string, string> = settings) {
  const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], ...env } });
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    printed.out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    printed.err += String(chunk);
  });
  return { child, printed, ended: once(child, 'exit').then(([code]) => code as number | null) };
}

describe('the worker', () => {
  it('is ready once it polls, runs lifecycles, shows its figures and stops', async () => {
    const workflows = await startWorkflows(loadConfig(settings), quiet);
    expect((await get(workflows.ports.health, '/healthz')).status).toBe(200);
    await untilReady(workflows);

    const { ends, stop } = await startInterviews(namespace, ['int_1']);
    expect(await ends).toEqual(['cancelled']);

    const { text } = await get(workflows.ports.metrics, '/metrics');
    expect(text).toContain('interlude_worker_running 1');
    // The runtime of a process counts for all namespaces.
    expect(text).toMatch(new RegExp(`temporal_workflow_completed\\{[^}]*namespace="${namespace}"[^}]*\\} 1`));
    expect(text).toContain('process_resident_memory_bytes');

    await stop();
    await workflows.stop();
    await expect(workflows.ended).resolves.toBeUndefined();
    await expect(get(workflows.ports.health, '/healthz')).rejects.toThrow();
  });

  it('waits for a workflow engine that is not there yet, says so and can be stopped meanwhile', async () => {
    const nobody = { ...settings, INTERLUDE_TEMPORAL_ADDRESS: '127.0.0.1:1' };
    const workflows = await startWorkflows(loadConfig(nobody), quiet);

    const { status, text } = await get(workflows.ports.health, '/readyz');
    expect({ status, text }).toEqual({ status: 503, text: '{"ready":false,"missing":["temporal"]}' });
    expect((await get(workflows.ports.health, '/healthz')).status).toBe(200);
    await workflows.stop();
    await workflows.ended;
  });

  it('waits for a namespace that is not there yet', async () => {
    const missing = { ...settings, INTERLUDE_TEMPORAL_NAMESPACE: 'not-made-yet' };
    const warned: unknown[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void warned.push(JSON.parse(line)) });
    const workflows = await startWorkflows(loadConfig(missing), log);

    await until('a second try', async () => warned.length >= 2);
    expect((await get(workflows.ports.health, '/readyz')).status).toBe(503);
    await workflows.stop();
  });
});

/** Interviews in a namespace, with workers for all that their workflows ask for; `ends` are how these end. */
async function startInterviews(of: string, ids: readonly string[]) {
  const connection = await NativeConnection.connect({ address });
  const portal = createFakePortal();
  const activities = await startActivityWorkers({ connection, namespace: of }, portal);
  const client = new Client({ connection: await Connection.connect({ address }), namespace: of });
  for (const id of ids) portal.add(id, { status: 'cancelled' });
  const handles = await Promise.all(ids.map((interviewId) => nudge(client, { interviewId })));
  return {
    ends: Promise.all(handles.map(untilEnded)),
    async stop() {
      await activities.stop();
      await client.connection.close();
      await connection.close();
    },
  };
}

describe('where the engine lacks a search attribute', () => {
  let connection: Connection;
  let lacking: string;
  let workflows: Workflows;
  const isMissing = async (part: string) => (await get(workflows.ports.health, '/readyz')).text.includes(`["${part}"]`);
  const forget = async () => {
    await connection.operatorService.removeSearchAttributes({ namespace: lacking, searchAttributes: ['Template'] });
    const known = { namespace: lacking, query: 'Template IS NULL' };
    const isForgotten = () =>
      connection.workflowService.countWorkflowExecutions(known).then(
        () => false,
        () => true,
      );
    await until('the server to know it no more', isForgotten);
  };

  beforeEach(async () => {
    connection = await Connection.connect({ address });
    lacking = await freshNamespace();
  });
  afterEach(async () => {
    await workflows.stop();
    await connection.close();
  });
  const start = async () => {
    workflows = await startWorkflows(loadConfig({ ...settings, INTERLUDE_TEMPORAL_NAMESPACE: lacking }), quiet);
  };

  it('is not ready and takes no task, and carries everything out once it is registered', async () => {
    await forget();
    await start();
    await until('a try', () => isMissing('search_attributes'));
    const { ends, stop } = await startInterviews(lacking, ['int_2']);
    await registerSearchAttributes(connection, lacking);
    await untilReady(workflows);
    expect(await ends).toEqual(['cancelled']);
    await stop();
  });

  it('is not ready while its tasks fail one after another', async () => {
    await start();
    await untilReady(workflows);
    await forget();
    const { ends, stop } = await startInterviews(lacking, ['int_3', 'int_4', 'int_5']);
    await until('failed tasks', () => isMissing('workflow_tasks'));
    await registerSearchAttributes(connection, lacking);
    expect(await ends).toEqual(['cancelled', 'cancelled', 'cancelled']);
    await untilReady(workflows);
    await stop();
  });
});

describe('the process', () => {
  it('runs a bundle that was built before and ends with 0 on SIGTERM', async () => {
    const bundle = join(folder, 'bundle.js');
    expect(await run([buildPath, bundle]).ended).toBe(0);

    const { child, printed, ended } = run([mainPath], { ...settings, INTERLUDE_WORKFLOW_BUNDLE: bundle });
    await until('the worker runs', async () => printed.out.includes('worker is running'));
    expect(printed.out.split('\n')[0]).toMatch(/"msg":"listening"/);

    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    const lines = `${printed.out}${printed.err}`.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).service)).toEqual(lines.map(() => 'workflows'));
  });

  it('ends with 1 when its bundle is not there', async () => {
    const { printed, ended } = run([mainPath], { ...settings, INTERLUDE_WORKFLOW_BUNDLE: join(folder, 'none.js') });

    expect(await ended).toBe(1);
    expect(printed.out).toContain('INTERLUDE_WORKFLOW_BUNDLE');
  });

  it('ends with 1 when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const taken = String((other.address() as { port: number }).port);

    expect(await run([mainPath], { ...settings, INTERLUDE_WORKFLOWS_PORT: taken }).ended).toBe(1);
    other.close();
  });

  it('refuses wrong settings in one line and with 78', async () => {
    const { printed, ended } = run([mainPath], { ...settings, INTERLUDE_WORKFLOWS_PORT: 'many' });

    expect(await ended).toBe(78);
    expect(printed.err).toMatch(/^workflows: configuration refused: INTERLUDE_WORKFLOWS_PORT .+\n$/);
  });
});
