import { expect, it } from 'vitest';
import { ProviderError } from '../providers/provider.ts';
import { createTestDeps } from '../test-deps.ts';
import { createCalls } from './connections.ts';

const { deps } = createTestDeps('accounts');
const account = { tenantId: 'ten_1', personId: 'per_1', zone: 'Europe/Berlin' };
const signIn = { url: 'https://one.example/', username: 'u', password: 'p' };

/** An account with two calendars, the second of which fails as often as that. */
function callsFailing(times: number) {
  let failures = 0;
  const list = async () => ['one', 'two'].map((name) => ({ calendarId: name, name, url: `/${name}` }));
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
