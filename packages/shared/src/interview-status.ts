import type { BookingKind } from './agenda-kinds.ts';

/** Every status an interview can have, in the order of a life. */
export const interviewStatuses = [
  'invited',
  'scheduled',
  'rescheduled',
  'confirmed',
  'in_progress',
  'completed',
  'cancelled',
  'expired',
  'no_show',
  'archived',
] as const;
export type InterviewStatus = (typeof interviewStatuses)[number];

/** Everything that can change a status. */
export const interviewActions = [
  'book',
  'reschedule',
  'confirm',
  'start',
  'complete',
  'decide',
  'markNoShow',
  'cancel',
  'expire',
  'extendLink',
  'archive',
] as const;
export type InterviewAction = (typeof interviewActions)[number];

/** Who acts: the holder of the link, a signed-in staff member, or a durable timer. */
export type Party = 'candidate' | 'staff' | 'timer';

interface Transition {
  readonly to: InterviewStatus;
  readonly by: readonly Party[];
}

const both = ['candidate', 'staff'] as const;
const upcoming = {
  reschedule: { to: 'rescheduled', by: both },
  start: { to: 'in_progress', by: ['staff', 'timer'] },
  markNoShow: { to: 'no_show', by: ['staff', 'timer'] },
  cancel: { to: 'cancelled', by: both },
} as const;

/** The one table of the lifecycle: the README diagram, the API's `actions` and the exhaustive test come from it. */
export const transitions: Readonly<Record<InterviewStatus, Readonly<Partial<Record<InterviewAction, Transition>>>>> = {
  invited: {
    book: { to: 'scheduled', by: ['candidate'] },
    cancel: { to: 'cancelled', by: ['staff'] },
    expire: { to: 'expired', by: ['timer'] },
    extendLink: { to: 'invited', by: ['staff'] },
  },
  scheduled: { ...upcoming, confirm: { to: 'confirmed', by: both } },
  rescheduled: { ...upcoming, confirm: { to: 'confirmed', by: both } },
  confirmed: upcoming,
  in_progress: {
    complete: { to: 'completed', by: ['staff', 'timer'] },
    markNoShow: { to: 'no_show', by: ['staff'] },
  },
  completed: {
    decide: { to: 'completed', by: ['staff'] },
    archive: { to: 'archived', by: ['staff', 'timer'] },
  },
  expired: { extendLink: { to: 'invited', by: ['staff'] } },
  cancelled: {},
  no_show: {},
  archived: {},
};

/** The status after an action, or null when the status forbids it for that party. */
export function statusAfter(status: InterviewStatus, action: InterviewAction, party: Party): InterviewStatus | null {
  const transition = transitions[status][action];
  return transition?.by.includes(party) ? transition.to : null;
}

// Nobody passes or fails an appointment, and none replaces another.
const onlyOfInterviews: readonly InterviewAction[] = ['decide', 'archive'];

/** What a party may do in a status, in the order of `interviewActions`; `kind` says when it is no interview. */
export function actionsOf(status: InterviewStatus, party: Party, kind?: BookingKind): InterviewAction[] {
  // A group session lives as long as somebody has a place in it, and is moved and called off with all of them only.
  if (kind === 'group' && party !== 'timer') return [];
  const actions = interviewActions.filter((action) => statusAfter(status, action, party) !== null);
  return kind === 'appointment' ? actions.filter((action) => !onlyOfInterviews.includes(action)) : actions;
}

/** Statuses in which the interview holds exactly one active reservation (invariant S5). */
export const reservedStatuses: readonly InterviewStatus[] = ['scheduled', 'rescheduled', 'confirmed', 'in_progress'];

/** Statuses before the start in which a time is fixed. */
export const upcomingStatuses: readonly InterviewStatus[] = ['scheduled', 'rescheduled', 'confirmed'];

/** Statuses in which a candidate may look at times: to book one, or to move. */
export const pickingStatuses: readonly InterviewStatus[] = ['invited', ...upcomingStatuses];
