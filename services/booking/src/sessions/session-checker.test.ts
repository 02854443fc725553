import { intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groupTools } from '../../test/groups.ts';
import { exclusionFaults } from '../../test/invariants.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
beforeEach(async () => {
  portal = await startTestPortal();
});
afterEach(async () => await portal.stop());

async function guests(count: number) {
  const offer = await portal.offer('interview', [await portal.addInterviewer()], { places: 2 });
  const all = await Promise.all(Array.from({ length: count }, () => offer.begin()));
  return { all, start: (await all[0]?.slots())?.starts[4] ?? '' };
}
const { cancel } = groupTools(() => portal);
const sessions = () => portal.collection<{ _id: string; active: boolean; booked: number }>('reservations');

describe('the checker of group sessions finds', () => {
  it('a build whose places exclude nobody', async () => {
    const { reservations } = portal.app.stores;
    const { claim, turns } = reservations;
    turns.underWay = () => undefined;
    // They all look before the first of them has written, which is the moment that the index is for.
    const { promise: allHere, resolve } = Promise.withResolvers<void>();
    let here = 0;
    reservations.claim = async (row) => {
      if (row.placeIn !== undefined) {
        row.cells = [`${row.placeIn}#${intentKey()}`];
        here += 1;
        if (here === 4) resolve();
        await allHere;
      }
      await claim(row);
    };
    const { all, start } = await guests(6);
    await Promise.allSettled(all.map((guest) => guest.book(start)));
    expect((await exclusionFaults(portal)).join()).toMatch(/S13: \S+ has [3-6] guests on 2 places/);
  });

  it('a session that was given up with a guest in it', async () => {
    const { all, start } = await guests(1);
    await all[0]?.book(start);
    await sessions().updateOne({ kind: 'group' }, { $set: { active: false } });
    expect((await exclusionFaults(portal)).join()).toMatch(/S13: \S+ has a place in \S+, which is no session/);
  });

  it('a build that forgets to count who leaves, and a session that is owed to nobody', async () => {
    portal.app.stores.reservations.groups.leave = async () => null;
    const { all, start } = await guests(1);
    const [guest] = all;
    await guest?.book(start);
    if (guest !== undefined) await cancel(guest);
    expect((await exclusionFaults(portal)).join()).toMatch(/S13: \S+ counts 1 guests and has 0/);
    await sessions().updateOne({ kind: 'group' }, { $set: { booked: 0 } });
    expect((await exclusionFaults(portal)).join()).toMatch(/S13: \S+ is scheduled and has no guest/);
  });
});
