import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { writesOf } from './write-count.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ ownDatabase: true });
});
afterAll(async () => await portal.stop());

const outboxRow = (id: string) => ({
  _id: id,
  tenantId: portal.tenantId as never,
  interviewId: 'int_1' as never,
  rev: 1,
  createdAt: new Date(),
  deliveredAt: null,
});

describe('a transaction', () => {
  it('takes back everything the stores wrote in it when it fails', async () => {
    const { inTransaction, outbox, audit, idempotency } = portal.app.stores;
    const count = async () =>
      await Promise.all(['outbox', 'audit', 'idempotency'].map((name) => portal.collection(name).countDocuments()));
    const before = await count();
    const failed = inTransaction(async () => {
      await outbox.append(outboxRow('evt_lost'));
      const tenantId = portal.tenantId as never;
      const actor = { party: 'timer', id: null } as const;
      const row = {
        _id: 'evt_lost',
        tenantId,
        interviewId: null,
        at: new Date(),
        actor,
        action: 'x',
        detail: {},
        requestId: 'x',
      };
      await audit.append(row);
      await idempotency.keep({ tenantId, scope: 's', key: 'k', hash: 'h', answer: null, createdAt: new Date() });
      throw new Error('planted');
    });
    await expect(failed).rejects.toThrow('planted');
    expect(await count()).toEqual(before);
  });

  it('counts its writes once more when it has ended, for whoever read between the write and the commit', async () => {
    const { inTransaction, people } = portal.app.stores;
    const tenantId = portal.tenantId as never;
    const personId = await portal.addInterviewer();
    let between = 0;
    await inTransaction(async () => {
      await people.change(tenantId, { id: personId, set: { title: 'Engineer' } });
      between = writesOf(tenantId);
    });
    expect(writesOf(tenantId)).toBeGreaterThan(between);
  });

  it('gives up after a few seconds instead of retrying for minutes, and pauses between attempts', async () => {
    let attempts = 0;
    const { MongoError } = await import('mongoose').then(({ default: mongoose }) => mongoose.mongo);
    const failed = portal.app.stores.inTransaction(async () => {
      attempts += 1;
      const transient = new MongoError('planted');
      transient.addErrorLabel('TransientTransactionError');
      throw transient;
    });
    const began = performance.now();
    await expect(failed).rejects.toThrow('transaction gave up');
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(attempts).toBeGreaterThan(5);
    expect(attempts).toBeLessThan(200);
  });
});

describe('a store', () => {
  it('refuses a filter that names no tenant', async () => {
    const { bookings } = portal.app.stores;
    await expect(bookings.find('' as never, 'int_1')).rejects.toThrow('without a tenant');
    await expect(bookings.find(undefined as never, 'int_1')).rejects.toThrow('without a tenant');
    await expect(bookings.find({ $ne: null } as never, 'int_1')).rejects.toThrow('without a tenant');
  });
});

it('lets nobody join rows of strangers: a lookup names its tenant, like every filter', async () => {
  const { default: mongoose } = await import('mongoose');
  const { connectMongo } = await import('./mongo.ts');
  const connection = await connectMongo(portal.config.mongoUrl, portal.config.database);
  const Row = connection.model('JoinTest', new mongoose.Schema({ tenantId: String }, { collection: 'bookings' }));
  const match = { $match: { tenantId: portal.tenantId } };
  const join = (pipeline: object[]) => ({
    from: 'people',
    localField: 'people',
    foreignField: '_id',
    pipeline,
    as: 'all',
  });
  await expect(Row.aggregate([match, { $lookup: join([]) }] as never)).rejects.toThrow('lookup without a tenant');
  await expect(Row.aggregate([match, { $lookup: join([match]) }] as never)).resolves.toEqual([]);
  await connection.close();
});

describe('data from before', () => {
  it('is carried over to the present names, once, with the indexes that go with them', async () => {
    const { connectMongo } = await import('./mongo.ts');
    const { schemaFaults, migrate } = await import('../indexes.ts');
    const connection = await connectMongo(portal.config.mongoUrl, `${portal.config.database}_before`);
    const { db } = connection;
    if (db === undefined) throw new Error('not connected');
    const old = (n: number) => {
      const claim = { kind: 'interview', active: true, cells: [`per_1:${n}`] };
      return { tenantId: 'ten_1', interviewId: `int_${n}`, ...claim };
    };
    const interviews = db.collection<{ _id: string; rootInterviewId: string }>('interviews');
    await interviews.insertOne({ _id: 'int_1', rootInterviewId: 'int_1' });
    const lineage = { tenantId: 1, rootInterviewId: 1, attempt: 1 } as const;
    await db.collection('interviews').createIndex(lineage, { unique: true });
    await db.collection('tenants').insertMany([{ name: 'Café Zürich' }, { name: 'Cafe Zurich' }, { name: 'شركة' }]);
    await db.collection('reservations').insertMany([old(1), old(2)]);
    const key = { tenantId: 1, interviewId: 1, kind: 1 } as const;
    await db.collection('reservations').createIndex(key, {
      unique: true,
      partialFilterExpression: { active: true, interviewId: { $exists: true } },
    });

    await Promise.all([migrate(connection), migrate(connection)]);
    // A process of the release before, still at work, wrote once more.
    await interviews.insertOne({ _id: 'int_2', rootInterviewId: 'int_2' });
    expect(await schemaFaults(connection)).toEqual([expect.stringContaining('bookings-from-interviews has not run')]);
    await migrate(connection);

    expect(await schemaFaults(connection)).toEqual([]);
    expect(await db.collection('bookings').countDocuments()).toBe(2);
    const slugs = (await db.collection('tenants').find().toArray()).map(({ slug }) => slug);
    expect(slugs).toEqual(['cafe-zurich', 'cafe-zurich-2', 'company']);
    const [row] = await db.collection('reservations').find().toArray();
    expect(row).toMatchObject({ bookingId: 'int_1', kind: 'booking' });
    expect(row).not.toHaveProperty('interviewId');
    expect((await db.collection('reservations').indexes()).some((index) => 'interviewId' in index.key)).toBe(false);
    await db.dropDatabase();
    await connection.close();
  });
});
