import { describe, expect, it } from 'vitest';
import {
  actionsNow,
  actionsOf,
  type InterviewAction,
  type InterviewStatus,
  interviewActions,
  interviewStatuses,
  type Party,
  reservedStatuses,
  statusAfter,
} from './booking-status.ts';

const parties: readonly Party[] = ['candidate', 'staff', 'timer'];

/** The lifecycle written a second time, by hand: everything that is not here is forbidden. */
const allowed: readonly (readonly [InterviewStatus, InterviewAction, InterviewStatus, string])[] = [
  ['invited', 'book', 'scheduled', 'candidate staff'],
  ['invited', 'cancel', 'cancelled', 'staff'],
  ['invited', 'expire', 'expired', 'timer'],
  ['invited', 'extendLink', 'invited', 'staff'],
  ['invited', 'applyTemplate', 'invited', 'staff'],
  ...(['scheduled', 'rescheduled', 'confirmed'] as const).flatMap(
    (from) =>
      [
        [from, 'reschedule', 'rescheduled', 'candidate staff'],
        [from, 'start', 'in_progress', 'staff timer'],
        [from, 'markNoShow', 'no_show', 'staff timer'],
        [from, 'reopen', 'invited', 'staff'],
        [from, 'cancel', 'cancelled', 'candidate staff'],
      ] as const,
  ),
  ['scheduled', 'confirm', 'confirmed', 'candidate staff'],
  ['rescheduled', 'confirm', 'confirmed', 'candidate staff'],
  ['in_progress', 'complete', 'completed', 'staff timer'],
  ['in_progress', 'markNoShow', 'no_show', 'staff'],
  ['in_progress', 'reopen', 'invited', 'staff'],
  ['in_progress', 'reschedule', 'rescheduled', 'staff'],
  ['in_progress', 'cancel', 'cancelled', 'staff'],
  ['completed', 'decide', 'completed', 'staff'],
  ['completed', 'archive', 'archived', 'staff timer'],
  ['expired', 'extendLink', 'invited', 'staff'],
  ['cancelled', 'undo', 'cancelled', 'staff'],
  ['no_show', 'undo', 'no_show', 'staff'],
];

describe('the lifecycle', () => {
  it('allows exactly these steps, for every status, action and party', () => {
    for (const status of interviewStatuses) {
      for (const action of interviewActions) {
        for (const party of parties) {
          const row = allowed.find(([from, by]) => from === status && by === action);
          const expected = row?.[3].split(' ').includes(party) ? row[2] : null;
          expect([status, action, party, statusAfter(status, action, party)]).toEqual([
            status,
            action,
            party,
            expected,
          ]);
        }
      }
    }
  });

  it('never lets the candidate cancel or move once the interview has begun', () => {
    for (const status of ['in_progress', 'completed', 'archived', 'cancelled', 'no_show', 'expired'] as const) {
      expect(actionsOf(status, 'candidate')).toEqual([]);
    }
  });

  it('never leaves cancelled, no-show and archived', () => {
    for (const status of ['cancelled', 'no_show', 'archived'] as const) {
      const actions = parties.flatMap((party) => actionsOf(status, party));
      expect(actions.filter((action) => statusAfter(status, action, 'staff') !== status)).toEqual([]);
    }
  });

  it('offers nothing before its time, unconfirmed or twice', () => {
    const facts = {
      status: 'scheduled',
      startsAt: 1_000,
      policy: { confirmAttendance: true },
      isReplaced: false,
    } as const;
    expect(actionsNow(facts, 'staff', 999)).toEqual(['reschedule', 'confirm', 'cancel']);
    expect(actionsNow({ ...facts, status: 'confirmed' }, 'staff', 1_000)).toEqual([
      'reschedule',
      'start',
      'markNoShow',
      'reopen',
      'cancel',
    ]);
    expect(actionsNow({ ...facts, status: 'in_progress' }, 'staff', 0)).toContain('markNoShow');
    expect(actionsNow({ ...facts, status: 'cancelled' }, 'staff', 0)).toEqual(['undo']);
    expect(actionsNow({ ...facts, status: 'cancelled', isReplaced: true }, 'staff', 0)).toEqual([]);
  });

  it('holds a reservation from booking until the interview is over', () => {
    expect(reservedStatuses).toEqual(['scheduled', 'rescheduled', 'confirmed', 'in_progress']);
  });
});
