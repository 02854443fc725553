import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { migrate, schemaFaults } from '../indexes.ts';
import { connectMongo, type Database } from '../mongo/mongo.ts';
import { type Db, type Migration, pendingMigrations, runMigrations } from '../mongo/run-migrations.ts';
import { migrations } from './steps.ts';

let connection: Database;
let db: Db;
beforeAll(async () => {
  connection = await connectMongo(inject('mongoUrl'), freshDatabaseName('migrations'));
  if (connection.db === undefined) throw new Error('not connected');
  db = connection.db;
});
beforeEach(async () => {
  await db.dropDatabase();
  ran.length = 0;
});
afterAll(async () => {
  await db.dropDatabase();
  await connection.close();
});

const ran: string[] = [];
const step = (name: string, more: Partial<Migration> = {}): Migration => ({
  name,
  run: async () => void ran.push(name),
  ...more,
});
const recorded = async () =>
  (await db.collection('migrations').find().sort({ ranAt: 1 }).toArray()).map(({ _id }) => String(_id));

it('runs every migration once, in order, and records it under its name', async () => {
  await runMigrations(db, [step('first'), step('second')]);
  await runMigrations(db, [step('first'), step('second'), step('third')]);
  expect(ran).toEqual(['first', 'second', 'third']);
  expect(await recorded()).toEqual(['first', 'second', 'third']);
  const row = await db.collection<{ _id: string }>('migrations').findOne({ _id: 'first' });
  expect(row).toEqual({ _id: 'first', ranAt: expect.any(Date), tookMs: expect.any(Number) });
});

it('runs a migration for one of several deployers who start at the same moment, while the others wait for it', async () => {
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
  const { promise: hasBegun, resolve: begin } = Promise.withResolvers<void>();
  const slow = step('slow', {
    run: async () => {
      ran.push('slow');
      begin();
      await mayEnd;
    },
  });
  let waiting = 4;
  const deployers = [1, 2, 3, 4].map(async () => {
    await runMigrations(db, [slow]);
    waiting -= 1;
  });
  await hasBegun;
  expect(waiting).toBe(4);
  end();
  await Promise.all(deployers);
  expect(ran).toEqual(['slow']);
  expect(await recorded()).toEqual(['slow']);
});

it('runs a migration again that a crash cut off, and none of those before it', async () => {
  const failing = step('second', { run: async () => Promise.reject(new Error('planted')) });
  await expect(runMigrations(db, [step('first'), failing, step('third')])).rejects.toThrow('planted');
  expect(await recorded()).toEqual(['first']);
  await runMigrations(db, [step('first'), step('second'), step('third')]);
  expect(ran).toEqual(['first', 'second', 'third']);
});

it('takes over from a deployer that died with the lock, when its lease has run out', async () => {
  const longAgo = new Date(0);
  await db
    .collection<{ _id: string }>('migrations')
    .insertOne({ _id: 'lock', holder: 'dead', until: longAgo } as never);
  await runMigrations(db, [step('first')]);
  expect(await recorded()).toEqual(['first']);
});

it('runs a recorded migration once more where an older release made new work for it, and every one when told to', async () => {
  let left = false;
  const again = async () => {
    left = false;
    ran.push('first');
  };
  const steps = [step('first', { hasLeft: async () => left, run: again }), step('second')];
  await runMigrations(db, steps);
  left = true;
  expect(await pendingMigrations(db, steps)).toEqual(['first']);
  await runMigrations(db, steps);
  await runMigrations(db, steps, { again: true });
  expect(ran).toEqual(['first', 'second', 'first', 'first', 'second']);
});

it('lets no process start on data that a migration has not seen', async () => {
  await migrate(connection);
  expect(await schemaFaults(connection)).toEqual([]);
  const [last] = migrations.slice(-1);
  await db.collection<{ _id: string }>('migrations').deleteOne({ _id: last?.name ?? '' });
  expect(await schemaFaults(connection)).toEqual([`the migration ${last?.name} has not run, or must run again`]);
});

it('lets several companies have an address that the release before gave to one of all, also when every step runs again', async () => {
  await migrate(connection);
  const people = db.collection<{ _id: string }>('people');
  await people.createIndex({ active: 1, email: 1 }, { unique: true, partialFilterExpression: { active: true } });
  await people.dropIndex('active_1_email_1_tenantId_1');
  await db.collection<{ _id: string }>('migrations').deleteOne({ _id: 'addresses-are-unique-in-a-company' });
  const add = async (_id: string, tenantId: string) =>
    await people.insertOne({ _id, tenantId, email: 'zoe@acme.example', active: true } as never);
  await add('per_1', 'ten_1');
  await expect(add('per_2', 'ten_2')).rejects.toThrow('E11000');

  await migrate(connection);
  await add('per_2', 'ten_2');
  await expect(add('per_3', 'ten_2')).rejects.toThrow('E11000');
  await migrate(connection, { again: true });
  expect(await schemaFaults(connection)).toEqual([]);
  expect((await people.indexes()).map(({ name }) => name)).not.toContain('active_1_email_1');
});

it('stays fit beside a process of the release before that makes clients, whose mailboxes a run with `again` names', async () => {
  await migrate(connection);
  const clients = db.collection<{ _id: string }>('clients');
  await clients.insertOne({ _id: 'cli_1', tenantId: 'ten_1', email: 'Zoe+1@acme.example' } as never);
  expect(await schemaFaults(connection)).toEqual([]);
  await migrate(connection, { again: true });
  expect(await clients.findOne({ _id: 'cli_1' })).toMatchObject({ mailbox: 'zoe@acme.example' });
});

it('leaves the addresses of those who left to others, also where a run was cut off, and never two active ones alike', async () => {
  const people = db.collection<{ _id: string }>('people');
  await people.createIndex({ email: 1 }, { unique: true });
  const email = 'noor@acme.example';
  await people.insertOne({ _id: 'per_1', tenantId: 'ten_1', email, active: false } as never);
  const again = { _id: 'per_2', tenantId: 'ten_1', email, active: true };
  await expect(people.insertOne(again as never)).rejects.toThrow('duplicate key');
  await migrate(connection);
  await people.insertOne(again as never);
  await expect(people.insertOne({ ...again, _id: 'per_3' } as never)).rejects.toThrow('duplicate key');

  // A run that died between the two indexes had made the new one.
  await people.deleteOne({ _id: 'per_2' });
  await people.createIndex({ email: 1 }, { unique: true });
  await migrate(connection, { again: true });
  expect((await people.indexes()).map(({ name }) => name)).not.toContain('email_1');
  expect(await schemaFaults(connection)).toEqual([]);
});

it('never uses a name twice', () => {
  const names = migrations.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

it('plans anew what nobody would ever have closed, as nobody was to be asked for feedback', async () => {
  const row = { status: 'in_progress', factsRev: 4, plannedRev: 4, planOver: false };
  const rows = db.collection<{ _id: string }>('bookings');
  await rows.insertMany([
    { _id: 'stuck', ...row, policy: { feedbackDue: [] } },
    { _id: 'asked', ...row, policy: { feedbackDue: ['PT24H'] } },
  ] as never);
  await migrate(connection);
  const [asked, stuck] = await rows.find().sort({ _id: 1 }).toArray();
  expect(stuck).toMatchObject({ factsRev: 5, plannedRev: 4 });
  expect(asked).toMatchObject({ factsRev: 4, plannedRev: 4 });
});

it('plans anew what is still to come by phone without a number to call, so that HR hear of it in time', async () => {
  const row = { status: 'scheduled', provider: 'phone', factsRev: 4, plannedRev: 4, planOver: true };
  const untouched = { factsRev: 4, planOver: true };
  const planned = { factsRev: 5, plannedRev: 4, planOver: false };
  const phone = { caller: 'candidate', number: '+442079460958' };
  const rows = db.collection<{ _id: string }>('bookings');
  const cases = [
    [row, planned],
    [{ ...row, status: 'confirmed' }, planned],
    [{ ...row, status: 'completed' }, untouched],
    [{ ...row, status: 'invited' }, untouched],
    [{ ...row, provider: 'zoom' }, untouched],
    [{ ...row, phone }, untouched],
    [{ ...row, guestPhone: '+4930901820' }, untouched],
    [{ ...row, phoneMissedRev: 1 }, untouched],
  ] as const;
  await rows.insertMany(cases.map(([given], n) => ({ _id: `int_${n}`, ...given })) as never);
  await migrate(connection);
  expect(await rows.find().sort({ _id: 1 }).toArray()).toMatchObject(cases.map(([, expected]) => expected));
});

it('keeps what needed a person before this was a list, where it still does', async () => {
  const at = new Date(Date.UTC(2026, 1, 1));
  const since = new Date(Date.UTC(2026, 2, 1));
  const old = {
    tenantId: 'ten_1',
    candidateId: 'can_1',
    createdAt: new Date(0),
    panelGaps: [{ group: 0, missing: 1 }],
  };
  const dropOuts = [{ personId: 'per_1', since, state: 'asked' }];
  const rows = db.collection<{ _id: string }>('bookings');
  await rows.insertMany([
    { _id: 'int_1', ...old, status: 'scheduled', attention: 'bounced', dropOuts },
    { _id: 'int_2', ...old, status: 'cancelled', attention: 'bounced' },
    { _id: 'int_3', ...old, status: 'completed', attention: 'clock_changed', dropOuts },
    { _id: 'int_4', ...old, status: 'invited', attention: 'not_sent', panelGaps: null },
  ] as never);
  const entry = { tenantId: 'ten_1', interviewId: 'int_1', at, action: 'needAttention' };
  await db.collection('audit').insertOne({ ...entry, detail: { attention: 'bounced' } });
  for (let n = 0; n < 2; n++) await migrate(connection, { again: true });

  const kept = await rows.find().sort({ _id: 1 }).toArray();
  expect(kept.map((row) => Reflect.get(row, 'marks'))).toEqual([
    [
      { cause: 'interviewer_out', since, of: 'per_1' },
      { cause: 'panel', since: new Date(0) },
      { cause: 'bounced', since: at, of: 'can_1' },
    ],
    [],
    [],
    [{ cause: 'not_sent', since: new Date(0) }],
  ]);
  expect(kept[0]).toMatchObject({ attention: null, panelGaps: null });
});

it('ends what mails to the address of a merged candidate had raised, unless one to the kept address came back', async () => {
  const since = new Date('2027-01-04T10:00:00Z');
  const bounced = { cause: 'bounced', since, of: 'can_gone' };
  const unsent = { cause: 'not_sent', since, of: 'link:1:candidate:can_gone' };
  const row = { tenantId: 'ten_1', kind: 'interview', candidateId: 'can_kept', factsRev: 4, planOver: true };
  const rows = db.collection<{ _id: string }>('bookings');
  await rows.insertMany([
    { _id: 'int_1', ...row, addressee: 'can_gone', marks: [bounced, unsent] },
    { _id: 'int_2', ...row, addressee: 'can_gone', marks: [bounced] },
    { _id: 'int_3', ...row, candidateId: 'can_gone', marks: [bounced] },
  ] as never);
  await db.collection('candidates').insertOne({ _id: 'can_kept', tenantId: 'ten_1', addressRev: 1 } as never);
  const send = { tenantId: 'ten_1', recipient: { role: 'candidate', personId: 'can_gone' }, delivery: 'bounced' };
  await db.collection('sends').insertMany([
    { _id: 'int_1/invitation', interviewId: 'int_1', ...send },
    { _id: 'int_2/link', interviewId: 'int_2', ...send, addressRev: 1 },
  ] as never);
  for (let n = 0; n < 2; n++) await migrate(connection, { again: true });

  expect(await rows.find().sort({ _id: 1 }).toArray()).toMatchObject([
    { marks: [unsent], factsRev: 5, planOver: false },
    { marks: [bounced], factsRev: 4, planOver: true },
    { marks: [bounced], factsRev: 4 },
  ]);
});

it('gives group sessions a collection of their own, also those that a run which was cut off left in both, and late ones', async () => {
  const old = { tenantId: 'ten_1', kind: 'group', link: { rev: 0 }, group: { places: 3 }, version: 1, factsRev: 1 };
  const bookings = db.collection<{ _id: string }>('bookings');
  const sessions = db.collection<{ _id: string; version?: number; factsRev?: number }>('groupSessions');
  const moved = { tenantId: 'ten_1', kind: 'group', terms: { places: 3 } };
  // Of one the copy was changed since, of the other what was copied.
  const changed = { version: 2, factsRev: 2 };
  const rows = [
    { _id: 'grp_1', ...old },
    { _id: 'grp_2', ...old },
    { _id: 'grp_4', ...old, ...changed },
  ];
  await bookings.insertMany([...rows, { _id: 'int_1' }] as never);
  await sessions.insertMany([
    { _id: 'grp_2', ...moved, ...changed },
    { _id: 'grp_4', ...moved, version: 1, factsRev: 1 },
  ]);
  await migrate(connection);
  expect(await sessions.find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 'grp_1', ...moved, version: 1, factsRev: 1 },
    { _id: 'grp_2', ...moved, ...changed },
    { _id: 'grp_4', ...moved, ...changed },
  ]);
  expect(await schemaFaults(connection)).toEqual([]);

  // A process of the release before was still at work.
  await bookings.insertOne({ _id: 'grp_3', ...old } as never);
  expect(await schemaFaults(connection)).toHaveLength(1);
  await migrate(connection);
  expect((await bookings.find().toArray()).map(({ _id }) => _id)).toEqual(['int_1']);
  expect(await sessions.countDocuments()).toBe(4);
});
