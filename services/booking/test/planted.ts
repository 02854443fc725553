import type { SlotQuestion } from '@interlude/shared/slots/slot-question';
import { expect, vi } from 'vitest';
import type { Question } from '../src/calendar/bookable.ts';
import type { ReservationRow } from '../src/reservations/reservation-row.ts';
import type { createReservationStore } from '../src/reservations/reservation-store.ts';
import { historyFaults } from './history-faults.ts';
import type { TestPortal } from './portal.ts';
import type { SimulationSize } from './simulation.ts';

/** A portal of modules that are loaded now, so that a bug planted in one of them is in it. */
export async function run(
  size: SimulationSize,
  plant: (portal: TestPortal) => Promise<unknown> = async () => undefined,
) {
  const [{ startTestPortal }, { simulate }] = await Promise.all([import('./portal.ts'), import('./simulation.ts')]);
  let now = Date.parse('2027-03-26T06:00:00Z');
  const portal = await startTestPortal({ now: () => now, ownDatabase: true });
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

/** Few, and all after the same. */
export const crowd = { seed: 7, clients: 40, rounds: 12, atOnce: 40, hot: 6 };

/** Few at once: where many want a time at once, any of them may have had it. */
export const trickle = { seed: 7, clients: 12, rounds: 80, atOnce: 3, hot: 6 };

/** Nothing is planted any more. */
export function uproot(): void {
  vi.doUnmock('../src/calendar/read-question.ts');
  vi.doUnmock('../src/reservations/reservation-store.ts');
  vi.doUnmock('../src/calendar/joinable-sessions.ts');
  vi.doUnmock('../src/claims/claim-place.ts');
  vi.doUnmock('../src/booking/siblings.ts');
  vi.doUnmock('../src/bundles/list-arranged.ts');
  vi.doUnmock('../src/booking/row/booking-store.ts');
  vi.doUnmock('../src/claims/claim-several.ts');
  vi.doUnmock('../src/booking/commit.ts');
  vi.doUnmock('../src/bundles/seat-recurring.ts');
  vi.doUnmock('../src/bundles/list-recurring.ts');
  vi.resetModules();
}

type Store = ReturnType<typeof createReservationStore>;

/** Replaces parts of the reservation store in the modules that are loaded next. */
export function plantInStore(change: (store: Store) => Partial<Store>): void {
  vi.doMock('../src/reservations/reservation-store.ts', async (original) => {
    const real = await original<typeof import('../src/reservations/reservation-store.ts')>();
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
export function plantInClaims(written: (row: ReservationRow) => ReservationRow): void {
  plantInStore((store) => ({
    claim: async (row) => await store.claim(written(row)),
    take: async (row) => await store.take(written(row)),
    move: async (own, set) => await store.move(own, { ...set, ...cellsOf(written({ ...own, ...set })) }),
  }));
}

function cellsOf({ cells }: ReservationRow): Pick<ReservationRow, 'cells'> {
  return cells === undefined ? {} : { cells };
}

/** Changes what lists are made of and bookings are judged by. */
export function plantInQuestion(change: (asked: SlotQuestion) => SlotQuestion): void {
  vi.doMock('../src/calendar/read-question.ts', async (original) => {
    const real = await original<typeof import('../src/calendar/read-question.ts')>();
    const changed = (question: Question) => ({ ...question, asked: change(question.asked) });
    const readQuestion: typeof real.readQuestion = async (...facts) => changed(await real.readQuestion(...facts));
    const readQuestions: typeof real.readQuestions = async (...facts) =>
      (await real.readQuestions(...facts)).map(changed);
    return { ...real, readQuestion, readQuestions };
  });
}

/** Changes what lists are made of, and not what bookings are judged by. */
export function plantInListing(change: (asked: SlotQuestion) => SlotQuestion): void {
  vi.doMock('../src/calendar/read-question.ts', async (original) => {
    const real = await original<typeof import('../src/calendar/read-question.ts')>();
    const readQuestion: typeof real.readQuestion = async (...facts) => {
      const question = await real.readQuestion(...facts);
      return facts[3].chooseFor === undefined ? { ...question, asked: change(question.asked) } : question;
    };
    return { ...real, readQuestion };
  });
}

/** Commits what belongs together one by one; the request and its instant are the same. */
export function plantOneByOne(): void {
  vi.doMock('../src/booking/commit.ts', async (original) => {
    const real = await original<typeof import('../src/booking/commit.ts')>();
    const commitChanges: typeof real.commitChanges = async (stores, [first, ...others], answerOf) => {
      const answer = await real.commitChanges(stores, first ? [first] : [], answerOf);
      for (const { context, ...one } of others) {
        const { idempotency: _, ...later } = context;
        await real.commitChanges(stores, [{ ...one, context: later }], () => null);
      }
      return answer;
    };
    return { ...real, commitChanges };
  });
}

/**
 * What the checker says of a build, any of the kinds named; another seed when nobody happened to meet the bug, eight at
 * most.
 */
export async function expectFault(
  kinds: string | readonly string[],
  size: SimulationSize,
  plant?: (portal: TestPortal) => Promise<unknown>,
): Promise<void> {
  const said: string[] = [];
  for (let seed = size.seed; seed < size.seed + 8; seed++) {
    const { faults } = await run({ ...size, seed }, plant);
    if (faults.some((fault) => [kinds].flat().some((kind) => fault.startsWith(`${kind}:`)))) return;
    said.push(...faults);
  }
  expect.fail(
    `no ${[kinds].flat().join(' or ')} in eight runs, but ${said.length === 0 ? 'nothing' : said.join('\n')}`,
  );
}
