import { LostRace } from '../mongo/lost-race.ts';
import { gaveUp, isDuplicateKey, isOutage, isWriteConflict } from '../mongo/mongo.ts';
import { createBatches } from '../runtime/coalesced-reads.ts';
import { newId } from '../runtime/new-id.ts';
import {
  auditRowOf,
  endTurn,
  type Judged,
  keptAnswers,
  releaseEndedOffer,
  takeOverTimeOff,
  type Write,
  writeChange,
  writeOf,
} from './commit.ts';
import type { CommandStores } from './judge.ts';
import { nudgeFor } from './nudge.ts';

// So many transactions of bookings at once: what is decided meanwhile is gathered and written together.
const limits = { mostInFlight: 2, mostKeys: 16 };
const patienceMs = 5_000;

interface Booked {
  readonly write: Write;
  readonly answer: unknown;
  /** When it was asked for, by the monotonic clock. */
  readonly since: number;
}

/** What became of one of them: no error when it is written. */
interface Outcome {
  readonly error?: unknown;
}

/** Nothing of what was to be written together is written, and by itself any of it may be. */
class FellApart extends Error {}

/**
 * Commits bookings whose claims are not written yet. Those that are decided while others are being written share a
 * transaction, with as many commands as one of them alone. When one of them loses its race, or cannot be written,
 * nothing is, and each goes by itself: nobody loses because of another.
 */
export function createCommitTogether(stores: CommandStores) {
  const commit = createBatches<Booked, Outcome>(
    () => 'bookings of all companies',
    async (asked) => {
      // Nobody waits longer for their turn than for an answer: what is late is not begun any more.
      const isLate = ({ since }: Booked) => performance.now() - since > patienceMs;
      const booked = asked.filter((one) => !isLate(one));
      const [first] = booked;
      const work = booked.length > 1 ? writeAll(stores, booked) : first && writeAlone(stores, first);
      const outcome = await Promise.resolve(work).then(
        () => ({}),
        (error: unknown) => ({ error }),
      );
      return asked.map((one) => (booked.includes(one) ? outcome : { error: new Error(gaveUp) }));
    },
    limits,
  );

  /** As `commitChanges` for one booking. */
  return async function commitTogether<T>(
    judged: Judged,
    answerOf: (after: Write['after']) => T | Promise<T>,
  ): Promise<T> {
    try {
      const write = writeOf(judged);
      const answer = await answerOf(write.after);
      const one = { write, answer, since: performance.now() };
      const { error } = await commit(one);
      if (error instanceof FellApart) await writeAlone(stores, one);
      else if (error !== undefined) throw error;
      return answer;
    } finally {
      endTurn(judged.change);
    }
  };
}

async function writeAlone(stores: CommandStores, booked: Booked): Promise<void> {
  await stores.inTransaction(async () => {
    await writeChange(stores, booked.write, newId('event'));
    await keepAnswers(stores, [booked]);
  });
}

async function writeAll(stores: CommandStores, booked: readonly Booked[]): Promise<void> {
  const writes = booked.map(({ write }) => write);
  await stores.inTransaction(async () => {
    try {
      await takeTimes(stores, writes);
      for (const write of writes) await releaseEndedOffer(stores, write);
      if (!(await stores.bookings.changeAll(writes))) throw new LostRace();
      for (const { change } of writes) await change.also?.();
      const commitId = newId('event');
      await stores.audit.append(...writes.map((write) => auditRowOf(write, commitId)));
      await stores.outbox.append(...writes.map(({ after, context }) => nudgeFor(after, context.now)));
      await keepAnswers(stores, booked);
    } catch (error) {
      const isRace = isDuplicateKey(error) || isWriteConflict(error);
      // An outage concerns all of them; anything else may be the fault of one.
      throw isOutage(error) && !isRace ? error : new FellApart();
    }
  });
}

async function takeTimes(stores: CommandStores, writes: readonly Write[]): Promise<void> {
  for (const write of writes) await takeOverTimeOff(stores, write);
  const taken = writes.flatMap(({ change: { reservation } }) =>
    reservation?.do === 'take' ? [reservation.claim.hold] : [],
  );
  if (!(await stores.reservations.take(...taken))) throw new LostRace();
}

async function keepAnswers(stores: CommandStores, booked: readonly Booked[]): Promise<void> {
  const rows = booked.flatMap(({ write, answer }) => keptAnswers(write.context, answer));
  if (rows.length > 0) await stores.idempotency.keep(...rows);
}
