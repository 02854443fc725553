import { expect, it } from 'vitest';
import { look } from '../looking/look.ts';
import { createTestDeps } from '../test-deps.ts';
import { CallRefused } from './calls.ts';
import { connectionRows, partOf } from './connection-rows.ts';
import { createCalls } from './connections.ts';

const { deps, clock } = createTestDeps('accounts');
const of = { tenantId: 'ten_1', personId: 'per_1' };
const list = async () => ['work', 'home'].map((name) => ({ calendarId: name, name, url: `/${name}`, mayWrite: null }));
const providers = { ...deps.providers, caldav: { ...deps.providers.caldav, list } };
const calls = createCalls({ ...deps, providers });
const stored = async () => await deps.connections.listOf(of.tenantId, of.personId);
const signIn = { url: 'https://one.example/', username: 'u', password: 'p' };

it('an account that is connected twice at once, as by a double click, is one connection', async () => {
  const file = () => calls.connectIcs({ ...of, zone: 'UTC', url: 'https://one.example/a.ics' });
  const account = () => calls.connectCaldav({ ...of, zone: 'UTC', ...signIn });
  for (const connect of [file, account]) {
    const answers = await Promise.all([connect(), connect(), connect()]);
    expect(new Set(answers.map(({ connection }) => connection.connectionId)).size).toBe(1);
  }
  expect(await stored()).toHaveLength(2);
});

it('nobody connects more than ten calendars, however many at once, and a place is free again after one has gone', async () => {
  const connect = async (n: number) =>
    await calls.connectIcs({ ...of, zone: 'UTC', url: `https://one.example/${n}.ics` });
  const outcomes = await Promise.allSettled(Array.from({ length: 14 }, (_, n) => connect(n)));
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(refused).toEqual(Array(4).fill(new CallRefused('too_many')));
  const [first] = await stored();
  expect(await stored()).toHaveLength(10);
  await calls.disconnect({ ...of, connectionId: first?._id ?? '', keepEvents: true });
  await connect(20);
  expect(await stored()).toHaveLength(10);
});

it('of two connections of one account that were stored before, the older stays, with all that either had chosen', async () => {
  const { blank, sealed } = connectionRows(deps);
  async function insert(busy: string, writeTo: string | null) {
    clock.now += 1_000;
    const row = blank({ ...of, zone: 'UTC', provider: 'caldav', name: 'one.example' }, 0);
    const calendars = ['work', 'home'].map((name) => ({ ...partOf(name, name), isBusy: name === busy }));
    const secret = sealed(row, { ...signIn, calendars: { work: '/work', home: '/home' } });
    await deps.connections.insert({ ...row, calendars, secret, writeTo });
    return row._id;
  }
  const older = await insert('work', null);
  const younger = await insert('home', 'work');
  for (const row of (await stored()).toReversed()) await look({ ...deps, providers }, row);
  const [kept, ...others] = await stored();
  expect(others).toEqual([]);
  expect(kept).toMatchObject({ _id: older, writeTo: 'work', calendars: [{ isBusy: true }, { isBusy: true }] });
  expect(younger).not.toBe(older);
  for (const row of await stored()) await look({ ...deps, providers }, row);
  expect((await stored())[0]).toMatchObject({ place: 1 });
});

it('a person who has left has their consent taken back, and the channels of their calendars ended', async () => {
  const { blank, sealed } = connectionRows(deps);
  const row = blank({ ...of, zone: 'UTC', provider: 'google', name: 'Google' }, 0);
  const secret = { account: 'a', refreshToken: 'refresh', accessToken: 'x', expiresAt: clock.now + 1e9, calendars: {} };
  await deps.connections.insert({ ...row, calendars: [partOf('a', 'A')], grant: 'g', secret: sealed(row, secret) });
  const channel = { _id: 'chan', ...of, connectionId: row._id, calendarId: 'a', address: '/', tokenHash: '-' };
  await deps.channels.insert({ ...channel, resourceId: 'res', until: new Date(clock.now + 1e9) });
  const ended: string[] = [];
  const tokens = { revoke: async (token: string) => void ended.push(token) } as never;
  const watch = {
    ...deps.watch,
    close: async (...[, , { id }]: Parameters<typeof deps.watch.close>) => void ended.push(id),
  };
  await look({ ...deps, tokens, watch, report: async () => ({ isGone: true }) }, row);
  expect(ended).toEqual(['chan', 'refresh']);
  expect(await stored()).toEqual([]);
  expect(await deps.channels.listOf({ tenantId: of.tenantId, connectionId: row._id })).toEqual([]);
});
