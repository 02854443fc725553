import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { calendarInvite } from '@interlude/shared/calendar-invite';
import { idSchema, localDateSchema, zoneSchema } from '@interlude/shared/interview';
import { type Request, type Response, Router } from 'express';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { checkAccess, grantOf, openGranted, openInterview } from './access/candidate-access.ts';
import type { App } from './app.ts';
import type { BookingRow } from './bookings/booking-row.ts';
import { inviteBase } from './mails/message-for.ts';
import { refuse } from './refused.ts';
import { createKeptAnswers } from './slots/kept-answers.ts';
import { localSpan, offerSlots, zoneFrom } from './slots/offer-slots.ts';
import { readingAhead } from './slots/reading-ahead.ts';
import type { Bookable } from './slots/slot-question.ts';
import { writesOf } from './write-count.ts';

const worthCompressing = 1_024;
const expectedAtMost = 1_000;

const slotsSchema = z.object({
  from: localDateSchema.optional(),
  days: z.coerce.number().int().min(1).max(62).optional(),
  zone: zoneSchema,
});

/** Routes that answer without tRPC: the fast path of `slots`, and the calendar file. They read and change nothing. */
export function plainRoutes(app: App): Router {
  const routes = Router();
  const answers = createKeptAnswers<{ row: BookingRow; answer: ReadyAnswer }>();
  // What was asked about an interview the last time, for who leafs through the weeks.
  const asked = new LRUCache<string, Bookable>({ max: expectedAtMost });

  async function readSlots(request: Request): Promise<ReadyAnswer> {
    const interviewId = idSchema.parse(request.params['id']);
    const grant = await grantOf({ app, req: request }, interviewId);
    const { from, days, zone } = slotsSchema.parse(request.query);
    const key = [interviewId, from, days, zone].join();
    const kept = answers.get(key, app.now());
    if (kept !== null && kept.row.access.ver === grant.ver) {
      checkAccess(kept.row, grant, app.now());
      return kept.answer;
    }
    const facts = { tenantId: grant.tenantId, writes: writesOf(grant.tenantId), now: app.now() };
    const expected = asked.get(interviewId);
    const wish = { from, days, zone };
    const stores =
      expected === undefined
        ? app.stores
        : readingAhead(app.stores, expected, localSpan(zoneFrom(zone), wish, facts.now));
    const found = await openGranted({ app, req: request }, grant, interviewId);
    const { view, changesAt } = await offerSlots(stores, found, wish, facts.now);
    asked.set(interviewId, found.row);
    const answer = readyAnswer(view);
    answers.keep(key, { row: found.row, answer }, { ...facts, changesAt });
    return answer;
  }

  async function readInvite(request: Request): Promise<string> {
    const { row, resources } = await openInterview({ app, req: request }, idSchema.parse(request.params['id']));
    if (row.startsAt === null || row.status === 'cancelled') refuse({ code: 'not_found' });
    const tenant = await app.stores.tenants.get(row.tenantId);
    return calendarInvite(inviteBase(app, row, { tenant, resources }));
  }

  routes.get('/interviews/:id/slots', async (request, response) => {
    sendReady(request, response, await app.pulse.orSilent(() => readSlots(request)));
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

interface ReadyAnswer {
  readonly tag: string;
  readonly body: Buffer;
  /** Absent where it would not be worth it. */
  readonly zipped: Buffer | undefined;
}

// The ETag is a hash of the answer itself: a counter beside the claim, or a time to live, would show taken times.
function readyAnswer(answer: unknown): ReadyAnswer {
  const body = Buffer.from(JSON.stringify(answer));
  const tag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  // A dozen kilobytes at the lowest level: cheaper at once than handed to another thread and back.
  return { tag, body, zipped: body.length > worthCompressing ? gzipSync(body, { level: 1 }) : undefined };
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
