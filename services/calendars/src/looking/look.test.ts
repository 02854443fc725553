import { beforeEach, expect, it } from 'vitest';
import { createCalls } from '../connections/connections.ts';
import { type Look, ProviderError } from '../providers/provider.ts';
import { createTestDeps } from '../test-deps.ts';
import { look, tellBooking } from './look.ts';
import type { LookDeps } from './look-deps.ts';

const base = createTestDeps('looks');
const { connections } = base.deps;
const [tenantId, personId] = ['tenant_one', 'person_one'];
const [hour, start] = [3_600_000, Date.parse('2027-03-01T09:00:00Z')];
let now = start;
/** What the calendar answers. */
let provider: () => Promise<Look>;
/** How it was asked last. */
let asked: { readonly zone: string; readonly cursor: string | null; readonly counts: readonly string[] };
/** How booking takes what it is told; the number of the part is counted from the first of this test. */
let takes: (part: number) => Promise<{ isGone: boolean; zone?: string }>;
let parts = 0;
let tellDrift: LookDeps['tellDrift'];
/** What the entries of ours go through. */
let takesOut: () => Promise<void>;
const deps = {
  ...base.deps,
  writers: {
    ...base.deps.writers,
    caldav: {
      ...base.deps.writers.caldav,
      async remove() {
        await takesOut();
        return 'removed' as const;
      },
    },
  },
  providers: {
    ...base.deps.providers,
    ics: { look: async () => await provider() },
    caldav: {
      async look(...[, , { zone, counts }, cursor]: Parameters<LookDeps['providers']['caldav']['look']>) {
        asked = { zone, cursor, counts };
        return await provider();
      },
      list: async () => [{ calendarId: 'work', name: 'Work', url: '/w', mayWrite: null }],
      addresses: async () => [],
    },
  },
  async report() {
    parts += 1;
    return await takes(parts);
  },
  tellDrift: async (report: Parameters<LookDeps['tellDrift']>[0]) => await tellDrift(report),
  now: () => now,
};
const calls = createCalls(deps);
const of = { tenantId, personId, zone: 'Europe/Berlin' };

beforeEach(() => {
  now = start;
  parts = 0;
  provider = async () => busyAt(start + hour);
  takes = async () => ({ isGone: false });
  takesOut = async () => undefined;
});

const busyAt = (from: number): Look => ({ isSame: false, cursor: null, spans: [{ from, to: from + hour }] });
const connected = async () => {
  const { connection } = await calls.connectCaldav({
    ...of,
    url: 'https://one.example/',
    username: 'u',
    password: 'p',
  });
  const due = await connections.claimDue(new Date(now), new Date(now + 60_000));
  if (due === null) throw new Error('a new connection is due at once');
  return { row: due, ref: { tenantId, personId, connectionId: connection.connectionId } };
};
const isDue = async () => (await connections.claimDue(new Date(now), new Date(now + 60_000))) !== null;

it('calendars chosen anew while a look is under way are told of at once, not at the next round', async () => {
  const { row, ref } = await connected();
  takes = async () => {
    takes = async () => ({ isGone: false });
    await calls.choose({ ...ref, busyFrom: [], writeTo: 'work' });
    return { isGone: false };
  };
  await look(deps, row);
  expect(await isDue()).toBe(true);
});

it('a calendar disconnected while a look is under way is given back at once, not at the next round', async () => {
  const { row, ref } = await connected();
  takes = async () => {
    takes = async () => ({ isGone: false });
    await calls.disconnect({ ...ref, keepEvents: true });
    return { isGone: false };
  };
  await look(deps, row);
  expect(await isDue()).toBe(true);
});

it('whoever dies while they tell booking keeps others waiting for a quarter of a minute, and whoever goes on for as long as it takes', async () => {
  await connected();
  const tell = async () => await tellBooking(deps, { tenantId, personId }, { isAsked: true });
  const codes: unknown[] = [];
  takes = async () => {
    now += 10_000;
    codes.push(await tell().catch(({ name }) => name));
    return { isGone: false };
  };
  await tell();
  expect(codes.length).toBeGreaterThan(2);
  expect(new Set(codes)).toEqual(new Set(['TurnTaken']));

  const died = Promise.withResolvers<void>();
  takes = async () => {
    died.resolve();
    return await new Promise<never>(() => undefined);
  };
  void tell();
  await died.promise;
  takes = async () => ({ isGone: false });
  await expect(tell()).rejects.toMatchObject({ name: 'TurnTaken' });
  now += 15_000;
  await tell();
});

it('booking hears that nothing is to stand in a calendar before the first entry is taken out of it', async () => {
  const { ref } = await connected();
  await calls.choose({ ...ref, busyFrom: [], writeTo: 'work' });
  const until = new Date(now + 30_000);
  const entry = { _id: 'int_1:person_one', tenantId, personId };
  await deps.events.claim(entry, { now: new Date(now), until });
  const place = { connectionId: ref.connectionId, calendarId: 'work', until: new Date(0) };
  await deps.events.write({ ...entry, until }, place);
  const seen: string[] = [];
  takes = async () => {
    seen.push('told');
    return { isGone: false };
  };
  takesOut = async () => {
    seen.push('taken out');
    throw new ProviderError('retryable');
  };
  await expect(calls.disconnect({ ...ref, keepEvents: false })).rejects.toThrow();
  expect(seen.indexOf('taken out')).toBeGreaterThan(0);
  expect(seen.slice(0, seen.indexOf('taken out'))).toContain('told');
});

it('a calendar of which other entries count from now on is read anew by them, and what is not named counts as before', async () => {
  const counted: string[] = [];
  provider = async () => {
    counted.push(`${asked.counts.join('+')} ${asked.cursor ?? 'all'}`);
    return { ...busyAt(start + hour), cursor: 'as before' } as Look;
  };
  const { ref } = await connected();
  await calls.choose({ ...ref, busyFrom: ['work'], writeTo: null, counts: { work: ['elsewhere', 'tentative'] } });
  const { connection } = await calls.choose({ ...ref, busyFrom: ['work'], writeTo: 'work' });
  expect(connection.calendars[0]?.counts).toEqual(['tentative', 'elsewhere']);
  expect(counted).toEqual(['tentative+out_of_office all', 'tentative+elsewhere all', 'tentative+elsewhere as before']);
  const strange = { ...ref, busyFrom: [], writeTo: null, counts: { nowhere: [] } };
  await expect(calls.choose(strange)).rejects.toThrow('not_found');
});

it('what somebody has made of an entry of ours is told by the next look where booking did not take it, though nothing changes', async () => {
  const cursors: (string | null)[] = [];
  provider = async () => {
    cursors.push(asked.cursor);
    return { isSame: false, cursor: 'as it is', spans: [], own: [] };
  };
  const { ref } = await connected();
  await calls.choose({ ...ref, busyFrom: ['work'], writeTo: 'work' });
  const lease = { _id: 'int_1:person_one', tenantId, personId, until: new Date(now + 1) };
  await deps.events.claim(lease, { now: new Date(now), until: lease.until });
  const standing = { name: 'one', from: new Date(now + hour), to: new Date(now + 2 * hour), at: new Date(now) };
  const { connectionId } = ref;
  await deps.events.write(lease, { connectionId, calendarId: 'work', standing, until: new Date(0) });
  now += 61_000;
  const told: (string | null)[] = [];
  tellDrift = async () => await Promise.reject(new Error('booking is away'));
  await calls.syncNow(ref);
  tellDrift = async ({ drift }) => void told.push(drift);
  await calls.syncNow(ref);
  await calls.syncNow(ref);
  expect(cursors.slice(-2)).toEqual([null, 'as it is']);
  expect(told).toEqual(['gone']);
});

it('a look nobody interferes with is not repeated at once', async () => {
  const { row } = await connected();
  await look(deps, row);
  expect(await isDue()).toBe(false);
});

it('what was told before is told again when a part of something else was told since', async () => {
  const { row } = await connected();
  await look(deps, row);
  const whole = parts;
  provider = async () => busyAt(start + 2 * hour);
  takes = async (part) => {
    if (part === whole + 2) throw new Error('booking is away');
    return { isGone: false };
  };
  await look(deps, row);
  expect(parts).toBe(whole + 2);
  provider = async () => busyAt(start + hour);
  await look(deps, row);
  expect(parts).toBe(whole + 2 + whole);
});

it('what is as it was told is not told again within a quarter of an hour, unless somebody asks', async () => {
  const { row } = await connected();
  await look(deps, row);
  const whole = parts;
  await look(deps, row);
  expect(parts).toBe(whole);
  now += 15 * 60_000;
  await look(deps, row);
  expect(parts).toBe(2 * whole);
  await look(deps, row, { isAsked: true });
  expect(parts).toBe(3 * whole);
});

it('a calendar in which nothing has changed for long is read less often, and every five minutes once it changes', async () => {
  const { row } = await connected();
  let reads = 0;
  const read = provider;
  provider = async () => {
    reads += 1;
    return await read();
  };
  const isReadAgainWithin = async (minutes: number) => {
    const before = reads;
    now += minutes * 60_000;
    const due = await connections.claimDue(new Date(now), new Date(now + 60_000));
    if (due !== null) await look(deps, due);
    return reads > before;
  };
  now += 3 * hour;
  await look(deps, row, { isAsked: true });
  expect(await isReadAgainWithin(13)).toBe(false);
  expect(await isReadAgainWithin(4)).toBe(true);
  provider = async () => {
    reads += 1;
    return busyAt(start + 5 * hour);
  };
  expect(await isReadAgainWithin(17)).toBe(true);
  expect(await isReadAgainWithin(6)).toBe(true);
});

it('what is kept of a calendar is the union of its events, however many lie over each other', async () => {
  const spans = Array.from({ length: 500 }, (_, n) => ({ from: start + n * 60_000, to: start + hour + n * 60_000 }));
  provider = async () => ({ isSame: false, cursor: null, spans });
  const { row } = await connected();
  expect(row.calendars.map((part) => part.spans)).toEqual([[{ from: start, to: start + hour + 500 * 60_000 }]]);
});

/** Two looks at once, the one that began first ending last. */
async function overtaken(first: () => Promise<Look>, second: () => Promise<Look>) {
  const { row, ref } = await connected();
  const end = Promise.withResolvers<void>();
  provider = async () => {
    await end.promise;
    return await first();
  };
  const slow = look(deps, row, { isAsked: true });
  provider = second;
  now += 1_000;
  await calls.syncNow(ref);
  end.resolve();
  await slow;
  return { seen: now, kept: await connections.find(row) };
}

it('of two looks at once the one that began later is kept, whichever ends first', async () => {
  const { kept, seen } = await overtaken(
    async () => busyAt(start + hour),
    async () => busyAt(start + 5 * hour),
  );
  expect(kept?.calendars.map(({ spans }) => spans[0]?.from)).toEqual([start + 5 * hour]);
  expect(kept?.freshAt).toEqual(new Date(seen));
});

it('a look that fails takes nothing from what another has found meanwhile, and its failure is kept', async () => {
  const { kept, seen } = await overtaken(
    async () => await Promise.reject(new ProviderError('gone')),
    async () => busyAt(start + 5 * hour),
  );
  expect(kept?.calendars.map(({ spans }) => spans[0]?.from)).toEqual([start + 5 * hour]);
  expect(kept).toMatchObject({ state: 'failing', because: 'gone', freshAt: new Date(seen) });
});

it('what a look found while calendars were chosen anew is looked for again at once', async () => {
  const { row, ref } = await connected();
  await look(deps, row);
  provider = async () => {
    provider = async () => busyAt(start + 5 * hour);
    now += 1_000;
    await calls.syncNow(ref);
    return busyAt(start + hour);
  };
  await calls.choose({ ...ref, busyFrom: ['work'], writeTo: null });
  const due = await connections.claimDue(new Date(now), new Date(now + 60_000));
  if (due !== null) await look(deps, due);
  const kept = await connections.find(row);
  expect(kept?.calendars.map(({ spans }) => spans[0]?.from)).toEqual([start + 5 * hour]);
});

it('calendars of somebody who moves to another zone are read anew by its days, at once', async () => {
  provider = async () => ({ ...busyAt(start + hour), cursor: 'as before' }) as Look;
  const { row } = await connected();
  takes = async () => ({ isGone: false, zone: 'America/New_York' });
  await look(deps, row, { isAsked: true });
  expect(asked).toMatchObject({ zone: 'Europe/Berlin', cursor: 'as before' });
  const due = await connections.claimDue(new Date(now), new Date(now + 60_000));
  if (due !== null) await look(deps, due);
  expect(asked).toMatchObject({ zone: 'America/New_York', cursor: null });
  expect(await isDue()).toBe(false);
});
