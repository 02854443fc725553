import { expect, it } from 'vitest';
import type { TimelineEvent } from '../interviews/interviews.queries.ts';
import { entriesOf } from './timeline.models.ts';
import { doersOf, fits, type TimelineFilter, timelineFilterFrom } from './timeline-filter.models.ts';

const at = (n: number) => new Date(Date.parse('2026-11-30T09:00:00Z') + n * 60_000).toISOString();
const base = { when: 'past', source: 'command', what: 'book', actor: null, detail: {} } as const;
const ruth = { party: 'staff', name: 'Ruth Okafor', personId: 'per_ruth' };
const events: TimelineEvent[] = [
  { ...base, id: 'invited', at: at(1), actor: ruth },
  { ...base, id: 'booked', at: at(2), actor: { party: 'candidate', name: null } },
  { ...base, id: 'mailed', at: at(3), source: 'mail' },
  { ...base, id: 'bounced', at: at(4), source: 'mail', detail: { delivery: 'bounced' } },
  { ...base, id: 'asked', at: at(5), actor: { party: 'timer', name: null }, detail: { attention: 'no_outcome' } },
  { ...base, id: 'moved', at: at(6), actor: ruth },
  { ...base, id: 'planned', at: at(9), source: 'timer', when: 'future' },
];
const shown = (filter: Partial<TimelineFilter>) =>
  entriesOf(events)
    .filter((entry) => fits(entry, { kind: null, by: null, ...filter }))
    .map(({ event }) => event.id);

it('shows of a timeline what people did, its mails, what happens by itself and what needs somebody', () => {
  expect(shown({})).toHaveLength(events.length);
  expect(shown({ kind: 'people' })).toEqual(['invited', 'booked', 'moved']);
  expect(shown({ kind: 'mails' })).toEqual(['mailed', 'bounced']);
  expect(shown({ kind: 'system' })).toEqual(['asked', 'planned']);
  expect(shown({ kind: 'attention' })).toEqual(['bounced', 'asked']);
});

it('shows what one person did', () => {
  expect(shown({ by: 'per_ruth' })).toEqual(['invited', 'moved']);
  expect(shown({ by: 'candidate', kind: 'people' })).toEqual(['booked']);
  expect(shown({ by: 'per_ruth', kind: 'mails' })).toEqual([]);
  expect(doersOf(entriesOf(events))).toEqual([
    { by: 'per_ruth', name: 'Ruth Okafor' },
    { by: 'candidate', name: null },
  ]);
});

it('reads from the address what it can be, and leaves the rest out', () => {
  expect(timelineFilterFrom({ show: 'mails', by: 'per_1' })).toEqual({ kind: 'mails', by: 'per_1' });
  expect(timelineFilterFrom({ show: 'toString', by: '<b>' })).toEqual({ kind: null, by: null });
  expect(timelineFilterFrom({ show: ['mails', 'people'], by: ['a', 'b'] })).toEqual({ kind: null, by: null });
});
