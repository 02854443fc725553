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

/** The looks of some hours, by minute, as the rule and so many at once give them: all calendars are due at their beginning. */
function looksByMinute(wish: { calendars: number; quietMs: number; hours: number; answerMs: number }): number[] {
  const looks = Array.from({ length: wish.hours * 60 }, () => 0);
  const due = Array.from({ length: wish.calendars }, () => 0);
  const free = Array.from({ length: looksAtOnce }, () => 0);
  // Whose turn it is comes first; what is read again is put behind all that are due no later.
  for (let at = 0; ; ) {
    const looker = free.indexOf(Math.min(...free));
    at = Math.max(due.shift() ?? 0, free[looker] ?? 0);
    const minute = Math.floor(at / minuteMs);
    if (minute >= looks.length) return looks;
    looks[minute] = (looks[minute] ?? 0) + 1;
    free[looker] = at + wish.answerMs;
    const again = at + wish.answerMs + readAgainMs({ ...found, quietMs: wish.quietMs });
    let low = 0;
    for (let high = due.length; low < high; ) {
      const middleOf = (low + high) >> 1;
      if ((due[middleOf] ?? 0) <= again) low = middleOf + 1;
      else high = middleOf;
    }
    due.splice(low, 0, again);
  }
}
const most = (numbers: readonly number[]) => Math.max(...numbers);
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const changing = { quietMs: 0, hours: 2, answerMs: 100 };

it('10,000 calendars that change all the time are read within the quota of a project at Google', () => {
  expect(callsALook * most(looksByMinute({ ...changing, calendars: 10_000 }))).toBeLessThan(quotas.projectAMinute);
});

it('one calendar that changes all the time is read within the quotas of a user at Google and of a mailbox at Microsoft', () => {
  const looks = looksByMinute({ ...changing, calendars: 1 });
  expect(callsALook * most(looks)).toBeLessThan(quotas.userAMinute);
  const tens = Array.from({ length: looks.length - 9 }, (_, minute) => sum(looks.slice(minute, minute + 10)));
  expect(callsALook * most(tens)).toBeLessThan(quotas.mailboxInTenMinutes);
});

it('10,000 calendars in which nothing changes cost at most 45,000 calls an hour once the outage is over', () => {
  const looks = looksByMinute({ calendars: 10_000, quietMs: 4 * 60 * minuteMs, hours: 3, answerMs: 100 });
  expect(callsALook * most(looks)).toBeLessThan(quotas.projectAMinute);
  expect(sum(looks.slice(60)) / 2).toBeLessThan(45_000);
});
