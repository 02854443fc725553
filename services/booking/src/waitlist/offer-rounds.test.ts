import { until } from '@interlude/dev-stack/until-ready';
import { expect, it } from 'vitest';
import { inPages } from '../runtime/in-pages.ts';
import { createLog } from '../runtime/log.ts';
import { createOfferRounds } from './offer-rounds.ts';

it('looks after every company by itself: a line that takes for ever in one keeps nobody of another waiting', async () => {
  const looked: string[] = [];
  const stuck = Promise.withResolvers<never[]>();
  const bookings = {
    listTenantsWaiting: async () => ['ten_1', 'ten_2', 'ten_3'],
    listWaiting: async (tenantId: string) => {
      looked.push(tenantId);
      if (tenantId === 'ten_2') throw new Error('planted');
      return tenantId === 'ten_1' ? await stuck.promise : [];
    },
    listByIds: async () => [],
  };
  const parts = {
    stores: { bookings, scheduled: bookings, reservations: bookings },
    log: createLog('booking', 'silent'),
    now: Date.now,
  };
  const rounds = createOfferRounds(parts as never);
  await rounds.look();
  await until('all three are looked at', async () => looked.length === 3, { everyMs: 5 });
  // One that failed is looked at again, one under way is not, and nothing has changed in the third.
  await rounds.look();
  await until('the failed one again', async () => looked.length === 4, { everyMs: 5 });
  expect(looked.toSorted()).toEqual(['ten_1', 'ten_2', 'ten_2', 'ten_3']);
  stuck.resolve([]);
  await rounds.stop();
});

it('begins no round once it is told to stop, not even of a look that was under way', async () => {
  const asked = Promise.withResolvers<string[]>();
  const begun: string[] = [];
  const bookings = {
    listTenantsWaiting: () => asked.promise,
    listWaiting: async (tenantId: string) => {
      begun.push(tenantId);
      return [];
    },
  };
  const parts = { stores: { bookings }, log: createLog('booking', 'silent'), now: Date.now };
  const rounds = createOfferRounds(parts as never);
  const look = rounds.look();
  await rounds.stop();
  asked.resolve(['ten_1']);
  await look;
  await rounds.look();
  expect(begun).toEqual([]);
});

it('meets every row of a list in one pass, however many pages that takes', async () => {
  const all = Array.from({ length: 95 }, (_, n) => ({ _id: `row_${String(n).padStart(3, '0')}` }));
  const met: string[] = [];
  for await (const { _id } of inPages(async (after) => all.filter((row) => row._id > after).slice(0, 10)))
    met.push(_id);
  expect(met).toEqual(all.map(({ _id }) => _id));
});
