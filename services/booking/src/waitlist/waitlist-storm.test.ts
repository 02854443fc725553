import { CallRefused } from '@interlude/dev-stack/api-browser';
import { type CandidateBrowser, intentKey } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exclusionFaults, offerFaults } from '../../test/invariants.ts';
import { bookingKinds, startTestPortal, type TestPortal } from '../../test/portal.ts';

const monday = Date.parse('2027-02-01T08:00:00Z');
const starts = [8, 9, 10, 11].map((hour) => `2027-02-05T${String(hour).padStart(2, '0')}:00:00Z`);

let portal: TestPortal;
let now = monday;

beforeAll(async () => {
  portal = await startTestPortal({ now: () => now });
});
afterAll(async () => await portal.stop());

/** False when it was refused; anything else that fails fails the test. */
async function tried(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof CallRefused && error.refusal !== null && error.status < 500) return false;
    throw error;
  }
}

const call = ({ browser, interviewId }: CandidateBrowser, name: string, more: Record<string, unknown> = {}) =>
  browser.call(`candidate.${name}`, { interviewId, idempotencyKey: intentKey(), ...more });

/** Takes what is offered or passes it on, as long as there is something. */
async function answerOffers(candidate: CandidateBrowser, n: number): Promise<void> {
  for (let look = 0; look < 6; look++) {
    const startsAt = (await candidate.view()).waitlist?.offer?.startsAt;
    if (startsAt === undefined) continue;
    if ((n + look) % 3 === 0) await tried(call(candidate, 'passOffer', { startsAt }));
    else await tried(candidate.book(startsAt));
  }
}

it.each(bookingKinds)(
  'gives every freed time of an %s to one guest when several processes offer, strangers book and those in line answer',
  async (kind) => {
    const overrides = [{ date: '2027-02-05', ranges: [{ from: '09:00', to: '13:00' }] }];
    const person = await portal.addInterviewer({ weekly: [], overrides });
    const { begin } = await portal.offer(kind, [person], { stepMinutes: 60 });
    const invite = (count: number) => Promise.all(Array.from({ length: count }, begin));
    const booked = await invite(starts.length);
    for (const [n, candidate] of booked.entries()) await candidate.book(starts[n] ?? '');
    const [waiting, strangers] = [await invite(8), await invite(4)];
    await Promise.all(waiting.map((candidate) => call(candidate, 'joinWaitlist')));

    await Promise.all([
      ...booked.map((candidate) => call(candidate, 'cancel', { reason: { code: 'illness' } })),
      ...Array.from({ length: 8 }, () => portal.offerRound()),
      ...strangers.map((candidate, n) => tried(candidate.book(starts[n] ?? ''))),
      ...waiting.map((candidate, n) => answerOffers(candidate, n)),
    ]);
    // What was claimed and lost is over after half a minute; from then on a round finds a true state.
    now += 31_000;
    await portal.offerRound();

    expect(await exclusionFaults(portal)).toEqual([]);
    expect(await offerFaults(portal, now)).toEqual([]);
    const states = await Promise.all([...waiting, ...strangers].map((candidate) => candidate.view()));
    const taken = states.flatMap(({ startsAt }) => (startsAt === null ? [] : [startsAt]));
    const offered = states.flatMap(({ waitlist }) => waitlist?.offer?.startsAt ?? []);
    expect([...taken, ...offered].toSorted()).toEqual(starts);
  },
);
