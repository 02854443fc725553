import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { NextFunction, Request, Response } from 'express';
import { answerRefusal } from './request-guard.ts';

// More wait in front of the database than it can answer while anybody is still there to read the answer.
const mostAtWork = 2_000;
const measureEveryMs = 500;
const slowAtMs = 800;
const retryAfterSeconds = 1;

export type LoadGuard = ReturnType<typeof createLoadGuard>;

/**
 * Turns requests away while too many are at work or the event loop is late: an early `unavailable` is worth more than
 * an answer nobody waits for any more. Streams are not counted, they have bounds of their own.
 */
export function createLoadGuard(limits = { mostAtWork, slowAtMs }) {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let atWork = 0;
  let lateTimes = 0;
  const timer = setInterval(() => {
    lateTimes = delay.mean / 1e6 > limits.slowAtMs ? lateTimes + 1 : 0;
    delay.reset();
  }, measureEveryMs).unref();

  return {
    guard(request: Request, response: Response, next: NextFunction): void {
      if (/\/(candidate|staff)\.live$/.test(request.path)) {
        next();
        return;
      }
      // One late measure may be a single stall that is over already.
      if (atWork >= limits.mostAtWork || lateTimes > 1) {
        answerRefusal(response, { code: 'unavailable', retryAfterSeconds });
        return;
      }
      atWork += 1;
      response.once('close', () => {
        atWork -= 1;
      });
      next();
    },
    stop(): void {
      clearInterval(timer);
      delay.disable();
    },
  };
}
