import { actionsNow, actionsOf } from '@interlude/shared/booking/booking-status';
import type { InterviewDetail } from '../interviews.queries.ts';

export const staffActions = [
  'book',
  'reschedule',
  'confirm',
  'start',
  'complete',
  'decide',
  'markNoShow',
  'extendLink',
  'applyTemplate',
  'resendLink',
  'cancel',
  'undo',
] as const;
export type StaffAction = (typeof staffActions)[number];

/** Why an action the status allows would still be refused now. */
export type Blocked = { readonly reason: 'not_confirmed' } | { readonly reason: 'before_start'; readonly at: string };

export interface OfferedAction {
  readonly action: StaffAction;
  readonly blocked: Blocked | null;
}

export type ActionFacts = Pick<
  InterviewDetail,
  'interviewId' | 'kind' | 'mayAct' | 'group' | 'parts' | 'status' | 'startsAt' | 'policy' | 'replacedBy'
>;

const linkStatuses = ['invited', 'scheduled', 'rescheduled', 'confirmed'];

/** What staff can do now, in the order of the buttons, by the rule that judges it, and the link where it still leads somewhere. */
export function offeredActions(facts: ActionFacts, mayWrite: boolean, nowMs: number): OfferedAction[] {
  if (!mayWrite) return [];
  const { kind, status, policy, replacedBy } = facts;
  const startsAt = facts.startsAt === null ? null : Date.parse(facts.startsAt);
  const isReplaced = replacedBy !== null;
  const now = actionsNow({ kind, status, policy, startsAt, isReplaced }, 'staff', nowMs);
  // A session can be moved and cancelled with everybody in it, and nothing else as a whole.
  const allowed: readonly string[] = facts.group?.mayChange ? ['reschedule', 'cancel'] : facts.mayAct ? now : [];
  const possible: readonly string[] = facts.mayAct ? actionsOf(status, 'staff', kind) : [];
  // Nobody holds a link to a group session.
  const hasLink = kind !== 'group' && linkStatuses.includes(status);
  return staffActions.flatMap((action): OfferedAction[] => {
    if (action === 'book' && isChosenTogether(facts)) return [];
    if (action === 'resendLink') return hasLink ? [{ action, blocked: null }] : [];
    if (allowed.includes(action)) return [{ action, blocked: null }];
    const blocked = possible.includes(action) ? blockedBy(action, facts) : null;
    return blocked === null ? [] : [{ action, blocked }];
  });
}

// What the status waits for comes first, then what is asked for most.
const mainOrder: readonly StaffAction[] = ['complete', 'decide', 'undo', 'reschedule', 'resendLink', 'extendLink'];

/** The one action that is offered before all others; none where nothing waits any more. */
export function mainActionOf(open: readonly StaffAction[], outcome: InterviewDetail['outcome']): StaffAction | null {
  const isDecided = outcome === 'passed' || outcome === 'failed';
  return mainOrder.find((action) => open.includes(action) && !(action === 'decide' && isDecided)) ?? null;
}

// The candidate chooses the times of all open parts at once.
function isChosenTogether({ interviewId, parts }: ActionFacts): boolean {
  return parts?.all.some((part) => part.interviewId !== interviewId && part.status === 'invited') ?? false;
}

function blockedBy(action: StaffAction, { startsAt }: ActionFacts): Blocked | null {
  if (action === 'start') return { reason: 'not_confirmed' };
  return action === 'markNoShow' && startsAt !== null ? { reason: 'before_start', at: startsAt } : null;
}

/** Whether deciding this outcome takes back an earlier decision, which needs a reason. */
export function needsReasonToDecide(from: InterviewDetail['outcome'], to: InterviewDetail['outcome']): boolean {
  return (from === 'passed' || from === 'failed') && to !== null && to !== from;
}
