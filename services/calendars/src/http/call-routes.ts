import { isInternalCall } from '@interlude/booking/internal-token';
import { errorFacts } from '@interlude/service-kit/log';
import { type CalendarCall, calendarCalls } from '@interlude/shared/contracts/calendars';
import express, { Router } from 'express';
import type { Logger } from 'pino';
import { CallRefused, type Calls } from '../connections/calls.ts';

interface CallDeps {
  readonly calls: Calls;
  readonly internalKey: string;
  readonly log: Logger;
}

/** The calls of `contracts/calendars.ts` by POST, for booking alone: 422 with the refusal, 503 when it cannot say. */
export function callRoutes({ calls, internalKey, log }: CallDeps): Router {
  const routes = Router();
  routes.use((request, response, next) => {
    if (isInternalCall(request.headers.authorization, internalKey)) return next();
    response.status(401).json({ error: 'not_signed_in' });
  });
  routes.post('/:call', express.json({ limit: '64kb' }), async (request, response) => {
    const name = request.params.call;
    if (!isCall(name)) return void response.status(404).json({ error: 'not_found' });
    const input = calendarCalls[name].input.safeParse(request.body);
    if (!input.success) return void response.status(400).json({ error: 'invalid_input' });
    try {
      response.json(await calls[name](input.data as never));
    } catch (error) {
      if (error instanceof CallRefused) return void response.status(422).json(error.refusal);
      log.warn({ call: name, ...errorFacts(error) }, 'a call failed');
      response.status(503).json({ error: 'unavailable' });
    }
  });
  return routes;
}

function isCall(name: string): name is CalendarCall {
  return Object.hasOwn(calendarCalls, name);
}
