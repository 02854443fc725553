import type { InterviewDetail } from './interviews.queries.ts';

export const staffActions = [
  'reschedule',
  'confirm',
  'start',
  'complete',
  'decide',
  'markNoShow',
  'extendLink',
  'resendLink',
  'cancel',
] as const;
export type StaffAction = (typeof staffActions)[number];

/** Why an action the status allows would still be refused now. */
export type Blocked = { readonly reason: 'not_confirmed' } | { readonly reason: 'before_start'; readonly at: string };

export interface OfferedAction {
  readonly action: StaffAction;
  readonly blocked: Blocked | null;
}

export type ActionFacts = Pick<InterviewDetail, 'kind' | 'actions' | 'group' | 'status' | 'startsAt' | 'policy'>;

const linkStatuses = ['invited', 'scheduled', 'rescheduled', 'confirmed'];

/** What staff can do now, in the order of the buttons: what the answer allows, and the link where it still leads somewhere. */
export function offeredActions(facts: ActionFacts, mayWrite: boolean, nowMs: number): OfferedAction[] {
  if (!mayWrite) return [];
  // A session is moved and called off with everybody in it; nothing else is done with it as a whole.
  const allowed: readonly string[] = facts.group?.mayChange ? ['reschedule', 'cancel'] : facts.actions;
  // Nobody holds a link to a group session.
  const hasLink = facts.kind !== 'group' && linkStatuses.includes(facts.status);
  const isOffered = (action: StaffAction) => (action === 'resendLink' ? hasLink : allowed.includes(action));
  return staffActions.filter(isOffered).map((action) => ({ action, blocked: blockedBy(action, facts, nowMs) }));
}

function blockedBy(action: StaffAction, { status, startsAt, policy }: ActionFacts, nowMs: number): Blocked | null {
  if (action === 'start' && policy.confirmAttendance && status !== 'confirmed') return { reason: 'not_confirmed' };
  const isEarly = startsAt !== null && nowMs < Date.parse(startsAt) && status !== 'in_progress';
  return action === 'markNoShow' && isEarly ? { reason: 'before_start', at: startsAt } : null;
}

/** Whether deciding this outcome takes back an earlier decision, which needs a reason. */
export function needsReasonToDecide(from: InterviewDetail['outcome'], to: InterviewDetail['outcome']): boolean {
  return (from === 'passed' || from === 'failed') && to !== null && to !== from;
}

/** Days from a text field as an ISO-8601 duration, `'14'` → `P14D`; null for what is no whole number from 1 to 365. */
export function daysDuration(text: string): string | null {
  const digits = text.trim();
  if (!/^\d{1,3}$/.test(digits)) return null;
  const days = Number(digits);
  return days >= 1 && days <= 365 ? `P${days}D` : null;
}
