import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { moved } from '@interlude/shared/time/instant';
import type { InterviewDetail } from '../interviews/interviews.queries.ts';

export const retakeStates = ['pending', 'approved', 'issued', 'rejected', 'expired'] as const;
export type RetakeState = (typeof retakeStates)[number];
export type Decision = 'approve' | 'reject';

/** The state the address asks for; what waits for somebody comes first. */
export function stateFrom(wished: string | string[] | undefined): RetakeState {
  return retakeStates.find((state) => state === wished) ?? 'pending';
}

export type PromiseFacts = Pick<InterviewDetail, 'policy' | 'zone'>;

/**
 * When an approval would issue the new attempt: the end of the waiting time, counted from the first completion, or null
 * for at once.
 */
export function issuesAtOf({ policy, zone }: PromiseFacts, completedAtMs: number | null, nowMs: number): number | null {
  if (completedAtMs === null) return null;
  const endsAt = moved(completedAtMs, policy.retake.cooldown, zone, 1);
  return endsAt > nowMs ? endsAt : null;
}

const against = ['not_justified', 'position_filled'];
const decisionCodes: readonly string[] = reasonCodes.retakeDecision;

export function decisionCodesOf(decision: Decision): string[] {
  return decisionCodes.filter((code) => code === 'other' || against.includes(code) === (decision === 'reject'));
}
