import type { CandidateBrowser } from '@interlude/dev-stack/api-fixtures';
import { sizeOf } from '@interlude/dev-stack/test-extent';
import type { PersonId } from '@interlude/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginMany as beginManyOn, refusalsOf } from '../../test/crowd.ts';
import { groupTools } from '../../test/groups.ts';
import { exclusionFaults } from '../../test/invariants.ts';
import { bookingKinds, startTestPortal, type TestOffer, type TestPortal } from '../../test/portal.ts';
import type { SessionRow } from '../booking/row/session-row.ts';
import type { ReservationRow } from '../reservations/reservation-row.ts';

const minute = 60_000;
let now = Date.parse('2027-05-03T08:00:00Z');
let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
  await portal.startCopy();
});
afterAll(async () => {
  expect(await exclusionFaults(portal)).toEqual([]);
  await portal.stop();
});

interface Joinable {
  readonly joinable?: readonly { readonly startsAt: string; readonly placesLeft: number }[];
}

const beginMany = (count: number, offer: TestOffer) => beginManyOn(portal, count, offer);
const sessionsOf = (personId: string) =>
  portal
    .collection<SessionRow>('groupSessions')
    .find({ people: { $in: [personId as PersonId] } })
    .toArray();
const claimsOf = (personId: string) =>
  portal
    .collection<ReservationRow>('reservations')
    .find({ kind: 'group', people: { $in: [personId as PersonId] }, active: true })
    .toArray();
const toInterviewers = ({ notices }: Pick<SessionRow, 'notices'>) =>
  notices.map(({ id, recipients }) => `${id} ${recipients.map(({ role }) => role)}`);
const leftAt = async (candidate: CandidateBrowser, start: string) =>
  ((await candidate.slots()) as Joinable).joinable?.find(({ startsAt }) => startsAt === start)?.placesLeft;

const { hold, cancel } = groupTools(() => portal);

const codesOf = (outcomes: PromiseSettledResult<unknown>[]) => refusalsOf(outcomes).map(({ code }) => code);

describe.each(bookingKinds)('a group session of places that an %s is', (kind) => {
  it('is offered until its places are booked, claims its people once, and tells them once', async () => {
    const person = await portal.addInterviewer();
    const offer = await portal.offer(kind, [person], { places: 3 });
    const [first, second, third, late] = (await beginMany(4, offer)) as [
      CandidateBrowser,
      CandidateBrowser,
      CandidateBrowser,
      CandidateBrowser,
    ];
    const start = (await first.slots()).starts[4] ?? '';
    expect(await leftAt(first, start)).toBeUndefined();

    await first.book(start);
    expect(await leftAt(late, start)).toBe(2);
    await second.book(start);
    expect(await leftAt(late, start)).toBe(1);
    await third.book(start);

    expect((await late.slots()).starts).not.toContain(start);
    const refused = late.book(start);
    await expect(refused).rejects.toMatchObject({ refusal: { code: 'slot_taken', alternatives: expect.any(Array) } });
    const sessions = await sessionsOf(person);
    expect(sessions.map(toInterviewers)).toEqual([['scheduled@1 interviewer']]);
    expect(await claimsOf(person)).toMatchObject([{ booked: 3, bookingId: sessions[0]?._id }]);
    const view = await first.view();
    expect(view).toMatchObject({ group: { places: 3 }, startsAt: start });
    expect(view.interviewers).toHaveLength(1);
  });

  it("is given up with its last guest, whose time is then anybody else's", async () => {
    const person = await portal.addInterviewer();
    const offer = await portal.offer(kind, [person], { places: 2 });
    const [first, second] = (await beginMany(2, offer)) as [CandidateBrowser, CandidateBrowser];
    const alone = await (await portal.offer(kind, [person])).begin();
    const start = (await first.slots()).starts[4] ?? '';
    await first.book(start);
    await second.book(start);
    expect((await alone.slots()).starts).not.toContain(start);

    await cancel(first);
    expect((await alone.slots()).starts).not.toContain(start);
    expect((await sessionsOf(person)).map(({ status }) => status)).toEqual(['scheduled']);
    await cancel(second);

    expect((await sessionsOf(person)).map(toInterviewers)).toEqual([
      ['scheduled@1 interviewer', 'cancelled@2 interviewer'],
    ]);
    expect((await alone.slots()).starts).toContain(start);
    expect((await alone.book(start)).status).toBe('scheduled');
  });

  it('keeps a place for whoever is choosing, and gives it to the next when that is over', async () => {
    const person = await portal.addInterviewer();
    const offer = await portal.offer(kind, [person], { places: 2 });
    const [first, chooser, late] = (await beginMany(3, offer)) as [
      CandidateBrowser,
      CandidateBrowser,
      CandidateBrowser,
    ];
    const start = (await first.slots()).starts[4] ?? '';
    await first.book(start);
    await hold(chooser, start);

    expect((await late.slots()).starts).not.toContain(start);
    expect((await chooser.slots()).starts).toContain(start);
    await expect(late.book(start)).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });
    now += 6 * minute;
    expect((await late.book(start)).status).toBe('scheduled');
    await expect(chooser.book(start)).rejects.toMatchObject({ refusal: { code: 'slot_taken' } });
  });

  it('that was only held takes the time from nobody once the hold is over, and keeps it until then', async () => {
    const person = await portal.addInterviewer();
    const chooser = await (await portal.offer(kind, [person], { places: 2 })).begin();
    const alone = await (await portal.offer(kind, [person])).begin();
    const start = (await chooser.slots()).starts[4] ?? '';
    await hold(chooser, start);
    expect((await alone.slots()).starts).not.toContain(start);
    now += 6 * minute;

    expect((await alone.slots()).starts).toContain(start);
    expect((await alone.book(start)).status).toBe('scheduled');
    expect(await claimsOf(person)).toEqual([]);
    expect(await sessionsOf(person)).toEqual([]);
  });

  it('lets a guest choose another time that overlaps the one they only hold', async () => {
    const person = await portal.addInterviewer();
    const chooser = await (await portal.offer(kind, [person], { places: 2, durationMinutes: 60 })).begin();
    const { starts } = await chooser.slots();
    await hold(chooser, starts[4] ?? '');

    const beside = starts[5] ?? '';
    expect(Date.parse(beside) - Date.parse(starts[4] ?? '')).toBe(30 * minute);
    expect((await chooser.slots()).starts).toContain(beside);
    expect((await chooser.book(beside)).startsAt).toBe(beside);
    expect((await sessionsOf(person)).length).toBe(1);
  });

  it('ends for its people when its only guest moves to another one, and goes on when somebody is left', async () => {
    const person = await portal.addInterviewer();
    const offer = await portal.offer(kind, [person], { places: 2 });
    const [first, second] = (await beginMany(2, offer)) as [CandidateBrowser, CandidateBrowser];
    const { starts } = await first.slots();
    const [early = '', later = ''] = [starts[4], starts[12]];
    await first.book(early);
    await second.book(later);

    expect((await first.reschedule(later)).startsAt).toBe(later);
    const sessions = await sessionsOf(person);
    expect(sessions.map(({ status }) => status)).toEqual(['cancelled', 'scheduled']);
    expect((await claimsOf(person)).map(({ booked }) => booked)).toEqual([2]);
    expect((await first.reschedule(early)).startsAt).toBe(early);
    expect((await sessionsOf(person)).map(({ status }) => status)).toEqual(['cancelled', 'scheduled', 'scheduled']);
  });

  it('gives its ten places to exactly ten of many who want one at the same moment', async () => {
    const person = await portal.addInterviewer();
    const offer = await portal.offer(kind, [person], { places: 10 });
    // Both go the same way; one of them in a crowd.
    const rivals = await beginMany(kind === 'interview' ? sizeOf({ sample: 60, whole: 200 }) : 40, offer);
    const start = (await rivals[0]?.slots())?.starts[6] ?? '';

    const outcomes = await Promise.allSettled(rivals.map((rival) => rival.book(start)));

    const refusals = codesOf(outcomes);
    expect([outcomes.length - refusals.length, new Set(refusals)]).toEqual([10, new Set(['slot_taken'])]);
    expect((await sessionsOf(person)).map(({ status }) => status)).toEqual(['scheduled']);
    expect((await claimsOf(person)).map(({ booked }) => booked)).toEqual([10]);
    expect(await exclusionFaults(portal)).toEqual([]);
  });

  it('ends in one legal state when guests book, move and cancel at the same moments, round after round', async () => {
    const person = await portal.addInterviewer({ caps: { perDay: null, perWeek: null } });
    const offer = await portal.offer(kind, [person], {
      places: 3,
      policy: { reschedule: { warnAt: 50, limit: 99, cutoff: 'PT0S' } },
    });
    const guests = await beginMany(8, offer);
    const alone = await (await portal.offer(kind, [person])).begin();
    const { starts } = (await guests[0]?.slots()) ?? { starts: [] };
    for (let round = 0; round < 6; round++) {
      const wanted = starts.slice(2 + round, 5 + round);
      const outcomes = await Promise.allSettled([
        ...guests.map(async (guest, n) => {
          const start = wanted[(n + round) % wanted.length] ?? '';
          const { status } = await guest.view();
          if (status === 'invited') return await guest.book(start);
          return await guest.reschedule(start);
        }),
        alone.slots(),
      ]);
      for (const code of codesOf(outcomes))
        expect(['slot_taken', 'slot_not_offered', 'version_conflict']).toContain(code);
      expect(await exclusionFaults(portal)).toEqual([]);
    }
    const booked = guests.slice(0, 4);
    await Promise.all(booked.map(async (guest) => ((await guest.view()).status === 'invited' ? null : cancel(guest))));
    expect(await exclusionFaults(portal)).toEqual([]);
  });
});
