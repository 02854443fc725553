import { pushPath } from '@interlude/shared/contracts/calendars';
import { Router } from 'express';
import { z } from 'zod';
import { refuse } from '../runtime/refused.ts';
import type { Deps } from './deps.ts';

const toldSchema = z.object({
  'x-goog-channel-id': z.string().min(1).max(64),
  'x-goog-channel-token': z.string().min(1).max(256),
});

/**
 * Where a provider tells that something in a calendar has changed: in headers, without a body, and with the secret of its
 * channel. It says that there is something to look at and nothing else; of what nobody knows nothing is written.
 */
export function pushRoutes(app: Deps): Router {
  const routes = Router();
  routes.post(pushPath.replace(/^\/api/, ''), async (request, response) => {
    response.locals['procedure'] = 'push';
    const told = toldSchema.safeParse(request.headers).data ?? refuse({ code: 'not_found' });
    const { 'x-goog-channel-id': channelId, 'x-goog-channel-token': token } = told;
    app.limits.countIntent('push', channelId, null, app.now());
    await app.pulse.orSilent(() => app.calendars('pushed', { channelId, token }));
    response.status(204).end();
  });
  return routes;
}
