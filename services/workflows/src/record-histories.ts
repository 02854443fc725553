import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { findBinary, temporalCli } from '@interlude/dev-stack/binaries';
import { createChildProcesses } from '@interlude/dev-stack/child-processes';
import { freePort } from '@interlude/dev-stack/ports';
import { startTemporal } from '@interlude/dev-stack/temporal';
import { workflowIdOf } from '@interlude/shared/contracts/lifecycle';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { NativeConnection } from '@temporalio/worker';
import { pino } from 'pino';
import { bundleWorkflows } from './bundle.ts';
import { lives } from './test-lives.ts';
import { createFakePortal } from './test-portal.ts';
import { startActivityWorkers, startLifecycleWorker } from './test-workers.ts';
import { installRuntime } from './worker.ts';

// Lives through each of `lives` on a real server and keeps what the server recorded. To be run before a change of the
// loop is released, so that the tests replay what running workflows have in their histories. Arguments name the lives to
// record; without any it is all of them.

// The SDK would put the names of this process and host into every event.
const identity = 'recorder';

const children = createChildProcesses();
const { path: binary } = await findBinary(temporalCli);
const { address, child } = await startTemporal({
  binary,
  children,
  port: await freePort(),
  uiPort: null,
  dbFile: null,
});
await installRuntime(pino({ level: 'error' }));
const connection = await NativeConnection.connect({ address });
const client = new Client({ connection: await Connection.connect({ address }), identity });
const portal = createFakePortal();
const place = { connection, namespace: 'default', identity };
const workers = await Promise.all([
  startLifecycleWorker(place, await bundleWorkflows()),
  startActivityWorkers(place, portal),
]);

const [, , ...wanted] = process.argv;
for (const [name, live] of Object.entries(lives)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const interviewId = `int_${name.replaceAll('-', '_')}`;
  const runIds = await live({ client, portal, interviewId });
  for (const [n, runId] of runIds.entries()) {
    const history = await client.workflow.getHandle(workflowIdOf(interviewId), runId).fetchHistory();
    const file = `${name}${n === 0 ? '' : `-${n + 1}`}.history.json`;
    await writeFile(
      fileURLToPath(new URL(`./histories/${file}`, import.meta.url)),
      `${withoutFrames(historyToJSON(history))}\n`,
    );
    process.stdout.write(`${file}: ${history.events?.length} events\n`);
  }
}

await Promise.all(workers.map((worker) => worker.stop()));
await connection.close();
await client.connection.close();
await child.stop();
children.close();

// Where the code lay on the machine that recorded it is nobody's business, and no part of a replay.
function withoutFrames(json: string): string {
  return json.replace(/("stackTrace": "(?:[^"\\]|\\.)*?)\\n\s+at (?:[^"\\]|\\.)*"/g, '$1"');
}
