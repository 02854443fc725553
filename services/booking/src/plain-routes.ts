import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { calendarInvite } from '@interlude/shared/calendar-invite';
import { idSchema, localDateSchema, zoneSchema } from '@interlude/shared/interview';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { openInterview } from './access/candidate-access.ts';
import type { App } from './app.ts';
import { inviteBase } from './mails/message-for.ts';
import { refuse } from './refused.ts';
import { offerSlots } from './slots/offer-slots.ts';

const compress = promisify(gzip);
const worthCompressing = 1_024;

const slotsSchema = z.object({
  from: localDateSchema.optional(),
  days: z.coerce.number().int().min(1).max(62).optional(),
  zone: zoneSchema,
});

/** Routes that answer without tRPC: the fast path of `slots`, and the calendar file. They read and change nothing. */
export function plainRoutes(app: App): Router {
  const routes = Router();

  routes.get('/interviews/:id/slots', async (request, response) => {
    const row = await openInterview({ app, req: request }, idSchema.parse(request.params['id']));
    const input = slotsSchema.parse(request.query);
    await answerJson(request, response, await offerSlots(app.stores, row, input, app.now()));
  });

  routes.get('/interviews/:id/invite.ics', async (request, response) => {
    const row = await openInterview({ app, req: request }, idSchema.parse(request.params['id']));
    if (row.startsAt === null || row.status === 'cancelled') refuse({ code: 'not_found' });
    const tenant = await app.stores.tenants.get(row.tenantId);
    response
      .set({ 'Cache-Control': 'no-store', 'Content-Disposition': 'attachment; filename="interview.ics"' })
      .type('text/calendar; charset=utf-8; method=PUBLISH')
      .send(calendarInvite(inviteBase(app, row, tenant)));
  });

  return routes;
}

// The ETag is a hash of the answer itself: a counter beside the claim, or a time to live, would show taken times.
async function answerJson(request: Request, response: Response, answer: unknown): Promise<void> {
  const body = JSON.stringify(answer);
  const tag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  response.set({ ETag: tag, 'Cache-Control': 'private, no-cache', Vary: 'Cookie, Accept-Encoding' });
  if (request.headers['if-none-match'] === tag) {
    response.status(304).end();
    return;
  }
  response.type('application/json');
  const takesGzip = request.headers['accept-encoding']?.includes('gzip') === true && body.length > worthCompressing;
  if (!takesGzip) {
    response.send(body);
    return;
  }
  response.set('Content-Encoding', 'gzip').send(await compress(body, { level: 1 }));
}
