import { moved } from '../time/instant.ts';
import { type InterviewStatus, type Party, upcomingStatuses } from './booking-status.ts';
import type { Policy } from './policy.ts';
import type { Refusal } from './refusal.ts';
import type { Outcome } from './terms.ts';

const dayMs = 86_400_000;
const twoDigits = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
let lastDay = Number.NaN;
let lastDate = '';

/**
 * ISO-8601 UTC of an instant in epoch milliseconds, without milliseconds when there are none. Lists of starts are
 * mostly made of this, so the date is written once for all instants of a day (four times faster, measured).
 */
export function instantText(atMs: number): string {
  const day = Math.floor(atMs / dayMs);
  const seconds = (atMs - day * dayMs) / 1_000;
  if (!Number.isInteger(seconds)) return new Date(atMs).toISOString();
  if (day !== lastDay) {
    lastDate = new Date(day * dayMs).toISOString().slice(0, -'00:00:00.000Z'.length);
    lastDay = day;
  }
  const minutes = Math.floor(seconds / 60);
  return `${lastDate}${twoDigits[Math.floor(minutes / 60)]}:${twoDigits[minutes % 60]}:${twoDigits[seconds % 60]}Z`;
}

export interface BookedFacts {
  readonly status: InterviewStatus;
  readonly policy: Policy;
  readonly zone: string;
  readonly startsAt: number | null;
  readonly rescheduleUsed: number;
}

/** Why the candidate may not move the interview any more, or null: the limit is checked before the cut-off. */
export function rescheduleRefusal(facts: BookedFacts, nowMs: number): Refusal | null {
  const { limit } = facts.policy.reschedule;
  if (facts.rescheduleUsed >= limit) return { code: 'reschedule_limit', used: facts.rescheduleUsed, limit };
  const cutoffAt = movableUntil(facts);
  return cutoffAt !== null && nowMs > cutoffAt ? { code: 'reschedule_cutoff', cutoffAt: instantText(cutoffAt) } : null;
}

/** Why the candidate may not cancel any more, or null. Without a cut-off the start is the limit. */
export function cancelRefusal(facts: BookedFacts, nowMs: number): Refusal | null {
  const cutoffAt = cancellableUntil(facts);
  if (cutoffAt === null || !upcomingStatuses.includes(facts.status)) return null;
  return nowMs > cutoffAt ? { code: 'cancel_cutoff', cutoffAt: instantText(cutoffAt) } : null;
}

type CutoffFacts = Pick<BookedFacts, 'startsAt' | 'zone' | 'policy'>;

/** Until when the candidate may move what is booked, as far as time decides; null where nothing is. */
export function movableUntil({ startsAt, zone, policy }: CutoffFacts): number | null {
  return startsAt === null ? null : moved(startsAt, policy.reschedule.cutoff, zone, -1);
}

/** The same of cancelling; without a cut-off it is the start. */
export function cancellableUntil({ startsAt, zone, policy }: CutoffFacts): number | null {
  const { cutoff } = policy.cancel;
  return startsAt === null || cutoff === null ? startsAt : moved(startsAt, cutoff, zone, -1);
}

export interface RetakeFacts {
  readonly status: InterviewStatus;
  readonly outcome: Outcome | null;
  readonly policy: Policy;
  readonly zone: string;
  readonly attempt: number;
  readonly completedAt: number | null;
  /** The interview whose retake is pending, approved or open; null when none is. */
  readonly activeInterviewId: string | null;
}

/** When the cooldown after a completed attempt ends; it counts from the first completion. */
export function cooldownEndsAt({ policy, zone, completedAt }: RetakeFacts): number {
  return completedAt === null ? 0 : moved(completedAt, policy.retake.cooldown, zone, 1);
}

/** Why no retake may be asked for now, or null. Staff may ask during the cooldown: the retake then waits for its end. */
export function retakeRefusal(facts: RetakeFacts, party: Party, nowMs: number): Refusal | null {
  const { status, outcome, policy, attempt, activeInterviewId } = facts;
  if (status !== 'completed') return { code: 'retake_not_eligible', because: status };
  if (!policy.retake.outcomes.some((eligible) => eligible === outcome)) {
    return { code: 'retake_not_eligible', because: outcome ?? 'pending' };
  }
  if (activeInterviewId !== null) return { code: 'retake_active', interviewId: activeInterviewId };
  const used = attempt - 1;
  if (used >= policy.retake.limit) return { code: 'retake_limit', used, limit: policy.retake.limit };
  const until = cooldownEndsAt(facts);
  return party === 'candidate' && nowMs < until ? { code: 'retake_cooldown', until: instantText(until) } : null;
}
