import type { SlotQuestion } from '@interlude/shared/free-slots';
import type { PersonId } from '@interlude/shared/ids';
import mongoose from 'mongoose';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import type { ReservationRow } from './slots/reservation-row.ts';
import type { createReservationStore } from './slots/reservation-store.ts';
import { historyFaults } from './test-history-faults.ts';
import { exclusionFaults } from './test-invariants.ts';
import type { TestPortal } from './test-portal.ts';
import type { SimulationSize } from './test-simulation.ts';

declare module 'vitest' {
  interface ProvidedContext {
    simulation: SimulationSize;
  }
}

/** A portal of modules that are loaded now, so that a bug planted in one of them is in it. */
async function run(size: SimulationSize, plant: (portal: TestPortal) => Promise<unknown> = async () => undefined) {
  const [{ startTestPortal }, { simulate }] = await Promise.all([
    import('./test-portal.ts'),
    import('./test-simulation.ts'),
  ]);
  let now = Date.parse('2027-03-26T06:00:00Z');
  const portal = await startTestPortal({ now: () => now });
  try {
    // Before the bug is planted: a start repairs indexes.
    await portal.startCopy();
    await plant(portal);
    const advance = (ms: number) => {
      now += ms;
    };
    const history = await simulate({ portal, advance }, size);
    return { history, faults: await historyFaults(portal, history) };
  } finally {
    await portal.stop();
  }
}

// Few, and all after the same.
const crowd = { seed: 7, clients: 40, rounds: 12, atOnce: 40, hot: 6 };

afterEach(() => {
  vi.doUnmock('./slots/slot-question.ts');
  vi.doUnmock('./slots/reservation-store.ts');
  vi.doUnmock('./bookings/booking-store.ts');
  vi.resetModules();
});

it('keeps every promise to two hundred candidates who all want the early times', async () => {
  const size = inject('simulation');
  const { history, faults } = await run(size);
  const outcomes = new Set(history.operations.map(({ kind, outcome }) => `${kind} ${outcome}`));
  expect(faults, `seed ${size.seed}`).toEqual([]);
  // A simulation in which nothing is contested proves nothing.
  for (const seen of [
    'book ok',
    'book slot_taken',
    'reschedule ok',
    'reschedule slot_taken',
    'hold ok',
    'cancel ok',
    'join ok',
    'pass ok',
  ])
    expect(outcomes, `seed ${size.seed}`).toContain(seen);
}, 600_000);

type Store = ReturnType<typeof createReservationStore>;

/** Replaces parts of the reservation store in the modules that are loaded next. */
function plantInStore(change: (store: Store) => Partial<Store>): void {
  vi.doMock('./slots/reservation-store.ts', async (original) => {
    const real = await original<typeof import('./slots/reservation-store.ts')>();
    return {
      ...real,
      createReservationStore: (connection: Parameters<typeof createReservationStore>[0]) => {
        const store = real.createReservationStore(connection);
        return { ...store, ...change(store) };
      },
    };
  });
}

/** Changes what is written of a claim, whether it is held first or comes with the booking. */
function plantInClaims(written: (row: ReservationRow) => ReservationRow): void {
  plantInStore((store) => ({
    claim: async (row) => await store.claim(written(row)),
    take: async (row) => await store.take(written(row)),
  }));
}

/** Changes what lists are made of, and not what bookings are judged by. */
function plantInListing(change: (asked: SlotQuestion) => SlotQuestion): void {
  vi.doMock('./slots/slot-question.ts', async (original) => {
    const real = await original<typeof import('./slots/slot-question.ts')>();
    const readQuestion: typeof real.readQuestion = async (...facts) => {
      const question = await real.readQuestion(...facts);
      return facts[3].chooseFor === undefined ? { ...question, asked: change(question.asked) } : question;
    };
    return { ...real, readQuestion };
  });
}

/** What the checker says of a build; another seed when nobody happened to meet the bug, eight at most. */
async function expectFault(
  kind: string,
  size: SimulationSize,
  plant?: (portal: TestPortal) => Promise<unknown>,
): Promise<void> {
  const said: string[] = [];
  for (let seed = size.seed; seed < size.seed + 8; seed++) {
    const { faults } = await run({ ...size, seed }, plant);
    if (faults.some((fault) => fault.startsWith(`${kind}:`))) return;
    said.push(...faults);
  }
  expect.fail(`no ${kind} in eight runs, but ${said.length === 0 ? 'nothing' : said.join('\n')}`);
}

const without = async (portal: TestPortal) => await portal.plantMissingIndex();

describe('the checker finds', { timeout: 300_000 }, () => {
  it('a build without the exclusion index', async () => {
    await expectFault('S1', { ...crowd, only: [0, 1] }, without);
  });

  it('a build that excludes equal starts only', async () => {
    await expectFault('S1', { ...crowd, only: [0, 1] }, async (portal) => {
      await portal.plantMissingIndex();
      await portal
        .collection('reservations')
        .createIndex(
          { tenantId: 1, people: 1, startsAt: 1, active: 1 },
          { unique: true, partialFilterExpression: { active: true } },
        );
    });
  });

  it('a build that looks for an overlap and then inserts', async () => {
    plantInStore((store) => {
      async function look({ tenantId, cells = [] }: ReservationRow): Promise<void> {
        const holders = await store.listHoldersOf(tenantId, cells);
        if (holders.length > 0) throw new mongoose.mongo.MongoServerError({ message: 'taken', code: 11_000 });
      }
      return {
        async claim(row) {
          if (row.kind === 'hold') await look(row);
          await store.claim(row);
        },
        async take(row) {
          await look(row);
          return await store.take(row);
        },
      };
    });
    await expectFault('S1', { ...crowd, only: [0, 1] }, without);
  });

  it('a build that counts a cap before the claim', async () => {
    plantInClaims((row) => ({ ...row, cells: (row.cells ?? []).filter((cell) => !row.seats.includes(cell)) }));
    await expectFault('S3', { ...crowd, only: [4], hot: 24 });
  });

  it('a build that claims people and not their room', async () => {
    const withoutRooms = (cells: string[] = []) => cells.filter((cell) => !cell.startsWith('res_'));
    plantInStore((store) => ({
      claim: async (row) => await store.claim({ ...row, cells: withoutRooms(row.cells) }),
      take: async (row) => await store.take({ ...row, cells: withoutRooms(row.cells) }),
      move: async (own, set) => await store.move(own, { ...set, cells: withoutRooms(set.cells) }),
    }));
    await expectFault('S7', { ...crowd, only: [8, 9], hot: 8 });
  });

  it('a build that forgets the room', async () => {
    plantInClaims(({ resources: _, ...row }) => {
      return { ...row, cells: (row.cells ?? []).filter((cell) => !cell.startsWith('res_')) };
    });
    await expectFault('S2', { ...crowd, only: [8, 9], hot: 8 });
  });

  it('nothing in a build without a bug, in the crowds that find the others', async () => {
    for (const size of [crowd, { ...crowd, only: [0, 1] }, { ...crowd, only: [8, 9], hot: 8 }])
      expect((await run(size)).faults).toEqual([]);
  });

  it('a build that does not look at a hold again when it books', async () => {
    const rivalHasBooked = Promise.withResolvers<void>();
    const lateIsBooking = Promise.withResolvers<void>();
    let isLate = true;
    plantInStore((store) => ({
      async promote(hold, at) {
        if (isLate) {
          isLate = false;
          lateIsBooking.resolve();
          await rivalHasBooked.promise;
        }
        await store.promote(hold, at);
        return true;
      },
    }));
    const { startTestPortal } = await import('./test-portal.ts');
    let now = Date.parse('2027-03-26T06:00:00Z');
    const portal = await startTestPortal({ now: () => now });
    try {
      const templateId = await portal.addTemplate([await portal.addInterviewer()], { policy: { holdFor: 'PT1M' } });
      const [holder, rival] = [await portal.invite(templateId), await portal.invite(templateId)];
      const start = (await rival.slots()).starts[3] ?? '';
      await holder.browser.call('candidate.hold', {
        interviewId: holder.interviewId,
        startsAt: start,
        idempotencyKey: 'hold-of-the-late-one',
      });
      now += 59_999;
      const late = holder.book(start);
      await lateIsBooking.promise;
      now += 1;
      await rival.book(start);
      rivalHasBooked.resolve();
      await late;
      expect((await exclusionFaults(portal)).join('\n')).toMatch(/^S5/m);
    } finally {
      await portal.stop();
    }
  });

  it('a build that reserves part of a panel', async () => {
    plantInClaims((row) => ({ ...row, people: row.people.slice(0, 1) }));
    await expectFault('S2', { ...crowd, only: [2] });
  });

  it('a build that reserves somebody else than it tells', async () => {
    const known = new Set<PersonId>();
    plantInClaims((row) => {
      for (const personId of row.people) known.add(personId);
      const other = [...known].find((personId) => !row.people.includes(personId));
      return { ...row, people: other && row.kind !== 'timeoff' ? [other] : row.people };
    });
    await expectFault('S6', { ...crowd, only: [3] });
  });

  it('a build that keeps a passed offer from everybody', async () => {
    plantInStore(() => ({ releaseOffer: async () => undefined }));
    await expectFault('S9', { ...crowd, rounds: 30, only: [0, 1], hot: 12 });
  });

  it('a build that acknowledges what it does not write', async () => {
    let commits = 0;
    vi.doMock('./bookings/booking-store.ts', async (original) => {
      const real = await original<typeof import('./bookings/booking-store.ts')>();
      const createBookingStore = (connection: Parameters<typeof real.createBookingStore>[0]) => {
        const store = real.createBookingStore(connection);
        const change: typeof store.change = async (seen, set, terms) =>
          set.status === 'rescheduled' && ++commits % 2 === 0 ? seen : await store.change(seen, set, terms);
        return { ...store, change };
      };
      return { ...real, createBookingStore };
    });
    await expectFault('H1', { ...crowd, only: [0, 1], hot: 24 });
  });

  it('a build that keeps a time which was given back', async () => {
    plantInStore(() => ({ releaseHoldOf: async () => undefined }));
    // Where many want a time at once, any of them may have had it.
    await expectFault('H2', { seed: 7, clients: 12, rounds: 80, atOnce: 3, hot: 6, only: [0, 1] });
  });

  it('a build that lists starts off the step', async () => {
    plantInListing((asked) => ({ ...asked, stepMinutes: 5 }));
    await expectFault('L1', { ...crowd, only: [0] });
  });

  it('a build that lists what is taken', async () => {
    plantInListing((asked) => ({ ...asked, people: asked.people.map((person) => ({ ...person, busy: [] })) }));
    await expectFault('L2', { ...crowd, only: [0] });
  });

  it('a build that keeps the buffer on one side only', async () => {
    vi.doMock('./slots/slot-question.ts', async (original) => {
      const real = await original<typeof import('./slots/slot-question.ts')>();
      const readQuestion: typeof real.readQuestion = async (...facts) => {
        const question = await real.readQuestion(...facts);
        return { ...question, asked: { ...question.asked, buffers: { ...question.asked.buffers, beforeMinutes: 0 } } };
      };
      return { ...real, readQuestion };
    });
    await expectFault('S1', { ...crowd, only: [1, 5] });
  });
});
