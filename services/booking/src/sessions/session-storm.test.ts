import { type CandidateBrowser, intentKey, signedIn } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { beginMany, refusalsOf } from '../../test/crowd.ts';
import { groupTools } from '../../test/groups.ts';
import { exclusionFaults } from '../../test/invariants.ts';
import { patient, startTestPortal, type TestPortal } from '../../test/portal.ts';
import type { SessionRow } from '../booking/row/session-row.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
  await portal.startCopy();
});
afterAll(async () => await portal.stop());

const { session, cancel } = groupTools(() => portal);
const rounds = 3;

/** A session that half of many guests are in, and HR at each copy of the service. */
async function crowd() {
  const person = await portal.addInterviewer({ caps: { perDay: null, perWeek: null } });
  const policy = { ...patient, minimumNotice: 'PT0S' };
  const { offer, first, start, starts } = await session('interview', [person], 1, { places: 40, policy });
  const guests = await beginMany(portal, 20, offer);
  for (const guest of guests.slice(0, 10)) await guest.book(start);
  const staff = await Promise.all(portal.bases.map((base) => signedIn(base, portal.email, portal.password)));
  return { person, first, guests, start, starts, staff };
}

const sessionsOf = async (person: string) =>
  await portal
    .collection<SessionRow>('groupSessions')
    .find({ people: { $in: [person as never] }, status: { $in: ['scheduled', 'rescheduled'] } })
    .toArray();
// On a busy machine a storm may outlast what one request waits for.
const mayLose = ['slot_taken', 'slot_not_offered', 'version_conflict', 'status_forbids', 'hold_expired', 'unavailable'];

// Each in turn books the present time of the session, moves to another start, or leaves.
async function stir(guest: CandidateBrowser, at: string, other: string, n: number): Promise<unknown> {
  const { status, startsAt } = await guest.view();
  if (status === 'invited') return await guest.book(at);
  if (status === 'cancelled') return null;
  if (n % 7 === 0) return await cancel(guest);
  return await guest.reschedule(startsAt === other ? at : other);
}

it('keeps a session whole that HR move while its guests come, move and go, in two copies of the service', async () => {
  const { person, first, guests, start, starts, staff } = await crowd();
  let moved = 0;
  for (let round = 0; round < rounds; round++) {
    const at = (await first.view()).startsAt ?? start;
    const one = (await sessionsOf(person)).find(({ startsAt }) => startsAt?.getTime() === Date.parse(at));
    const wanted = [starts[10 + round * 4] ?? '', starts[12 + round * 4] ?? ''];
    const moves = staff.map((browser, n) =>
      browser.call('interviews.moveGroup', {
        interviewId: one?._id,
        startsAt: wanted[n],
        reason: { code: 'conflict' },
        idempotencyKey: intentKey(),
      }),
    );
    const stirred = guests.map((guest, n) => stir(guest, at, starts[60] ?? '', n + round));
    const outcomes = await Promise.allSettled([...moves, ...stirred]);
    moved += outcomes.slice(0, 2).filter(({ status }) => status === 'fulfilled').length;
    for (const { code } of refusalsOf(outcomes)) expect(mayLose).toContain(code);
    expect(await exclusionFaults(portal)).toEqual([]);
    const where = (await sessionsOf(person)).map(({ startsAt }) => startsAt?.getTime());
    expect(where).toContain(Date.parse((await first.view()).startsAt ?? ''));
  }
  expect(moved).toBeGreaterThanOrEqual(rounds);
});

it('leaves nobody in a session that HR call off while its guests come, move and go, in two copies of the service', async () => {
  const { person, first, guests, start, starts, staff } = await crowd();
  const [one] = await sessionsOf(person);
  const key = intentKey();
  const calls = staff.map((browser) =>
    browser.call('interviews.cancelGroup', { interviewId: one?._id, reason: { code: 'other' }, idempotencyKey: key }),
  );
  const stirred = guests.map((guest, n) => stir(guest, start, starts[60] ?? '', n));

  const outcomes = await Promise.allSettled([...calls, ...stirred]);

  expect(outcomes.slice(0, 2).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  for (const { code } of refusalsOf(outcomes)) expect(mayLose).toContain(code);
  expect(await exclusionFaults(portal)).toEqual([]);
  expect((await first.view()).status).toBe('cancelled');
  // Whoever is at that time all the same booked it afterwards, and is in a session that HR see.
  const stands = await sessionsOf(person);
  expect(stands.map(({ _id }) => _id)).not.toContain(one?._id);
  const views = await Promise.all(guests.map((guest) => guest.view()));
  for (const { status, startsAt } of views.filter(({ status }) => status !== 'cancelled' && status !== 'invited'))
    expect([status, stands.some((stand) => stand.startsAt?.getTime() === Date.parse(startsAt ?? ''))]).toContain(true);
});
