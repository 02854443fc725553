import { expect, it } from 'vitest';
import { createCalls } from '../connections/connections.ts';
import type { Look } from '../providers/provider.ts';
import { createTestDeps } from '../test-deps.ts';
import { readCalendars } from './look.ts';
import type { LookDeps } from './look-deps.ts';

const base = createTestDeps('unread');
const start = Date.parse('2027-03-01T09:00:00Z');
const asked: string[] = [];
const deps = {
  ...base.deps,
  providers: {
    ...base.deps.providers,
    ics: {
      async look(...[, { calendarId }]: Parameters<LookDeps['providers']['ics']['look']>): Promise<Look> {
        asked.push(calendarId);
        return { isSame: false, cursor: null, spans: [] };
      },
    },
  },
  report: async () => ({ isGone: false }),
  now: () => start,
};

it('asks the calendars of a connection first that were read longest ago, so that one too many is not always the same', async () => {
  const of = { tenantId: 'tenant_one', personId: 'person_one' };
  await createCalls(deps).connectIcs({ ...of, zone: 'Europe/Berlin', url: 'https://one.example/a.ics' });
  const [row] = await base.deps.connections.listOf(of.tenantId, of.personId);
  const [connected] = row?.calendars ?? [];
  if (row === undefined || connected === undefined) throw new Error('not connected');
  // As rows were before it was kept when a calendar was tried.
  const { triedAt: _, ...part } = connected;
  const minutesAgo = { one: 1, two: 2, three: 9, four: 4, never: null, six: 6 };
  const calendars = Object.entries(minutesAgo).map(([id, minutes]) => ({
    ...part,
    id,
    freshAt: minutes === null ? null : new Date(start - minutes * 60_000),
  }));
  asked.length = 0;
  const read = await readCalendars(deps, { ...row, calendars }, AbortSignal.timeout(5_000));
  expect(asked).toEqual(['never', 'three', 'six', 'four', 'two', 'one']);
  expect(read.calendars.map(({ id }) => id)).toEqual(Object.keys(minutesAgo));

  // One that always fails comes after those that were not tried since.
  const failed = read.calendars.map((one) =>
    one.id === 'never' ? { ...one, freshAt: null, triedAt: new Date(start) } : { ...one, triedAt: new Date(start - 1) },
  );
  asked.length = 0;
  await readCalendars(deps, { ...row, calendars: failed }, AbortSignal.timeout(5_000));
  expect(asked.at(-1)).toBe('never');
});
