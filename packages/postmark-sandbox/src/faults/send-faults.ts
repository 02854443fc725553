import { setTimeout as delay } from 'node:timers/promises';
import { refusal, refuse } from '../http/refusal.ts';
import { type Answer, edgePage, json, type Reply } from '../http/reply.ts';
import type { Fault, FaultKind, FaultPlan, FaultSubject } from './fault-plan.ts';

const beforeAccept = ['429', '500', '503', '403-html', 'reset-before-accept'] as const satisfies FaultKind[];
const afterAccept = ['accept-then-reset', 'accept-then-hang', 'accept-then-truncate'] as const satisfies FaultKind[];

/**
 * Runs one call of the API under the fault plan: waits (`slow`), fails before `handle` runs, or lets it succeed and
 * spoils the answer. `slow` accepts late, so a client that gave up meanwhile has still sent its mail.
 */
export async function withSendFaults(
  call: { faults: FaultPlan; subject: FaultSubject; signal: AbortSignal; target?: 'send' | 'search' },
  handle: () => Reply | Promise<Reply>,
): Promise<Reply> {
  const { faults, subject, target = 'send' } = call;
  const slow = faults.take(['slow'], subject, target);
  if (slow) await delay(slow.ms ?? 1000, undefined, { signal: call.signal }).catch(() => undefined);
  // A send that waited while the sandbox was stopped must not be accepted without being kept.
  if (call.signal.aborted) return 'reset';
  const before = faults.take(beforeAccept, subject, target);
  if (before) return failureOf(before);
  const reply = await handle();
  if (typeof reply === 'string' || reply.status !== 200) return reply;
  const after = faults.take(afterAccept, subject, target);
  return after ? spoil(reply, after) : reply;
}

function failureOf(fault: Fault): Reply {
  switch (fault.kind) {
    case '429':
      return json({ ErrorCode: 429, Message: 'Rate limit exceeded.' }, 429, {
        'retry-after': String(fault.retryAfter ?? 1),
      });
    case '503':
      return refuse(refusal(100, 'The Postmark API is offline for maintenance.', 503));
    case '403-html':
      return edgePage(403, 'Forbidden');
    case 'reset-before-accept':
      return 'reset';
    default:
      return refuse(refusal(500, 'Internal Server Error', 500));
  }
}

function spoil(reply: Answer, fault: Fault): Reply {
  if (fault.kind === 'accept-then-reset') return 'reset';
  if (fault.kind === 'accept-then-hang') return 'hang';
  const whole = reply.body.toString();
  return { ...reply, body: whole.slice(0, Math.floor(whole.length / 2)) };
}
