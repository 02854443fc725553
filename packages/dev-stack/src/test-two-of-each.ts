import { workflowIdOf } from '@interlude/shared/contracts/lifecycle';
import { Client, Connection } from '@temporalio/client';
import mongoose from 'mongoose';
import { inject } from 'vitest';
import { sendFaults } from '../../../services/booking/test/send-invariants.ts';
import { type Portal, startPortal } from './portal.ts';
import { freePorts } from './portal-settings.ts';
import { startCompany } from './test-company.ts';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';

export type TwoOfEach = Awaited<ReturnType<typeof startTwoOfEach>>;

/** A portal of two processes of each service behind one provider of mail; on the servers of all tests or on its own. */
export async function startTwoOfEach(servers: { mongoUrl?: string; temporalAddress?: string } = {}) {
  const { mongoUrl = inject('mongoUrl'), temporalAddress = inject('temporalAddress') } = servers;
  const databases = { booking: freshDatabaseName('booking'), notifications: freshDatabaseName('notifications') };
  const namespace = await freshNamespace(temporalAddress);
  const common = {
    mongoUrl,
    temporalAddress,
    temporalNamespace: namespace,
    databases,
    env: {
      booking: { INTERLUDE_LIMITS: 'off', INTERLUDE_DRAIN_MS: '1500' },
      notifications: { INTERLUDE_SENDS_PER_SECOND: '0', INTERLUDE_LOOKUP_WAIT_MS: '1500' },
      sandbox: { INTERLUDE_SANDBOX_INDEX_DELAY_MS: '500', INTERLUDE_SANDBOX_DELIVERY_DELAY_MS: '50' },
    },
  };
  const first = await startPortal(common);
  const second = await startPortal({
    ...common,
    publicUrl: first.url,
    keys: first.settings.keys,
    ports: { ...(await freePorts()), sandbox: first.settings.ports.sandbox },
    services: ['booking', 'notifications', 'workflows'],
  });
  const connection = await mongoose.createConnection(mongoUrl, { dbName: databases.booking }).asPromise();
  const engine = await Connection.connect({ address: temporalAddress });
  const { workflow } = new Client({ connection: engine, namespace });
  const inDatabase = (name: string) => ((collection: string) => connection.useDb(name).collection(collection)) as never;
  const booking = { collection: inDatabase(databases.booking) } as Parameters<typeof sendFaults>[0];
  const isRunning = async (interviewId: string) =>
    (await workflow.getHandle(workflowIdOf(interviewId)).describe()).status.name === 'RUNNING';
  return {
    portals: [first, second] as readonly [Portal, Portal],
    company: await startCompany(first),
    /** What the checkers read. */
    booking,
    notifications: { collection: inDatabase(databases.notifications) } as typeof booking,
    sendFaults: () => sendFaults(booking, isRunning),
    async stop(): Promise<void> {
      await engine.close();
      await connection.close();
      await second.stop();
      await first.stop();
    },
  };
}
