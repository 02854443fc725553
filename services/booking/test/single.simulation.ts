import type { PersonId } from '@interlude/shared/ids';
import mongoose from 'mongoose';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import type { ReservationRow } from '../src/reservations/reservation-row.ts';
import { exclusionFaults } from './invariants.ts';
import {
  crowd,
  expectFault,
  plantInClaims,
  plantInListing,
  plantInQuestion,
  plantInStore,
  run,
  uproot,
} from './planted.ts';

declare module 'vitest' {
  interface ProvidedContext {
    simulation: { readonly seed: number; readonly rounds: number };
  }
}

afterEach(uproot);

it('keeps every promise to two hundred candidates and clients who all want the early times', async () => {
  const size = inject('simulation');
  console.log(`INTERLUDE_SIMULATION_SEED=${size.seed}`);
  const { history, faults } = await run({ ...size, clients: 200, atOnce: 32 });
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
    'bookAll ok',
    'bookAll slot_taken',
  ])
    expect(outcomes, `seed ${size.seed}`).toContain(seen);
  const booked = history.operations.filter(({ kind, outcome }) => kind === 'book' && outcome === 'ok');
  const kinds = new Set(booked.map(({ client }) => history.clients[client]?.ids[0]?.slice(0, 4)));
  expect(kinds).toEqual(new Set(['int_', 'apt_']));
}, 600_000);

describe('the checker finds', { timeout: 300_000 }, () => {
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
        async take(...rows) {
          for (const row of rows) await look(row);
          return await store.take(...rows);
        },
      };
    });
    await expectFault('S1', { ...crowd, only: [0, 1] }, async (portal) => await portal.plantMissingIndex());
  });

  it('a build that counts a cap before the claim', async () => {
    plantInClaims((row) => ({ ...row, cells: (row.cells ?? []).filter((cell) => !row.seats.includes(cell)) }));
    await expectFault('S3', { ...crowd, only: [4], hot: 24 });
  });

  it('a build that takes no notice of rooms', async () => {
    plantInQuestion((asked) => ({
      ...asked,
      people: asked.people.map((person) => (person.resource ? { ...person, busy: [] } : person)),
    }));
    plantInClaims((row) => ({ ...row, cells: (row.cells ?? []).filter((cell) => !cell.startsWith('res_')) }));
    await expectFault('S7', { ...crowd, only: [9, 11] });
  });

  it('a build that forgets the room', async () => {
    plantInClaims(({ resources: _, ...row }) => {
      return { ...row, cells: (row.cells ?? []).filter((cell) => !cell.startsWith('res_')) };
    });
    await expectFault('S2', { ...crowd, only: [8, 9], hot: 8 });
  });

  it('nothing in a build without a bug, in the crowds that find the others', async () => {
    for (const size of [crowd, { ...crowd, only: [0, 1] }, { ...crowd, only: [9, 11] }])
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
    const { startTestPortal } = await import('./portal.ts');
    let now = Date.parse('2027-03-26T06:00:00Z');
    const portal = await startTestPortal({ now: () => now, ownDatabase: true });
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
    vi.doMock('../src/booking/row/booking-store.ts', async (original) => {
      const real = await original<typeof import('../src/booking/row/booking-store.ts')>();
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
    await expectFault('S12', { ...crowd, rounds: 40, atOnce: 20, only: [0, 3, 4, 6, 12], hot: 40 });
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
    plantInQuestion((asked) => ({ ...asked, buffers: { ...asked.buffers, beforeMinutes: 0 } }));
    await expectFault('S1', { ...crowd, only: [1, 5] });
  });
});
