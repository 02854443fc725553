import { Client, Connection } from '@temporalio/client';
import { mongo } from 'mongoose';
import { expect, inject, it } from 'vitest';
import { freshDatabaseName, freshNamespace } from './test-isolation.ts';

it('gives a namespace where a workflow with our search attributes can be started and found', async () => {
  const namespace = await freshNamespace();
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const client = new Client({ connection, namespace });

  await client.workflow.start('interviewLifecycle', {
    workflowId: 'interview:1',
    taskQueue: 'nobody',
    searchAttributes: {
      TenantId: ['t'],
      InterviewerIds: ['a', 'b'],
      NextActionAt: [new Date()],
      AttentionNeeded: [true],
    },
  });

  await expect.poll(async () => (await client.workflow.count(`TenantId='t' AND AttentionNeeded=true`)).count).toBe(1);
  await connection.close();
});

it('gives two files namespaces that do not see each other', async () => {
  expect(await freshNamespace()).not.toBe(await freshNamespace());
});

it('gives a database with transactions', async () => {
  const client = await mongo.MongoClient.connect(inject('mongoUrl'));
  const rows = client.db(freshDatabaseName('isolation')).collection('rows');

  await client.withSession((session) => session.withTransaction(() => rows.insertOne({ n: 1 }, { session })));

  expect(await rows.countDocuments()).toBe(1);
  await client.close();
});
