import { calendarInvite } from '@interlude/shared/contracts/calendar-invite';
import { idSchema } from '@interlude/shared/schemas/fields';
import { type Request, type Response, Router } from 'express';
import { openInterview } from '../booking/gate/candidate-gate.ts';
import { readSlots, slotsQuerySchema } from '../booking/gate/read-slots.ts';
import type { ReadyAnswer } from '../booking/gate/slot-answers.ts';
import { inviteBase } from '../obligations/message-for.ts';
import { refuse } from '../runtime/refused.ts';
import type { Deps } from './deps.ts';

/** Routes that answer without tRPC: the times a page shows, and the calendar file. They read and change nothing. */
export function plainRoutes(app: Deps): Router {
  const routes = Router();

  async function readInvite(request: Request): Promise<string> {
    const { row, resources } = await openInterview({ app, req: request }, idSchema.parse(request.params['id']));
    if (row.startsAt === null || row.status === 'cancelled') refuse({ code: 'not_found' });
    const tenant = await app.stores.tenants.get(row.tenantId);
    return calendarInvite(inviteBase(app, row, { tenant, resources, locale: row.locale, zone: row.zone }));
  }

  routes.get('/interviews/:id/slots', async (request, response) => {
    response.locals['procedure'] = 'candidate.slots';
    const answer = await app.pulse.orSilent(() => {
      const interviewId = idSchema.parse(request.params['id']);
      return readSlots({ app, req: request }, interviewId, slotsQuerySchema.parse(request.query));
    });
    sendReady(request, response, answer);
  });

  routes.get('/interviews/:id/invite.ics', async (request, response) => {
    const invite = await app.pulse.orSilent(() => readInvite(request));
    response
      .set({ 'Cache-Control': 'no-store', 'Content-Disposition': 'attachment; filename="invite.ics"' })
      .type('text/calendar; charset=utf-8; method=PUBLISH')
      .send(invite);
  });

  return routes;
}

function sendReady(request: Request, response: Response, { tag, body, zipped }: ReadyAnswer): void {
  response.set({ ETag: tag, 'Cache-Control': 'private, no-cache', Vary: 'Cookie, Accept-Encoding' });
  if (request.headers['if-none-match'] === tag) {
    response.status(304).end();
    return;
  }
  response.set('Content-Type', 'application/json; charset=utf-8');
  const takesGzip = request.headers['accept-encoding']?.includes('gzip') === true;
  if (zipped !== undefined && takesGzip) response.set('Content-Encoding', 'gzip').end(zipped);
  else response.end(body);
}
