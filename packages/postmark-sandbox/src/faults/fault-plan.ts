import { z } from 'zod';

/** What can be made to go wrong with a send, a search or a webhook. */
const faultKinds = [
  '429',
  '500',
  '503',
  '403-html',
  'reset-before-accept',
  'accept-then-reset',
  'accept-then-hang',
  'accept-then-truncate',
  'slow',
  'duplicate-webhook',
  'reorder-webhook',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/**
 * One fault. `tag` and `recipient` narrow it, `count` is how often it strikes (absent = always), `probability` the
 * chance each time, `afterSeconds` how long after the plan was set it starts. `ms` is the wait of `slow` and the
 * longest hold of `reorder-webhook`; `retryAfter` is in seconds. `target: 'search'` hits `GET /messages/outbound…`.
 */
export const faultSchema = z.strictObject({
  kind: z.enum(faultKinds),
  target: z.enum(['send', 'search']).optional(),
  tag: z.string().optional(),
  recipient: z.string().optional(),
  count: z.int().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
  afterSeconds: z.number().nonnegative().optional(),
  ms: z.int().nonnegative().optional(),
  retryAfter: z.int().nonnegative().optional(),
});
export type Fault = z.infer<typeof faultSchema>;

/** The tags and recipients something is about; a batch has several. */
export interface FaultSubject {
  readonly tags: readonly string[];
  readonly recipients: readonly string[];
}

export type FaultPlan = ReturnType<typeof createFaultPlan>;

/** Holds the current plan. `random` (0 ≤ x < 1) decides probabilities. */
export function createFaultPlan(random: () => number = Math.random) {
  let plan: { fault: Fault; left: number; startsAt: number }[] = [];

  return {
    replace(faults: readonly Fault[]): void {
      plan = faults.map((fault) => ({
        fault,
        left: fault.count ?? Number.POSITIVE_INFINITY,
        startsAt: Date.now() + (fault.afterSeconds ?? 0) * 1000,
      }));
    },

    /** The faults that may still strike, with the count that is left. */
    list(): Fault[] {
      return plan
        .filter(({ left }) => left > 0)
        .map(({ fault, left }) => ({ ...fault, ...(Number.isFinite(left) ? { count: left } : {}) }));
    },

    /** Takes the first fault of these kinds that strikes now and counts it; null when none does. */
    take(kinds: readonly FaultKind[], subject: FaultSubject, target: 'send' | 'search' = 'send'): Fault | null {
      const struck = plan.find(
        ({ fault, left, startsAt }) =>
          left > 0 &&
          kinds.includes(fault.kind) &&
          (fault.target ?? 'send') === target &&
          Date.now() >= startsAt &&
          concerns(fault, subject) &&
          random() < (fault.probability ?? 1),
      );
      if (!struck) return null;
      struck.left -= 1;
      return struck.fault;
    },
  };
}

function concerns({ tag, recipient }: Fault, { tags, recipients }: FaultSubject): boolean {
  if (tag !== undefined && !tags.includes(tag)) return false;
  const wanted = recipient?.toLowerCase();
  return wanted === undefined || recipients.some((email) => email.toLowerCase() === wanted);
}
