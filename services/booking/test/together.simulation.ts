import { CELL_MS } from '@interlude/shared/slots/cells';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ReservationRow } from '../src/reservations/reservation-row.ts';
import { crowd, expectFault, plantInClaims, plantInQuestion, plantOneByOne, run, trickle, uproot } from './planted.ts';

afterEach(uproot);

// By their place in the list of forms: two parts within an hour, three parts, and a service three days in a row.
const [parts, threeParts, series] = [16, 17, 14];
const few = { ...crowd, clients: 20, atOnce: 20 };

describe('the checker finds', { timeout: 300_000 }, () => {
  it('nothing in a build without a bug, in the crowds that find the others', async () => {
    for (const only of [[threeParts], [series, 12]]) expect((await run({ ...few, only })).faults).toEqual([]);
  });

  it('a build that keeps what it has of a choice which it cannot have whole', async () => {
    vi.doMock('../src/claims/claim-several.ts', async (original) => {
      const real = await original<typeof import('../src/claims/claim-several.ts')>();
      const claimTogether: typeof real.claimTogether = async (stores, ...wish) => {
        const reservations = { ...stores.reservations, releaseHold: async () => true };
        return await real.claimTogether({ ...stores, reservations }, ...wish);
      };
      return { ...real, claimTogether };
    });
    await expectFault('S12', { ...few, only: [threeParts] });
  });

  it('a build that books the times of a series one by one', async () => {
    plantOneByOne();
    await expectFault('S8', { ...few, only: [series] });
  });

  it('a build that leaves out the last time of a series', async () => {
    vi.doMock('../src/bundles/seat-recurring.ts', async (original) => {
      const real = await original<typeof import('../src/bundles/seat-recurring.ts')>();
      const seatRecurring: typeof real.seatRecurring = ({ starts, rule }) =>
        real.seatRecurring({ starts: starts.slice(0, 2), rule });
      return { ...real, seatRecurring };
    });
    await expectFault('H1', { ...few, only: [series] });
  });

  it('a build that does not look at order and gaps again when a part is moved', async () => {
    vi.doMock('../src/booking/siblings.ts', async (original) => {
      const real = await original<typeof import('../src/booking/siblings.ts')>();
      const { boundsFor } = await import('../src/calendar/bounds.ts');
      const readBounds: typeof real.readBounds = async (_, row, party, now) => {
        return { ...boundsFor(row, party, now), others: [] };
      };
      return { ...real, readBounds };
    });
    await expectFault('S11', { ...few, only: [parts] });
  });

  it('a build that does not mind the other parts being moved meanwhile', async () => {
    vi.doMock('../src/booking/siblings.ts', async (original) => {
      const real = await original<typeof import('../src/booking/siblings.ts')>();
      return { ...real, relyOnAll: async () => undefined };
    });
    await expectFault('S11', { ...crowd, rounds: 24, hot: 60, only: [parts] });
  });

  it('a build that lists the starts of parts without what is chosen', async () => {
    vi.doMock('../src/bundles/list-arranged.ts', async (original) => {
      const real = await original<typeof import('../src/bundles/list-arranged.ts')>();
      const offerParts: typeof real.offerParts = async (stores, row, input, now) =>
        await real.offerParts(stores, row, { ...input, wanted: new Map() }, now);
      return { ...real, offerParts };
    });
    await expectFault('L1', { ...few, only: [parts] });
  });

  it('a build that lists every time of a series', async () => {
    vi.doMock('../src/bundles/list-recurring.ts', async (original) => {
      const real = await original<typeof import('../src/bundles/list-recurring.ts')>();
      const offerSeries: typeof real.offerSeries = async (...asked) => {
        const view = await real.offerSeries(...asked);
        return { ...view, times: view.times.map((time) => ({ ...time, free: true })) };
      };
      return { ...real, offerSeries };
    });
    await expectFault('L2', { ...few, only: [series, 11] });
  });

  it('a build that keeps no buffer free in a room', async () => {
    const isInside = (cell: string, { startsAt, endsAt }: ReservationRow) => {
      const at = Number.parseInt(cell.split(':')[2] ?? '', 36) * CELL_MS;
      return at >= startsAt.getTime() && at < endsAt.getTime();
    };
    plantInClaims((row) => {
      const cells = (row.cells ?? []).filter((cell) => !cell.startsWith('res_') || isInside(cell, row));
      return { ...row, cells };
    });
    plantInQuestion((asked) => ({
      ...asked,
      people: asked.people.map(({ busy, ...person }) => {
        const bare = busy.map((time) => ({ ...time, beforeMinutes: 0, afterMinutes: 0 }));
        return { ...person, busy: person.resource ? bare : busy };
      }),
    }));
    await expectFault('S1', { ...crowd, only: [9, 11] });
  });

  it('a build that counts a weekly cap before the claim', async () => {
    plantInClaims((row) => ({ ...row, cells: (row.cells ?? []).filter((cell) => !cell.includes(':W')) }));
    await expectFault('S3', { ...few, only: [12], hot: 24 });
  });

  it('a build that takes a cap to be reached one too early', async () => {
    plantInQuestion((asked) => ({
      ...asked,
      people: asked.people.map((person) => {
        const { perDay, perWeek } = person.caps;
        return { ...person, caps: { perDay: perDay && perDay - 1, perWeek } };
      }),
    }));
    await expectFault('H2', { ...trickle, only: [4] });
  });

  it('a build that knows nothing of hours that recur', async () => {
    plantInQuestion((asked) => ({
      ...asked,
      people: asked.people.map((person) => ({ ...person, recurring: undefined })),
    }));
    await expectFault('S10', { ...few, only: [12] });
  });
});
