import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { type FaultPlan, faulty } from '../control/faults.ts';
import { ApiError, answerError } from '../http/answers.ts';
import { onlyFields } from '../http/fields.ts';
import { type Account, type Calendar, calendarOf, type World } from '../world/world.ts';
import { openChannel, stopChannel } from './channels.ts';
import { instantOf, keepEvent } from './event.ts';
import { type CalendarEvent, eventBodySchema } from './event-shape.ts';
import { isWithin, singleEvents } from './expand.ts';
import { listEvents } from './list-events.ts';

interface CalendarDeps {
  readonly world: World;
  readonly faults: FaultPlan;
  /** Pages are never longer, whatever is asked for. */
  readonly mostOnPage: number;
}

const scopePrefix = 'https://www.googleapis.com/auth/calendar';
const freeBusySchema = z.object({
  timeMin: z.iso.datetime({ offset: true }),
  timeMax: z.iso.datetime({ offset: true }),
  items: z.array(z.object({ id: z.string() })).max(50),
});

/** `/calendar/v3`: the part of the API that deals with lists of calendars and with events. */
export function calendarRoutes({ world, faults, mostOnPage }: CalendarDeps): Router {
  const routes = Router();
  routes.use(express.json({ limit: '1mb' }));

  function calendarIn(request: Request, ...scopes: string[]): Calendar {
    const account = accountOf(world, request, '.events', ...scopes);
    return calendarOf(account, String(request.params['calendar'])) ?? notFound();
  }

  function change(request: Request, response: Response, isWhole: boolean): void {
    const calendar = writable(calendarIn(request));
    const event = eventIn(request, calendar);
    refuseStale(request, event);
    const body = bodyOf(request);
    const { id, iCalUID, created, recurringEventId, originalStartTime } = event;
    const fixed = { id, iCalUID, created, ...(recurringEventId === undefined ? {} : { recurringEventId }) };
    const whole = { ...fixed, ...(originalStartTime === undefined ? {} : { originalStartTime }) };
    const kept = keepEvent(world, calendar, { ...(isWhole ? {} : event), ...body, ...whole });
    answer(request, response, viewOf(kept, calendar));
  }

  function watchRoutes(): void {
    routes.post('/calendars/:calendar/events/watch', faulty(faults, 'watch'), (request, response) => {
      const { email } = accountOf(world, request, '.events', '.events.readonly', '.readonly');
      const calendar = calendarIn(request, '.events.readonly', '.readonly');
      answer(request, response, openChannel(world, { email, calendar }, request.body));
    });
    routes.post('/channels/stop', faulty(faults, 'stop'), (request, response) => {
      accountOf(world, request, '.events', '.events.readonly', '.readonly');
      stopChannel(world, request.body);
      response.status(204).end();
    });
  }

  routes.get('/users/me/calendarList', faulty(faults, 'calendars'), (request, response) => {
    const account = accountOf(world, request, '.readonly', '.calendarlist', '.calendarlist.readonly');
    const items = [...account.calendars.values()].map(({ events: _, epoch: __, ...one }) => one);
    answer(request, response, { kind: 'calendar#calendarList', items });
  });
  routes.get('/calendars/:calendar/events', faulty(faults, 'list'), (request, response) => {
    const calendar = calendarIn(request, '.events.readonly', '.readonly');
    const listed = listEvents(world, calendar, { query: request.query, mostOnPage });
    answer(request, response, { ...listed, items: listed.items.map((event) => viewOf(event, calendar)) });
  });
  routes.get('/calendars/:calendar/events/:event', faulty(faults, 'get'), (request, response) => {
    const calendar = calendarIn(request, '.events.readonly', '.readonly');
    answer(request, response, viewOf(eventIn(request, calendar), calendar));
  });
  routes.post('/calendars/:calendar/events', faulty(faults, 'insert'), (request, response) => {
    const calendar = writable(calendarIn(request));
    const body = bodyOf(request);
    if (body.start === undefined || body.end === undefined) throw new ApiError(400, 'required', 'Missing time.');
    if (body.id !== undefined && calendar.events.has(body.id))
      throw new ApiError(409, 'duplicate', 'The requested identifier already exists.');
    answer(request, response, viewOf(keepEvent(world, calendar, body), calendar));
  });
  routes.put('/calendars/:calendar/events/:event', faulty(faults, 'update'), (request, response) =>
    change(request, response, true),
  );
  routes.patch('/calendars/:calendar/events/:event', faulty(faults, 'update'), (request, response) =>
    change(request, response, false),
  );
  routes.delete('/calendars/:calendar/events/:event', faulty(faults, 'delete'), (request, response) => {
    const calendar = writable(calendarIn(request));
    const event = eventIn(request, calendar);
    if (event.status === 'cancelled') throw new ApiError(410, 'deleted', 'Resource has been deleted');
    refuseStale(request, event);
    keepEvent(world, calendar, { ...event, status: 'cancelled' });
    response.status(204).end();
  });
  routes.post('/freeBusy', faulty(faults, 'freeBusy'), (request, response) => {
    const account = accountOf(world, request, '.freebusy', '.events.freebusy', '.readonly');
    answer(request, response, freeBusy(account, request.body));
  });
  watchRoutes();
  routes.use((_request: Request, _response: Response) => notFound());
  routes.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (error instanceof ApiError) answerError(response, error);
    else next(error);
  });
  return routes;
}

function notFound(): never {
  throw new ApiError(404, 'notFound', 'Not Found');
}

function writable(calendar: Calendar): Calendar {
  if (calendar.accessRole === 'owner' || calendar.accessRole === 'writer') return calendar;
  throw new ApiError(403, 'forbidden', 'You need to have writer access to this calendar.');
}

function bodyOf(request: Request) {
  const body = eventBodySchema.safeParse(request.body);
  if (!body.success) throw new ApiError(400, 'invalid', body.error.issues[0]?.message ?? 'Bad Request');
  return body.data;
}

function refuseStale(request: Request, { etag }: CalendarEvent): void {
  const wished = request.headers['if-match'];
  if (wished !== undefined && wished !== '*' && wished !== etag)
    throw new ApiError(412, 'conditionNotMet', 'Precondition Failed');
}

/** What only says that somebody is busy names nothing. */
function viewOf({ revision: _, ...event }: CalendarEvent, { accessRole }: Calendar) {
  const common = { kind: 'calendar#event', eventType: 'default', ...event };
  if (accessRole !== 'freeBusyReader') return common;
  const { kind, id, etag, status, start, end, eventType, iCalUID, transparency } = common;
  return { kind, id, etag, status, start, end, eventType, iCalUID, transparency, visibility: 'private' };
}

function freeBusyOf(calendar: Calendar | undefined, window: { from: number; to: number }) {
  if (calendar === undefined) return { errors: [{ domain: 'global', reason: 'notFound' }], busy: [] };
  const events = singleEvents(calendar, window).filter(
    (event) => event.status !== 'cancelled' && event.transparency !== 'transparent',
  );
  const busy = events.flatMap(({ start, end, ...rest }) => {
    if (start === undefined || end === undefined) return [];
    if (!isWithin({ ...rest, start, end }, calendar.timeZone, window)) return [];
    const iso = (at: number) => new Date(at).toISOString();
    const [from, to] = [instantOf(start, calendar.timeZone), instantOf(end, calendar.timeZone)];
    return [{ start: iso(Math.max(from, window.from)), end: iso(Math.min(to, window.to)) }];
  });
  return { busy };
}

/** Whose calendars a request may see. Throws `ApiError`. */
function accountOf(world: World, request: Request, ...scopes: string[]): Account {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const access = world.access.get(token);
  const account = access === undefined ? undefined : world.accounts.get(access.grant.email);
  if (access === undefined || account === undefined || access.expiresAt < Date.now())
    throw new ApiError(401, 'authError', 'Request had invalid authentication credentials.');
  const given = access.grant.scope.split(' ');
  if (!['', ...scopes].some((scope) => given.includes(`${scopePrefix}${scope}`)))
    throw new ApiError(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
  return account;
}

function eventIn(request: Request, calendar: Calendar): CalendarEvent {
  const id = String(request.params['event']);
  const [series = '', at] = id.split(/_(?=\d{8}(?:T\d{6}Z)?$)/);
  const kept = calendar.events.get(id);
  if (kept !== undefined || at === undefined || !calendar.events.has(series)) return kept ?? notFound();
  const begin = Date.parse(`${at.slice(0, 4)}-${at.slice(4, 6)}-${at.slice(6, 8)}`);
  const window = { from: begin - 172_800_000, to: begin + 172_800_000 };
  return singleEvents(calendar, window).find((event) => event.id === id) ?? notFound();
}

function answer(request: Request, response: Response, body: unknown): void {
  const { fields } = request.query;
  response.json(onlyFields(body, typeof fields === 'string' ? fields : undefined));
}

function freeBusy(account: Account, body: unknown) {
  const parsed = freeBusySchema.safeParse(body);
  if (!parsed.success) throw new ApiError(400, 'badRequest', 'Bad Request');
  const { timeMin, timeMax, items } = parsed.data;
  const window = { from: Date.parse(timeMin), to: Date.parse(timeMax) };
  const calendars = items.map(({ id }) => [id, freeBusyOf(calendarOf(account, id), window)] as const);
  return { kind: 'calendar#freeBusy', timeMin, timeMax, calendars: Object.fromEntries(calendars) };
}
