import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAgainMs } from './rhythm.ts';
import { looksAtOnce } from './rounds.ts';

const minuteMs = 60_000;
const found = { failures: 0, retryAfterMs: 0, quietMs: 0 };
const middle = () => 0.5;

describe('a calendar is read again', () => {
  it('after 5 minutes in the hour after a change, and ever later up to 15', () => {
    const after = [0, 60, 120, 180, 10_000].map((minutes) => {
      return readAgainMs({ ...found, quietMs: minutes * minuteMs }, middle) / minuteMs;
    });
    expect(after.map(Math.round)).toEqual([5, 5, 10, 15, 15]);
  });

  it('when its server wishes, and later after every failure, however lately it changed', () => {
    const after = [1, 2, 3, 7, 1_000].map((failures) => readAgainMs({ ...found, failures }, middle) / minuteMs);
    expect(after).toEqual([0.5, 1, 2, 30, 30].map((minutes) => expect.closeTo(minutes)));
  });

  it('not before its server wishes, nor together with all others that wait for it', () => {
    const after = [0, 0.5, 1].map((number) =>
      readAgainMs({ ...found, failures: 1, retryAfterMs: 60 * minuteMs }, () => number),
    );
    expect(after.map((ms) => ms / minuteMs)).toEqual([60, 63, 66].map((minutes) => expect.closeTo(minutes)));
  });
});

// As published by Google: a project's calls in a minute, and a user's; by Graph: calls in ten minutes to a mailbox.
const quotas = { projectAMinute: 10_000, userAMinute: 600, mailboxInTenMinutes: 10_000 };
/** A look asks what has changed, and where something has, for a second page. */
const callsALook = 2;
const leastMs = 4.5 * minuteMs;
const calendars = 10_000;

it('10,000 calendars are read within the quotas of Google and Microsoft Graph, however often they change', () => {
  const quiet = fc.integer({ min: 0, max: 30 * 24 * 60 }).map((minutes) => minutes * minuteMs);
  const random = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(quiet, random, (quietMs, number) => {
      expect(readAgainMs({ ...found, quietMs }, () => number)).toBeGreaterThanOrEqual(leastMs);
    }),
  );
  const callsIn = (ms: number) => callsALook * Math.ceil(ms / leastMs);
  expect(callsIn(minuteMs)).toBeLessThan(quotas.userAMinute);
  expect(callsIn(10 * minuteMs)).toBeLessThan(quotas.mailboxInTenMinutes);
  expect((calendars * callsALook * minuteMs) / leastMs).toBeLessThan(quotas.projectAMinute);
});

it('calendars that are all due at once, as after an outage, are read within the quota of Google', () => {
  const answerMs = 100;
  expect((looksAtOnce * callsALook * minuteMs) / answerMs).toBeLessThan(quotas.projectAMinute);
});

it('10,000 calendars in which nothing changes cost at most 45,000 calls an hour', () => {
  const random = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(random, (number) => {
      const againMs = readAgainMs({ ...found, quietMs: 4 * 60 * minuteMs }, () => number);
      expect((calendars * 60 * minuteMs) / againMs).toBeLessThan(45_000);
    }),
  );
});
