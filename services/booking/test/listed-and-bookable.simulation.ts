import { inject, it } from 'vitest';
import { expectListedIsBookable, startPortalAt } from './listed-and-bookable.ts';

it('lists what can be booked, in hundreds of settings', async ({ signal }) => {
  const timed = await startPortalAt('2027-03-22T08:00:00Z');
  try {
    await expectListedIsBookable(timed, signal, { numRuns: 150, seed: inject('simulation').seed });
  } finally {
    await timed.portal.stop();
  }
}, 1_800_000);
