import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { crowd, expectFault, plantInStore, run, trickle, uproot } from './planted.ts';

afterEach(uproot);

// By their place in the list of forms: those who share a session, and those who are alone with somebody who gives it.
const [sessions, alone] = [20, 0];
const few = { ...crowd, clients: 20, rounds: 8, atOnce: 20 };

describe('the checker finds', { timeout: 300_000 }, () => {
  it('nothing in a build without a bug, in a crowd that fills sessions', async () => {
    // So few starts that sessions are shared whoever comes first.
    const { history, faults } = await run({ ...few, clients: 24, hot: 2, only: [sessions, alone] });
    expect(faults).toEqual([]);
    const booked = history.operations.filter(({ client, kind, outcome }) => {
      return kind === 'book' && outcome === 'ok' && client % 2 === 0;
    });
    const guests = Map.groupBy(booked, ({ concerns }) => concerns[0]?.startsAt);
    expect(Math.max(...[...guests.values()].map(({ length }) => length))).toBeGreaterThan(2);
  });

  it('a build whose places exclude nobody', async () => {
    plantInStore((store) => ({
      async claim(row) {
        if (row.placeIn !== undefined) row.cells = [`${row.placeIn}#${intentKey()}`];
        await store.claim(row);
      },
    }));
    await expectFault('S13', { ...few, clients: 40, atOnce: 40, only: [sessions] });
  });

  it('a build that knows of no session which others are in', async () => {
    vi.doMock('../src/calendar/joinable-sessions.ts', async (original) => {
      const real = await original<typeof import('../src/calendar/joinable-sessions.ts')>();
      return { ...real, joinable: () => [] };
    });
    await expectFault('L1', { ...few, only: [sessions] });
  });

  it('a build that never gives the last place of a session', async () => {
    vi.doMock('../src/claims/claim-place.ts', async (original) => {
      const real = await original<typeof import('../src/claims/claim-place.ts')>();
      const claimPlace: typeof real.claimPlace = async (store, wish, session, terms) =>
        await real.claimPlace(store, wish, session, { ...terms, places: terms.places - 1 });
      return { ...real, claimPlace };
    });
    // It is refused although it was listed, or although nobody else was after it.
    await expectFault(['L2', 'H2'], { ...trickle, clients: 24, rounds: 30, atOnce: 2, hot: 3, only: [sessions] });
  });
});
