import { findBinary, temporalTestServer } from '@interlude/dev-stack/binaries';
import { searchAttributes } from '@interlude/shared/contracts/lifecycle';
import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflows } from './bundle.ts';
import type { FakePortal } from './test-portal.ts';
import { startActivityWorkers, startLifecycleWorker } from './test-workers.ts';

export interface SkippingEnvironment {
  readonly client: Client;
  /** The server's time, epoch milliseconds. */
  now(): Promise<number>;
  /** Moves the server's time on; what falls due on the way is performed at its instant. */
  skip(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

const indexedValueTypes = { Keyword: 2, Int: 3, Bool: 5, Datetime: 6, KeywordList: 7 } as const;

/** A server that can skip time, with workers for everything a lifecycle needs; once per process. */
export async function startSkippingEnvironment(portal: FakePortal): Promise<SkippingEnvironment> {
  const [bundle, { path }] = await Promise.all([bundleWorkflows(), findBinary(temporalTestServer)]);
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  const types = Object.entries(searchAttributes).map(([name, type]) => [name, indexedValueTypes[type]]);
  await env.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(types),
  });
  const place = { connection: env.nativeConnection, namespace: 'default' };
  const workers = await Promise.all([startLifecycleWorker(place, bundle), startActivityWorkers(place, portal)]);
  return {
    // A client of its own: the environment's would skip time while it waits for a result.
    client: new Client({ connection: env.connection }),
    now: () => env.currentTimeMs(),
    skip: (milliseconds) => env.sleep(milliseconds),
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await env.teardown();
    },
  };
}
