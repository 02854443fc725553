import type { SlotQuestion } from '@interlude/shared/free-slots';
import { expect, vi } from 'vitest';
import type { ReservationRow } from './slots/reservation-row.ts';
import type { createReservationStore } from './slots/reservation-store.ts';
import type { Question } from './slots/slot-question.ts';
import { historyFaults } from './test-history-faults.ts';
import type { TestPortal } from './test-portal.ts';
import type { SimulationSize } from './test-simulation.ts';

/** A portal of modules that are loaded now, so that a bug planted in one of them is in it. */
export async function run(
  size: SimulationSize,
  plant: (portal: TestPortal) => Promise<unknown> = async () => undefined,
) {
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

/** Few, and all after the same. */
export const crowd = { seed: 7, clients: 40, rounds: 12, atOnce: 40, hot: 6 };

/** Few at once: where many want a time at once, any of them may have had it. */
export const trickle = { seed: 7, clients: 12, rounds: 80, atOnce: 3, hot: 6 };

/** Nothing is planted any more. */
export function uproot(): void {
  vi.doUnmock('./slots/slot-question.ts');
  vi.doUnmock('./slots/reservation-store.ts');
  vi.doUnmock('./slots/group-places.ts');
  vi.doUnmock('./slots/claim-place.ts');
  vi.doUnmock('./slots/part-bounds.ts');
  vi.doUnmock('./slots/offer-parts.ts');
  vi.doUnmock('./bookings/booking-store.ts');
  vi.doUnmock('./bookings/claim-together.ts');
  vi.doUnmock('./bookings/commit-changes.ts');
  vi.doUnmock('./series/book-series.ts');
  vi.doUnmock('./series/offer-series.ts');
  vi.resetModules();
}

type Store = ReturnType<typeof createReservationStore>;

/** Replaces parts of the reservation store in the modules that are loaded next. */
export function plantInStore(change: (store: Store) => Partial<Store>): void {
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
export function plantInClaims(written: (row: ReservationRow) => ReservationRow): void {
  plantInStore((store) => ({
    claim: async (row) => await store.claim(written(row)),
    take: async (...rows) => await store.take(...rows.map(written)),
    move: async (own, set) => await store.move(own, { ...set, ...cellsOf(written({ ...own, ...set })) }),
  }));
}

function cellsOf({ cells }: ReservationRow): Pick<ReservationRow, 'cells'> {
  return cells === undefined ? {} : { cells };
}

/** Changes what lists are made of and bookings are judged by. */
export function plantInQuestion(change: (asked: SlotQuestion) => SlotQuestion): void {
  vi.doMock('./slots/slot-question.ts', async (original) => {
    const real = await original<typeof import('./slots/slot-question.ts')>();
    const changed = (question: Question) => ({ ...question, asked: change(question.asked) });
    const readQuestion: typeof real.readQuestion = async (...facts) => changed(await real.readQuestion(...facts));
    const readQuestions: typeof real.readQuestions = async (...facts) =>
      (await real.readQuestions(...facts)).map(changed);
    return { ...real, readQuestion, readQuestions };
  });
}

/** Changes what lists are made of, and not what bookings are judged by. */
export function plantInListing(change: (asked: SlotQuestion) => SlotQuestion): void {
  vi.doMock('./slots/slot-question.ts', async (original) => {
    const real = await original<typeof import('./slots/slot-question.ts')>();
    const readQuestion: typeof real.readQuestion = async (...facts) => {
      const question = await real.readQuestion(...facts);
      return facts[3].chooseFor === undefined ? { ...question, asked: change(question.asked) } : question;
    };
    return { ...real, readQuestion };
  });
}

/** Commits what belongs together one by one; the request and its instant are the same. */
export function plantOneByOne(): void {
  vi.doMock('./bookings/commit-changes.ts', async (original) => {
    const real = await original<typeof import('./bookings/commit-changes.ts')>();
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
