import { pushPath } from '@interlude/shared/contracts/calendars';
import { Router } from 'express';
import { z } from 'zod';
import { isOwnChannelId } from '../access/channel-id.ts';
import { addressKey } from '../access/rate-limits.ts';
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
    // Ids from before they were signed end within a week, and share a limit until then with those that are made up.
    const isOurs = isOwnChannelId(channelId, app.config.internalKey);
    app.limits.countIntent('push', isOurs ? channelId : addressKey(request.ip ?? ''), null, app.now());
    await app.pulse.orSilent(() => app.calendars('pushed', { channelId, token }));
    response.status(204).end();
  });
  return routes;
}
