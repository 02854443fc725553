import { CallRefused } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, openLink } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
  await portal.startCopy();
});
afterAll(async () => await portal.stop());

/** Candidates of one template through one copy of the service, and starts that leave each other alone. */
async function inviteMany(templateId: string, count: number, base = portal.base) {
  const invited = await Promise.all(Array.from({ length: count }, () => portal.invite(templateId)));
  const candidates = await Promise.all(invited.map(({ link }) => openLink(base, link)));
  const { starts = [] } = (await candidates[0]?.slots({ days: 40 })) ?? {};
  return { candidates, starts: candidates.map((_, n) => starts[4 + 4 * n] ?? '') };
}

const withoutCaps = { caps: { perDay: null, perWeek: null } };

async function bookAll(candidates: readonly CandidateBrowser[], starts: readonly string[]) {
  return await Promise.allSettled(candidates.map((candidate, n) => candidate.book(starts[n] ?? '')));
}

it('writes bookings that come together in fewer transactions than there are, each with all that belongs to it', async () => {
  const personId = await portal.addInterviewer(withoutCaps);
  const { candidates, starts } = await inviteMany(await portal.addTemplate([personId]), 24);
  const inTransaction = vi.spyOn(portal.app.stores, 'inTransaction');
  const outcomes = await bookAll(candidates, starts);
  const transactions = inTransaction.mock.calls.length;
  inTransaction.mockRestore();

  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(transactions).toBeLessThan(24);
  for (const [n, { interviewId }] of candidates.entries()) {
    const ofInterview = (action: object) => ({ interviewId, ...action });
    expect(await portal.collection('audit').countDocuments(ofInterview({ action: 'book' }))).toBe(1);
    expect(await portal.collection('outbox').countDocuments(ofInterview({ rev: 2 }))).toBe(1);
    expect(await portal.collection('idempotency').countDocuments({ scope: interviewId })).toBe(1);
    expect(await candidates[n]?.view()).toMatchObject({ status: 'scheduled', startsAt: starts[n] });
  }
  expect(await exclusionFaults(portal)).toEqual([]);
});

it('takes a time from nobody because another of the same transaction has lost its own', async () => {
  const personId = await portal.addInterviewer(withoutCaps);
  const templateId = await portal.addTemplate([personId]);
  const [here, there] = [await inviteMany(templateId, 16), await inviteMany(templateId, 16, portal.bases[1])];

  const outcomes = await bookAll([...here.candidates, ...there.candidates], [...here.starts, ...here.starts]);

  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(16);
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue;
    if (!(outcome.reason instanceof CallRefused)) throw outcome.reason;
    expect(outcome.reason.refusal).toMatchObject({ code: 'slot_taken' });
  }
  expect(await exclusionFaults(portal)).toEqual([]);
});

it('writes nothing of bookings that share a transaction which cannot be written, nor of any by itself', async () => {
  const personId = await portal.addInterviewer(withoutCaps);
  const { candidates, starts } = await inviteMany(await portal.addTemplate([personId]), 12);
  const keep = vi.spyOn(portal.app.stores.idempotency, 'keep').mockRejectedValue(new Error('lost'));
  const outcomes = await bookAll(candidates, starts);
  keep.mockRestore();

  expect(outcomes.map(({ status }) => status)).toEqual(candidates.map(() => 'rejected'));
  expect(await portal.collection('reservations').countDocuments({ people: personId })).toBe(0);
  expect((await bookAll(candidates, starts)).map(({ status }) => status)).toEqual(candidates.map(() => 'fulfilled'));
});

it('answers an outage to many nearly as soon as to one', async () => {
  const personId = await portal.addInterviewer(withoutCaps);
  const { candidates, starts } = await inviteMany(await portal.addTemplate([personId], { durationMinutes: 15 }), 60);
  let transactions = 0;
  const hanging = vi.spyOn(portal.app.stores, 'inTransaction').mockImplementation(async () => {
    transactions += 1;
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    throw new Error('transaction gave up');
  });
  const outcomes = await bookAll(candidates, starts);
  hanging.mockRestore();

  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
  // Those that waited for the first ones are not begun any more.
  expect(transactions).toBeLessThanOrEqual(2);
}, 40_000);
