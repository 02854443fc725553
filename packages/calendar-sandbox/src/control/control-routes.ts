import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { keepEvent } from '../events/event.ts';
import { eventBodySchema } from '../events/event-shape.ts';
import { revoke } from '../oauth/oauth-routes.ts';
import { type Account, addAccount, addCalendar, type Calendar, calendarOf, type World } from '../world/world.ts';
import { type FaultPlan, faultSchema } from './faults.ts';

const whoSchema = z.strictObject({ email: z.string(), calendar: z.string().default('primary') });
const accountSchema = z.strictObject({ email: z.email(), timeZone: z.string().default('Europe/Berlin') });
const calendarSchema = z.strictObject({
  email: z.string(),
  id: z.string().min(1),
  summary: z.string(),
  timeZone: z.string().default('Europe/Berlin'),
  accessRole: z.enum(['owner', 'writer', 'reader', 'freeBusyReader']).default('owner'),
});
const tokensSchema = z.strictObject({
  /** A refresh gives another refresh token. */
  isRotating: z.boolean().optional(),
  accessSeconds: z.int().nonnegative().optional(),
  /** Takes back what this person has allowed. */
  revoked: z.string().optional(),
  /** Every access token is worth nothing from now on; refresh tokens stay. */
  areSpent: z.boolean().optional(),
});
// An exception of a series has the id that its repetition has.
const controlBodySchema = eventBodySchema.extend({ id: z.string().optional() });
const eventSchema = whoSchema.extend({ event: controlBodySchema });
const removalSchema = whoSchema.extend({ id: z.string() });

/** What tests and demos use and the provider does not have. */
export function controlRoutes(world: World, faults: FaultPlan): Router {
  const routes = Router();
  routes.use(express.json({ limit: '1mb' }));

  const calendarNamed = ({ email, calendar }: z.infer<typeof whoSchema>): Calendar | undefined => {
    const account = world.accounts.get(email);
    return account === undefined ? undefined : calendarOf(account, calendar);
  };

  routes.post(
    '/faults',
    taking(z.array(faultSchema), (plan) => faults.replace(plan) ?? {}),
  );
  routes.get('/channels', (_, response) => void response.json([...world.channels.values()]));
  routes.post(
    '/channels/end',
    taking(z.strictObject({ ms: z.int().nonnegative() }), ({ ms }) => {
      for (const [id, channel] of world.channels) world.channels.set(id, { ...channel, expiresAt: Date.now() + ms });
      return {};
    }),
  );
  routes.get('/calls', (_, response) => void response.json(faults.calls()));
  routes.post(
    '/accounts',
    taking(accountSchema, ({ email, timeZone }) => ({ email: addAccount(world, email, timeZone).email })),
  );
  routes.post(
    '/calendars',
    taking(calendarSchema, ({ email, ...of }) => {
      const account: Account | undefined = world.accounts.get(email);
      return account === undefined ? null : { id: addCalendar(account, of).id };
    }),
  );
  routes.post(
    '/events',
    taking(eventSchema, ({ event, ...who }) => {
      const calendar = calendarNamed(who);
      if (calendar === undefined) return null;
      const before = event.id === undefined ? undefined : calendar.events.get(event.id);
      const series =
        typeof event['recurringEventId'] === 'string' ? { recurringEventId: event['recurringEventId'] } : {};
      return keepEvent(world, calendar, { ...before, ...event, ...series });
    }),
  );
  routes.post(
    '/removals',
    taking(removalSchema, ({ id, ...who }) => {
      const calendar = calendarNamed(who);
      const event = calendar?.events.get(id);
      if (calendar === undefined || event === undefined) return null;
      return keepEvent(world, calendar, { ...event, status: 'cancelled' });
    }),
  );
  routes.post(
    '/events/list',
    taking(whoSchema, (who) => [...(calendarNamed(who)?.events.values() ?? [])]),
  );
  routes.post(
    '/sync-tokens',
    taking(whoSchema, (who) => {
      const calendar = calendarNamed(who);
      if (calendar === undefined) return null;
      calendar.epoch += 1;
      return {};
    }),
  );
  routes.post(
    '/tokens',
    taking(tokensSchema, ({ isRotating, accessSeconds, revoked, areSpent }) => {
      world.isRotating = isRotating ?? world.isRotating;
      world.accessSeconds = accessSeconds ?? world.accessSeconds;
      if (areSpent === true) world.access.clear();
      for (const grant of world.grants) if (grant.email === revoked) revoke(world, grant);
      return {};
    }),
  );
  return routes;
}

/** Answers with what is made of the body; 404 where that is null. */
function taking<Body>(schema: z.ZodType<Body>, make: (body: Body) => object | null) {
  return (request: Request, response: Response): void => {
    const parsed = schema.safeParse(request.body);
    if (!parsed.success) return void response.status(400).json({ error: z.prettifyError(parsed.error) });
    const made = make(parsed.data);
    response.status(made === null ? 404 : 200).json(made ?? { error: 'There is no such thing.' });
  };
}
