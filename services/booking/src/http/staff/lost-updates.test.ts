import { CallRefused } from '@interlude/dev-stack/api-browser';
import { allWeek, intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../../test/portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(async () => await portal.stop());

interface Changed {
  readonly version: number;
}
const personOf = (id: string) => portal.admin.ask<Changed & object>('people.get', { personId: id });
const kinds = {
  'availability.save': {
    create: async () => await portal.addInterviewer(),
    wish: (id: string, text: string) => ({
      personId: id,
      zone: 'UTC',
      weekly: allWeek(text === 'mine' ? '08:00' : '09:00', '17:00'),
      overrides: [],
    }),
    read: (id: string) => portal.admin.ask<Changed>('availability.get', { personId: id }),
    field: 'weekly',
  },
  'people.update': {
    create: async () => await portal.addInterviewer(),
    wish: (id: string, text: string) => ({ personId: id, name: text }),
    read: personOf,
    field: 'name',
  },
  'resources.update': {
    create: async () => {
      const made = { name: 'Room', kind: 'room', capacity: 1 };
      return (await portal.admin.call<{ resourceId: string }>('resources.create', made)).resourceId;
    },
    wish: (id: string, text: string) => ({ resourceId: id, name: text, capacity: 1, active: true }),
    read: async (id: string) => {
      const all = await portal.admin.ask<(Changed & { resourceId: string })[]>('resources.list', {});
      return all.find(({ resourceId }) => resourceId === id) ?? { version: -1 };
    },
    field: 'name',
  },
} as const;

describe.each(Object.entries(kinds))('%s', (procedure, { create, wish, read, field }) => {
  const change = (id: string, text: string, more: object) =>
    portal.admin.call<Changed>(procedure, { ...wish(id, text), ...more });

  it('of two who change from the same version one is refused, and nothing of the other is lost', async () => {
    const id = await create();
    const { version: expectedVersion } = await read(id);
    const both = await Promise.allSettled([
      change(id, 'mine', { expectedVersion }),
      change(id, 'yours', { expectedVersion }),
    ]);
    const won = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const lost = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(won).toHaveLength(1);
    const [refused] = lost;
    expect(refused instanceof CallRefused && refused.refusal).toEqual({
      code: 'version_conflict',
      version: expectedVersion + 1,
      status: 'active',
    });
    const after = await read(id);
    expect(after.version).toBe(expectedVersion + 1);
    expect(Reflect.get(after, field)).toEqual(Reflect.get(won[0] ?? {}, field));
  });

  it('is one change however often it is sent under its key, and without a version whoever is last', async () => {
    const id = await create();
    const { version: expectedVersion } = await read(id);
    const intent = { expectedVersion, idempotencyKey: intentKey() };
    const first = await change(id, 'mine', intent);
    expect(await change(id, 'mine', intent)).toEqual(first);
    expect(first.version).toBe(expectedVersion + 1);
    expect(await change(id, 'yours', {})).toMatchObject({ version: expectedVersion + 2 });
  });
});
