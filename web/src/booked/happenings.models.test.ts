import { expect, it } from 'vitest';
import { happeningsOf, lengthText } from './happenings.models.ts';

const now = Date.parse('2026-12-01T12:00:00Z');
const facts = {
  startsAt: '2026-12-02T10:00:00Z',
  join: { visibleFrom: '2026-12-02T09:45:00Z' },
  mails: [
    { kind: 'reminder', at: '2026-12-02T09:00:00Z', state: 'planned' },
    { kind: 'reminder', at: '2026-11-30T10:00:00Z', state: 'skipped', because: 'past' },
    { kind: 'scheduled', at: '2026-12-01T11:00:00Z', state: 'sent' },
    { kind: 'nudge', at: '2026-11-29T11:00:00Z', state: 'failed' },
  ],
} as const;

it('puts mails, the link and the start in order, and leaves out what was never sent', () => {
  expect(happeningsOf(facts, now).map(({ kind, mail, state }) => `${kind} ${mail} ${state}`)).toEqual([
    'mail nudge failed',
    'mail scheduled past',
    'mail reminder next',
    'joins  next',
    'starts  next',
  ]);
});

it('knows what is past, and does without what is not known', () => {
  expect(happeningsOf({ ...facts, mails: [] }, now + 86_400_000).map(({ state }) => state)).toEqual(['past', 'past']);
  expect(happeningsOf({ mails: [], startsAt: null, join: {} }, now)).toEqual([]);
});

it('says how long before in the largest unit that fits exactly', () => {
  const hour = 3_600_000;
  expect([24, 48, 1, 1.5, 0.25].map((hours) => lengthText('en-GB', hours * hour))).toEqual([
    '1 day',
    '2 days',
    '1 hour',
    '90 minutes',
    '15 minutes',
  ]);
});
