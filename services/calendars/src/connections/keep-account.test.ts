import { once } from 'node:events';
import { expect, it } from 'vitest';
import { timeLimit } from '../looking/time-limit.ts';
import { ProviderError } from '../providers/provider.ts';
import { createTestDeps } from '../test-deps.ts';
import { connectionRows } from './connection-rows.ts';
import { createCalls } from './connections.ts';
import { keepAccount } from './keep-account.ts';

const { deps } = createTestDeps('accounts');
const account = { tenantId: 'ten_1', personId: 'per_1', zone: 'Europe/Berlin' };
const signIn = { url: 'https://one.example/', username: 'u', password: 'p' };

/** An account with two calendars, the second of which fails as often as that. */
function callsFailing(times: number) {
  let failures = 0;
  const list = async () => ['one', 'two'].map((name) => ({ calendarId: name, name, url: `/${name}`, mayWrite: null }));
  const caldav = {
    ...deps.providers.caldav,
    list,
    async look(...[, { calendarId }]: Parameters<typeof deps.providers.caldav.look>) {
      if (calendarId === 'one' || failures >= times) return { isSame: false, cursor: null, spans: [] } as const;
      failures += 1;
      throw new ProviderError('unreadable');
    },
  };
  return createCalls({ ...deps, providers: { ...deps.providers, caldav } });
}

it('a calendar that could not be read once when its account was connected is tried again, and takes time', async () => {
  const { connection } = await callsFailing(1).connectCaldav({ ...account, ...signIn });
  expect(connection).toMatchObject({ busyFrom: ['one', 'two'], state: 'ok' });
});

it('a calendar that cannot be read is left out by name, so that its owner is told which, and is taken in when it can', async () => {
  const calls = callsFailing(2);
  const { connection } = await calls.connectCaldav({ ...account, ...signIn });
  expect(connection.busyFrom).toEqual(['one']);
  expect(connection.calendars.map(({ name, because }) => [name, because])).toEqual([
    ['one', null],
    ['two', 'unreadable'],
  ]);
  const { connectionId } = connection;
  const choice = { tenantId: 'ten_1', personId: 'per_1', connectionId, busyFrom: ['one', 'two'], writeTo: null };
  expect((await calls.choose(choice)).connection).toMatchObject({ busyFrom: ['one', 'two'], state: 'ok' });
});

it('a server that hangs at the first try leaves the second one its half of the time', async () => {
  let tries = 0;
  const caldav: typeof deps.providers.caldav = {
    ...deps.providers.caldav,
    async look({ signal }) {
      tries += 1;
      if (tries > 1) return { isSame: false, cursor: null, spans: [] };
      await once(signal, 'abort');
      throw new ProviderError('retryable');
    },
  };
  const hanging = { ...deps, providers: { ...deps.providers, caldav } };
  const base = connectionRows(hanging).blank({ ...account, provider: 'caldav', name: 'one.example' }, 0);
  const listed = [{ calendarId: 'one', name: 'one', url: '/one', mayWrite: null }];
  const wish = { base, known: undefined, named: 'one', signIn, listed, zone: account.zone };
  const limit = timeLimit(2_000);
  const { calendars } = await keepAccount(hanging, wish, limit);
  expect(calendars).toMatchObject([{ isBusy: true, because: null }]);
  expect([tries, limit.signal.aborted]).toEqual([2, false]);
});

it('bookings are put into no calendar that can only be read: it is said to be so, refused, and asked for where it is not known', async () => {
  const rights: Record<string, boolean | null> = { mine: true, theirs: false, silent: null };
  const list = async () =>
    Object.entries(rights).map(([name, mayWrite]) => ({ calendarId: name, name, url: `/${name}`, mayWrite }));
  const caldav = { ...deps.providers.caldav, list };
  const calls = createCalls({ ...deps, providers: { ...deps.providers, caldav } });
  const { connection } = await calls.connectCaldav({ ...account, ...signIn });
  expect(connection.calendars.map(({ isWritable }) => isWritable)).toEqual([true, false, undefined]);
  const { connectionId, busyFrom } = connection;
  const choose = async (writeTo: string) =>
    (await calls.choose({ tenantId: 'ten_1', personId: 'per_1', connectionId, busyFrom, writeTo })).connection.writeTo;
  expect(await choose('mine')).toBe('mine');
  await expect(choose('theirs')).rejects.toThrow('read_only');
  expect(await choose('silent')).toBe('silent');
  // What was not known, or was otherwise, when the account was connected.
  Object.assign(rights, { theirs: true, silent: false });
  expect(await choose('theirs')).toBe('theirs');
  await expect(choose('silent')).rejects.toThrow('read_only');
});
