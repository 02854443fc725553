import { parseDuration } from '../time/duration.ts';
import type { Policy } from './policy.ts';

/**
 * Another policy for an invitation that is out: what the candidate was promised is never made worse. The notice stays as
 * it was, because candidate and interviewers rely on it from opposite sides.
 */
export function withPromisesKept(promised: Policy, next: Policy): Policy {
  const { reschedule, cancel, retake, waitlist } = promised;
  const outcomes = [...new Set([...retake.outcomes, ...next.retake.outcomes])];
  return {
    ...next,
    invitationValidFor: longer(promised.invitationValidFor, next.invitationValidFor),
    bookingWindowDays: Math.max(promised.bookingWindowDays, next.bookingWindowDays),
    lastDate: later(promised.lastDate, next.lastDate),
    minimumNotice: promised.minimumNotice,
    holdFor: longer(promised.holdFor, next.holdFor),
    noShowGrace: longer(promised.noShowGrace, next.noShowGrace),
    reschedule: {
      warnAt: Math.max(reschedule.warnAt, next.reschedule.warnAt),
      limit: Math.max(reschedule.limit, next.reschedule.limit),
      cutoff: shorter(reschedule.cutoff, next.reschedule.cutoff),
    },
    cancel: { cutoff: cutoffOf(cancel.cutoff, next.cancel.cutoff) },
    retake: {
      outcomes,
      cooldown: shorter(retake.cooldown, next.retake.cooldown),
      limit: Math.max(retake.limit, next.retake.limit),
      requestValidFor: longer(retake.requestValidFor, next.retake.requestValidFor),
      twoPerson: retake.twoPerson || next.retake.twoPerson,
    },
    waitlist: { offerFor: longer(waitlist.offerFor, next.waitlist.offerFor) },
  };
}

function longer(one: string, other: string): string {
  return lengthOf(other) > lengthOf(one) ? other : one;
}

function shorter(one: string, other: string): string {
  return lengthOf(other) < lengthOf(one) ? other : one;
}

// Without a cut-off a candidate may cancel until the start.
function cutoffOf(one: string | null, other: string | null): string | null {
  return one === null || other === null ? null : shorter(one, other);
}

// Without a last date the booking window alone is the end.
function later(one: string | null | undefined, other: string | null | undefined): string | null {
  if (!one || !other) return null;
  return other > one ? other : one;
}

/** Milliseconds, a day as 24 hours: for comparison only. */
function lengthOf(text: string): number {
  const duration = parseDuration(text);
  if (duration === null) throw new RangeError(`not a duration: ${text}`);
  return duration.days * 86_400_000 + duration.ms;
}
