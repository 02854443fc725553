import { describe, expect, it } from 'vitest';
import { testInterview } from '../test-interview.ts';
import { mainActionOf, needsReasonToDecide, offeredActions } from './actions.models.ts';

const before = Date.parse('2026-11-30T09:00:00Z');
const after = Date.parse('2026-12-01T09:05:00Z');
const namesOf = (offered: ReturnType<typeof offeredActions>) => offered.map(({ action }) => action);

describe('the actions offered', () => {
  it('are those the status allows now, and the link while it leads somewhere', () => {
    expect(namesOf(offeredActions(testInterview(), true, before))).toEqual([
      'reschedule',
      'confirm',
      'start',
      'markNoShow',
      'resendLink',
      'cancel',
    ]);
    const completed = testInterview({ status: 'completed' });
    expect(namesOf(offeredActions(completed, true, after))).toEqual(['decide']);
    expect(offeredActions(testInterview({ kind: 'group', actions: [] }), true, before)).toEqual([]);
    expect(namesOf(offeredActions(testInterview({ status: 'cancelled' }), true, after))).toEqual(['undo']);
    expect(offeredActions(testInterview({ status: 'cancelled', replacedBy: 'int_2' }), true, after)).toEqual([]);
    expect(namesOf(offeredActions(testInterview({ mayAct: false }), true, after))).toEqual(['resendLink']);
  });

  it('begin with choosing a time for somebody who has none, unless the parts of an invitation are chosen together', () => {
    const invited = { interviewId: 'int_1', status: 'invited', startsAt: null, endsAt: null } as const;
    const actions = ['book', 'extendLink', 'applyTemplate', 'resendLink', 'cancel'];
    expect(namesOf(offeredActions(testInterview(invited), true, before))).toEqual(actions);
    const part = { type: 'technical', startsAt: null, endsAt: null, durationMinutes: 60 } as const;
    const beside = (status: 'invited' | 'cancelled') =>
      testInterview({
        ...invited,
        parts: {
          gapMinutes: { min: 0, max: null },
          withinDays: 1,
          beside: { from: null, to: null },
          all: [
            { ...part, interviewId: 'int_1', status: 'invited' },
            { ...part, interviewId: 'int_2', status },
          ],
        },
      });
    expect(namesOf(offeredActions(beside('invited'), true, before))).toEqual(actions.slice(1));
    expect(namesOf(offeredActions(beside('cancelled'), true, before))).toEqual(actions);
  });

  it('of a session are to move it and to call it off, as long as it has not begun for anybody', () => {
    const group = { title: 'Assessment day', places: 3, sessionId: 'grp_1', mayChange: true, guests: [] };
    const session = (changes: object) =>
      namesOf(
        offeredActions(testInterview({ kind: 'group', actions: [], group: { ...group, ...changes } }), true, before),
      );
    expect(session({})).toEqual(['reschedule', 'cancel']);
    expect(session({ mayChange: false })).toEqual([]);
  });

  it('are none for somebody who may only read', () => {
    expect(offeredActions(testInterview(), false, before)).toEqual([]);
  });

  it('hold back the no-show until the start, except for an interview that was started early', () => {
    const noShow = (status: 'scheduled' | 'in_progress', now: number) =>
      offeredActions(testInterview({ status }), true, now).find(({ action }) => action === 'markNoShow')?.blocked;
    expect(noShow('scheduled', before)).toEqual({ reason: 'before_start', at: '2026-12-01T09:00:00Z' });
    expect(noShow('scheduled', after)).toBeNull();
    expect(noShow('in_progress', before)).toBeNull();
  });

  it('hold back the start until it is confirmed where the policy asks for it', () => {
    const policy = { ...testInterview().policy, confirmAttendance: true };
    const start = (status: 'scheduled' | 'confirmed') =>
      offeredActions(testInterview({ status, policy }), true, before).find(({ action }) => action === 'start')?.blocked;
    expect(start('scheduled')).toEqual({ reason: 'not_confirmed' });
    expect(start('confirmed')).toBeNull();
  });
});

describe('what a form needs', () => {
  it('is a reason only when a final outcome changes', () => {
    expect(needsReasonToDecide('failed', 'passed')).toBe(true);
    expect(needsReasonToDecide('passed', 'passed')).toBe(false);
    expect(needsReasonToDecide('on_hold', 'failed')).toBe(false);
    expect(needsReasonToDecide('failed', null)).toBe(false);
  });
});

it('has one action before all others: what the status waits for, else what is asked for most', () => {
  const mainOf = (changes: Partial<Parameters<typeof testInterview>[0]>, at = before) => {
    const interview = testInterview(changes);
    const open = offeredActions(interview, true, at).filter(({ blocked }) => blocked === null);
    return mainActionOf(
      open.map(({ action }) => action),
      interview.outcome,
    );
  };
  expect(mainOf({})).toBe('reschedule');
  expect(mainOf({ status: 'invited', startsAt: null, endsAt: null })).toBe('resendLink');
  expect(mainOf({ status: 'expired', startsAt: null, endsAt: null })).toBe('extendLink');
  expect(mainOf({ status: 'in_progress' }, after)).toBe('complete');
  expect(mainOf({ status: 'completed', outcome: 'pending' }, after)).toBe('decide');
  expect(mainOf({ status: 'completed', outcome: 'passed' }, after)).toBe(null);
  expect(mainOf({ status: 'cancelled' }, after)).toBe('undo');
});
