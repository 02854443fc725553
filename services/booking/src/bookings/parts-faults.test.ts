import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { exclusionFaults } from '../test-invariants.ts';
import { bookParts, february, partStarts, partTools } from '../test-parts.ts';
import { startTestPortal, type TestPortal } from '../test-portal.ts';

let portal: TestPortal;
const now = Date.parse('2027-02-01T06:00:00Z');

beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => await portal.stop());

const { heldBy, peopleWorking, inviteTo } = partTools(() => portal);
const at = february;

describe('looking for a choice', () => {
  it('is counted against a limit, each look for itself', async () => {
    const [ada = ''] = await peopleWorking(['09:00', '12:00']);
    const candidate = await inviteTo([[ada], [ada]]);
    const counted = vi.spyOn(portal.app.limits, 'countIntent');
    await partStarts(candidate);
    await partStarts(candidate);
    const look = ['look', candidate.interviewId, null, now];
    expect(counted.mock.calls).toEqual([look, look]);
  });
});

describe('a choice of all parts', () => {
  it('is not kept from its own candidate by what an earlier try of theirs left behind', async () => {
    const [ada = ''] = await peopleWorking(['09:00', '13:00']);
    const candidate = await inviteTo([[ada], [ada]]);
    vi.spyOn(portal.app.stores, 'inTransaction').mockRejectedValueOnce(new Error('killed'));
    const kept = vi.spyOn(portal.app.stores.reservations, 'releaseHold').mockResolvedValue(true);
    await expect(bookParts(candidate, [at('08T09:00'), at('08T10:00')])).rejects.toMatchObject({ status: 500 });
    kept.mockRestore();
    expect(await heldBy(candidate)).toBe(2);
    // The first part now wants the time that the second one still holds.
    expect((await bookParts(candidate, [at('08T10:00'), at('08T11:00')])).status).toBe('scheduled');
    expect(await heldBy(candidate)).toBe(2);
    expect(await exclusionFaults(portal)).toEqual([]);
  });
});
