import type { BookingKind } from './booking-kinds.ts';

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
  'reopen',
  'cancel',
  'expire',
  'extendLink',
  'applyTemplate',
  'archive',
  'undo',
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
  // The interviewer did not come, so the candidate chooses another time.
  reopen: { to: 'invited', by: ['staff'] },
  cancel: { to: 'cancelled', by: both },
} as const;

/** The one table of the lifecycle: the diagram of docs/lifecycle.md, the API's `actions` and the exhaustive test come from it. */
export const transitions: Readonly<Record<InterviewStatus, Readonly<Partial<Record<InterviewAction, Transition>>>>> = {
  invited: {
    book: { to: 'scheduled', by: both },
    cancel: { to: 'cancelled', by: ['staff'] },
    expire: { to: 'expired', by: ['timer'] },
    extendLink: { to: 'invited', by: ['staff'] },
    applyTemplate: { to: 'invited', by: ['staff'] },
  },
  scheduled: { ...upcoming, confirm: { to: 'confirmed', by: both } },
  rescheduled: { ...upcoming, confirm: { to: 'confirmed', by: both } },
  confirmed: upcoming,
  in_progress: {
    complete: { to: 'completed', by: ['staff', 'timer'] },
    markNoShow: { to: 'no_show', by: ['staff'] },
    reopen: { to: 'invited', by: ['staff'] },
    // A meeting may have been started by mistake long before its time.
    reschedule: { to: 'rescheduled', by: ['staff'] },
    cancel: { to: 'cancelled', by: ['staff'] },
  },
  completed: {
    decide: { to: 'completed', by: ['staff'] },
    archive: { to: 'archived', by: ['staff', 'timer'] },
  },
  expired: { extendLink: { to: 'invited', by: ['staff'] } },
  // A new invitation takes its place; its status stays.
  cancelled: { undo: { to: 'cancelled', by: ['staff'] } },
  no_show: { undo: { to: 'no_show', by: ['staff'] } },
  archived: {},
};

/** The status after an action, or null when the status forbids it for that party. */
export function statusAfter(status: InterviewStatus, action: InterviewAction, party: Party): InterviewStatus | null {
  const transition = transitions[status][action];
  return transition?.by.includes(party) ? transition.to : null;
}

// Nobody passes or fails an appointment, none replaces another, and each is made from a service.
const onlyOfInterviews: readonly InterviewAction[] = ['decide', 'archive', 'undo', 'applyTemplate'];

/** What a party may do in a status, in the order of `interviewActions`; `kind` says when it is no interview. */
export function actionsOf(status: InterviewStatus, party: Party, kind?: BookingKind): InterviewAction[] {
  // A group session lives as long as somebody has a place in it; staff move or cancel it only as a whole.
  if (kind === 'group' && party !== 'timer') return [];
  const actions = interviewActions.filter((action) => statusAfter(status, action, party) !== null);
  return kind === 'appointment' ? actions.filter((action) => !onlyOfInterviews.includes(action)) : actions;
}

/** What decides whether an action that the status allows is possible now. */
export interface ActionFacts {
  readonly status: InterviewStatus;
  readonly kind?: BookingKind | undefined;
  /** Epoch milliseconds; null before it is booked. */
  readonly startsAt: number | null;
  readonly policy: { readonly confirmAttendance: boolean };
  /** Another interview has replaced this one. */
  readonly isReplaced: boolean;
}

/**
 * What a party may do now, in the order of `interviewActions`: what the status allows, less what the clock, the policy or
 * a replacement forbids. Pages offer this, refusals name it, and commands obey it.
 */
export function actionsNow(facts: ActionFacts, party: Party, nowMs: number): InterviewAction[] {
  return actionsOf(facts.status, party, facts.kind).filter((action) => isPossible(action, facts, nowMs));
}

function isPossible(action: InterviewAction, facts: ActionFacts, nowMs: number): boolean {
  const { status, startsAt, policy, isReplaced } = facts;
  switch (action) {
    case 'start':
      return !policy.confirmAttendance || status === 'confirmed';
    case 'markNoShow':
    case 'reopen':
      // A meeting that was started early may be marked as missed early; any other only after its start.
      return status === 'in_progress' || startsAt === null || nowMs >= startsAt;
    case 'undo':
      return !isReplaced;
    default:
      return true;
  }
}

/** Statuses in which the interview holds exactly one active reservation (invariant S5). */
export const reservedStatuses: readonly InterviewStatus[] = ['scheduled', 'rescheduled', 'confirmed', 'in_progress'];

/** Statuses in which it is still to take place, with a time or without, or is taking place. */
export const openStatuses: readonly InterviewStatus[] = ['invited', ...reservedStatuses];

/** Statuses before the start in which a time is fixed. */
export const upcomingStatuses: readonly InterviewStatus[] = ['scheduled', 'rescheduled', 'confirmed'];

/** Statuses in which a candidate may look at times: to book one, or to move. */
export const pickingStatuses: readonly InterviewStatus[] = ['invited', ...upcomingStatuses];
