import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { createSandboxClient } from '@interlude/postmark-sandbox/sandbox-client';
import { queries } from '@interlude/shared/contracts/lifecycle';
import { Client, Connection } from '@temporalio/client';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { exclusionFaults } from '../../../services/booking/test/invariants.ts';
import { sendFaults } from '../../../services/booking/test/send-invariants.ts';
import type { SentMail } from '../../../services/notifications/src/sending/sent-mail-store.ts';
import { intentKey, openLink, signedIn } from './api-fixtures.ts';
import { type Portal, startPortal } from './portal.ts';
import type { PortalKeys } from './portal-settings.ts';
import { freshDatabaseName } from './test-isolation.ts';
import { startOwnTemporal } from './test-own-temporal.ts';
import { until } from './until-ready.ts';

type Indexes = (mongoose.mongo.IndexDescription & { readonly key: Record<string, 1 | -1> })[];
type Collections = Record<string, { documents: mongoose.mongo.Document[]; indexes: Indexes }>;
interface Former {
  readonly keys: PortalKeys;
  readonly demo: {
    readonly tenants: {
      readonly staff: { readonly email: string; readonly password: string }[];
      readonly templates: { readonly templateId: string }[];
    }[];
  };
  readonly databases: Record<'booking' | 'notifications', Collections>;
}

/** The whole data folder of the demo as commit b0b91e7 of November 2026 left it, with the file of its workflow engine. */
const fileOf = async (name: string) => gunzipSync(await readFile(new URL(`./former/${name}.gz`, import.meta.url)));

const databases = { booking: freshDatabaseName('booking'), notifications: freshDatabaseName('notifications') };
let former: Former;
let connection: mongoose.Connection;
let temporal: Awaited<ReturnType<typeof startOwnTemporal>>;
let engine: Connection;
let client: Client;
let portal: Portal;
let workflowIds: string[];

async function restore(name: keyof typeof databases): Promise<void> {
  for (const [collection, { documents, indexes }] of Object.entries(former.databases[name])) {
    const present = connection.useDb(databases[name]).collection(collection);
    if (documents.length > 0) await present.insertMany(documents);
    if (indexes.length > 0) await present.createIndexes(indexes.map(({ key, ...rest }) => ({ ...rest, key })));
  }
}

beforeAll(async () => {
  former = mongoose.mongo.BSON.EJSON.parse((await fileOf('stack.json')).toString()) as Former;
  connection = await mongoose.createConnection(inject('mongoUrl')).asPromise();
  await restore('booking');
  await restore('notifications');
  temporal = await startOwnTemporal(await fileOf('temporal.db'));
  engine = await Connection.connect({ address: temporal.address });
  client = new Client({ connection: engine });
  workflowIds = [];
  // The engine forgets closed ones after a day.
  for await (const { workflowId } of client.workflow.list({ query: "ExecutionStatus='Running'" }))
    workflowIds.push(workflowId);
  portal = await startPortal({
    mongoUrl: inject('mongoUrl'),
    temporalAddress: temporal.address,
    databases,
    keys: former.keys,
    env: { booking: { INTERLUDE_LIMITS: 'off' }, notifications: { INTERLUDE_SENDS_PER_SECOND: '0' } },
  });
});
afterAll(async () => {
  await portal?.stop();
  await engine?.close();
  await temporal?.stop();
  await connection?.close();
});

const collection = ((name: string) => connection.useDb(databases.booking).collection(name)) as Parameters<
  typeof sendFaults
>[0]['collection'];
async function isRunning(interviewId: string): Promise<boolean> {
  const id = workflowIds.find((one) => one.endsWith(interviewId));
  return id !== undefined && (await client.workflow.getHandle(id).describe()).status.name === 'RUNNING';
}

describe('a portal on the data of the version before', () => {
  it('goes on with every workflow, does what fell due meanwhile, and mails nothing again', async () => {
    expect(workflowIds.length).toBeGreaterThan(15);
    // A query replays the whole history by the code of today.
    for (const id of workflowIds) await client.workflow.getHandle(id).query(queries.currentPlan);
    await until('no fault', async () => (await sendFaults({ collection }, isRunning)).length === 0, {
      deadlineMs: 120_000,
      everyMs: 500,
    });
    for (const id of workflowIds) {
      const { events } = await client.workflow.getHandle(id).fetchHistory();
      expect([id, events?.filter((event) => event.workflowTaskFailedEventAttributes) ?? []]).toEqual([id, []]);
    }
    const mailbox = createSandboxClient(portal.urls.sandbox);
    const sent = former.databases.notifications['sentMails']?.documents as unknown as SentMail[];
    const before = new Set(sent.filter(({ messageId }) => messageId !== null).map(({ _id }) => _id));
    const mails = await mailbox.messages({});
    expect(mails.filter(({ request }) => before.has(request.Metadata?.['sk'] ?? ''))).toEqual([]);
    expect((await mailbox.stats()).duplicates).toBe(0);
    expect(await exclusionFaults({ collection } as never)).toEqual([]);
  });

  it('opens to HR as before, who invite by a template of before a candidate who books', async () => {
    const [company] = former.demo.tenants;
    const [admin] = company?.staff ?? [];
    const hr = await signedIn(portal.urls.booking, admin?.email ?? '', admin?.password ?? '');
    const { interviews } = await hr.ask<{ interviews: { interviewId: string }[] }>('interviews.list', { limit: 100 });
    expect(interviews.length).toBeGreaterThan(10);
    for (const { interviewId } of interviews) await hr.ask('interviews.timeline', { interviewId });

    const { jobId } = await hr.call<{ jobId: string }>('jobs.create', { title: 'Frontend engineer' });
    const person = { name: 'Bénédicte Çelik', email: 'benedicte@candidate.example', zone: 'UTC' };
    const { applicationId } = await hr.call<{ applicationId: string }>('applications.create', {
      jobId,
      candidate: person,
    });
    const wish = { applicationId, templateId: company?.templates[0]?.templateId, idempotencyKey: intentKey() };
    const { interviewId } = await hr.call<{ interviewId: string }>('interviews.invite', wish);
    const mailbox = createSandboxClient(portal.urls.sandbox);
    const mailed = async (tag: string) => (await mailbox.messages({ metadata_iv: interviewId, tag }))[0];
    const invitation = await until('the invitation', () => mailed('invitation'));
    const [, link = ''] = /\/i\?lang=[\w-]+#([\w.-]+)/.exec(String(invitation.request.TextBody)) ?? [];
    const candidate = await openLink(portal.urls.booking, link);
    const [start = ''] = (await candidate.slots()).starts;
    expect(await candidate.book(start)).toMatchObject({ status: 'scheduled' });
    await until('the confirmation', () => mailed('scheduled'));
  });
});
