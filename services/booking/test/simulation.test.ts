import { afterEach, describe, expect, it } from 'vitest';
import { crowd, expectFault, plantInStore, plantOneByOne, run, uproot } from './planted.ts';

afterEach(uproot);

// By their place in the list of forms: two parts within an hour, and those who share a session.
const [parts, sessions] = [16, 20];
const few = { ...crowd, clients: 20, atOnce: 20 };

// The short form of what `npm run simulate` does at length: one run without a bug, one bug of each way to book.
it('keeps every promise to eighty candidates and clients who all want the early times', async () => {
  const { history, faults } = await run({ seed: 1, clients: 80, rounds: 12, atOnce: 32 });
  expect(faults).toEqual([]);
  const outcomes = new Set(history.operations.map(({ kind, outcome }) => `${kind} ${outcome}`));
  // A simulation in which nothing is contested proves nothing.
  for (const seen of ['book ok', 'book slot_taken', 'reschedule ok', 'hold ok', 'cancel ok', 'bookAll ok'])
    expect(outcomes).toContain(seen);
});

describe('the checker finds', { timeout: 120_000 }, () => {
  it('a build without the exclusion index', async () => {
    await expectFault('S1', { ...crowd, only: [0, 1] }, async (portal) => await portal.plantMissingIndex());
  });

  it('a build that books the parts of a choice one by one', async () => {
    plantOneByOne();
    await expectFault('S8', { ...few, only: [parts] });
  });

  it('a build that gives up a session with the first who leaves it', async () => {
    plantInStore(({ groups }) => ({
      groups: {
        ...groups,
        async leave(group, tookPlace) {
          const after = await groups.leave(group, tookPlace);
          return after && { ...after, booked: 0 };
        },
      },
    }));
    await expectFault('S13', { ...few, rounds: 8, only: [sessions] });
  });
});
