import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { inject } from 'vitest';
import { registerSearchAttributes } from './temporal.ts';
import { until } from './until-ready.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Replica set of one node, no database in the path. */
    mongoUrl: string;
    /** `host:port` of a Temporal dev server that knows our search attributes. */
    temporalAddress: string;
    /** Of `npm run states`: ids of the states to be looked at, all if there are none, and the folder of the pictures. */
    states: { only: string[]; out: string };
  }
}

/** A database nobody else uses; drop it in `afterAll` if it grew large. Short, because MongoDB limits names to 63 bytes. */
export function freshDatabaseName(purpose: string): string {
  return `test-${purpose}-${randomUUID().slice(0, 13)}`;
}

/** A Temporal namespace of one's own with every search attribute registered, usable when this resolves (about 10 ms). */
export async function freshNamespace(address: string = inject('temporalAddress')): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs('1 day'),
    });
    const isRegistered = () => registerSearchAttributes(connection, namespace).then(() => true);
    await until(`Temporal namespace ${namespace}`, isRegistered, { deadlineMs: 10_000 });
    return namespace;
  } finally {
    await connection.close();
  }
}
