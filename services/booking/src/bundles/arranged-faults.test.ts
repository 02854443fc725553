import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { bookParts, february, partStarts, partTools } from '../../test/parts.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { refuse } from '../runtime/refused.ts';

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

describe('giving times back', () => {
  it('is done at once when the choice cannot be committed, for every part of it', async () => {
    const [ada = ''] = await peopleWorking(['09:00', '12:00']);
    const candidate = await inviteTo([[ada], [ada]]);
    vi.spyOn(portal.app.stores, 'inTransaction').mockRejectedValueOnce(new Error('lost'));
    const choice = [at('08T09:00'), at('08T10:00')];
    await expect(bookParts(candidate, choice)).rejects.toMatchObject({ status: 500 });
    expect(await heldBy(candidate)).toBe(0);
    expect((await bookParts(await inviteTo([[ada], [ada]]), choice)).status).toBe('scheduled');
  });

  it('goes on past one that cannot be given back, and reports what it was about', async () => {
    const [ada = ''] = await peopleWorking(['09:00', '13:00']);
    const candidate = await inviteTo([[ada], [ada], [ada]]);
    const { reservations } = portal.app.stores;
    const { claim } = reservations;
    let claims = 0;
    vi.spyOn(reservations, 'claim').mockImplementation(async (row) => {
      claims += 1;
      if (claims === 3) refuse({ code: 'slot_taken', alternatives: [] });
      await claim(row);
    });
    vi.spyOn(reservations, 'releaseHold').mockRejectedValueOnce(new Error('unreachable'));
    const lost = bookParts(candidate, [at('08T09:00'), at('08T10:00'), at('08T11:00')]);
    expect(await refusalCodeOf(lost)).toBe('slot_taken');
    expect([claims, await heldBy(candidate)]).toEqual([3, 1]);
  });
});

describe('a choice of times far outside what is offered', () => {
  it('is refused with starts that complete the rest, and without reading the years between', async () => {
    const [ada = '', ben = ''] = await peopleWorking(['09:00', '10:00'], ['09:00', '12:00']);
    const candidate = await inviteTo([[ada], [ben]]);
    const read = vi.spyOn(portal.app.stores.reservations, 'listBusy');
    const [early, late] = ['2025-02-08T10:00:00Z', '2036-02-08T10:00:00Z'];
    const refusalOf = (n: number, because: string, alternatives: string[]) => ({
      refusal: { code: 'slot_not_offered', because, interviewId: candidate.interviewIds[n], alternatives },
    });
    const years = bookParts(candidate, [early, late]);
    await expect(years).rejects.toMatchObject(refusalOf(0, 'notice', [at('08T09:00'), at('09T09:00')]));
    const beside = bookParts(candidate, [at('09T09:00'), late]);
    await expect(beside).rejects.toMatchObject(refusalOf(1, 'window', [at('09T10:00'), at('09T11:00')]));
    const spans = read.mock.calls.map(([{ span }]) => (span.to - span.from) / 86_400_000);
    expect(spans.length).toBe(2);
    expect(Math.max(...spans)).toBeLessThan(30);
    expect(await heldBy(candidate)).toBe(0);
  });
});

describe('an arrangement that no choice could keep', () => {
  it('is refused with its path, and nobody is invited', async () => {
    const [ada = ''] = await peopleWorking(['09:00', '12:00']);
    const before = await portal.collection('bookings').countDocuments();
    const refusal = { code: 'invalid_input', issues: [{ path: 'arrangement.withinDays' }] };
    const gap = (min: number) => ({ gapMinutes: { min } });
    await expect(inviteTo([[ada], [ada]], { ...gap(1440), withinDays: 1 })).rejects.toMatchObject({ refusal });
    await expect(inviteTo([[ada], [ada], [ada]], { ...gap(1400), withinDays: 2 })).rejects.toMatchObject({ refusal });
    expect(await portal.collection('bookings').countDocuments()).toBe(before);
    await inviteTo([[ada], [ada]], { ...gap(1440), withinDays: 2 });
  });
});
