import { setTimeout as delay } from 'node:timers/promises';
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { ApiError, answerError } from '../http/answers.ts';

const kinds = [
  '401',
  '403',
  '429',
  '500',
  '503',
  'slow',
  'late-409',
  'reset',
  'accept-then-reset',
  'accept-then-truncate',
] as const;

/**
 * One fault. `call` narrows it, `count` is how often it strikes (absent = always), `retryAfter` is in seconds (absent =
 * the answer does not say), `ms` is how long `slow` takes. `late-409` does what was asked and answers that it was there.
 */
export const faultSchema = z.strictObject({
  kind: z.enum(kinds),
  call: z
    .enum(['token', 'revoke', 'calendars', 'list', 'get', 'insert', 'update', 'delete', 'freeBusy', 'watch', 'stop'])
    .optional(),
  count: z.int().positive().optional(),
  retryAfter: z.int().nonnegative().optional(),
  ms: z.int().nonnegative().optional(),
});
export type Fault = z.infer<typeof faultSchema>;
export type CallName = NonNullable<Fault['call']>;

export type FaultPlan = ReturnType<typeof createFaultPlan>;

export function createFaultPlan() {
  let plan: { readonly fault: Fault; left: number }[] = [];
  /** Since the plan was set. */
  let calls: CallName[] = [];

  return {
    replace(faults: readonly Fault[]): void {
      plan = faults.map((fault) => ({ fault, left: fault.count ?? Number.POSITIVE_INFINITY }));
      calls = [];
    },

    calls: (): readonly CallName[] => calls,

    take(call: CallName): Fault | null {
      calls.push(call);
      const struck = plan.find(({ fault, left }) => left > 0 && (fault.call ?? call) === call);
      if (struck === undefined) return null;
      struck.left -= 1;
      return struck.fault;
    },
  };
}

/** Stands before one call and lets the plan strike it. */
export function faulty(faults: FaultPlan, call: CallName) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const fault = faults.take(call);
    if (fault === null) return next();
    if (fault.kind === 'slow') {
      await delay(fault.ms ?? 1_000);
      return next();
    }
    if (fault.kind === 'reset') return void request.socket.resetAndDestroy();
    const refused = refusalOf(fault);
    if (refused !== null) return answerError(response, refused);
    // What was asked is done; its answer is lost.
    spoil(request, response, fault.kind);
    next();
  };
}

function refusalOf({ kind, retryAfter: seconds }: Fault): ApiError | null {
  const retryAfter = seconds ?? null;
  switch (kind) {
    case '401':
      return new ApiError(401, 'authError', 'Invalid Credentials');
    case '403':
      return new ApiError(403, 'rateLimitExceeded', 'Rate Limit Exceeded', retryAfter);
    case '429':
      return new ApiError(429, 'rateLimitExceeded', 'Rate Limit Exceeded', retryAfter);
    case '500':
      return new ApiError(500, 'backendError', 'Backend Error');
    case '503':
      return new ApiError(503, 'backendError', 'Service Unavailable', retryAfter);
    default:
      return null;
  }
}

function spoil(request: Request, response: Response, kind: Fault['kind']): void {
  const answer = response.json.bind(response);
  response.json = (body: unknown) => {
    response.json = answer;
    if (kind === 'accept-then-reset') {
      request.socket.resetAndDestroy();
      return response;
    }
    if (kind === 'late-409') {
      answerError(response, new ApiError(409, 'duplicate', 'The requested identifier already exists.'));
      return response;
    }
    const text = JSON.stringify(body);
    return response.type('json').send(text.slice(0, Math.floor(text.length / 2)));
  };
}
